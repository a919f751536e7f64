"""Drawing a page: one Jinja environment over the `templates/` of every app, by `app/name.html`."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input_lazy
from django.urls import get_script_prefix, reverse
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from .frame import frame
from .language import language_of
from .words import Words


@cache
def environment() -> Environment:
    """The environment; a name that a template misspells is an error and not an empty place."""
    folders = {
        config.name.rpartition(".")[2]: FileSystemLoader(Path(config.path) / "templates")
        for config in apps.get_app_configs()
        if config.name.startswith("jingkai.") and (Path(config.path) / "templates").is_dir()
    }
    made = Environment(
        loader=PrefixLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"url": _url, "asset": asset}
    return made


def render(request: HttpRequest, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    """The page `app/name.html` inside the frame. `say` are the shell's words, `frame` what stands around it,
    `csrf_input` what a form that is posted carries.
    """
    lang = language_of(request)
    around = {"lang": lang, "say": Words(lang, __package__), "frame": frame(request, lang)}
    around["csrf_input"] = csrf_input_lazy(request)
    text = environment().get_template(template).render(**around, **values)
    return HttpResponse(text, status=status)


def _url(view: str, *arguments: object) -> str:
    return _reversed(get_script_prefix(), view, arguments)


@lru_cache(maxsize=16_384)
def _reversed(prefix: str, view: str, arguments: tuple[object, ...]) -> str:
    return reverse(view, args=arguments)


@cache
def asset(path: str) -> str:
    """The address of a static file, with its fingerprint: it may be kept for ever."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    mark = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]
    return f"/static/{path}?{mark}"
