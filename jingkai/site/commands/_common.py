"""What the commands on the database share: who acts, when, and how a refusal is printed."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jingkai.site.outside import why

if TYPE_CHECKING:
    from jingkai.engines.sheets import Question
    from jingkai.kernel.parties.models import Person
    from jingkai.kernel.records.actor import Actor

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
_QUESTION_ID = re.compile(r"[a-z-]+-[0-9a-f]{10}")


class Refusal(Protocol):
    """A Problem of the kernel or of an engine."""

    @property
    def code(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def language(parser: argparse.ArgumentParser, default: str = argparse.SUPPRESS) -> None:
    """--lang."""
    parser.add_argument("--lang", choices=("zh", "en"), default=default, help="language of what is printed")


def person(parser: argparse.ArgumentParser) -> None:
    """--as."""
    parser.add_argument(
        "--as", dest="person", metavar="PERSON", default="", help="who acts: name or person:ID"
    )


def as_of(parser: argparse.ArgumentParser) -> None:
    """--as-of. `guarded` refuses a number that the journal does not have."""
    text = "as it was known at number N of the journal"
    parser.add_argument("--as-of", type=int, metavar="N", help=text)


def day(text: str) -> date:
    """A day as typed: 2024-03-05. Raises ValueError."""
    return date.fromisoformat(text)


def now() -> datetime:
    """The one place where the command line reads the clock."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Shanghai: the units, rules and posts of a command are those of that day."""
    from jingkai.engines.periods import day_of

    return day_of(now())


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
        from jingkai.site.numbers import NumberError
        from jingkai.site.setup import django

        try:
            django()
        except (AddressError, NumberError) as refusal:
            return refuse(args, refusal)
        except OSError as error:
            return _unreachable(args, error)
        from django.db import OperationalError

        from jingkai.engines.quantity import Problem as EngineProblem
        from jingkai.kernel.problems import Problem

        try:
            _assert_in_journal(getattr(args, "as_of", None))
            return run(args)
        except (Problem, EngineProblem) as refusal:
            return refuse(args, refusal)
        except OperationalError as error:
            said = str(error).strip().partition("\n")[0]
            complain(args, f"数据库用不了：{said}", f"the database cannot be used: {said}")
            return REFUSED
        except BrokenPipeError:
            raise
        except OSError as error:
            return _unreachable(args, error)

    return wrapped


def _unreachable(args: argparse.Namespace, error: OSError) -> int:
    place, said = error.filename or "", why(error, args.lang)
    complain(args, f"读写不了 {place}：{said}", f"{place} cannot be read or written: {said}")
    return REFUSED


def _assert_in_journal(number: int | None) -> None:
    """0 is before everything. Raises Problem `site.as-of-outside` for a number that the journal does not have."""
    from jingkai.kernel.records.sequence import latest
    from jingkai.site.problems import AS_OF_OUTSIDE

    if number is None:
        return
    last = latest()
    if not 0 <= number <= last:
        raise AS_OF_OUTSIDE(number=number, last=last)


def complain(args: argparse.Namespace, zh: str, en: str) -> None:
    """Prints a line on standard error in the language asked for."""
    print(en if args.lang == "en" else zh, file=sys.stderr)


def unread(args: argparse.Namespace, name: object, error: OSError | ValueError) -> int:
    """Says why one file could not be read, for a command that goes on with others."""
    said = why(error, args.lang)
    complain(args, f"{name}：{said}", f"{name}: {said}")
    return REFUSED


def actor(args: argparse.Namespace) -> Actor:
    """The person of --as; the platform itself without it.

    Raises Problem `parties.person-unknown`, `parties.person-ambiguous`.
    """
    from jingkai.kernel.records.actor import SYSTEM, Actor

    return Actor(person=person_named(args.person).pk) if args.person else SYSTEM


def person_named(text: str) -> Person:
    """The person with this name, or of `person:ID`.

    Raises Problem `parties.person-unknown`, `parties.person-ambiguous`.
    """
    from jingkai.kernel.parties.models import Person
    from jingkai.kernel.parties.problems import PERSON_AMBIGUOUS, PERSON_UNKNOWN

    people = Person.objects.known_at()
    key = text.removeprefix("person:")
    found = people.filter(pk=int(key)) if key.isdecimal() else people.filter(name=text)
    there = list(found.order_by("pk"))
    if not there:
        raise PERSON_UNKNOWN(name=text)
    if len(there) > 1:
        raise PERSON_AMBIGUOUS(name=text, known="、".join(f"person:{one.pk}" for one in there))
    return there[0]


def answers(args: argparse.Namespace) -> dict[str, str]:
    """The JSON object in the file of --answers: question id to answer; none without it.

    Raises Problem `facts.answers-unreadable`.
    """
    from jingkai.kernel.facts.problems import ANSWERS_UNREADABLE

    if not args.answers:
        return {}
    try:
        found = json.loads(Path(args.answers).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ANSWERS_UNREADABLE(why=f"{args.answers} {why(error, args.lang)}") from error
    if not isinstance(found, dict):
        said = "it is no JSON object" if args.lang == "en" else "内容不是 JSON 对象"
        raise ANSWERS_UNREADABLE(why=f"{args.answers} {said}")
    return {str(key): str(value) for key, value in found.items()}


def warn_unasked(
    args: argparse.Namespace, given: Collection[str], met: Collection[str], *, asked: bool
) -> None:
    """Says which answers belong to no question of these files; they had no effect. While nothing is `asked` any more,
    an id as questions have it is that of another table's question, and no mistake.
    """
    unasked = [one for one in given if one not in met and (asked or not _QUESTION_ID.fullmatch(one))]
    if unasked:
        ids = listed(args, unasked)
        complain(
            args,
            f"没有编号为 {ids} 的问题，该答复未起作用",
            f"no question has the id {ids}: the answer had no effect",
        )


def listed(args: argparse.Namespace, names: Iterable[str]) -> str:
    """Names one after the other, as the language has it."""
    return (", " if args.lang == "en" else "、").join(names)


def print_questions(args: argparse.Namespace, questions: Collection[Question]) -> None:
    """Each question with what may be answered, then how an answer is given."""
    for question in questions:
        text, why = (question.en, "") if args.lang == "en" else (question.text, question.why)
        print(f"  ? {question.id}  {question.sheet} {listed(args, question.cells)}")
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
