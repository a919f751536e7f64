from . import site

app_name = "api"
urlpatterns = site.urlpatterns()
