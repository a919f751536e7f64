"""`jingkai import FILE...`: workbooks of departments become facts; what is not certain is asked."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import (
    actor,
    answers,
    guarded,
    language,
    now,
    person,
    print_questions,
    refuse,
    say,
    seal,
    unread,
    warn_unasked,
)

if TYPE_CHECKING:
    from jingkai.kernel.facts.workbooks.outcome import Imported

NAME = "import"
HELP = "bring workbooks in: certain figures become facts by one commit a file, the rest is asked"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE..., --zone, --unit, --caliber, --answers, --reason, --as, --lang."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=".xlsx, .xls, .ods or .csv")
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    parser.add_argument(
        "--unit", default="", help="the department that sends it; the zone itself if left out"
    )
    parser.add_argument("--caliber", default="自报", help="whose figures they are: 自报, 认定, 统计, 公布")
    parser.add_argument("--answers", metavar="FILE", help="JSON object: question id to answer")
    parser.add_argument("--reason", default="", help="why figures that were reported before are corrected")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Imports each file for itself; 1 if a file was refused. A person imports for units whose figures that person may
    write.
    """
    from jingkai.engines.sheets import SheetProblem
    from jingkai.kernel.facts.workbooks.importing import import_workbook
    from jingkai.kernel.facts.workbooks.understanding import Sender
    from jingkai.kernel.facts.zones import find_unit, find_zone
    from jingkai.kernel.parties.models import Person
    from jingkai.kernel.problems import Problem

    at = now()
    _assert_caliber(args.caliber)
    who = actor(args)
    zone = find_zone(args.zone, at.date())
    unit = find_unit(args.unit, zone, at.date())
    reporter = Person.objects.get(pk=who.person) if who.person else None
    sender = Sender(zone, unit, args.caliber, reporter)
    given = answers(args)
    code = 0
    met: set[str] = set()
    by_zone = False
    for name in args.files:
        try:
            done = import_workbook(who, Path(name), sender, at=at, answers=given, reason=args.reason)
        except (SheetProblem, Problem) as refusal:
            code = refuse(args, refusal, name)
        except OSError as error:
            code = unread(args, name, error)
        else:
            met |= done.met
            by_zone = by_zone or not (args.unit or done.own_export)
            _print(args, done)
    if by_zone:
        say(
            args,
            f"未写 --unit：按“{zone}”自己报送；部门报的表请写明部门。",
            f"without --unit the figures are reported by {zone} itself: name the department that sends them.",
        )
    warn_unasked(args, given, met)
    seal()
    return code


def _assert_caliber(word: str) -> None:
    """Raises Problem `facts.unknown-word` for a word that is no caliber."""
    from jingkai.kernel.facts.problems import UNKNOWN_WORD
    from jingkai.kernel.facts.vocabulary import vocabulary

    if word not in (known := vocabulary().calibers):
        raise UNKNOWN_WORD(word=word, what="口径", what_en="caliber", known="、".join(known))


def _print(args: argparse.Namespace, done: Imported) -> None:
    new, waiting, differ = len(done.facts), len(done.waiting), len(done.changed)
    differ_zh, differ_en = (
        (f"与原报不同 {differ}，", f"{differ} differ from before, ") if differ else ("", "")
    )
    say(
        args,
        f"{done.file}：入账 {new}，更正 {len(done.corrected)}，已有 {done.unchanged}，{differ_zh}待答复 {waiting}，"
        f"未采用 {len(done.refused)}，登记行 {done.records}",
        f"{done.file}: {new} new, {len(done.corrected)} corrected, {done.unchanged} known already, {differ_en}"
        f"{waiting} waiting, {len(done.refused)} refused, {done.records} list rows",
    )
    if done.batch is None:
        say(args, "  没有新内容，未写入。", "  nothing new: nothing was written.")
    else:
        say(
            args,
            f"  批次 {done.batch.pk}（撤回：jingkai undo {done.batch.pk} --reason ……）",
            f"  batch {done.batch.pk} (take it back: jingkai undo {done.batch.pk} --reason ...)",
        )
    _print_names(args, done)
    _print_doubts(args, done)


def _print_names(args: argparse.Namespace, done: Imported) -> None:
    for printed, name in done.aliases.items():
        say(args, f"  “{printed}”按“{name}”入账", f"  {printed} is taken as {name}")
    for name in done.registered:
        say(args, f"  新登记单位：{name}", f"  registered: {name}")


def _print_doubts(args: argparse.Namespace, done: Imported) -> None:
    for change in done.changed:
        cell, now_, before = change.draft.source.cell, change.draft.quantity, change.before.quantity
        say(
            args,
            f"  {cell} {change.draft.name}：原报 {before}，现为 {now_}。属更正的，请加 --reason 写明原因。",
            f"  {cell} {change.draft.name}: was {before}, is {now_}. To correct it, give --reason.",
        )
    for one in done.refused:
        sentence = one.problem.en if args.lang == "en" else one.problem.zh
        print(f"  {one.draft.source.sheet} {one.draft.source.cell}: {sentence} [{one.problem.code}]")
    print_questions(args, done.questions)
    for warning in done.warnings:
        print(
            f"  ! {warning.sheet} {'、'.join(warning.cells)} {warning.en if args.lang == 'en' else warning.text}"
        )
    reasons: dict[tuple[str, str], list[str]] = {}
    for one_cell in done.waiting:
        why = one_cell.en if args.lang == "en" else one_cell.zh
        reasons.setdefault((one_cell.sheet, why), []).append(one_cell.cell)
    for (sheet, why), cells in reasons.items():
        shown = "、".join(cells[:12]) + ("…" if len(cells) > 12 else "")
        say(args, f"  未入账 {sheet} {shown}：{why}", f"  not imported, {sheet} {shown}: {why}")
