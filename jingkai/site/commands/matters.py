"""`jingkai matters ...`: what has to be closed, who has it, how it stands; opening and moving matters."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jingkai.site.columns import table

from ._common import DONE, actor, day, guarded, language, now, person, say, seal, today

if TYPE_CHECKING:
    from datetime import datetime

    from jingkai.engines.documents import Words
    from jingkai.kernel.flows.models import Move
    from jingkai.kernel.matters.models import Matter
    from jingkai.kernel.parties.access import Reader
    from jingkai.kernel.parties.models import Organisation
    from jingkai.kernel.records.actor import Actor
    from jingkai.systems.supervision.queries import Standing

NAME = "matters"
HELP = "list, show, open and move matters"

# The columns of a list.
_HEAD = (
    ("编号", "状态", "单位", "期限", "灯", "超期", "事项"),
    ("Number", "State", "Unit", "Due", "Light", "Late", "Matter"),
)
_SHAPES = {"circle": "●", "square": "■", "triangle": "▲", "diamond": "◆", "octagon": "⬣"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One word for each thing that is done with matters."""
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, (text, arguments) in _WORDS.items():
        sub = words.add_parser(name, help=text, description=text)
        arguments(sub)
        sub.add_argument("--zone", default="", help="the zone; not needed if there is only one")
        post(sub)
        language(sub)


def post(parser: argparse.ArgumentParser) -> None:
    """--as and --post."""
    person(parser)
    parser.add_argument("--post", default="", help="the unit in which that person acts, if there are several")


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="also those that have ended")


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", help="as list shows it: 2024-17")


def _open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", help="what is to be done")
    parser.add_argument("--unit", required=True, help="the unit that leads")
    parser.add_argument("--with", dest="executing", action="append", default=[], help="a unit that executes")
    parser.add_argument("--due", type=day, help="the day it is due on")
    parser.add_argument("--term", default="", help='or a term: "30 working days"')
    parser.add_argument("--flow", default="flow.task", help="the flow it runs on (jingkai rules list)")


