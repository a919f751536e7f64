"""`jingkai adopt FOLDER`: last year's workbooks propose units, indicators, targets and aliases, to be confirmed."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import (
    DONE,
    REFUSED,
    WRONG_USAGE,
    actor,
    complain,
    day,
    guarded,
    language,
    now,
    person,
    refuse,
    say,
    seal,
    today,
    unread,
)

if TYPE_CHECKING:
    from jingkai.systems.economy.adoption.draft import Draft
    from jingkai.systems.economy.adoption.proposing import Folder

NAME = "adopt"
HELP = "propose units, indicators, targets and aliases from a folder of workbooks, or confirm such a draft"

# How many lines of each kind are printed; the draft has all.
_SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FOLDER, --zone, --out, --confirm, --since, --as, --lang."""
    parser.add_argument("folder", nargs="?", metavar="FOLDER", help="the folder with last year's workbooks")
    parser.add_argument("--zone", default="", help="the zone; not needed if there is only one")
    parser.add_argument("--out", metavar="FILE", default="adopt.yaml", help="where the draft is written")
    parser.add_argument("--confirm", metavar="FILE", help="a draft that was checked: write what it confirms")
    parser.add_argument(
        "--since", type=day, metavar="DAY", help="the day from which the units exist (2024-01-01)"
    )
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Writes a draft, or what a draft confirms; 1 if something was refused."""
    if bool(args.folder) == bool(args.confirm):
        complain(
            args,
            "请写文件夹，或者 --confirm 草稿，只写一样：jingkai adopt 文件夹；jingkai adopt --confirm 草稿",
            "give a folder or --confirm with a draft, one of the two: jingkai adopt FOLDER; "
            "jingkai adopt --confirm FILE",
        )
        return WRONG_USAGE
    return _confirm(args) if args.confirm else _propose(args)


def _propose(args: argparse.Namespace) -> int:
    from jingkai.kernel.facts.zones import find_zone
    from jingkai.kernel.parties.models import Alias, Organisation
    from jingkai.systems.economy.adoption.draft import write_draft
    from jingkai.systems.economy.adoption.problems import NOTHING_FOUND
    from jingkai.systems.economy.adoption.proposing import propose, read_folder

    on = today()
    zone = find_zone(args.zone, on)
    try:
        folder = read_folder(Path(args.folder))
    except NotADirectoryError:
        return unread(args, args.folder, NotADirectoryError(errno.ENOTDIR, args.folder))
    names = Alias.objects.valid_on(on).filter(organisation=zone).values_list("name", flat=True)
    units = Organisation.objects.live_on(on).filter(zone.subtree())
    known = Alias.objects.valid_on(on).filter(organisation__in=units).values_list("name", flat=True)
    draft = propose(folder.readings, zone.name, list(names), list(known))
    if not draft.units and not draft.indicators:
        raise NOTHING_FOUND(folder=args.folder)
    try:
        write_draft(draft, Path(args.out))
    except FileExistsError:
        complain(
            args,
            f"{args.out} 已存在，未覆盖。请用 --out 另写。",
            f"{args.out} exists and is kept: use --out.",
        )
        return REFUSED
    _print(args, folder, draft)
    return REFUSED if folder.refused else DONE


def _print(args: argparse.Namespace, folder: Folder, draft: Draft) -> None:
    figures = sum(len(reading.facts) for reading in folder.readings)
    asked = sum(len(reading.questions) for reading in folder.readings)
    say(
        args,
        f"{len(folder.readings)} 个文件，{figures} 个数，{asked} 个问题，{len(folder.refused)} 个文件读不了",
        f"{len(folder.readings)} files, {figures} figures, {asked} questions, {len(folder.refused)} unreadable",
    )
    for name, refusal in folder.refused:
        refuse(args, refusal, f"  {name}")
    units = [unit for unit in draft.units if unit.confirm]
    say(args, f"单位 {len(units)}", f"units {len(units)}")
    _listed(args, [f"{unit.name}  {unit.cells}" for unit in units])
    _print_likely(args, draft)
    if senders := [unit for unit in draft.units if not unit.confirm and not unit.cells]:
        say(
            args,
            f"由文件名看出的报送部门 {len(senders)}，是单位的，请在草稿的 units 里改为 yes",
            f"departments that files are named after {len(senders)}: set those that are units to yes in units",
        )
        _listed(args, [f"{unit.name}  {unit.seen}" for unit in senders])
    say(args, f"指标 {len(draft.indicators)}，目标 {len(draft.targets)}",
        f"indicators {len(draft.indicators)}, targets {len(draft.targets)}")  # fmt: skip
    _listed(args, [f"{one.code} {one.name}({one.unit})  {one.seen}" for one in draft.indicators])
    _latest(args, folder)
    _print_asked(args, folder)
    say(
        args,
        f"草稿在 {args.out}。核对后运行：jingkai adopt --confirm {args.out}",
        f"The draft is in {args.out}. When it is checked: jingkai adopt --confirm {args.out}",
    )


def _listed(args: argparse.Namespace, lines: Sequence[str]) -> None:
    """The first lines, and how many more the draft has."""
    for line in lines[:_SHOWN]:
        print(f"  {line}")
    if more := len(lines[_SHOWN:]):
        say(args, f"  另有 {more} 项，见草稿", f"  and {more} more in the draft")


def _print_asked(args: argparse.Namespace, folder: Folder) -> None:
    """What the files are asked; it is answered when they are brought in."""
    asked = [(reading.file, one) for reading in folder.readings for one in reading.questions]
    if asked:
        say(
            args,
            "表里有疑问的地方（用 jingkai import 入账时答复）",
            "what is in doubt (answered when the files are brought in)",
        )
    for file, one in asked:
        print(f"  ? {file} {one.sheet}!{'、'.join(one.cells)}  {one.en if args.lang == 'en' else one.text}")


def _period_words(args: argparse.Namespace, text: str) -> str:
    """A period as it was read; of one without a year that this is missing."""
    if not text.startswith("--"):
        return text
    months = "-".join(str(int(part.removeprefix("--"))) for part in text.split("/"))
    return f"month {months}, no year" if args.lang == "en" else f"{months}月，没有年份"


def _print_likely(args: argparse.Namespace, draft: Draft) -> None:
    """Names that may be the zone's own, then pairs that may be one unit: people decide, in the draft."""
    own = [alias for alias in draft.aliases if alias.of == draft.zone]
    pairs = [alias for alias in draft.aliases if alias.of != draft.zone]
    for zh, en, found in (
        (f"可能就是本区（{draft.zone}）", f"may be the zone itself ({draft.zone})", own),
        ("可能是同一单位", "may be one unit", pairs),
    ):
        if found:
            say(
                args, f"{zh} {len(found)}，请在草稿的 aliases 里确认", f"{en} {len(found)}: say so in aliases"
            )
        for alias in found[:_SHOWN]:
            reason = alias.why_en if args.lang == "en" else alias.why
            likeness = f"{alias.likeness}  " if alias.likeness else ""
            print(f"  {alias.name} ? {alias.of}  {likeness}{reason}")


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
                when = _period_words(args, fact.period)
                shown = f"{fact.value:f}{fact.unit}  {when}  {reading.file} {fact.sheet}!{fact.cell}"
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
    since: date = args.since or today()
    zone = find_zone(args.zone or draft.zone, today())
    done = confirm(actor(args), zone, draft, since=since, at=at)
    seal()
    say(
        args,
        f"新增单位 {len(done.units)}，别名 {len(done.aliases)}，指标 {len(done.indicators)}，"
        f"目标 {len(done.targets)}",
        f"written: {len(done.units)} units, {len(done.aliases)} aliases, {len(done.indicators)} indicators, "
        f"{len(done.targets)} targets",
    )
    for what, zh, en in done.refused:
        complain(args, f"  {what}：{zh}", f"  {what}: {en}")
    return REFUSED if done.refused else DONE
