"""Starting Django for a command that needs the database."""

import os


def django() -> None:
    """Loads settings and apps once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingkai.site.settings")
    import django as framework

    framework.setup()
