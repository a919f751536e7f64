"""Cases: whatever has states."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

from jingkai.kernel.parties.access import Level, Reader, Sight, custom, see, through
from jingkai.kernel.parties.models import Compartment, Organisation, Scoped
from jingkai.kernel.parties.models.dated import valid_sql
from jingkai.kernel.records.declare import Guard, append_only, cache
from jingkai.kernel.rules.models import RuleSet

# The term that runs to the end of a case, in every flow that has one.
FINISH = "finish"


def plate_sql(body: str) -> str:
    """SQL for a guard: on the day of the row this organisation is a plate, and so not a Body."""
    return (
        f"EXISTS (SELECT 1 FROM jk_parties_plate p WHERE p.organisation_id = {body}"
        f" AND {valid_sql('p', 'plate', 'NEW.day')})"
    )


def _reached(reader: Reader, sight: Sight) -> Q:
    """The cases that a sight reaches: by the units that do them (the holder is one), or by their compartment."""
    reached = Q(pk__in=[])
    if sight.units:
        # The holder is one of them, and stands in the row itself. The others are asked of each case: an IN would first
        # gather all that these units do.
        doers = Doer.objects.filter(case=OuterRef("pk"), body__in=sight.units)
        reached = Q(holder__in=sight.units) | Q(Exists(doers))
        reached &= Q(compartment=None)
    if sight.campaigns:
        reached |= Q(campaign__in=sight.campaigns, compartment=None)
    if sight.compartments:
        reached |= Q(compartment__in=sight.compartments)
    if not sight.narrow:
        return reached
    if sight.narrow == "assigned":
        return reached & Q(pk__in=Doer.objects.filter(body__in=reader.bodies).values("case"))
    if sight.narrow == "campaign":
        return reached & ~Q(campaign="") & Q(campaign__in=_campaigns(reader))
    # Any other condition is one this room can't keep: nothing is shown for it.
    return Q(pk__in=[])


def _campaigns(reader: Reader) -> frozenset[str]:
    found = [one.campaigns for sights in reader.sights.values() for one in sights]
    return frozenset[str]().union(*found)


def _seen(reader: Reader, level: Level) -> Q:
    # Kinds that reach the same are asked for together.
    kinds: dict[Sight, list[str]] = {}
    for kind in sorted(reader.sights):
        for sight in reader.reaches(kind, level):
            kinds.setdefault(sight, []).append(kind)
    found = Q(pk__in=[])
    for sight, names in kinds.items():
        found |= Q(kind__in=names) & _reached(reader, sight)
    return found


@see(custom("items", _seen, of_any_kind=True))
@append_only(
    Guard(
        "of-an-approved-flow",
        "NOT EXISTS (SELECT 1 FROM jk_flows_flowmove f WHERE f.flow_id = NEW.flow_id AND f.source = '')",
        "flows.flow-not-approved",
    ),
    Guard("holder-is-body", plate_sql("NEW.holder_id"), "flows.body-is-plate"),
    lasting=True,
)
class Case(Scoped):
    """流程实例: runs by one flow version to its end. `kind` is the kind of object, as the roles call it."""

    flow = models.ForeignKey(RuleSet, verbose_name="流程版本", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=40, db_index=True)
    ref = models.CharField("对象", max_length=200, db_index=True)
    holder = models.ForeignKey(
        Organisation, verbose_name="承办单位", on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField("立项日")
    campaign = models.CharField("专项", max_length=200, blank=True, db_index=True)
    compartment = models.ForeignKey(
        Compartment, verbose_name="专区", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "流程实例"
        verbose_name_plural = "流程实例"

    def __str__(self) -> str:
        return self.ref


def _case() -> type[Case]:
    return Case


@see(through("case", _case))
@append_only(
    Guard("is-body", plate_sql("NEW.body_id"), "flows.body-is-plate"),
    problems={"jk_doer_once": "records.row-exists"},
    lasting=True,
)
class Doer(Scoped):
    """承办: a unit that leads or executes the case, whether it has moved it yet or not. It never verifies it."""

    case = models.ForeignKey(Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="doers")
    body = models.ForeignKey(
        Organisation, verbose_name="承办单位", on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField("自何日起")

    class Meta:
        verbose_name = "承办"
        verbose_name_plural = "承办"
        constraints = [models.UniqueConstraint(fields=["case", "body"], name="jk_doer_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.body_id}"


def _rebuild() -> Iterator[dict[str, Any]]:
    from ..state import ends_of
    from .due import Due
    from .move import Move

    last = dict(Move._base_manager.values_list("case").annotate(last=Max("n")))
    dues = Due._base_manager.filter(term=FINISH).order_by("turn").values_list("case", "instant")
    finish = dict(dues)  # the last turn stays
    ends = {
        rule.pk: ends_of(rule)
        for rule in RuleSet._base_manager.filter(pk__in=Case._base_manager.values("flow"))
    }
    moves = Move._base_manager.values_list("case", "n", "flow_move__target", "case__flow")
    for case, n, state, flow in moves:
        if n == last[case]:
            yield {
                "case_id": case,
                "n": n,
                "state": state,
                "ended": state in ends[flow],
                "finish": finish.get(case),
            }


@see(through("case", _case))
@cache(rebuild=_rebuild)
class CaseState(models.Model):
    """当前状态: where the last move led, whether that is an end, and until when it is to come to one. A cache: moves
    and due dates are what is true. Lists of what is open are read by it.
    """

    case = models.OneToOneField(
        Case, verbose_name="流程实例", primary_key=True, on_delete=models.PROTECT, related_name="now"
    )
    n = models.PositiveIntegerField("动作数")
    state = models.CharField("状态", max_length=60, db_index=True)
    ended = models.BooleanField("已了结", default=False)
    finish = models.DateTimeField("办结到期时刻", null=True, blank=True)

    class Meta:
        verbose_name = "当前状态"
        verbose_name_plural = "当前状态"
        indexes = [models.Index(fields=["ended", "finish"], name="jk_casestate_open")]

    def __str__(self) -> str:
        return self.state
