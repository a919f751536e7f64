"""`jingkai adopt FOLDER`: last year's workbooks propose units, indicators, targets and aliases, to be confirmed."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import DONE, REFUSED, WRONG_USAGE, actor, guarded, language, now, person, say, seal

if TYPE_CHECKING:
    from jingkai.systems.economy.adoption.draft import Draft
    from jingkai.systems.economy.adoption.proposing import Folder

NAME = "adopt"
HELP = "propose units, indicators, targets and aliases from a folder of workbooks, or confirm such a draft"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FOLDER, --zone, --out, --confirm, --since, --as, --lang."""
    parser.add_argument("folder", nargs="?", metavar="FOLDER", help="the folder with last year's workbooks")
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    parser.add_argument("--out", metavar="FILE", default="adopt.yaml", help="where the draft is written")
    parser.add_argument("--confirm", metavar="FILE", help="a draft that was checked: write what it confirms")
    parser.add_argument("--since", metavar="DAY", help="the day from which the units exist (2024-01-01)")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Writes a draft, or what a draft confirms; 1 if something was refused."""
    if bool(args.folder) == bool(args.confirm):
        print("jingkai adopt FOLDER | jingkai adopt --confirm FILE", file=sys.stderr)
        return WRONG_USAGE
    return _confirm(args) if args.confirm else _propose(args)


def _propose(args: argparse.Namespace) -> int:
    from jingkai.kernel.facts.zones import find_zone
    from jingkai.systems.economy.adoption.draft import write_draft
    from jingkai.systems.economy.adoption.problems import NOTHING_FOUND
    from jingkai.systems.economy.adoption.proposing import propose, read_folder

    zone = find_zone(args.zone, now().date())
    try:
        folder = read_folder(Path(args.folder))
    except NotADirectoryError:
        print(f"{args.folder}: Not a directory", file=sys.stderr)
        return REFUSED
    draft = propose(folder.readings, zone.name)
    if not draft.units and not draft.indicators:
        raise NOTHING_FOUND(folder=args.folder)
    try:
        write_draft(draft, Path(args.out))
    except FileExistsError:
        say(
            args, f"{args.out} 已存在,未覆盖。请用 --out 另写。", f"{args.out} exists and is kept: use --out."
        )
        return REFUSED
    _print(args, folder, draft)
    return REFUSED if folder.refused else DONE


def _print(args: argparse.Namespace, folder: Folder, draft: Draft) -> None:
    figures = sum(len(reading.facts) for reading in folder.readings)
    asked = sum(len(reading.questions) for reading in folder.readings)
    say(
        args,
        f"{len(folder.readings)} 个文件,{figures} 个数,{asked} 个问题,{len(folder.refused)} 个文件读不了",
        f"{len(folder.readings)} files, {figures} figures, {asked} questions, {len(folder.refused)} unreadable",
    )
    for name, refusal in folder.refused:
        print(
            f"  {name}: {refusal.en if args.lang == 'en' else refusal.zh} [{refusal.code}]", file=sys.stderr
        )
    say(args, f"单位 {len(draft.units)}", f"units {len(draft.units)}")
    for unit in draft.units[:12]:
        print(f"  {unit.name}  {unit.cells}")
    say(args, f"可能是同一单位 {len(draft.aliases)}", f"may be one unit {len(draft.aliases)}")
    for alias in draft.aliases[:12]:
        print(f"  {alias.name} ? {alias.of}  {alias.likeness}  {alias.why}")
    say(args, f"指标 {len(draft.indicators)},目标 {len(draft.targets)}",
        f"indicators {len(draft.indicators)}, targets {len(draft.targets)}")  # fmt: skip
    for indicator in draft.indicators[:12]:
        print(f"  {indicator.code} {indicator.name}({indicator.unit})  {indicator.seen}")
    _latest(args, folder)
    say(
        args,
        f"草稿在 {args.out}。核对后:jingkai adopt --confirm {args.out}",
        f"The draft is in {args.out}. When it is checked: jingkai adopt --confirm {args.out}",
    )


def _latest(args: argparse.Namespace, folder: Folder) -> None:
    """The zone's own figures at once: the last cumulative figure of each indicator, with its cell."""
    newest: dict[tuple[str | None, str], tuple[str, str]] = {}
    for reading in folder.readings:
        for fact in reading.facts:
            if (
                fact.measure == "amount"
                and fact.cumulative
                and fact.period
                and not fact.held
                and fact.value is not None
            ):
                shown = f"{fact.value:f}{fact.unit}  {fact.period}  {reading.file} {fact.sheet}!{fact.cell}"
                key = (fact.holder, fact.indicator)
                newest[key] = max(newest.get(key, ("", "")), (fact.period, shown))
    say(args, "最近的数", "latest figures")
    for (holder, indicator), (_, shown) in list(newest.items())[:20]:
        print(f"  {holder} {indicator}  {shown}")


def _confirm(args: argparse.Namespace) -> int:
    from jingkai.kernel.facts.zones import find_zone
    from jingkai.systems.economy.adoption.confirming import confirm
    from jingkai.systems.economy.adoption.draft import read_draft

    at = now()
    draft = read_draft(Path(args.confirm))
    try:
        since = date.fromisoformat(args.since) if args.since else at.date()
    except ValueError:
        print(f"--since {args.since}: 2024-01-01", file=sys.stderr)
        return WRONG_USAGE
    zone = find_zone(args.zone or draft.zone, at.date())
    done = confirm(actor(args), zone, draft, since=since, at=at)
    seal()
    say(
        args,
        f"新增单位 {len(done.units)},别名 {len(done.aliases)},指标 {len(done.indicators)},目标 {len(done.targets)}",
        f"written: {len(done.units)} units, {len(done.aliases)} aliases, {len(done.indicators)} indicators, "
        f"{len(done.targets)} targets",
    )
    for what, zh, en in done.refused:
        print(f"  {what}: {en if args.lang == 'en' else zh}", file=sys.stderr)
    return REFUSED if done.refused else DONE
