from django.urls import path

from . import views

app_name = "assessment"
urlpatterns = [
    path("scores", views.scores, name="scores"),
    path("scores/cell", views.cell, name="cell"),
    path("scores/indicator", views.indicator, name="indicator"),
    path("scores/unit", views.unit, name="unit"),
    path("scores/what-if", views.trial, name="trial"),
    path("scores/gains", views.gains, name="gains"),
    path("scores/intervals", views.intervals, name="intervals"),
    path("scheme", views.scheme, name="scheme"),
]
