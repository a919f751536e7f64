from django.urls import path

from . import reading, running, views
from .bulletin import views as bulletin

app_name = "scheduling"
urlpatterns = [
    path("meetings", views.meetings, name="meetings"),
    path("meetings/<int:key>", running.meeting, name="meeting"),
    path("meetings/<int:key>/reading", reading.reading, name="reading"),
    path("bulletin", bulletin.bulletin, name="bulletin"),
]
