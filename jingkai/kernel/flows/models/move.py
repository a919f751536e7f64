"""Moves: what happened to a case, one after the other."""

from django.db import models

from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.parties.models.dated import valid_sql
from jingkai.kernel.records.declare import Guard, append_only

from .case import Case, plate_sql
from .flow_move import FlowMove

_NOT_IN_THE_FLOW = (
    "NOT EXISTS (SELECT 1 FROM jk_flows_flowmove f JOIN jk_flows_case c ON c.flow_id = f.flow_id"
    " WHERE f.id = NEW.flow_move_id AND c.id = NEW.case_id AND f.source ="
    " COALESCE((SELECT g.target FROM jk_flows_move m JOIN jk_flows_flowmove g ON g.id = m.flow_move_id"
    " WHERE m.case_id = NEW.case_id AND m.n = NEW.n - 1), ''))"
)
_OUT_OF_ORDER = (
    "NEW.n < 1 OR (NEW.n > 1 AND NOT EXISTS"
    " (SELECT 1 FROM jk_flows_move m WHERE m.case_id = NEW.case_id AND m.n = NEW.n - 1))"
)
_SIDE = "(SELECT f.side FROM jk_flows_flowmove f WHERE f.id = NEW.flow_move_id)"
# Who verifies, and for whom.
_WHO = "(NEW.person_id, NEW.for_person_id)"


def holds_post_sql(body: str, who: str = _WHO) -> str:
    """SQL for a guard: on the day of the row, one of `who` holds a post in this body or in a plate of it."""
    return (
        f"EXISTS (SELECT 1 FROM jk_parties_post p WHERE p.person_id IN {who}"
        f" AND {valid_sql('p', 'post', 'NEW.day')}"
        f" AND (p.body_id = {body} OR EXISTS (SELECT 1 FROM jk_parties_plate l WHERE l.organisation_id = p.body_id"
        f" AND l.body_id = {body} AND {valid_sql('l', 'plate', 'NEW.day')})))"
    )


_BY_A_DOER = (
    f"{_SIDE} = 'verify' AND (EXISTS (SELECT 1 FROM jk_flows_move m"
    " JOIN jk_flows_flowmove g ON g.id = m.flow_move_id"
    " WHERE m.case_id = NEW.case_id AND m.id <> NEW.id AND g.side = 'do' AND (m.body_id = NEW.body_id"
    f" OR m.person_id IN {_WHO} OR m.for_person_id IN {_WHO} OR {holds_post_sql('m.body_id')}))"
    " OR EXISTS (SELECT 1 FROM jk_flows_doer d WHERE d.case_id = NEW.case_id"
    f" AND (d.body_id = NEW.body_id OR {holds_post_sql('d.body_id')})))"
)


def _case() -> type[Case]:
    return Case


@see(through("case", _case))
@append_only(
    Guard("in-order", _OUT_OF_ORDER, "flows.out-of-order"),
    # One refusal at a time, so that both databases give the same code.
    Guard("in-the-flow", f"NOT ({_OUT_OF_ORDER}) AND {_NOT_IN_THE_FLOW}", "flows.no-such-move"),
    Guard(
        "by-somebody",
        f"{_SIDE} <> 'none' AND (NEW.person_id IS NULL OR NEW.body_id IS NULL)",
        "flows.mover-missing",
    ),
    Guard("by-a-body", f"NEW.body_id IS NOT NULL AND {plate_sql('NEW.body_id')}", "flows.body-is-plate"),
    Guard("not-by-a-doer", _BY_A_DOER, "flows.verifier-is-doer"),
    problems={"jk_move_n": "flows.moved-meanwhile"},
    lasting=True,
)
class Move(Scoped):
    """流程动作记录: the n-th move of a case, by a person in a body, for another if by delegation."""

    case = models.ForeignKey(Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="moves")
    n = models.PositiveIntegerField("第几步")
    flow_move = models.ForeignKey(FlowMove, verbose_name="动作", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, verbose_name="办理人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    for_person = models.ForeignKey(
        Person, verbose_name="代何人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(
        Organisation,
        verbose_name="办理单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField("时间")
    day = models.DateField("日期")
    evidence = models.CharField("佐证", max_length=200, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "流程动作记录"
        verbose_name_plural = "流程动作记录"
        constraints = [models.UniqueConstraint(fields=["case", "n"], name="jk_move_n")]

    def __str__(self) -> str:
        return f"{self.case_id}.{self.n}"
