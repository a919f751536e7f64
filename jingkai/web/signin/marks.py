"""What a view is open to. Without a mark it is the zone's work: for a person who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]

_NO_WORK = "jingkai_no_work"


def open_to_all(view: View) -> View:
    """For whoever comes: the way in and the way out."""
    return login_not_required(own_account(view))


def own_account(view: View) -> View:
    """For whoever is signed in, also where no person stands behind the account: it is about the account itself."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    setattr(marked, _NO_WORK, True)
    return marked


def is_open(view: Callable[..., Any]) -> bool:
    """Whether nobody need be signed in."""
    return not getattr(view, "login_required", True)


def is_work(view: Callable[..., Any]) -> bool:
    """Whether it is the zone's work."""
    return not getattr(view, _NO_WORK, False)
