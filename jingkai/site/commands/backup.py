"""`jingkai backup PLACE`: one archive of the database and its files, taken while others write."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ._common import DONE, REFUSED, guarded, language, now, say

NAME = "backup"
HELP = "write the database and its files into one archive, while others go on writing"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PLACE, --lang."""
    parser.add_argument("place", type=Path, help="a folder, or the archive's own name, which must be free")
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Prints where the archive is and the chain's head; 1 if stored files were damaged and are not in it."""
    from jingkai.kernel.records.backup import take_backup

    args.place.parent.stat()  # A folder that is not there is said in the words of this house.
    taken = take_backup(args.place, at=now())
    held = taken.manifest
    say(
        args,
        f"备份：{taken.path}\n留痕 {held.last} 条（已封存 {held.sealed}），文件 {held.files}；链首 {held.head}",
        f"backup: {taken.path}\n{held.last} entries ({held.sealed} sealed), {held.files} files; "
        f"head {held.head}",
    )
    for sha256 in held.damaged:
        sentence = f"missing or changed, not in the backup: {sha256}"
        print(sentence if args.lang == "en" else f"文件缺失或内容已变，未能备份：{sha256}", file=sys.stderr)
    return REFUSED if held.damaged else DONE