def _move(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", help="as list shows it: 2024-17")
    parser.add_argument("move", help="one of those that show names")
    parser.add_argument("--note", default="", help="what is said with it")
    parser.add_argument("--evidence", default="", help="reference of what proves it")
    parser.add_argument("--due", type=day, help="the day it is due on, where the move needs one")


_WORDS = {
    "list": ("the zone's matters, with state, due date, light and lateness", _list),
    "show": ("one matter with its moves and what may come next", _show),
    "open": ("open a matter", _open),
    "move": ("make the next move of a matter", _move),
}


@guarded
def run(args: argparse.Namespace) -> int:
    """Does what the word says."""
    return {"list": _run_list, "show": _run_show, "open": _run_open, "move": _run_move}[args.word](args)


def zone_of(args: argparse.Namespace) -> Organisation:
    """The zone of --zone. Raises Problem `facts.zone-unknown`."""
    from jingkai.kernel.facts.zones import find_zone

    return find_zone(args.zone, today())


def unit_of(name: str, zone: Organisation) -> Organisation:
    """The unit of this name in the zone. Raises Problem `parties.name-unknown`, `parties.name-ambiguous`."""
    from jingkai.kernel.parties.queries import find_organisation

    return find_organisation(name, on=today(), under=zone)


def in_post(args: argparse.Namespace, at: datetime) -> Actor:
    """The person of --as in the post that is held, or in that of the unit of --post.

    Whoever holds none, or several and says not which, acts in none, and is refused where one is needed.
    """
    from jingkai.engines.periods import day_of
    from jingkai.kernel.parties.queries import find_organisation, posts_of
    from jingkai.kernel.records.actor import Actor

    who = actor(args)
    if who.person is None:
        return who
    on = day_of(at)
    posts = posts_of(who.person, on=on)
    if args.post:
        unit = find_organisation(args.post, on=on)
        posts = [one for one in posts if one.body_id == unit.pk]
    return Actor(person=who.person, post=posts[0].pk) if len(posts) == 1 else who


def word(args: argparse.Namespace, words: Words) -> str:
    """In the language asked for."""
    return words.en if args.lang == "en" else words.zh


def _run_list(args: argparse.Namespace) -> int:
    from jingkai.kernel.matters.standing import ended
    from jingkai.systems.supervision.queries import standings

    at = now()
    rows = standings(reader_of(args), zone_of(args), at)
    shown = [one for one in rows if args.all or not ended(one.matter)]
    print_table(args, _HEAD, [_cells(args, one) for one in shown])
    say(args, f"{len(shown)} 项（共 {len(rows)} 项）", f"{len(shown)} of {len(rows)}")
    return DONE


def print_table(
    args: argparse.Namespace, heads: tuple[Sequence[str], Sequence[str]], rows: Sequence[Sequence[str]]
) -> None:
    """The rows below the head of their language; nothing where there are none."""
    zh, en = heads
    if rows:
        print("\n".join(table(en if args.lang == "en" else zh, rows)))


def reader_of(args: argparse.Namespace) -> Reader | None:
    """Who reads: the person of --as; None for the platform itself on its own console."""
    from jingkai.kernel.rules.access import reader_for

    who = actor(args)
    return reader_for(who.person, on=today()) if who.person is not None else None


def _cells(args: argparse.Namespace, one: Standing) -> list[str]:
    """One matter under `_HEAD`; what there is nothing of stays empty."""
    lamp = one.lamp
    return [
        one.matter.label,
        word(args, one.state),
        one.unit.name if one.unit is not None else "",
        str(one.finish.day if one.finish is not None else ""),
        f"{_SHAPES[lamp.shape]} {lamp.en if args.lang == 'en' else lamp.zh}" if lamp is not None else "",
        (", " if args.lang == "en" else "、").join(_late(args, one)),
        one.matter.title,
    ]


def _late(args: argparse.Namespace, one: Standing) -> Iterator[str]:
    from jingkai.kernel.flows.state import flow_of

    terms = flow_of(one.matter.case.flow).terms
    for term, count in one.late.late.items():
        yield f"{word(args, terms[term].late)} {count}"
    if one.late.delays:
        yield f"{'extended' if args.lang == 'en' else '延期'} {one.late.delays}"


def _run_show(args: argparse.Namespace) -> int:
    from jingkai.kernel.flows.services import who
    from jingkai.kernel.flows.state import flow_of, possible
    from jingkai.systems.supervision.queries import standing_of

    at = now()
    matter = _matter(args)
    print("  ".join(cell for cell in _cells(args, standing_of(matter, at)) if cell))
    flow = flow_of(matter.case.flow)
    for move in matter.case.moves.select_related("flow_move", "person", "body").order_by("n"):
        said = [str(move.day), word(args, flow.states[move.flow_move.target].title)]
        said.append(_mover(args, move))
        said += [part for part in (move.note, move.evidence) if part]
        print(f"  {'  '.join(said)}")
    for one in possible(matter.case):
        print(f"  → {one.move}  {word(args, one.title)}  {word(args, who(matter.case, one.move, at))}")
    return DONE


def _mover(args: argparse.Namespace, move: Move) -> str:
    """In what body and who; the platform where nobody did."""
    names = [one.name for one in (move.body, move.person) if one is not None]
    return " ".join(names) or ("the platform" if args.lang == "en" else "平台")


def _run_open(args: argparse.Namespace) -> int:
    from jingkai.kernel.matters.services import Draft, open_matter

    at, zone = now(), zone_of(args)
    draft = Draft(
        title=args.title,
        unit=unit_of(args.unit, zone),
        executing=tuple(unit_of(name, zone) for name in args.executing),
        due=args.due,
        term=args.term,
    )
    matter = open_matter(in_post(args, at), zone, draft, flow=args.flow, at=at)
    seal()
    say(args, f"已立项：{matter}", f"Opened: {matter}")
    return DONE


def _run_move(args: argparse.Namespace) -> int:
    from jingkai.kernel.flows.state import flow_of, state_of
    from jingkai.kernel.matters.services import move

    at, matter = now(), _matter(args)
    move(in_post(args, at), matter, args.move, at=at, note=args.note, evidence=args.evidence, due=args.due)
    seal()
    state = flow_of(matter.case.flow).states[state_of(matter.case)].title
    print(f"{matter.label} {word(args, state)}")
    return DONE


def _matter(args: argparse.Namespace) -> Matter:
    """The matter of this number that the reader may see."""
    from jingkai.kernel.matters.queries import find_matter

    reader = reader_of(args)
    return find_matter(zone_of(args), args.number, reader)
