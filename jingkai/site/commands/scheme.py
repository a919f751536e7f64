"""`jingkai scheme SCHEME [--against OLD]`: a scheme of assessment checked, and laid beside an earlier one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jingkai.site.columns import table

from ._common import DONE, REFUSED, language, listed, say
from ._schemes import print_remarks, read_scheme_file

if TYPE_CHECKING:
    from jingkai.engines.scoring import Change, SchemeDiff

NAME = "scheme"
HELP = "check a scheme of assessment, and say what changes from another (nothing is stored)"

_WHAT = {
    "new": ("新增", "new"),
    "dropped": ("取消", "dropped"),
    "moved": ("调整", "moved"),
    "perhaps-renamed": ("疑似改名", "perhaps renamed"),
    "changed": ("变更", "changed"),
}
_OF = {"indicator": ("指标", "indicator"), "node": ("结点", "node"), "scheme": ("方案", "scheme")}
# What is compared where it is no key of the document.
_KEYS = {"of": ("上级", "below"), "id": ("编号", "id")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """SCHEME, --against, --lang."""
    parser.add_argument("scheme", metavar="SCHEME", type=Path, help="the scheme, YAML")
    parser.add_argument("--against", metavar="OLD", type=Path, help="the earlier scheme, YAML")
    language(parser)


def run(args: argparse.Namespace) -> int:
    """Prints what the scheme holds or what changes; 1 with everything that is wrong, each with its line."""
    from jingkai.engines.scoring import compare

    after = read_scheme_file(args, args.scheme)
    before = read_scheme_file(args, args.against) if args.against else None
    if after is None or (args.against and before is None):
        return REFUSED
    if before is not None:
        _print_changes(args, compare(before, after))
        return DONE
    said = len(after.leaves), f"{after.slots[0].full:g}"
    say(args, "指标 {} 个，总分满分 {}".format(*said), "{} indicators, full marks {}".format(*said))
    print_remarks(args, args.scheme, after)
    return DONE


def _print_changes(args: argparse.Namespace, found: SchemeDiff) -> None:
    if not found.changes:
        say(
            args,
            "两份方案内容相同（各项的先后不计）。",
            "Both schemes say the same (the order of parts aside).",
        )
        return
    head = (
        ("变动", "对象", "内容", "原", "现")
        if args.lang == "zh"
        else ("change", "of", "what", "before", "after")
    )
    for line in table(head, [_row(args, one) for one in found.changes]):
        print(line)
    print()
    changed = [
        one for one in found.marks if one.before is None or one.after is None or abs(one.change) > 1e-9
    ]
    marks = ("满分", "原", "现", "增减") if args.lang == "zh" else ("full marks", "before", "after", "change")
    rows = [[one.id, _points(one.before), _points(one.after), f"{one.change:+.6g}"] for one in changed]
    for line in table(marks, rows) if rows else ():
        print(line)
    sums = [f"{one:.6g}" for one in (found.before, found.dropped, found.new, found.changed, found.after)]
    say(
        args,
        "总分满分：原 {} − 取消 {} + 新增 {} + 变动 {} = 现 {}".format(*sums),
        "Full marks of the total: {} before - {} dropped + {} new + {} changed = {} after".format(*sums),
    )
    if found.undivided:
        names = listed(args, found.undivided)
        say(
            args,
            f"{names}：各项得分不是相加而成，满分不能分到下级，按结点计",
            f"{names}: no sum of its parts' points: its full marks are not divided among them",
        )


def _row(args: argparse.Namespace, change: Change) -> list[str]:
    english = args.lang == "en"
    of = _OF[change.of][english]
    key = _KEYS[change.key][english] if change.key in _KEYS else change.key
    ends = [_end(one, change, english) for one in (change.before, change.after)]
    return [_WHAT[change.what][english], f"{of} {change.id}".rstrip(), key, *ends]


def _end(text: str | None, change: Change, english: bool) -> str:
    if text is None:
        return "—"
    return text or ("total" if english else "总分") if change.key == "of" else text


def _points(points: float | None) -> str:
    return "—" if points is None else f"{points:.6g}"
