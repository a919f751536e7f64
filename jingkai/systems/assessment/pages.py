"""What every page of the system asks for and shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from jingkai.engines.documents import Words as Declared
from jingkai.engines.periods import Period
from jingkai.systems.economy.api import moments
from jingkai.web.asking import Asked
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of

from .asking import Judged, rounds_in, rules_in
from .words import Words

# What is taken of these is in %.
_PERCENT = ("growth", "percentile", "position", "ratio")
# What goes along from one page of scores to the next.
_ALONG = ("zone", "period", "as_of", "rule", "round")


def around(request: HttpRequest, found: Asked, judged: Judged | None) -> dict[str, Any]:
    """What stands around what a page is about: the pickers, the words, figures as they are printed, addresses."""
    from jingkai.engines.scoring.analysis.report import said
    from jingkai.engines.scoring.analysis.report.writing import SHADES

    from .called import Called
    from .opened import unit_of

    lang = language_of(request)
    along = {key: request.GET[key] for key in _ALONG if request.GET.get(key)}
    along.setdefault("period", str(found.period))

    def to(view: str, **more: object) -> str:
        return (
            f"{reverse(f'assessment:{view}')}?{urlencode(along | {k: v for k, v in more.items() if v != ''})}"
        )

    def titled(words: Declared | None, otherwise: str = "") -> str:
        return otherwise if words is None else (words.zh if lang == "zh" else words.en)

    return {
        "words": Words(lang),
        "asked": found,
        "kept": kept_of(request),
        "moments": moments(found.zone, lang, found.reader),
        "units": False,
        "judged": judged,
        "rules": rules_in(found),
        "rounds": rounds_in(found),
        "to": to,
        "titled": titled,
        "group_title": lambda key: titled(
            judged.running.cohort.body.classes.get(key) if judged else None, key
        ),
        "node_title": lambda slot: titled(slot.item.title, slot.item.id),
        "points": said.points,
        "signed": said.signed,
        "rate": said.rate,
        "value": said.value,
        "plain": said.plain,
        "shades": SHADES,
        "percent": lambda slot: "%" if slot.take is not None and slot.take.kind in _PERCENT else "",
        "called": Called(judged, lang) if judged else None,
        "period_words": Period.parse(judged.period).words(lang) if judged else "",
        "unit_of": lambda slot: unit_of(judged, slot) if judged else "",
        "why": lambda code: _why(code, lang),
        "why_not": lambda code: _why_not(code, lang),
    }


def _why(code: str, lang: str) -> str:
    from jingkai.engines.scoring.problems import WHY

    zh, en = WHY.get(code, ("没有数", "no figure"))
    return zh if lang == "zh" else en


def _why_not(code: str, lang: str) -> str:
    from jingkai.engines.scoring.analysis import WHY_NOT

    return WHY_NOT[code][0 if lang == "zh" else 1]
