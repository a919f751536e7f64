"""The words of the sign-in pages, in the language that the request is answered in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.functional import lazystr
from django.utils.translation import get_language

from ..language import language_of
from ..render import asset
from ..words import Lang, word_table


class _Spoken:
    """A word that is looked up when it is printed."""

    def __init__(self, key: str, values: Mapping[str, object]) -> None:
        self._key, self._values = key, values

    def __str__(self) -> str:
        said = word_table(__package__)[self._key]["en" if get_language() == "en" else "zh"]
        return said.format(**self._values)


def spoken(key: str, **values: object) -> Any:
    """The word in the language of whoever reads it then; for what is declared before anybody asks."""
    return lazystr(_Spoken(key, values))


def around(request: HttpRequest) -> Mapping[str, object]:
    """What every sign-in page gets (a context processor): its words, its styles, the other language."""
    lang = language_of(request)
    other: Lang = "en" if lang == "zh" else "zh"
    query = request.GET.copy()
    query["lang"] = other
    return {
        "lang": lang,
        "html_lang": "zh-CN" if lang == "zh" else "en",
        "say": {key: said[lang] for key, said in word_table(__package__).items()},
        "styles": [asset(one) for one in ("web/document.css", "web/frame.css", "web/signin.css")],
        "mark": asset("web/mark.svg"),
        "key_script": asset("web/key.js"),
        "other": {
            "lang": "en" if other == "en" else "zh-CN",
            "address": f"{request.path}?{query.urlencode()}",
        },
    }
