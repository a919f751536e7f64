"""What the pages of applications ask for and show."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import store
from jingkai.kernel.registers.applying import Brought
from jingkai.web.answering import answer
from jingkai.web.language import language_of
from jingkai.web.words import Lang, word_table

from ..registers.words import Words as RegisterWords
from .problems import FILE_TOO_LARGE

# What one paper may weigh.
_MOST_MB = 20
FIELD, PAPER = "field-", "paper-"


class Words(RegisterWords):
    """The room's words in one language, with those of registers and what rules declare."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang)
        self._table = {**self._table, **word_table(__package__)}


def shown(
    request: HttpRequest, template: str, zone: Organisation, *, refused: Problem | None = None, **values: Any
) -> HttpResponse:
    """A page of the room."""
    words = Words(language_of(request))
    page = f"web/rooms/applications/{template}.html"
    return answer(request, page, words, zone, refused, **values)


def typed(request: HttpRequest) -> dict[str, str]:
    """What was typed into the fields of the register, by their codes; what is empty is left out."""
    found = {name: str(text).strip() for name, text in request.POST.items() if name.startswith(FIELD)}
    return {name.removeprefix(FIELD): text for name, text in found.items() if text}


def papers_in(request: HttpRequest, names: list[str]) -> list[Brought]:
    """The papers that were sent: those that the rule names, by their number, then any others. None is stored where one
    is too large. Raises Problem `web-applications.file-too-large`.
    """
    sent = [
        (name, one) for place, name in enumerate(names) for one in request.FILES.getlist(f"{PAPER}{place}")
    ]
    sent += [("", one) for one in request.FILES.getlist("files")]
    for _, one in sent:
        if (one.size or 0) > _MOST_MB * 2**20:
            raise FILE_TOO_LARGE(name=one.name, most=_MOST_MB)
    return [_brought(name, one) for name, one in sent]


def _brought(paper: str, one: UploadedFile[Any]) -> Brought:
    return Brought(paper, store(one), (one.name or "")[-200:], one.content_type or "application/octet-stream")
