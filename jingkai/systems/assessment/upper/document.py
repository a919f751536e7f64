"""The analysis as a paper: what is read out at the meeting, with every figure's source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.papers.content import Figure, Given, Row, Sentence
from jingkai.kernel.papers.models import Issue, Paper
from jingkai.kernel.papers.services import PaperDraft, draft_paper, revise_draft
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rounds.models import Round

from .analysis import Analysis, Line, analyse
from .figures import Figure as OnRecord
from .running import RECOGNISED, due_of, matters_of, node_of
from .words import Words, plain

TEMPLATE = "paper.half-year"
_ENDED = ("cancelled", "dropped")


def draft_analysis(actor: Actor, round: Round, *, at: datetime) -> Paper:
    """Draft the analysis as it stands as a paper of the actor's unit; a draft that is there is written anew, and what
    was issued is corrected by another.

    Raises Problems as `papers.services.draft_paper`, among them `papers.slot-missing` while no total is known.
    """
    slots = slots_of(analyse(round), at)
    there = _papers(round)
    paper = next((one for one in there if state_of(one.case) not in _ENDED), None)
    if paper is not None and not Issue.objects.filter(paper=paper).exists():
        revise_draft(actor, paper, slots=slots, at=at)
        return paper
    key = f"{_key(round)}{len(there)}"
    draft = PaperDraft(TEMPLATE, _unit_of(actor, round), key, slots=slots, refs=(round.ref,), corrects=paper)
    return draft_paper(actor, draft, at=at)


def paper_of(round: Round, reader: Reader | None) -> Paper | None:
    """The last paper of the analysis that the reader may see."""
    seen = Paper.objects.seen_by(reader).filter(pk__in=[one.pk for one in _papers(round)])
    return seen.order_by("-pk").first()


def slots_of(there: Analysis, at: datetime) -> dict[str, Given]:
    """What the template `paper.half-year` is filled with."""
    words = Words("zh")
    return {
        "period": words.period(there.period),
        "issuer": there.upper.rule.issuer.zh,
        "place": list(_place(there, words)),
        "judged": [_row(there, one, words) for one in there.judged],
        "weak": [_weak(there, one, words) for one in there.weak],
        "measures": list(_measures(there, words, at)),
    }


def _place(there: Analysis, words: Words) -> Iterable[Sentence]:
    total = _figure(f"{plain(there.total)}", there.round.ref, there) if there.total is not None else "—"
    yield Sentence(("总分", total, f"分（满分{plain(there.upper.full)}分），得分率{plain(there.rate)}%。"))
    known = [
        ("上年末", there.before, "第{}位"), ("目前", there.now, "第{}位"), ("目标", there.target, "第{}位"),
        ("参评单位", there.cohort, "{}个"),
    ]  # fmt: skip
    parts: list[str | Figure] = []
    for name, one, form in known:
        before, _, after = form.partition("{}")
        parts += ["，" if parts else "", name, before] if one.value is not None else []
        if one.value is not None:
            parts += [_recorded(one), after]
        else:
            parts += ["，" if parts else "", f"{name}未知"]
    yield Sentence((*(one for one in parts if one), "。"))
    yield Sentence((words.moved(there.change, there.distance) + "。",))


def _row(there: Analysis, line: Line, words: Words) -> Row:
    responsibility = line.responsibility
    return Row(
        (
            line.part.title.zh,
            plain(line.part.full),
            _figure(plain(line.points), there.round.ref, there) if line.points is not None else "—",
            f"{plain(line.rate)}%" if line.rate is not None else "—",
            plain(line.lost),
            words(f"verdict_{line.verdict}"),
            responsibility.unit.name if responsibility is not None else "—",
        )
    )


def _weak(there: Analysis, line: Line, words: Words) -> Sentence:
    lost = [
        f"{one.part.title.zh}失{plain(one.lost)}分"
        + (f"（{there.upper.rule.tags[one.tag].zh}）" if one.tag else "")
        for one in there.below(line.part.node)
        if one.lost
    ]
    points = _figure(plain(line.points), there.round.ref, there)
    return Sentence(
        (
            f"{line.part.title.zh}：得",
            points,
            f"分，满分{plain(line.part.full)}分，得分率{plain(line.rate)}%，失{plain(line.lost)}分。",
            f"主要失分：{'、'.join(lost)}。" if lost else "",
        )
    )


def _measures(there: Analysis, words: Words, at: datetime) -> Iterable[Sentence]:
    opened = {node_of(one): one for one in matters_of(there.round)}
    for line in there.weak:
        responsibility = line.responsibility
        if responsibility is None:
            yield Sentence((f"{line.part.title.zh}：尚未明确牵头单位和分管领导。",))
            continue
        matter = opened.get(line.part.node)
        leader = f"{responsibility.leader.person.name}（{responsibility.leader.title}）"
        who = f"{line.part.title.zh}：由{responsibility.unit.name}牵头，{leader}负责"
        if matter is None:
            yield Sentence(
                (f"{who}，经确认后立项督办，{due_of(there, responsibility.unit, at).isoformat()}前办结。",)
            )
            continue
        due = matter.case.dues.filter(term="finish").order_by("-turn").first()
        until = f"，{due.day.isoformat()}前办结" if due is not None else ""
        label = Figure(matter.label, matter.ref, "督办台账", "督办台账")
        yield Sentence((f"{who}，已立项督办（事项", label, f"）{until}。"))


def _figure(text: str, ref: str, there: Analysis) -> Figure:
    report = next((one.report for one in there.lines if one.report is not None), None)
    issuer = report.issuer if report is not None else there.upper.rule.issuer.zh
    return Figure(text, ref, issuer, RECOGNISED)


def _recorded(one: OnRecord) -> Figure:
    row = one.facts[-1].row
    return Figure(plain(one.value), one.ref, row.source or row.reported_by.name, row.caliber)


def _papers(round: Round) -> list[Paper]:
    rows = Paper.objects.known_at().filter(zone=round.zone, key__startswith=_key(round))
    return list(rows.select_related("case__flow").order_by("-pk"))


def _key(round: Round) -> str:
    return f"half-year:{round.pk}:"


def _unit_of(actor: Actor, round: Round) -> Organisation:
    body = Post.objects.filter(pk=actor.post).values_list("body", flat=True).first()
    return Organisation.objects.get(pk=body) if body is not None else round.zone
