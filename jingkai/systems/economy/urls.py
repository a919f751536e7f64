from django.urls import path

from . import views

app_name = "economy"
# What a figure is called may have a slash in it.
urlpatterns = [
    path("month", views.month, name="month"),
    path("figures/<int:holder>/<path:indicator>", views.figure, name="figure"),
    path("indicators/<path:code>", views.indicator, name="indicator"),
    path("facts/<int:key>", views.fact, name="fact"),
]
