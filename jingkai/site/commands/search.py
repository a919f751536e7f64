"""`jingkai search WORD...`: what there is by its words; and the index behind it, made anew."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jingkai.site.columns import table

from ._common import DONE, REFUSED, WRONG_USAGE, complain, guarded, language, person, say
from .matters import reader_of

if TYPE_CHECKING:
    from jingkai.kernel.parties.search import Hits

NAME = "search"
HELP = "find matters, organisations, indicators, people... by their words; or make the search index anew"
_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """WORD..., --rebuild, --as, --lang."""
    parser.add_argument("words", nargs="*", metavar="WORD", help="words that all must be there")
    parser.add_argument("--rebuild", action="store_true", help="make the search index anew from the rows")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Prints what was found, kind by kind; 1 if that is nothing."""
    if args.rebuild:
        return _rebuild(args)
    if not args.words:
        complain(args, "请写出要搜索的词，或用 --rebuild 重建索引", "name a word to look for, or --rebuild")
        return WRONG_USAGE
    return _search(args)


def _rebuild(args: argparse.Namespace) -> int:
    from jingkai.kernel.records.search.indexing import rebuild

    rows = rebuild()
    say(args, f"检索索引已重建：{rows} 条。", f"The search index was made anew: {rows} rows.")
    return DONE


def _search(args: argparse.Namespace) -> int:
    from jingkai.kernel.parties.search import search
    from jingkai.kernel.records.search import sought

    found = search(sought(" ".join(args.words)), reader_of(args), shown=_SHOWN)
    for hits in found:
        _print(args, hits)
    if not found:
        say(args, "没有找到。", "Nothing was found.")
    return DONE if found else REFUSED


def _print(args: argparse.Namespace, hits: Hits) -> None:
    kind = hits.kind
    name = kind.en if args.lang == "en" else kind.zh
    more = (
        (" or more" if args.lang == "en" else " 条以上") if hits.more else "" if args.lang == "en" else " 条"
    )
    rows = [(kind.title_of(row, args.lang), kind.note_of(row)) for row in hits.rows]
    for line in table((name, f"{hits.count}{more}"), rows):
        print(line)
