"""What the server loads in each of its processes."""

from django.core.wsgi import get_wsgi_application

from .setup import django

django()
application = get_wsgi_application()
