"""Whom it concerns is told when a term of what follows is over: a grade is to be renewed, or is valid no more."""

from collections.abc import Iterable
from datetime import datetime

from jingkai.kernel.flows.models import Due
from jingkai.kernel.flows.state import dues_of, flow_of
from jingkai.kernel.messages.models import Notice
from jingkai.kernel.messages.together import NoticeDraft, holders_of, write_notices
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import RequestKey
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.trial import refuse_in_trial

from ..models import Consequence
from ..models.consequence import IN_EFFECT
from ..queries import consequence_of

# The kind of these notices.
TERM = "term"


def remind(actor: Actor, *, at: datetime) -> list[Notice]:
    """Tell the holder and the office, once, of each term of what is in effect that its flow says is told of (`tells`)
    and that is over: of the last such term, where several are. The notices that were sent are given back; who has
    nobody there to be told is looked at again the next time.
    """
    refuse_in_trial()
    rows = Consequence.objects.filter(case__now__state=IN_EFFECT)
    some = list(
        rows.select_related("case__flow", "case__holder", "result__entrant__unit", "result__grading__round__rule")
        .order_by("pk")
    )  # fmt: skip
    dues = dues_of([one.case for one in some])
    ready = [(one, due) for one in some if (due := _over(one, dues.get(one.case_id, {}).values(), at))]
    told = set(
        RequestKey.objects.filter(key__in=[_key(due) for _, due in ready]).values_list("key", flat=True)
    )
    waiting = [(one, due) for one, due in ready if _key(due) not in told]
    people = holders_of([(one.result.entrant.unit, one.case.holder) for one, _ in waiting], at=at)
    found: list[Notice] = []
    for (one, due), whom in zip(waiting, people, strict=True):
        if whom:
            found += _tell(actor, one, due, whom, at)
    return found


def _over(row: Consequence, dues: Iterable[Due], at: datetime) -> Due | None:
    """The last term that is told of and over."""
    terms = flow_of(row.case.flow).terms
    over = [one for one in dues if terms[one.term].tells and one.due.passed(at)]
    return max(over, key=lambda one: one.day, default=None)


def _tell(actor: Actor, row: Consequence, due: Due, whom: dict[int, int], at: datetime) -> list[Notice]:
    """The notice of one term; none where another told it in this moment."""
    term = flow_of(row.case.flow).terms[due.term]
    title = f"{term.late.zh}：{row.result.entrant.name} {consequence_of(row).title.zh}（{due.day}）"
    draft = NoticeDraft(title[:200], whom, row.ref, kind=TERM)
    with writing(actor, act="rounds.remind", at=at, key=_key(due), content=title, ref=row.ref) as call:
        return [] if call.repeated is not None else write_notices(call, [draft])


def _key(due: Due) -> str:
    return f"rounds.remind:{due.pk}"
