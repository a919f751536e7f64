"""Entering fields into the zone's data dictionary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import Units
from jingkai.kernel.facts.columns import Scale
from jingkai.kernel.facts.measures import ensure_measures
from jingkai.kernel.facts.models import Measure
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services import joining
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import day_book

from ..models import Field, FieldKind, Span
from ..problems import FIELD_OWNED, FIELD_UNCLEAR, UNIT_ELSEWHERE


@dataclass(frozen=True)
class FieldDraft:
    """A field to be entered. `measure` and `aspect` say of which measure its figures are; without one what is typed
    becomes no fact. `calibers` is the order in which it is filled in.
    """

    code: str
    name: str
    owner: Organisation
    name_en: str = ""
    kind: str = FieldKind.QUANTITY
    unit: str = ""
    measure: str = ""
    aspect: str = "amount"
    category: str = ""
    span: str = Span.PERIOD
    calibers: Sequence[str] = ()
    choices: Sequence[str] = ()


def define_fields(
    actor: Actor, zone: Organisation, drafts: Iterable[FieldDraft], *, at: datetime
) -> list[Field]:
    """Enter fields, all or none; one that is there just so is given back as it is.

    Raises Problem `forms.field-owned` where another has the code, the name or the figure, `forms.field-unclear`,
    `forms.unit-elsewhere`, `parties.not-allowed`.
    """
    some = list(drafts)
    book = day_book(at)
    for one in some:
        _check(one, zone)
    for owner in {one.owner for one in some}:
        book.require(actor, "send", "forms", owner)
    wanted = [(one.measure, one.aspect, Units.shipped().get(one.unit)) for one in some if one.measure]
    measures = ensure_measures(actor, wanted, at=at)
    for one in some:
        _check_unit(one, measures)
    there = {row.code: row for row in Field.objects.known_at().filter(zone=zone)}
    rows = [there.get(one.code) or _row(one, zone, measures) for one in some]
    for one, row in zip(some, rows, strict=True):
        if row.pk is not None and not _same(row, _row(one, zone, measures)):
            raise FIELD_OWNED()
    new = [row for row in rows if row.pk is None]
    if new:
        with joining(None, actor, act="forms.fields", at=at) as call:
            call.add_all(new)
    return rows


_COMPARED = ("name", "kind", "unit", "measure_id", "category", "span", "owner_id", "calibers", "choices")


def _same(row: Field, other: Field) -> bool:
    return all(getattr(row, name) == getattr(other, name) for name in _COMPARED)


def _row(one: FieldDraft, zone: Organisation, measures: dict[tuple[str, str], Measure]) -> Field:
    return Field(
        zone=zone,
        code=one.code.strip(),
        name=one.name.strip(),
        name_en=one.name_en.strip(),
        kind=one.kind,
        unit=one.unit,
        measure=measures.get((one.measure, one.aspect)) if one.measure else None,
        category=one.category,
        span=one.span,
        calibers=list(one.calibers),
        choices=list(one.choices),
        owner=one.owner,
    )


def _check(one: FieldDraft, zone: Organisation) -> None:
    """Raises Problem `forms.field-unclear`, `forms.unit-elsewhere`."""
    if one.owner.root != zone.pk:
        raise UNIT_ELSEWHERE(unit=one.owner.name, zone=zone.name)
    counted = one.kind == FieldKind.QUANTITY
    if not one.code.strip() or not one.name.strip():
        raise _unclear(one, "没有代码或名称", "it has no code or name")
    if one.kind not in FieldKind.values or one.span not in Span.values:
        raise _unclear(one, "类型或所属时间不在可选范围", "its kind or time is none of those there are")
    if counted != bool(one.unit) or (one.measure and not counted):
        raise _unclear(
            one, "数值须有计量单位，其他类型不得有", "a quantity has a unit, another kind has none"
        )
    if one.kind == FieldKind.CHOICE and len(set(one.choices)) < 2:
        raise _unclear(one, "选项不足两个", "there is nothing to choose between")
    if unknown := [word for word in one.calibers if word not in vocabulary().calibers]:
        raise _unclear(one, f"没有“{unknown[0]}”这个口径", f"there is no caliber {unknown[0]}")
    if counted:
        try:
            Units.shipped().get(one.unit)
        except Refusal as refusal:
            raise _unclear(one, refusal.zh, refusal.en) from refusal


def _check_unit(one: FieldDraft, measures: dict[tuple[str, str], Measure]) -> None:
    measure = measures.get((one.measure, one.aspect)) if one.measure else None
    if measure is None:
        return
    base = Scale.of(measure.base_unit, measure.decimals).unit
    if base.dimension != Units.shipped().get(one.unit).dimension:
        zh = f"计量单位 {one.unit} 与数据项的 {measure.base_unit} 不能换算"
        raise _unclear(one, zh, f"{one.unit} does not convert to {measure.base_unit}")


def _unclear(one: FieldDraft, zh: str, en: str) -> Problem:
    return FIELD_UNCLEAR(field=one.name or one.code, what=zh, what_en=en)
