from django.urls import path

from . import views
from .upper import beside, entering, items
from .upper import views as upper

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
    path("half-year", upper.half_year, name="half-year"),
    path("half-year/scores", entering.scores, name="upper-scores"),
    path("half-year/given/<int:key>", upper.given, name="upper-given"),
    path("half-year/indicators", items.items, name="upper-items"),
    path("half-year/indicator", items.item, name="upper-item"),
    path("comparison", beside.comparison, name="comparison"),
]
