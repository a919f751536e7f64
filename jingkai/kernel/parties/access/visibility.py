"""What each table answers to a reader, declared beside the model and kept in one register.

    @see(by_unit("facts", unit="holder"))
    @append_only()
    class Fact(Recorded): ...

A matrix test walks over `every_model()` and fails on one that declared nothing (`undeclared_models()`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .levels import Level
from .reader import Reader, Sight

M = TypeVar("M", bound=type[models.Model])
QS = TypeVar("QS", bound="models.QuerySet[Any]")
Condition = Callable[[Reader, Sight], Q]
Rule = Callable[[Reader, Level], Q]

# True of no row. Whether something is hidden or absent, the same reader's condition is the same text.
NONE = Q(pk__in=[])
ALL = Q()


@dataclass(frozen=True)
class Visibility:
    """What a table shows: `rule` gives the condition on its rows for a reader and the level asked for.

    `of_any_kind`: rows say themselves of which kind they are, and the rule asks the sights of each.
    """

    kind: str
    rule: Rule
    why: str = ""
    of_any_kind: bool = False


@dataclass
class _Register:
    by_label: dict[str, Visibility] = field(default_factory=dict)


_REGISTER = _Register()


def see(visibility: Visibility) -> Callable[[M], M]:
    """Declare what a model shows to a reader. Raises ValueError when it was declared before."""

    def declare(model: M) -> M:
        label = model._meta.label_lower
        if label in _REGISTER.by_label:
            raise ValueError(f"{label} says twice who sees it")
        _REGISTER.by_label[label] = visibility
        return model

    return declare


def visibility_of(model: type[models.Model]) -> Visibility:
    """What the model declared. Raises LookupError if it declared nothing: then nobody may read it."""
    try:
        return _REGISTER.by_label[model._meta.label_lower]
    except KeyError:
        raise LookupError(f"{model._meta.label} does not say who sees it: declare @see(...)") from None


def visible(rows: QS, reader: Reader, level: Level = Level.CONTENT) -> QS:
    """The rows that the reader reaches at `level`. Counts, lists, search and export all start from it."""
    found = visibility_of(rows.model)
    if not found.of_any_kind and not reader.opens(found.kind):
        return rows.filter(NONE)
    return rows.filter(found.rule(reader, level))


def every_model() -> Iterator[type[models.Model]]:
    """Every table of ours, in whatever room."""
    for model in apps.get_models():
        if model._meta.app_label.startswith("jk_") and model._meta.managed:
            yield model


def undeclared_models() -> list[str]:
    """Labels of the tables that do not say who sees them."""
    return sorted(
        model._meta.label for model in every_model() if model._meta.label_lower not in _REGISTER.by_label
    )


def open_to_staff(kind: str, why: str) -> Visibility:
    """What everybody who works for the zone may read: names of units, places, rules in force."""
    return Visibility(kind, lambda reader, level: ALL if reader.staff and level < Level.ACT else NONE, why)


def hidden(why: str) -> Visibility:
    """Technical rows that no page, list or export shows."""
    return Visibility("", lambda reader, level: NONE, why)


def through(field_name: str, owner: Callable[[], type[models.Model]]) -> Visibility:
    """Rows that are seen with the row they hang on: moves with their case. `owner` gives that row's model."""

    def rule(reader: Reader, level: Level) -> Q:
        rows = visible(owner()._base_manager.filter(pk=OuterRef(field_name)), reader, level)
        # Asked of each row that the other conditions let through; an IN would first gather all that may be seen.
        return Q(Exists(rows))

    return Visibility("", rule)


def custom(kind: str, rule: Rule, why: str = "", *, of_any_kind: bool = False) -> Visibility:
    """A rule of its own: the condition on the rows for a reader and a level."""
    return Visibility(kind, rule, why, of_any_kind)


def by_unit(
    kind: str,
    unit: str,
    *,
    place: str = "",
    campaign: str = "",
    compartment: str = "",
    narrow: Mapping[str, Condition] | None = None,
) -> Visibility:
    """Rows that belong to an organisation: seen where a grant reaches it.

    `unit`, `place`, `campaign`, `compartment` are look-ups from the row. A row in a compartment is seen only
    through a grant on that compartment. `narrow` says how the table keeps each further condition it knows.
    """

    def condition(reader: Reader, sight: Sight) -> Q:
        reached = Q(**{f"{unit}__in": sight.units}) if sight.units else NONE
        if place and sight.places:
            reached |= Q(**{f"{place}__in": sight.places})
        if campaign and sight.campaigns:
            reached |= Q(**{f"{campaign}__in": sight.campaigns})
        if compartment:
            reached &= Q(**{f"{compartment}__isnull": True})
            if sight.compartments:
                reached |= Q(**{f"{compartment}__in": sight.compartments})
        if sight.narrow:
            further = (narrow or {}).get(sight.narrow)
            return reached & further(reader, sight) if further else NONE
        return reached

    def rule(reader: Reader, level: Level) -> Q:
        found = NONE
        for sight in reader.reaches(kind, level):
            found |= condition(reader, sight)
        return found

    return Visibility(kind, rule)
