"""`jingkai signal ...`: early signs of policy and market entered by people, and what comes of them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ._common import DONE, day, guarded, language, now, say, seal
from .matters import in_post, post, print_table, reader_of, unit_of, word, zone_of

if TYPE_CHECKING:
    from jingkai.engines.periods import Period
    from jingkai.kernel.matters.kinds import SignalKind
    from jingkai.kernel.matters.models import Signal
    from jingkai.kernel.parties.models import Organisation

NAME = "signal"
HELP = "enter signals of policy and market; list, open, add and dismiss signals"

# The columns of a list.
_HEAD = ("编号", "类别", "单位", "处理情况", "苗头"), ("Number", "Kind", "Unit", "Came to", "Signal")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One word for each thing that is done with signals."""
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, (text, arguments) in _WORDS.items():
        sub = words.add_parser(name, help=text, description=text)
        arguments(sub)
        sub.add_argument("--zone", default="", help="the zone; not needed if there is only one")
        post(sub)
        language(sub)


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("period", help="2024-03, 2024-Q1, 2024-H1 or 2024")


def _enter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", help="policy or market, or another kind of the rule `signals`")
    parser.add_argument("text", help="what was noticed")
    parser.add_argument("--about", default="", help="about what, in a word or two; the text if left out")
    parser.add_argument("--unit", default="", help="the unit that answers for it; the zone if left out")
    parser.add_argument("--on", type=day, help="the day it was noticed; today if left out")


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="the number that list shows")


def _open(parser: argparse.ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("--unit", default="", help="the unit that leads; the one it is about if left out")


def _add(parser: argparse.ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("matter", help="the matter, as 2024-17")


def _dismiss(parser: argparse.ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("--reason", default="", help="why nothing need be done")


_WORDS = {
    "list": ("the signals of a period and what came of them", _list),
    "enter": ("enter what a person noticed", _enter),
    "open": ("open a signal as a matter", _open),
    "add": ("add a signal to a matter that is open", _add),
    "dismiss": ("dismiss a signal with a reason", _dismiss),
}


@guarded
def run(args: argparse.Namespace) -> int:
    """Does what the word says."""
    return {
        "list": _run_list,
        "enter": _run_enter,
        "open": _run_open,
        "add": _run_add,
        "dismiss": _run_dismiss,
    }[args.word](args)


def _run_list(args: argparse.Namespace) -> int:
    from jingkai.engines.periods import Period
    from jingkai.kernel.flows.state import flow_of
    from jingkai.kernel.matters.queries import noticed_in

    reader, zone, period = reader_of(args), zone_of(args), Period.parse(args.period)
    rows = noticed_in(zone, period, reader=reader)
    kinds = _kinds(zone, period)
    lines = []
    for one in rows:
        state = word(args, flow_of(one.signal.case.flow).states[one.state].title)
        matter = f" → {one.matter.label}" if one.matter is not None else ""
        said = one.signal.en if args.lang == "en" and one.signal.en else one.signal.zh
        kind = word(args, kinds[one.signal.kind].title) if one.signal.kind in kinds else one.signal.kind
        lines.append([str(one.signal.pk), kind, one.signal.unit.name, f"{state}{matter}", said])
    print_table(args, _HEAD, lines)
    say(args, f"{len(rows)} 条", f"{len(rows)} signals")
    return DONE


def _kinds(zone: Organisation, period: Period) -> Mapping[str, SignalKind]:
    """What the zone's rule of that time calls each kind of signal."""
    from jingkai.kernel.matters.kinds import SIGNALS, SignalsBody
    from jingkai.kernel.rules.book import RuleBook

    found = RuleBook().find(SIGNALS, zone, period.last_day)
    return found.body.kinds if found is not None and isinstance(found.body, SignalsBody) else {}


def _run_enter(args: argparse.Namespace) -> int:
    from jingkai.engines.periods import day_of
    from jingkai.kernel.matters.models import Signal
    from jingkai.kernel.matters.services import Notice, enter_signal

    at, zone = now(), zone_of(args)
    noticed = args.on or day_of(at)
    unit = unit_of(args.unit, zone) if args.unit else zone
    about = args.about or args.text[:200]
    said = Notice(args.kind, about, noticed.isoformat(), args.text, unit, until=noticed)
    signal = enter_signal(in_post(args, at), zone, said, at=at)
    seal()
    # Of a unit out of sight it may have been there before: that is not told by its number either.
    reader = reader_of(args)
    seen = reader is None or Signal.objects.visible_to(reader).filter(pk=signal.pk).exists()
    number = f" {signal.pk}" if seen else ""
    say(args, f"已登记苗头{number}", f"Signal{number} entered")
    return DONE


def _run_open(args: argparse.Namespace) -> int:
    from jingkai.kernel.matters.services import open_as_matter

    at, signal = now(), _signal(args)
    unit = unit_of(args.unit, signal.zone) if args.unit else None
    matter = open_as_matter(in_post(args, at), signal, at=at, unit=unit)
    seal()
    say(args, f"已立项：{matter}", f"Opened: {matter}")
    return DONE


def _run_add(args: argparse.Namespace) -> int:
    from jingkai.kernel.matters.queries import find_matter
    from jingkai.kernel.matters.services import add_to_matter

    at, signal = now(), _signal(args)
    matter = find_matter(signal.zone, args.matter, reader_of(args))
    add_to_matter(in_post(args, at), signal, matter, at=at)
    seal()
    say(args, f"已并入 {matter}", f"Added to {matter}")
    return DONE


def _run_dismiss(args: argparse.Namespace) -> int:
    from jingkai.kernel.matters.services import dismiss

    at = now()
    dismiss(in_post(args, at), _signal(args), reason=args.reason, at=at)
    seal()
    say(args, f"苗头 {args.number} 不予办理", f"Signal {args.number} dismissed")
    return DONE


def _signal(args: argparse.Namespace) -> Signal:
    """The signal of this number that the reader may see; one that is hidden and one that is not there are alike."""
    from jingkai.kernel.matters.models import Signal
    from jingkai.kernel.matters.problems import SIGNAL_NOT_FOUND

    reader = reader_of(args)
    rows = Signal.objects.visible_to(reader) if reader is not None else Signal.objects.known_at()
    found = (
        rows.filter(pk=args.number, zone=zone_of(args)).select_related("case__flow", "zone", "unit").first()
    )
    if found is None:
        raise SIGNAL_NOT_FOUND(number=args.number)
    return found
