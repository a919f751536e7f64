"""Letters of the supervision office (交办单、催办单、督办通知单), filled wholly from the matter. Each is a draft of
`papers`: somebody else reviews it before it is numbered and issued.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines.periods import Term
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.flows.due_light import light_of
from jingkai.kernel.flows.lateness import lateness
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.flows.models import CaseState, Doer, Due, Move
from jingkai.kernel.flows.problems import MOVER_MISSING
from jingkai.kernel.flows.services.acting import acting
from jingkai.kernel.flows.services.permitting import KEPT
from jingkai.kernel.flows.state import current_dues, flow_of, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.problems import NOT_FOUND
from jingkai.kernel.matters.standing import ended, lead_of
from jingkai.kernel.papers.content import Given, chinese_day
from jingkai.kernel.papers.kinds import TemplateBody
from jingkai.kernel.papers.models import Paper, PaperNumber
from jingkai.kernel.papers.services import PaperDraft, draft_paper
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import DayBook, day_book

from ..models import Conclusion
from ..problems import LETTER_AFTER_END, NO_DUE, NO_LEAD, NOT_ASSIGNED, NOT_BEHIND
from ..queries import FINISH

ASSIGNMENT, URGING, SUPERVISION = "paper.assignment", "paper.urging", "paper.supervision"
ASSIGNED, SIGN = "assigned", "sign"
# Papers that came to nothing: the occasion may have another.
_ENDED = ("cancelled", "dropped")


@dataclass(frozen=True)
class Decision:
    """What a meeting decided on a matter that was there before: the task, and where it was decided, as the `origin` of
    a matter says it.
    """

    task: str
    origin: str


@dataclass(frozen=True)
class _Matter:
    """What every letter about a matter knows. `assigned` is the number of the move that assigned it last."""

    matter: Matter
    office: Organisation
    lead: Organisation
    executing: tuple[Organisation, ...]
    slots: Mapping[str, Given]
    assigned: int
    due: Due
    at: datetime
    book: DayBook

    def answer_by(self, template: str) -> date:
        """Until when the addressee has to answer, by the letter's template and the addressee's calendar."""
        body = self.book.rules.body(template, self.office, self.book.on, TemplateBody)
        return Term.parse(body.answer).due(self.at, self.book.calendar(self.lead)).day


def draft_assignment(
    actor: Actor,
    matter: Matter,
    *,
    at: datetime,
    demands: Sequence[str] = (),
    decided: Decision | None = None,
    call: Writer | None = None,
) -> Paper:
    """交办单 to the unit that leads, once for each time the matter was assigned or handed over. `demands` are further
    things asked, a paragraph each. Of what a meeting `decided` it says the task and the meeting; what the matter was
    opened on is what the task answers.

    Raises Problem `supervision.not-assigned`, `supervision.letter-after-end`, `supervision.no-lead`,
    `supervision.no-due`, `matters.not-found`, `parties.not-allowed`, and those of `papers.services.draft_paper`.
    """
    known = _known(actor, matter, at)
    slots: dict[str, Given] = {**known.slots, "origin": _origin(matter), "demands": list(demands)}
    if decided is not None:
        slots |= {"matter": decided.task, "about": matter.title, "origin": _in_words(decided.origin)}
    elif said := _said(actor, matter, known.book):
        slots["said"] = said
    sign = current_dues(matter.case).get(SIGN)
    if sign is not None and state_of(matter.case) == ASSIGNED:
        slots["sign_by"] = sign.day
    return _draft(actor, known, ASSIGNMENT, str(known.assigned), slots, call)


def draft_urging(actor: Actor, matter: Matter, *, at: datetime, call: Writer | None = None) -> Paper:
    """催办单, once before and once after each day on which the matter is or was due.

    Raises Problems as `draft_assignment`.
    """
    known = _known(actor, matter, at)
    when = "after" if known.due.due.passed(at) else "before"
    slots = {**known.slots, **_standing(known), "answer_by": known.answer_by(URGING)}
    return _draft(actor, known, URGING, f"{when}-{known.due.day.isoformat()}", slots, call)


def draft_supervision(
    actor: Actor,
    matter: Matter,
    *,
    at: datetime,
    conclusion: Conclusion | None = None,
    call: Writer | None = None,
) -> Paper:
    """督办通知单 where the light says that it is behind, once for each due day and level. With the conclusion of a
    supervision it says the right to object to that.

    Raises Problem `supervision.not-behind`, and those of `draft_assignment`.
    """
    known = _known(actor, matter, at)
    lamp = light_of(matter.case, FINISH, at, known.book.rules)
    if lamp is None or not lamp.behind:
        raise NOT_BEHIND(matter=matter.label, light=_word(lamp, "zh"), light_en=_word(lamp, "en"))
    slots = {
        **known.slots,
        **_standing(known),
        "light": lamp.zh,
        "urged": _urged(matter),
        "answer_by": known.answer_by(SUPERVISION),
    }
    refs: tuple[str, ...] = ()
    occasion = f"{known.due.day.isoformat()}-{lamp.level}"
    if conclusion is not None:
        slots |= {"conclusion": conclusion.text, "object_by": current_dues(conclusion.case)["object"].day}
        refs, occasion = (str(conclusion),), f"{occasion}-{conclusion.pk}"
    return _draft(actor, known, SUPERVISION, occasion, slots, call, refs)


def _draft(
    actor: Actor,
    known: _Matter,
    template: str,
    occasion: str,
    slots: Mapping[str, Given],
    call: Writer | None,
    refs: tuple[str, ...] = (),
) -> Paper:
    """The paper of this occasion; the one that is there, whatever the matter says by now."""
    key, there = _key(known.matter, f"{template.removeprefix('paper.')}/{occasion}")
    if there is not None:
        return there
    draft = PaperDraft(
        template,
        known.office,
        key,
        slots=slots,
        to=(known.lead,),
        copies=known.executing,
        refs=(known.matter.ref, *refs),
        compartment=known.matter.case.compartment,
    )
    return draft_paper(actor, draft, at=known.at, call=call)


def _key(matter: Matter, occasion: str) -> tuple[str, Paper | None]:
    """The key of a matter's letter, and the paper that has it; after one that came to nothing the next free key."""
    key, turn = f"{matter.ref}/{occasion}", 1
    rows = Paper.objects.known_at().filter(zone=matter.zone_id)
    while (there := rows.filter(key=key).first()) is not None and state_of(there.case) in _ENDED:
        turn += 1
        key = f"{matter.ref}/{occasion}/{turn}"
    return key, there


