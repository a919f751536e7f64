"""Telling those whom it concerns that a term of a case is over, where its flow says so (`tells`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.flows.models import Case, Due
from jingkai.kernel.flows.state import Standing, dues_of, flow_of, standings
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import RequestKey
from jingkai.kernel.records.writing import writing

from .models import Notice
from .together import NoticeDraft, holders_of, write_notices

# The kind of these notices.
TERM = "term"


@dataclass(frozen=True)
class Concerned:
    """A case that is open: what it is about (`ref`, and in words), and the units whose people are told."""

    case: Case
    ref: str
    what: str
    units: tuple[Organisation, ...]


def tell_of_terms(actor: Actor, rows: Sequence[Concerned], *, act: str, at: datetime) -> list[Notice]:
    """Tell, once, of each term that runs, is told of and is over: of the last such term, where several are. The notices
    that were sent are given back; where nobody is there to be told it is looked at again the next time.
    """
    dues = dues_of([one.case for one in rows])
    ready = [
        (one, over) for one in rows if (over := _over(one.case, dues.get(one.case.pk, {}), at)) is not None
    ]
    keys = [_key(act, over) for _, over in ready]
    told = set(RequestKey.objects.filter(key__in=keys).values_list("key", flat=True))
    waiting = [(one, over) for one, over in ready if _key(act, over) not in told]
    people = holders_of([one.units for one, _ in waiting], at=at)
    found: list[Notice] = []
    for (one, over), whom in zip(waiting, people, strict=True):
        if not whom:
            continue
        title = f"{over.title.late.zh}：{one.what}（{over.due.day}）"[:200]
        with writing(actor, act=act, at=at, key=_key(act, over), content=title, ref=one.ref) as call:
            # Set where another told it in this moment.
            if call.repeated is None:
                found += write_notices(call, [NoticeDraft(title, whom, one.ref, kind=TERM)])
    return found


def _over(case: Case, dues: dict[str, Due], at: datetime) -> Standing | None:
    """The last term that runs, is told of and is over."""
    terms = flow_of(case.flow).terms
    if not any(terms[name].tells and due.due.passed(at) for name, due in dues.items()):
        return None
    late = [one for one in standings(case, at) if one.title.tells and one.late and one.met is None]
    return max(late, key=lambda one: one.due.day, default=None)


def _key(act: str, over: Standing) -> str:
    return f"{act}:{over.due.pk}"
