"""`jingkai restore ARCHIVE`: a backup becomes the installation of an empty machine."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from ._common import DONE, guarded, language, say

NAME = "restore"
HELP = "put a backup into an empty database and the data folder, then recompute every hash"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """ARCHIVE, --lang."""
    parser.add_argument("archive", type=Path, help="what backup wrote")
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Restores and verifies; 1 if something of what was backed up does not hold."""
    from jingkai.kernel.records.backup import restore_backup
    from jingkai.systems.economy.shown import moment

    from . import verify

    args.archive.stat()  # An archive that is not there is no damaged archive.
    restored = restore_backup(args.archive)
    held = restored.manifest
    taken = moment(datetime.fromisoformat(held.at))
    say(
        args,
        f"已恢复 {taken} 的备份：留痕 {held.last} 条（已封存 {held.sealed}），文件 {held.files}；链首 {held.head}",
        f"restored the backup of {taken}: {held.last} entries ({held.sealed} sealed), {held.files} files; "
        f"head {held.head}",
    )
    if restored.older:
        say(
            args,
            "备份早于本程序版本：请运行 jingkai init 升级，再运行 jingkai verify。",
            "The backup is older than this program: run jingkai init to upgrade it, then jingkai verify.",
        )
        return DONE
    return verify.run(argparse.Namespace(no_files=False, lang=args.lang))
