from django.urls import path

from . import views

app_name = "economy"
urlpatterns = [
    path("month", views.month, name="month"),
    path("figures/<str:indicator>/<int:holder>", views.figure, name="figure"),
    path("facts/<int:key>", views.fact, name="fact"),
]
