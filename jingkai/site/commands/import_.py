"""`jingkai import FILE...`: workbooks of departments become facts; what is not certain is asked."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import (
    actor,
    answers,
    guarded,
    language,
    listed,
    now,
    person,
    print_questions,
    refuse,
    say,
    seal,
    today,
    unread,
    warn_unasked,
)
from .matters import reader_of

if TYPE_CHECKING:
    from jingkai.kernel.facts.workbooks.outcome import Imported
    from jingkai.kernel.facts.workbooks.understanding import Sender
    from jingkai.kernel.parties.access import Reader

NAME = "import"
HELP = "bring workbooks in: certain figures become facts by one commit a file, the rest is asked"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE..., --zone, --unit, --caliber, --answers, --reason, --yes, --as, --lang."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=".xlsx, .xls, .ods or .csv")
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    parser.add_argument(
        "--unit", default="", help="the department that sends it; the zone itself if left out"
    )
    parser.add_argument("--caliber", default="自报", help="whose figures they are: 自报, 认定, 统计, 公布")
    parser.add_argument("--answers", metavar="FILE", help="JSON object: question id to answer")
    parser.add_argument("--reason", default="", help="why figures that were reported before are corrected")
    parser.add_argument("--yes", action="store_true", help="also what was brought in for another unit before")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Imports each file for itself; 1 if a file was refused. A person imports for units whose figures that person may
    write.

    A file is refused with `site.brought-in-elsewhere` when its content came in as another unit's and no --yes is given.
    """
    from jingkai.engines.sheets import SheetProblem
    from jingkai.engines.sheets.load import load_workbook
    from jingkai.kernel.facts.workbooks.export_reading import is_export
    from jingkai.kernel.facts.workbooks.importing import import_workbook
    from jingkai.kernel.facts.workbooks.understanding import Sender
    from jingkai.kernel.facts.zones import find_unit, find_zone
    from jingkai.kernel.parties.models import Person
    from jingkai.kernel.problems import Problem

    at = now()
    _assert_caliber(args.caliber)
    who = actor(args)
    zone = find_zone(args.zone, today())
    unit = find_unit(args.unit, zone, today())
    reporter = Person.objects.get(pk=who.person) if who.person else None
    sender = Sender(zone, unit, args.caliber, reporter)
    given = answers(args)
    reader = reader_of(args)
    code = 0
    met: set[str] = set()
    asked = said = False
    for name in args.files:
        try:
            path = Path(name)
            book = load_workbook(path)
            if not is_export(book):
                # An export says itself, row by row, who reported it.
                said = said or _say_by_zone(args, sender)
                _assert_meant(args, path, sender, reader)
            done = import_workbook(who, path, sender, at=at, answers=given, reason=args.reason, book=book)
        except (SheetProblem, Problem) as refusal:
            code = refuse(args, refusal, name)
        except OSError as error:
            code = unread(args, name, error)
        else:
            met |= done.met
            asked = asked or bool(done.questions)
            _print(args, done)
    warn_unasked(args, given, met, asked=asked)
    seal()
    return code


def _say_by_zone(args: argparse.Namespace, sender: Sender) -> bool:
    """Says once, before anything is written, that no unit was named."""
    if not args.unit:
        say(
            args,
            f"未写 --unit：按“{sender.zone}”自己报送；部门报的表请写明部门。",
            f"without --unit the figures are reported by {sender.zone} itself: name the department that sends them.",
        )
    return True


def _assert_meant(args: argparse.Namespace, path: Path, sender: Sender, reader: Reader | None) -> None:
    """Raises Problem `site.brought-in-elsewhere` for content that came in as another unit's, unless --yes says so."""
    from jingkai.kernel.facts.workbooks.brought_in import brought_in_for_others
    from jingkai.site.problems import BROUGHT_IN_ELSEWHERE

    if args.yes:
        return
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    for batch, unit in brought_in_for_others(sha256, sender.unit, reader):
        raise BROUGHT_IN_ELSEWHERE(unit=unit, batch=batch, own=sender.unit)


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
    if done.records:
        say(
            args,
            f"  清单 {done.records} 行：读懂了，但没有入账。项目、事项等清单还不能用表格导入，请保留原表；"
            "事项可用 jingkai matters open 登记。",
            f"  {done.records} list rows were understood and not recorded: lists of projects, matters and the like "
            "cannot be brought in by table yet. Keep the file; matters are entered by jingkai matters open.",
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
            f"  ! {warning.sheet} {listed(args, warning.cells)} {warning.en if args.lang == 'en' else warning.text}"
        )
    reasons: dict[tuple[str, str], list[str]] = {}
    for one_cell in done.waiting:
        why = one_cell.en if args.lang == "en" else one_cell.zh
        reasons.setdefault((one_cell.sheet, why), []).append(one_cell.cell)
    for (sheet, why), cells in reasons.items():
        shown = listed(args, cells[:12]) + ("…" if len(cells) > 12 else "")
        say(args, f"  未入账 {sheet} {shown}：{why}", f"  not imported, {sheet} {shown}: {why}")
