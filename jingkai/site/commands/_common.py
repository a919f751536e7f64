"""What the commands on the database share: who acts, when, and how a refusal is printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from jingkai.engines.sheets import Question
    from jingkai.kernel.records.actor import Actor

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


class Refusal(Protocol):
    """A Problem of the kernel or of an engine."""

    code: str
    zh: str
    en: str


def language(parser: argparse.ArgumentParser) -> None:
    """--lang."""
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of what is printed")


def person(parser: argparse.ArgumentParser) -> None:
    """--as."""
    parser.add_argument(
        "--as", dest="person", metavar="PERSON", default="", help="who acts: name or person:ID"
    )


def now() -> datetime:
    """The one place where the command line reads the clock."""
    return datetime.now(UTC)


def say(args: argparse.Namespace, zh: str, en: str) -> None:
    """Prints a line in the language asked for."""
    print(en if args.lang == "en" else zh)


def refuse(args: argparse.Namespace, refusal: Refusal, place: str = "") -> int:
    """Prints a refusal on standard error with its code."""
    sentence = refusal.en if args.lang == "en" else refusal.zh
    print(f"{place + ': ' if place else ''}{sentence} [{refusal.code}]", file=sys.stderr)
    return REFUSED


def guarded(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Loads Django, runs the command, prints a Problem as a refusal. A database or a file that can't be reached is
    said in one line, too.
    """

    def wrapped(args: argparse.Namespace) -> int:
        from jingkai.site.database import AddressError
        from jingkai.site.setup import django

        try:
            django()
        except AddressError as refusal:
            return refuse(args, refusal)
        from django.db import OperationalError

        from jingkai.engines.quantity import Problem as EngineProblem
        from jingkai.kernel.problems import Problem

        try:
            return run(args)
        except (Problem, EngineProblem) as refusal:
            return refuse(args, refusal)
        except OperationalError as error:
            why = str(error).strip().partition("\n")[0]
            return _refuse_outside(args, f"数据库用不了：{why}", f"the database cannot be used: {why}")
        except OSError as error:
            place, why = error.filename or "", error.strerror or error
            return _refuse_outside(
                args, f"读写不了 {place}：{why}", f"{place} cannot be read or written: {why}"
            )

    return wrapped


def _refuse_outside(args: argparse.Namespace, zh: str, en: str) -> int:
    print(en if args.lang == "en" else zh, file=sys.stderr)
    return REFUSED


def actor(args: argparse.Namespace) -> Actor:
    """The person of --as; the platform itself without it. Raises Problem `parties.name-unknown`."""
    from jingkai.kernel.parties.models import Person
    from jingkai.kernel.parties.problems import NAME_UNKNOWN
    from jingkai.kernel.records.actor import SYSTEM, Actor

    if not args.person:
        return SYSTEM
    people = Person.objects.known_at()
    key = args.person.removeprefix("person:")
    found = people.filter(pk=int(key)) if key.isdecimal() else people.filter(name=args.person)
    if found.count() != 1:
        raise NAME_UNKNOWN(name=args.person)
    return Actor(person=found.get().pk)


def answers(path: str | None) -> dict[str, str]:
    """The JSON object in a file: question id to answer. Raises Problem `facts.answers-unreadable`."""
    from jingkai.kernel.facts.problems import ANSWERS_UNREADABLE

    if not path:
        return {}
    try:
        found = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ANSWERS_UNREADABLE(why=error) from error
    if not isinstance(found, dict):
        raise ANSWERS_UNREADABLE(why=type(found).__name__)
    return {str(key): str(value) for key, value in found.items()}


def warn_unasked(args: argparse.Namespace, given: Collection[str], met: Collection[str]) -> None:
    """Says which answers belong to no question of these files; they had no effect."""
    unasked = [one for one in given if one not in met]
    if unasked:
        listed = "、".join(unasked) if args.lang == "zh" else ", ".join(unasked)
        said = (
            f"no question has the id {listed}: the answer had no effect"
            if args.lang == "en"
            else f"没有编号为 {listed} 的问题，该答复未起作用"
        )
        print(said, file=sys.stderr)


def print_questions(args: argparse.Namespace, questions: Collection[Question]) -> None:
    """Each question with what may be answered, then how an answer is given."""
    for question in questions:
        text, why = (question.en, "") if args.lang == "en" else (question.text, question.why)
        print(f"  ? {question.id}  {question.sheet} {'、'.join(question.cells)}")
        print(f"    {text}{f'（{why}）' if why else ''}")
        for option in question.options:
            print(f"      {option.key} = {option.en if args.lang == 'en' else option.zh}")
        if question.form is not None or not question.options:
            print(f"      {question.accepts(args.lang).rpartition(' / ')[2]}")
    if questions:
        say(
            args,
            '  答复写在 JSON 文件里：{"问题编号": "所选一项"}，再加 --answers 文件名',
            '  Answers go into a JSON file, {"id": "one of these"}, given by --answers FILE',
        )


def seal() -> None:
    """Extends the chain over what the command wrote."""
    from jingkai.kernel.records.sealer import seal as extend

    extend()
