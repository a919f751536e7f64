"""What every page of the room asks for and shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from jingkai.engines.documents import Words as Declared
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.rounds.figures import micro_text, nano_text
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.problems import NOT_FOUND
from jingkai.kernel.rounds.queries import find_round
from jingkai.web.answering import answer
from jingkai.web.language import language_of
from jingkai.web.opening import address_of_ref
from jingkai.web.words import Lang

from ..words import Words as RoomWords
from .problems import FIELD_UNCLEAR


class Words(RoomWords):
    """The room's words in one language, and points, places and problems in it."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def points(self, nano: int | None) -> str:
        """Points: 98.5; a dash where nothing is known."""
        return nano_text(nano)

    def signed(self, nano: int) -> str:
        """Points that were added or taken off: +1.5, −2."""
        text = nano_text(nano)
        return f"−{text[1:]}" if nano < 0 else f"+{text}"

    def given(self, micro: int) -> str:
        """What a rater gave: 92.5."""
        return micro_text(micro)

    def said(self, problem: Problem) -> str:
        """What a refusal says."""
        return problem.zh if self.lang == "zh" else problem.en

    def named(self, table: dict[str, Declared], key: str) -> str:
        """A class or a group of raters as the rule calls it; as it is written, where it calls it nothing."""
        return self.of(table[key]) if key in table else key


def found_round(reader: Reader | None, key: int) -> Round:
    """The round of the address. Raises Http404 for hidden and absent alike."""
    try:
        return find_round(reader, str(key))
    except Problem as problem:
        if problem.kind is NOT_FOUND:
            raise Http404 from problem
        raise


def shown(
    request: HttpRequest, template: str, zone: Organisation, *, refused: Problem | None = None, **values: Any
) -> HttpResponse:
    """A page of the room."""
    words = Words(language_of(request))
    page = f"web/rooms/rounds/{template}.html"
    return answer(request, page, words, zone, refused, address_of_ref=address_of_ref, **values)


def day_in(text: str, zh: str, en: str) -> date | None:
    """The day of a field; None where it is empty. Raises Problem `web-rounds.field-unclear`."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise FIELD_UNCLEAR(field=zh, field_en=en, said=text[:20]) from error


def now() -> datetime:
    """The instant of the request."""
    return timezone.now()
