"""What a month shows: the indicators a zone has defined, and beside them every figure that nobody has defined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jingkai.engines.expr import Figure, Limits, Plan, ReadFigure, make_plan, walk
from jingkai.engines.expr.plan import Aggregate
from jingkai.engines.expr.unparse import quoted
from jingkai.engines.periods import Period
from jingkai.kernel.facts.environment import schema_of
from jingkai.kernel.facts.holdings import Holdings
from jingkai.kernel.facts.models import Indicator, Measure
from jingkai.kernel.facts.naming import english_names, in_english
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.parties.models import Organisation, Post

# A formula that was accepted when it was defined is not refused when it is computed.
LIMITS = Limits()
GROWTH = "growth"
_MONTHS_APART = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Definition:
    """An indicator as a month takes it. `measure` is the one name it reads, if it reads one; `flows` says that
    it grows over a year, so that it can stand against a schedule.
    """

    code: str
    name: str
    name_en: str
    plan: Plan
    unit: str
    decimals: int | None
    direction: str
    owner: Organisation | None
    calibers: tuple[str, ...]
    place: int
    implicit: bool
    measure: str | None
    flows: bool
    # The one name it reads is a growth rate.
    is_growth: bool = False
    # How often a figure is due; "" where nobody declared it, which is taken for every month.
    frequency: str = ""
    # The post of the lead leader.
    leader: Post | None = None

    @property
    def months_apart(self) -> int:
        """How many months lie between two figures."""
        return _MONTHS_APART.get(self.frequency, 1)

    def due_in(self, period: Period) -> bool:
        """Whether a figure is due at the end of the period: one of every quarter is due in March and not in April."""
        return period.end.month % self.months_apart == 0

    @property
    def english(self) -> str:
        """The English name, else the one there is."""
        return self.name_en or self.name


def defined(
    found: Mapping[str, Indicator], measures: Iterable[Measure], holdings: Holdings
) -> list[Definition]:
    """The zone's indicators, in their order. Raises ExprProblem for a formula whose measures are gone."""
    units = {one.name: one.unit for one in found.values()}
    listed = list(measures)
    schema = schema_of(listed, units, holdings.units(), _english(found.values(), listed, holdings))
    kinds = {holdings.called[one.pk]: one.kind for one in listed if one.pk in holdings.called}
    kinds |= {name: one.kind for name, one in holdings.names.items()}
    growths = {
        holdings.called[one.pk] for one in listed if one.aspect == GROWTH and one.pk in holdings.called
    }
    growths |= {name for name, one in holdings.names.items() if one.aspect == GROWTH}
    result = []
    for code, row in found.items():
        plan = make_plan(row.formula, schema, limits=LIMITS)
        names = _names(plan)
        result.append(
            Definition(
                code=code,
                name=row.name,
                name_en=row.name_en,
                plan=plan,
                unit=row.unit,
                decimals=row.decimals,
                direction=row.direction,
                owner=row.owner,
                calibers=tuple(row.calibers),
                place=row.place,
                implicit=False,
                measure=names[0] if len(names) == 1 else None,
                flows=_flows(plan, {kinds[name] for name in names if name in kinds}),
                is_growth=len(names) == 1 and names[0] in growths and isinstance(plan.root, ReadFigure),
                frequency=row.frequency or "",
                leader=row.leader,
            )
        )
    return result


def undefined(
    there: Iterable[Definition], measures: Iterable[Measure], holdings: Holdings, period: Period
) -> list[Definition]:
    """One for each figure of the period that no indicator reads, so that a zone sees its own figures before it
    configures anything.
    """
    read = {name for one in there for name in _names(one.plan)}
    schema = schema_of(measures, {}, holdings.units())
    cumulative = _present(holdings, period.cumulative())
    result = []
    for place, name in enumerate(_worth_showing(holdings, period)):
        if name in read:
            continue
        measure = holdings.names[name]
        when = ", ytd" if name in cumulative else ""
        plan = make_plan(f"fact({quoted(name)}{when})", schema, limits=LIMITS)
        result.append(
            Definition(
                code=name,
                name=name,
                name_en="",
                plan=plan,
                unit=measure.base_unit,
                decimals=None,
                direction="higher",
                owner=None,
                calibers=(),
                place=place,
                implicit=True,
                measure=name,
                flows=measure.kind == "flow",
                is_growth=measure.aspect == GROWTH,
            )
        )
    return result


def _english(found: Iterable[Indicator], measures: Iterable[Measure], holdings: Holdings) -> dict[str, str]:
    """What figures are called in English, by the name that expressions have for them."""
    names = english_names(found)
    called = {holdings.called.get(one.pk, str(one)): in_english(one, "", names) for one in measures}
    for name, one in holdings.names.items():
        category = name.removeprefix(holdings.called[one.pk]).removeprefix("（").removesuffix("）")
        called[name] = in_english(one, category, names)
    return {name: en for name, en in called.items() if en != name} | names


def _worth_showing(holdings: Holdings, period: Period) -> list[str]:
    """Names with an actual figure of the period or of its year to date; growth and the like only where their
    measure has no figure of its own: else they stand in its row.
    """
    aspects = vocabulary().aspects
    here = _present(holdings, period) | _present(holdings, period.cumulative())
    named = [name for name in holdings.names if name in here]
    own = {_stem(holdings, name) for name in named if aspects[holdings.names[name].aspect].principal}
    shown = []
    for name in named:
        aspect = aspects[holdings.names[name].aspect]
        if aspect.principal or (aspect.code == GROWTH and _stem(holdings, name) not in own):
            shown.append(name)
    return shown


def _stem(holdings: Holdings, name: str) -> tuple[str, str]:
    """The measure's name and the category: what a figure and its growth share."""
    measure = holdings.names[name]
    return measure.name, name.removeprefix(holdings.called[measure.pk])


def _present(holdings: Holdings, period: Period) -> set[str]:
    """The names with an actual figure of exactly this period, of whatever unit."""
    return {
        name
        for name, _, start, end, nature in holdings.places
        if (start, end, nature) == (period.start, period.end, "actual")
    }


def _names(plan: Plan) -> list[str]:
    """The facts a plan reads, by name, each once."""
    nodes = (node for node in walk(plan.root) if isinstance(node, ReadFigure) and node.figure is Figure.FACT)
    return list(dict.fromkeys(node.name for node in nodes))


def _flows(plan: Plan, kinds: set[str]) -> bool:
    """Whether the value grows over the year: all it reads are flows (`kinds` are those of its measures, also of one
    that has no figure yet), or it counts events, and it is no rate.
    """
    unit = plan.root.type
    rate = getattr(getattr(unit, "unit", None), "is_ratio", True)
    counts = any(isinstance(node, Aggregate) for node in walk(plan.root))
    return not rate and kinds <= {"flow"} and (bool(kinds) or counts)
