"""The record of one person as a document (实绩纪实表), in the layout of GB/T 9704: what stands, what does no more, what
followed. It is a print of what is on record at a time and no issued paper: it has no number and no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from jingkai.kernel.papers.content import Block, Form, Run, chinese_day
from jingkai.kernel.papers.sheet import Sheet
from jingkai.kernel.records.sequence import latest

from .record import Entered, Given, Record

_NONE = "没有登记。"


def sheet_of(record: Record) -> Sheet:
    """The document, in Chinese as every paper is."""
    day = timezone.localdate(record.at)
    return Sheet(
        kind="实绩纪实",
        head="",
        title=f"{record.person.name}实绩纪实",
        corrects="",
        addressed="",
        blocks=tuple(_blocks(record)),
        attachments=(),
        signature="",
        copies="",
        printed_by=f"截至 {chinese_day(day)}打印，留痕第 {latest()} 号",
        day=day,
        made=record.at,
        as_of=latest(),
    )


def _blocks(record: Record) -> Iterator[Block]:
    posts = [f"{one.body.name}{one.title}（{one.since} 至 {one.until or '今'}）" for one in record.posts]
    yield _block("paragraph", "；".join(posts) + "。" if posts else _NONE)
    yield _block("paragraph", "本表只列事实和依据，不作结论，不与他人比较。")
    yield from _part("一、正面典型", (_entry(one) for one in record.standing("positive")))
    yield from _part("二、负面清单", (_entry(one) for one in record.standing("negative")))
    yield from _part("三、待核实的条目", (_entry(one) for one in record.waiting))
    yield from _part("四、不再成立的条目", (_entry(one) for one in record.past))
    charges = (
        f"{one.subject.title}（{one.subject.code}）：{one.duty}，{one.since} 至 {one.until or '今'}。"
        for one in record.charges
    )
    yield from _part("五、负责的项目", charges)
    yield from _part("六、奖励", (_reward(one) for one in record.rewards))


def _part(title: str, lines: Iterable[str]) -> Iterator[Block]:
    yield _block("heading", title)
    some = list(lines)
    for number, line in enumerate(some, start=1):
        yield _block("paragraph", f"{number}．{line}")
    if not some:
        yield _block("paragraph", _NONE)


def _entry(one: Entered) -> str:
    row = one.listing
    said = [
        f"{row.case.day}登记（{one.line.state.zh}{'，依据已变' if one.line.fallen else ''}）：{row.happened}。"
    ]
    said.append(f"{'成效' if row.side == 'positive' else '后果'}：{row.effect}。依据：{one.proof}。")
    for answer in one.answers:
        said.append(f"本人说明（{timezone.localdate(answer.reply.at)}）：{answer.reply.says.rstrip('。')}。")
        if (cause := answer.cause) is not None and cause.unit is not None:
            met = f"{timezone.localdate(cause.met)} 完成" if cause.met else "尚未完成"
            said.append(
                f"延误来自{cause.unit.name}{cause.matter.label}：应于 {cause.due} 完成，{met}，超 {cause.days} 天。"
            )
    for fixed in one.corrections:
        what = f"原 {row.days} 天，核减为 {fixed.days} 天" if fixed.days else fixed.effect
        said.append(f"更正（{fixed.move.day}）：{what}。原因：{fixed.move.note.rstrip('。')}。")
    return "".join(said)


def _reward(one: Given) -> str:
    state = f"应予撤销，依{one.rule.revoked}" if one.to_revoke else one.state.zh
    return f"{one.rule.title.zh}（{one.reward.case.day}提出，{one.rule.clause}）：{state}。理由：{one.reward.reason}。"


def _block(form: Form, text: str) -> Block:
    return Block(form, (Run(text),))
