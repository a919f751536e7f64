from django.urls import path

from . import views
from .bulletin import views as bulletin

app_name = "scheduling"
urlpatterns = [
    path("meetings", views.meetings, name="meetings"),
    path("bulletin", bulletin.bulletin, name="bulletin"),
]
