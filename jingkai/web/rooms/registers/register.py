"""The register of a kind: its subjects with the stage each is at, searched, filtered, in pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.registers.events import milestones, standing
from jingkai.kernel.registers.kinds import RegisterBody
from jingkai.kernel.registers.mended import Mended, holding, mended
from jingkai.kernel.registers.models import Milestone, Subject

PAGE = 50
# The extra fields that a table has room for where no rule says which; a subject's page shows all.
_FIELDS = 4


@dataclass(frozen=True)
class Wanted:
    """What is looked for: subjects of a kind, of a unit, at a stage, with words in title or code."""

    kind: str
    words: str = ""
    unit: int | None = None
    stage: str = ""
    page: int = 1


@dataclass(frozen=True)
class Row:
    """A subject; the stage it reached last and when; what is promised next, if anything is; its extra fields as they
    hold, and beside each what was filed first, where that was mended.
    """

    subject: Subject
    stage: str
    on: date | None
    next: Milestone | None
    values: tuple[str, ...]
    first: tuple[str | None, ...]


@dataclass(frozen=True)
class Register:
    """A page of a register. `stages` and `units` count what meets the other conditions; stages and fields are in the
    order of the rule that declares the kind, else by name.
    """

    rows: list[Row]
    total: int
    page: int
    pages: int
    fields: tuple[str, ...]
    stages: list[tuple[str, int]]
    units: list[tuple[int, str]]


def kinds(reader: Reader | None, zone: Organisation) -> list[tuple[str, int]]:
    """The kinds of which the reader may see subjects of the zone, each with how many."""
    counted = subjects_of(reader, zone).order_by().values("kind").annotate(n=Count("pk"))
    return sorted(counted.values_list("kind", "n"))


def subjects_of(reader: Reader | None, zone: Organisation) -> QuerySet[Subject]:
    """The zone's subjects that the reader may see."""
    holders = Organisation.objects.filter(zone.subtree()).values("pk")
    return Subject.objects.seen_by(reader).filter(holder__in=holders)


def register(
    reader: Reader | None,
    zone: Organisation,
    wanted: Wanted,
    as_of: int | None = None,
    *,
    rule: RegisterBody | None = None,
    size: int = PAGE,
) -> Register:
    """The page that is wanted, of `size` subjects; stages, promises and fields as known at `as_of`, columns as
    the rule of the kind declares them.
    """
    last = standing(as_of).filter(subject=OuterRef("pk")).order_by("-on", "-pk")
    rows = (
        subjects_of(reader, zone)
        .filter(kind=wanted.kind)
        .annotate(stage=Subquery(last.values("stage")[:1]), on=Subquery(last.values("on")[:1]))
    )
    for word in wanted.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(code__icontains=word))
    units = sorted(set(rows.values_list("holder", "holder__name")))
    if wanted.unit is not None:
        rows = rows.filter(holder=wanted.unit)
    stages = rows.order_by().values("stage").annotate(n=Count("pk")).values_list("stage", "n")
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(max(wanted.page, 1), pages)
    ordered = rows.select_related("holder").order_by("code", "pk")
    found = list(ordered[(page - 1) * size : page * size])
    fields, changed = _fields(found, rule), mended(found, as_of)
    promised = _next(found, as_of)
    return Register(
        rows=[
            Row(
                one,
                one.stage or "",
                one.on,
                promised.get(one.pk),
                tuple(str(holding(one, changed).get(name, "")) for name in fields),
                tuple(_first(changed.get(one.pk), name) for name in fields),
            )
            for one in found
        ],
        total=total,
        page=page,
        pages=pages,
        fields=fields,
        stages=in_order([(stage or "", n) for stage, n in stages], rule),
        units=units,
    )


def in_order(stages: Iterable[tuple[str, int]], rule: RegisterBody | None) -> list[tuple[str, int]]:
    """Stages in the order of the rule; after them by name those that it does not have."""
    places = {code: place for place, code in enumerate(rule.order.by_code)} if rule is not None else {}
    return sorted(stages, key=lambda one: (places.get(one[0], len(places)), one[0]))


def _fields(subjects: Iterable[Subject], rule: RegisterBody | None) -> tuple[str, ...]:
    """The extra fields of the table."""
    if rule is not None:
        return tuple(one.code for one in rule.columns if one.listed)
    # PostgreSQL keeps the names of a JSON object in an order of its own.
    return tuple(sorted({name for one in subjects for name in one.fields}))[:_FIELDS]


def _first(changed: Mended | None, name: str) -> str | None:
    """What was filed first of a field that was mended."""
    before = changed.before(name) if changed is not None else ()
    return str(before[0].fields.get(name, "")) if before else None


def _next(subjects: Sequence[Subject], as_of: int | None) -> dict[int, Milestone]:
    """The first promise of each subject that is not kept yet."""
    reached = set(standing(as_of).filter(subject__in=subjects).values_list("subject", "stage"))
    found: dict[int, Milestone] = {}
    for one in milestones(as_of).filter(subject__in=subjects).order_by("due", "pk"):
        if (one.subject_id, one.stage) not in reached:
            found.setdefault(one.subject_id, one)
    return found