def _known(actor: Actor, matter: Matter, at: datetime) -> _Matter:
    book = day_book(at)
    if actor.person is not None:
        seen = Matter.objects.visible_to(book.reader(actor))
        if not seen.filter(pk=matter.pk).exists():
            raise NOT_FOUND(number=matter.label)
    office = acting(actor, book).body
    if office is None:
        raise MOVER_MISSING()
    if ended(matter):
        raise LETTER_AFTER_END(matter=matter.label)
    lead = lead_of(matter)
    if lead.unit is None:
        raise NO_LEAD(matter=matter.label)
    # Who may accept what the unit did may also press it; the unit writes no letters to itself.
    book.require(actor, "approve", "closing", lead.unit, keeps=KEPT)
    assigned = Move.objects.filter(case=matter.case, flow_move__target=ASSIGNED).order_by("-n").first()
    if assigned is None:
        raise NOT_ASSIGNED(matter=matter.label)
    due = current_dues(matter.case).get(FINISH)
    if due is None:
        raise NO_DUE(matter=matter.label)
    doers = Doer.objects.filter(case=matter.case).select_related("body").order_by("pk")
    executing = tuple(one.body for one in doers if one.body_id != lead.unit.pk)
    slots: dict[str, Given] = {
        "matter": matter.title,
        "number": matter.label,
        "lead": lead.unit.name,
        "executing": "、".join(one.name for one in executing),
        "leader": lead.leader.name if lead.leader is not None else "",
        "due": due.day,
    }
    return _Matter(matter, office, lead.unit, executing, slots, assigned.n, due, at, book)


def _standing(known: _Matter) -> dict[str, Given]:
    """How the matter stands on the day of the letter: due when, in which state, late how often."""
    case, days = known.matter.case, (known.due.day - known.book.on).days
    when = chinese_day(known.due.day)
    if days > 0:
        standing = f"将于{when}到期，还有{days}天"
    else:
        standing = f"已于{when}到期，逾期{-days}天" if days < 0 else f"将于今日（{when}）到期"
    flow = flow_of(case.flow)
    counts = lateness(case, known.at).late
    late = "、".join(f"{flow.terms[term].late.zh}{count}次" for term, count in counts.items() if count)
    state = flow.states[CaseState.objects.get(case=case).state].title.zh
    return {"standing": standing, "state": state, "late": late, "origin": _origin(known.matter)}


def _urged(matter: Matter) -> str:
    """The numbers of the letters that urged before."""
    rows = PaperNumber.objects.known_at().filter(
        paper__about__ref=matter.ref, paper__template__key=URGING, paper__case__now__state="issued"
    )
    return "、".join(rows.order_by("pk").values_list("label", flat=True))


def _origin(matter: Matter) -> str:
    """Where the matter comes from, in words."""
    return "工作安排" if matter.origin == matter.ref else _in_words(matter.origin)


def _in_words(origin: str) -> str:
    kind, _, rest = origin.partition(":")
    name, _, row = rest.rpartition("#")
    place = f"第{row.partition('/')[0]}项"
    if kind == "meeting" and name:
        day, _, title = name.partition(" ")
        return f"{chinese_day(date.fromisoformat(day))}{title}{place}"
    if kind == "list" and name:
        return f"“{name}”{place}"
    if kind == "signal":
        return "监测发现的苗头"
    return rest or origin


def _said(actor: Actor, matter: Matter, book: DayBook) -> str:
    """The line of the minutes that says it, if the minutes have one with the words of its title."""
    meeting, _, row = matter.origin.rpartition("#")
    if not row or not meeting.startswith("meeting:"):
        return ""
    rows = Activity.objects.known_at()
    if actor.person is not None:
        rows = Activity.objects.visible_to(book.reader(actor))
    found = rows.filter(zone=matter.zone_id, origin=meeting).first()
    lines = found.plan.splitlines() if found is not None else []
    return next((one.strip() for one in lines if matter.title in one), "")


def _word(lamp: Lamp | None, lang: str) -> str:
    if lamp is None:
        return "—"
    return lamp.zh if lang == "zh" else lamp.en
