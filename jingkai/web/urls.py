from django.urls import path, re_path

from . import views
from .api import pages as tokens
from .notices import views as notices
from .rooms.activities import views as activities
from .rooms.applications import views as applications
from .rooms.forms import asking, filling, mine, office
from .rooms.papers import views as papers
from .rooms.records import views as journal
from .rooms.registers import views as registers
from .rooms.rounds import ballot, consequences, opening, results
from .rooms.rounds import papers as ballot_papers
from .rooms.rounds import views as rounds
from .rooms.rules import views as rules
from .rooms.rules.editing import edit
from .saved import views as saved
from .search import views as search

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("guide", views.guide, name="guide"),
    path("search", search.search, name="search"),
    path("notices", notices.notices, name="notices"),
    path("papers", papers.papers, name="papers"),
    path("papers/<int:key>", papers.paper, name="paper"),
    re_path(r"^papers/(?P<key>[0-9]{1,18})\.(?P<form>docx|pdf)$", papers.printed, name="paper-printed"),
    path("journal", journal.page, name="journal"),
    path("registers", registers.registers, name="registers"),
    path("registers.xlsx", registers.register_sheet, name="register-sheet"),
    path("subjects/<int:key>", registers.subject, name="subject"),
    path("activities", activities.activities, name="activities"),
    path("activities/<int:key>", activities.activity, name="activity"),
    path("rules", rules.rules, name="rules"),
    path("rules/<int:key>", rules.rule, name="rule"),
    path("rules/<int:key>/edit", edit, name="rule-edit"),
    path("forms", asking.forms, name="forms"),
    path("forms/mine", mine.mine, name="forms-mine"),
    path("forms/office", office.office, name="forms-office"),
    path("forms/of/<str:code>", asking.form, name="form"),
    path("forms/requests/<int:key>", asking.one_request, name="request"),
    path("forms/submissions/<int:key>", filling.submission, name="submission"),
    path("forms/submissions/<int:key>.xlsx", filling.workbook, name="submission-sheet"),
    path("rounds", rounds.rounds, name="rounds"),
    path("rounds/new", opening.opening, name="round-opening"),
    path("rounds/<int:key>", rounds.round, name="round"),
    path("rounds/<int:key>/ballot", ballot.ballot, name="ballot"),
    path("rounds/<int:key>/raters/<int:rater>", ballot_papers.rater, name="round-rater"),
    path("rounds/<int:key>/ballots/<int:ballot>/paper", ballot_papers.paper, name="ballot-file"),
    path("rounds/<int:key>/results", results.page, name="round-results"),
    path("rounds/<int:key>/entrants/<int:place>", rounds.entrant, name="round-entrant"),
    path("applications", applications.applications, name="applications"),
    path("applications/new", applications.applying, name="applying"),
    path("applications/<int:key>", applications.application, name="application"),
    path("applications/<int:key>/files/<int:file>", applications.application_file, name="application-file"),
    path("consultations/<int:key>", applications.consultation, name="consultation"),
    path(
        "consultations/<int:key>/files/<int:file>", applications.consultation_file, name="consultation-file"
    ),
    path("consequences", consequences.page, name="consequences"),
    path("notices/<int:key>", notices.receipt, name="receipt"),
    path("views", saved.change, name="saved-views"),
    path("account/tokens", tokens.tokens, name="tokens"),
]
