"""`jingkai fill FILE`: the department's own workbook back, with what is known in its blanks and notes at doubts."""

from __future__ import annotations

import argparse
from pathlib import Path

from ._common import (
    DONE,
    REFUSED,
    answers,
    as_of,
    complain,
    guarded,
    language,
    person,
    print_questions,
    refuse,
    say,
    today,
    unread,
    warn_unasked,
)
from .matters import reader_of

NAME = "fill"
HELP = "return a workbook with its blanks filled from facts and notes at doubtful cells; the layout is kept"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --out, --zone, --as-of, --answers, --as, --lang."""
    parser.add_argument("file", metavar="FILE", help="an .xlsx workbook with blanks")
    parser.add_argument("--out", metavar="FILE", help="where the filled workbook is written")
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    as_of(parser)
    parser.add_argument("--answers", metavar="FILE", help="JSON object: question id to answer")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Writes the filled workbook, with --as from what that person may see; 1 if the file is refused."""
    from jingkai.engines.sheets import SheetProblem, outline, read_workbook
    from jingkai.kernel.facts.zones import find_zone
    from jingkai.systems.economy.filling.answers import answers_for
    from jingkai.systems.economy.filling.standing import notes_for
    from jingkai.systems.economy.filling.writing import fill_workbook

    source = Path(args.file)
    target = Path(args.out) if args.out else source.with_name(f"{source.stem}_已填{source.suffix}")
    given = answers(args)
    on, reader = today(), reader_of(args)
    zone = find_zone(args.zone, on)
    try:
        reading = read_workbook(source, answers=given)
        form = outline(source, answers=given)
        found = answers_for(form.blanks, zone, on, args.as_of, reader)
        notes = notes_for(reading, zone, on, args.as_of, reader)
        done = fill_workbook(source, target, found, reading, notes, len(form.blanks))
    except SheetProblem as problem:
        return refuse(args, problem, args.file)
    except FileExistsError:
        complain(
            args, f"{target} 已存在，未覆盖。请用 --out 另写。", f"{target} exists and is kept: use --out."
        )
        return REFUSED
    except OSError as error:
        return unread(args, error.filename or args.file, error)
    more = len(form.unclear)
    say(
        args,
        f"{target}：填入 {len(done.cells)} 格，批注 {len(done.notes)} 处，仍空 {done.still_blank} 格"
        + (f"，另有 {more} 个空格不知该填什么" if more else ""),
        f"{target}: {len(done.cells)} cells filled, {len(done.notes)} notes, {done.still_blank} still blank"
        + (f"; what belongs into {more} more is not known" if more else ""),
    )
    print_questions(args, form.questions)
    for refusal in form.warnings:
        if refusal.kind == "answer":
            say(args, f"  ! {refusal.text}", f"  ! {refusal.en}")
    open_ = bool(reading.questions or form.questions)
    warn_unasked(args, given, reading.questions_met | form.questions_met, asked=open_)
    return DONE
