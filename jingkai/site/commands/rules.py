"""`jingkai rules ...`: the rules that hold, their versions, drafts, trials and approvals."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ._common import DONE, actor, as_of, day, guarded, language, now, person, say, seal, today
from .matters import reader_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jingkai.kernel.parties.models import Organisation
    from jingkai.kernel.rules.models import RuleSet

NAME = "rules"
HELP = "list, show, compare, draft, try and approve rules"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One word for each thing that is done with rules."""
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, text in _HELP.items():
        sub = words.add_parser(name, help=text, description=text)
        _ARGUMENTS[name](sub)
        person(sub)
        language(sub)


_HELP = {
    "list": "the versions there are, and which hold on a day",
    "show": "a version in full, with its source and approval",
    "diff": "what changes from one version to another",
    "draft": "enter a rule file as a draft",
    "try": "what would come out otherwise in a past month under a draft",
    "approve": "approve a draft, as a person who did not write it",
}


def _place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", default="", help="the zone or unit: its name or number")
    parser.add_argument("--on", type=day, help="the day; today if left out")


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", default="", help="only rules of this kind")
    parser.add_argument("--all", action="store_true", help="also drafts and versions that do not hold")
    _place(parser)


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="the number that list shows")


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", type=int, help="number of a version")
    parser.add_argument("after", type=int, help="number of another")


def _draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the rule file (YAML)")
    parser.add_argument("--unit", default="", help="the zone or unit it is for: its name or number")


def _try(parser: argparse.ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("--month", required=True, help="the month, as 2024-03")
    parser.add_argument(
        "--unit", default="", help="the zone: its name or number; the draft's own if left out"
    )
    as_of(parser)


_ARGUMENTS = {
    "list": _list,
    "show": _number,
    "diff": _diff,
    "draft": _draft,
    "try": _try,
    "approve": _number,
}


@guarded
def run(args: argparse.Namespace) -> int:
    """Does what the word says."""
    return {
        "list": _run_list,
        "show": _run_show,
        "diff": _run_diff,
        "draft": _run_draft,
        "try": _run_try,
        "approve": _run_approve,
    }[args.word](args)


def _run_list(args: argparse.Namespace) -> int:
    from jingkai.kernel.rules.book import RuleBook

    on = args.on or today()
    book, unit = RuleBook(), _unit(args.unit, on)
    rows = _rules(args).order_by("kind", "key", "scope", "valid_from", "pk")
    if args.kind:
        rows = rows.filter(kind=args.kind)
    for row in rows:
        holds = book.find(row.key, unit, on) == row
        if holds or args.all:
            print(f"{row.pk:>5} {'●' if holds else ' '} {_line(args, row)}")
    return DONE


def _run_show(args: argparse.Namespace) -> int:
    import json

    import yaml

    row = _rule(args, args.number)
    print(_line(args, row))
    say(args, f"依据：{row.source}", f"Source: {row.source}")
    print(f"sha256 {row.identity}\n")
    print(
        yaml.safe_dump(json.loads(row.document)["body"], allow_unicode=True, sort_keys=False, width=100),
        end="",
    )
    return DONE


def _run_diff(args: argparse.Namespace) -> int:
    from jingkai.kernel.rules.diff import diff

    changes = diff(_rule(args, args.before), _rule(args, args.after))
    for change in changes:
        print(change)
    if not changes:
        say(args, "两个版本内容相同。", "The two versions say the same.")
    return DONE


def _run_draft(args: argparse.Namespace) -> int:
    from jingkai.kernel.rules.problems import UNREADABLE
    from jingkai.kernel.rules.services import draft
    from jingkai.site.outside import why

    try:
        text = args.file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UNREADABLE(
            why=f"{args.file.name} {why(error, 'zh')}", why_en=f"{args.file.name} {why(error, 'en')}"
        ) from error
    row = draft(actor(args), text, unit=_unit(args.unit, today()), at=now())
    seal()
    say(args, f"草案编号 {row.pk}（第 {row.revision} 稿）", f"Draft number {row.pk}, revision {row.revision}")
    return DONE


def _run_try(args: argparse.Namespace) -> int:
    from jingkai.engines.periods import Period
    from jingkai.kernel.parties.problems import NAME_UNKNOWN
    from jingkai.kernel.rules.trial import try_out

    row, on = _rule(args, args.number), Period.parse(args.month).end
    unit = _unit(args.unit, on) or row.unit
    if unit is None:
        raise NAME_UNKNOWN(name=args.unit)
    effects = try_out(row, unit, on, args.as_of, reader_of(args))
    for one in effects:
        said = [
            part and (part.en if args.lang == "en" else part.zh) for part in (one.about, one.now, one.then)
        ]
        print(f"{said[0]}: {said[1] or '—'} → {said[2] or '—'}")
    say(
        args, f"{len(effects)} 处不同。未写入任何数据。", f"{len(effects)} lines differ. Nothing was written."
    )
    return DONE


def _run_approve(args: argparse.Namespace) -> int:
    from jingkai.kernel.rules.services import approve

    row = _rule(args, args.number)
    approve(actor(args), row, at=now())
    seal()
    say(args, f"已批准：{row}", f"Approved: {row}")
    return DONE


def _rules(args: argparse.Namespace) -> QuerySet[RuleSet]:
    """The versions that the reader may see."""
    from jingkai.kernel.rules.models import RuleSet

    reader = reader_of(args)
    return RuleSet.objects.seen_by(reader)


def _rule(args: argparse.Namespace, number: int) -> RuleSet:
    """The version of this number that the reader may see; one that is hidden and one that is not there are alike."""
    from jingkai.kernel.rules.problems import VERSION_NOT_FOUND

    found = _rules(args).filter(pk=number).first()
    if found is None:
        raise VERSION_NOT_FOUND(number=number)
    return found


def _unit(name: str, on: date) -> Organisation | None:
    from jingkai.kernel.parties.models import Organisation
    from jingkai.kernel.parties.problems import NOT_FOUND
    from jingkai.kernel.parties.queries import find_organisation

    if not name:
        return None
    if not name.isdecimal():
        return find_organisation(name, on=on)
    found = Organisation.objects.known_at().filter(pk=int(name)).first()
    if found is None:
        raise NOT_FOUND(what=name)
    return found


def _line(args: argparse.Namespace, row: RuleSet) -> str:
    """A version in one line: key, version, where and when it holds, what it is, by whom approved."""
    from jingkai.kernel.rules.services.entering import approval_of

    approval = approval_of(row)
    english = args.lang == "en"
    if approval is None or approval.rule_set_id != row.pk:
        state = "draft" if english else "草案"
    elif approval.approver is not None:
        state = f"approved by {approval.approver.name}" if english else f"{approval.approver.name}批准"
    else:
        state = f"release {approval.release}" if english else f"随 {approval.release} 发布"
    title = row.header.title.en if english else row.header.title.zh
    span = f"{row.valid_from}/{row.valid_to or ''}"
    return f"{row.key} {row.version}  {row.scope or '*'}  {span}  {title}  [{state}]"
