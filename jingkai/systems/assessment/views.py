"""The scores of the zone's units as they stand, as pages. The engine is loaded with the first page that is scored."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jingkai.kernel.problems import Problem
from jingkai.web.asking import Asked
from jingkai.web.language import language_of
from jingkai.web.render import render

from .asking import Judged, judged
from .pages import around
from .problems import NOT_A_FIGURE, RULE_UNKNOWN

# What somebody mends in the form itself.
_OF_THE_FORM = (NOT_A_FIGURE.code, "rounds.not-computed")


@require_safe
def scores(request: HttpRequest) -> HttpResponse:
    """The heat map; where no rule says who is judged, who makes one."""
    found, of = judged(request)
    if of is None:
        return render(request, "assessment/scores_none.html", **around(request, found, None))
    from .heat import heat

    drawn = None
    if of.running.board is not None and of.seen:
        drawn = heat(of, request.GET.get("node", ""), request.GET.get("group", ""))
    return _page(request, "heat", found, of, heat=drawn, group=request.GET.get("group", ""))


@require_safe
def cell(request: HttpRequest) -> HttpResponse:
    """What a unit's points at a node or an indicator come from, with its peers beside it."""
    found, of = _judged(request)
    from .called import Called
    from .opened import opened, peers
    from .tree import above

    lang, node = language_of(request), request.GET.get("node", "")
    shown = opened(of, request.GET.get("who", ""), node, lang, Called(of, lang).figure)
    beside = peers(of, shown.slot.item.id) if shown.slot.take is not None else []
    path = above(of.board, shown.slot.item.id)
    return _page(
        request, "cell", found, of, cell=shown, peers=beside, above=path, unit=shown.unit, slot=shown.slot
    )


@require_safe
def indicator(request: HttpRequest) -> HttpResponse:
    """A node or an indicator with everybody beside each other."""
    found, of = _judged(request)
    from jingkai.engines.scoring.analysis.report.methods import method_in_words

    from .called import Called
    from .opened import peers, unit_of
    from .tree import above, below

    slot, lang = of.slot(request.GET.get("node", "")), language_of(request)
    method = method_in_words(slot, lang, Called(of, lang).figure) if slot.take is not None else ""
    return _page(
        request, "indicator", found, of, slot=slot, method=method, peers=peers(of, slot.item.id),
        unit=unit_of(of, slot), above=above(of.board, slot.item.id), parts=below(of.board, slot.item.id),
    )  # fmt: skip


@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    """What a unit's points were lost by, and what is ahead of it."""
    found, of = _judged(request)
    from .losses import TRACK, losses

    who = of.find(request.GET.get("who", ""))
    board = of.board
    return _page(
        request, "unit", found, of, who=who, losses=losses(of, who), track=TRACK, full=board.slots[board.root].full,
        total=board.cells(of.period)[who], gates=dict(of.running.gates).get(who, ()),
    )  # fmt: skip


@require_safe
def trial(request: HttpRequest) -> HttpResponse:
    """A unit's figures as they might be; what is wrong in the form is said above it."""
    found, of = _judged(request)
    from .trying import FIELD, trial

    who, refused = request.GET.get("who", ""), None
    try:
        tried = trial(of, who, request.GET.dict())
    except Problem as problem:
        if problem.code not in _OF_THE_FORM:
            raise
        refused, tried = problem, trial(of, who, {}).with_typed(request.GET.dict())
    said = refused and (refused.zh if language_of(request) == "zh" else refused.en)
    return _page(
        request, "trial", found, of, who=who, trial=tried, field=FIELD, refused=said,
        code=refused.code if refused is not None else "", status=400 if refused is not None else 200,
    )  # fmt: skip


@require_safe
def gains(request: HttpRequest) -> HttpResponse:
    """What one step at each figure is worth to a unit."""
    found, of = _judged(request)
    from jingkai.engines.scoring.dense.gains import STEP

    from .improving import improvements
    from .trying import FIELD

    who = request.GET.get("who", "")
    made = improvements(of, who)
    return _page(request, "gains", found, of, who=who, improvements=made, step=STEP, field=FIELD)


@require_safe
def intervals(request: HttpRequest) -> HttpResponse:
    """How firm the places are."""
    found, of = _judged(request)
    from jingkai.engines.scoring import Choices

    from .improving import REPLICATIONS, intervals

    sizes = Counter(group for who, group in of.groups.items() if who not in of.running.without)
    return _page(
        request, "intervals", found, of, ranges=intervals(of), sizes=sizes, replications=REPLICATIONS,
        choices=Choices(),
    )  # fmt: skip


@require_safe
def scheme(request: HttpRequest) -> HttpResponse:
    """The scheme in words: what is scored how, by which clause, and what changed since the version before."""
    found, of = _judged(request)
    from .called import Called
    from .declared import declared

    cohort, lang = of.running.cohort, language_of(request)
    says = declared(cohort.scheme, cohort.body, lang, Called(of, lang).figure)
    return _page(request, "scheme", found, of, says=says)


def _judged(request: HttpRequest) -> tuple[Asked, Judged]:
    """As `judged`. Raises Problem `assessment.rule-unknown` also where the zone has no rule."""
    found, of = judged(request)
    if of is None:
        raise RULE_UNKNOWN(rule="—")
    return found, of


def _page(
    request: HttpRequest, name: str, found: Asked, of: Judged, status: int = 200, **values: object
) -> HttpResponse:
    return render(request, f"assessment/{name}.html", status=status, **(around(request, found, of) | values))
