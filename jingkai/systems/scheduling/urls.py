from django.urls import path

from . import reading, running, views
from .bulletin import views as bulletin
from .reports import views as reports

app_name = "scheduling"
urlpatterns = [
    path("meetings", views.meetings, name="meetings"),
    path("meetings/<int:key>", running.meeting, name="meeting"),
    path("meetings/<int:key>/reading", reading.reading, name="reading"),
    path("reports", reports.reports, name="reports"),
    path("bulletin", bulletin.bulletin, name="bulletin"),
]
