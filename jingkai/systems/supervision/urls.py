from django.urls import path, re_path

from . import views
from .bulk import bulk
from .conduct import views as conduct
from .intake import back, lists
from .intake.minutes import minutes
from .visiting import conclusion, visit

app_name = "supervision"
urlpatterns = [
    path("today", views.today, name="today"),
    path("ledger", views.ledger, name="ledger"),
    path("ledger/moves", bulk, name="bulk"),
    path("ledger.xlsx", views.ledger_sheet, name="ledger-sheet"),
    path("ledger/back", back.choose, name="ledger-back"),
    re_path(r"^ledger/back/(?P<sha256>[0-9a-f]{64})$", back.look_at, name="ledger-back-look"),
    path("report", views.report, name="report"),
    path("minutes", minutes, name="minutes"),
    path("lists", lists.lists, name="lists"),
    re_path(r"^lists/(?P<sha256>[0-9a-f]{64})$", lists.look_at, name="list-look"),
    path("conduct", conduct.register, name="conduct"),
    path("conduct.xlsx", conduct.sheet, name="conduct-sheet"),
    path("conduct/candidates", conduct.found, name="candidates"),
    path("conduct/new", conduct.enter, name="listing-new"),
    path("conduct/<int:key>", conduct.listing, name="listing"),
    path("conduct/<int:key>/files/<int:file>", conduct.evidence, name="listing-file"),
    path("visits/<int:key>", visit, name="visit"),
    path("conclusions/<int:key>", conclusion, name="conclusion"),
    path("matters/<int:key>", views.matter, name="matter"),
    path("matters/<int:key>/files/<int:file>", views.evidence, name="evidence"),
]
