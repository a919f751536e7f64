"""`jingkai verify`: every hash recomputed; the first place that does not hold is named."""

from __future__ import annotations

import argparse

from ._common import DONE, REFUSED, guarded, language, say

NAME = "verify"
HELP = "recompute every hash of rows, batches, journal and files; name the first place that does not hold"

# How many breaks are printed.
_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--no-files, --lang."""
    parser.add_argument("--no-files", action="store_true", help="leave the stored files out")
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Prints what was recomputed; 1 if something does not hold."""
    from jingkai.kernel.records.verify import verify

    found = verify(files=not args.no_files)
    say(
        args,
        f"留痕 {found.entries} 条（已封存 {found.sealed}），批次 {found.batches}，记录 {found.rows}，"
        f"文件 {found.files}；链首 {found.head}",
        f"{found.entries} entries ({found.sealed} sealed), {found.batches} batches, {found.rows} rows, "
        f"{found.files} files; head {found.head}",
    )
    for one in found.breaks[:_SHOWN]:
        print(f"  {one.seq or '—'} {one.place}: {one.en if args.lang == 'en' else one.zh}")
    if found.intact:
        say(args, "完好。", "Intact.")
        return DONE
    return REFUSED
