from django.urls import path

from . import views

app_name = "scheduling"
urlpatterns = [
    path("meetings", views.meetings, name="meetings"),
]
