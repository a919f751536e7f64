"""`jingkai paper ...`: what is issued; one paper on the screen, as Word, as PDF."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import DONE, guarded, language, person, say
from .matters import print_table, reader_of, word, zone_of

if TYPE_CHECKING:
    from jingkai.kernel.papers.queries import Standing
    from jingkai.kernel.papers.sheet import Sheet

NAME = "paper"
HELP = "list and show papers, and write them as Word or PDF"

_HEAD = (
    ("编号", "状态", "文号", "成文日期", "发文单位", "标题"),
    ("ID", "State", "Number", "Issued", "Unit", "Title"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One word for each thing that is done with papers."""
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, (text, arguments) in _WORDS.items():
        sub = words.add_parser(name, help=text, description=text)
        arguments(sub)
        person(sub)
        language(sub)


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--about", metavar="REF", default="", help="only papers about this: matter:1-2024-17")
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", help="its ID as list shows it, or its number as printed")
    parser.add_argument(
        "--docx", metavar="FILE", type=Path, help="write it as Word; a file that is there stays"
    )
    parser.add_argument(
        "--pdf", metavar="FILE", type=Path, help="write it as PDF; a file that is there stays"
    )


_WORDS = {
    "list": ("the zone's papers, the newest first", _list),
    "show": ("one paper: what it says, or in a file", _show),
}


@guarded
def run(args: argparse.Namespace) -> int:
    """Does what the word says."""
    return {"list": _run_list, "show": _run_show}[args.word](args)


def _run_list(args: argparse.Namespace) -> int:
    from jingkai.kernel.papers.queries import papers

    rows = papers(reader_of(args), zone_of(args), about=args.about)
    print_table(args, _HEAD, [_cells(args, one) for one in rows])
    say(args, f"{len(rows)} 件", f"{len(rows)} papers")
    return DONE


def _cells(args: argparse.Namespace, one: Standing) -> list[str]:
    """One paper under `_HEAD`; what there is nothing of stays empty."""
    return [
        str(one.paper.pk),
        word(args, one.words),
        one.issue.number.label if one.issue is not None else "",
        str(one.issue.day) if one.issue is not None else "",
        one.paper.unit.name,
        one.title,
    ]


def _run_show(args: argparse.Namespace) -> int:
    from jingkai.kernel.papers import layout
    from jingkai.kernel.papers.queries import find_paper, standings
    from jingkai.kernel.papers.sheet import sheet_of

    paper = find_paper(reader_of(args), args.number)
    sheet = sheet_of(paper)
    for place, form in ((args.docx, layout.word), (args.pdf, layout.pdf)):
        if place is not None:
            content = form(sheet)
            with place.open("xb") as file:
                file.write(content)
            say(args, f"已写入 {place}", f"Written: {place}")
    if args.docx is None and args.pdf is None:
        (standing,) = standings([paper])
        print("\n".join(_said(args, standing, sheet)))
    return DONE


def _said(args: argparse.Namespace, standing: Standing, sheet: Sheet) -> Iterator[str]:
    """The paper as it reads, figures with where they are from."""
    from jingkai.kernel.papers.content import chinese_day, text_of

    yield "  ".join(part for part in (word(args, standing.words), sheet.number) if part)
    yield sheet.title
    if sheet.addressed:
        yield f"{sheet.addressed}："
    for block in sheet.blocks:
        if block.form == "table":
            yield from ("  ".join(text_of(cell) for cell in row) for row in block.rows)
        else:
            yield text_of(block.runs)
        for run in (one for cell in [block.runs, *(c for row in block.rows for c in row)] for one in cell):
            if run.ref:
                yield f"  {run.text} ← {run.ref}  {run.source}  {run.caliber}"
    yield from (part for part in (*sheet.attachments, sheet.signature) if part)
    if sheet.day is not None:
        yield chinese_day(sheet.day)
    issue = standing.issue
    if issue is not None:
        zh, en = (
            f"所知时点 {sheet.as_of}，校验值 {issue.file.sha256}",
            f"as of {sheet.as_of}, sha256 {issue.file.sha256}",
        )
        yield en if args.lang == "en" else zh
