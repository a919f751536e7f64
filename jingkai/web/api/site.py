"""The API put together: the routes of each room and system that has some (`routes.py`, a ROUTER)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from importlib import import_module
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils.module_loading import module_has_submodule
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router
from ninja.operation import Operation

from jingkai import __version__
from jingkai.web import rooms
from jingkai.web.signin.marks import open_to_all

from .problems import PARAMETER
from .refusing import listen, no_such_address, refused

_SYSTEMS = "jingkai.systems."
_ROOMS = ("parties", "facts", "registers", "messages", "papers")


@cache
def api() -> NinjaAPI:
    """Version 1. What it says stays; what is added may be new fields and new addresses."""
    made = NinjaAPI(
        title="jingkai 经开",
        version=__version__,
        description="Figures, matters, papers and notices of an economic development zone, as the person of the "
        "token may read and do them. 经开平台数据接口：以令牌所属人员的权限读写。",
        urls_namespace="api",
        # The page that Ninja brings loads scripts from elsewhere, which our pages never do.
        docs_url=None,
    )
    listen(made)
    for tag, router in routers():
        made.add_router("", router, tags=[tag])
    return made


def routers() -> Iterator[tuple[str, Router]]:
    """Each room's and system's routes, by its name: the ROUTER of its `routes.py`, or the ROUTERS."""
    modules = ["jingkai.web.api", *(f"{rooms.__name__}.{room}" for room in _ROOMS)]
    for config in apps.get_app_configs():
        if config.name.startswith(_SYSTEMS) and module_has_submodule(import_module(config.name), "routes"):
            modules.append(config.name)
    for module in modules:
        found = import_module(f"{module}.routes")
        for router in getattr(found, "ROUTERS", None) or (found.ROUTER,):
            yield module.rpartition(".")[2], router


def urlpatterns() -> list[URLPattern]:
    """Its addresses. The gate of the pages asks nothing there: each asks for a token by itself."""
    found, _, _ = api().urls
    asked = _queries()
    for pattern in found:
        view = pattern.callback
        if pattern.name == "api-root":
            view = _elsewhere
        elif pattern.name == "openapi-json":
            view = require_safe(view)
        elif pattern.name in asked:
            view = _asked_only(asked[pattern.name], view)
        pattern.callback = csrf_exempt(open_to_all(view))
    return [*found, re_path(r"^.*$", csrf_exempt(open_to_all(_elsewhere)), name="elsewhere")]


def operations() -> Iterator[Operation]:
    """Every operation of the API."""
    for _, router in routers():
        for view in router.path_operations.values():
            yield from view.operations


def _queries() -> dict[str, frozenset[str]]:
    """What may be asked at each address that only reads, by its name."""
    return {
        one.url_name: frozenset(name for model in one.models for name in _names(model))
        for one in operations()
        if one.methods == ["GET"]
    }


def _names(model: Any) -> Iterable[str]:
    return model.__ninja_flatten_map__ if model.__ninja_param_source__ == "query" else ()


def _asked_only(known: frozenset[str], view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A condition that is not known is refused: left unheard it would give more than was asked for."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        unknown = dict.fromkeys(sorted(set(request.GET) - known), "unknown")
        if unknown:
            return refused(request, PARAMETER(where=", ".join(unknown)[:200]), unknown)
        return view(request, *args, **kwargs)

    return checked


def _elsewhere(request: HttpRequest) -> HttpResponse:
    return no_such_address(request)
