"""What a case to be opened needs to be read and asked, before anybody has to wait for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines import periods
from jingkai.kernel.parties.models import Compartment, Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import DayBook, day_book
from jingkai.kernel.rules.models import RuleSet

from ..models import FlowMove
from ..problems import MOVER_MISSING
from ..state import flow_of
from .acting import Acting, acting, wrong_with
from .terms import due_dates, missing


@dataclass(frozen=True)
class CaseDraft:
    """A case to be opened: `holder` leads and with `doers` does it. `due` is the day of terms that have no length
    of their own, or the instant (17:00) until which they run.
    """

    holder: Organisation
    doers: tuple[Organisation, ...] = ()
    due: date | None = None
    evidence: str = ""
    note: str = ""
    campaign: str = ""
    compartment: Compartment | None = None


@dataclass(frozen=True)
class PreparedCase:
    """A case that may be opened: by whom, when, on which flow version, done by which Bodies (plates resolved, the
    holder first), with which terms due when. `write_cases` only writes it.
    """

    draft: CaseDraft
    opener: Acting
    at: datetime
    day: date
    flow: RuleSet
    first: FlowMove
    bodies: tuple[Organisation, ...]
    dues: Mapping[str, periods.Due]


def prepare_cases(
    actor: Actor, flow: str, drafts: Iterable[CaseDraft], *, at: datetime, book: DayBook | None = None
) -> list[PreparedCase]:
    """Read and check what cases of one flow need; nothing is written. `book` is of the day of `at`.

    Raises Problem `rules.not-found`, `flows.not-a-flow`, `flows.needs-missing`, `flows.mover-missing`,
    `flows.not-in-post`, `flows.not-delegated`, `parties.not-allowed`.
    """
    day = periods.day_of(at)
    book = day_book(at, book)
    opener = acting(actor, book)
    firsts: dict[int, FlowMove] = {}
    found = []
    for draft in drafts:
        rule = book.rules.resolve(flow, draft.holder, day)
        if rule.pk not in firsts:
            _may_open(opener, rule, day, book)
            firsts[rule.pk] = FlowMove.objects.get(flow=rule, source="")
        body = flow_of(rule)
        missing(body.opening.needs, evidence=draft.evidence, note=draft.note, due=draft.due)
        bodies = tuple(dict.fromkeys(book.body(one) for one in (draft.holder, *draft.doers)))
        dues = due_dates(body, body.opening.starts, bodies[0], at, draft.due, book)
        found.append(PreparedCase(draft, opener, at, day, rule, firsts[rule.pk], bodies, dues))
    return found


def _may_open(opener: Acting, rule: RuleSet, day: date, book: DayBook) -> None:
    """Raises the Problem that keeps somebody from opening cases by this flow version."""
    body, actor = flow_of(rule), opener.actor
    if actor.person is not None and (wrong := wrong_with(opener, day)):
        raise wrong[0]
    if body.opening.side == "do" and opener.body is None:
        raise MOVER_MISSING()
    if body.opening.act:
        book.require(actor, body.opening.act, body.opening.of or body.kind, None)
