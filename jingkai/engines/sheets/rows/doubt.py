"""Doubts about rows, and asking them: one by one while they are few, all in one question when they are many."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.forms import Form
from jingkai.engines.sheets.rows.vocabulary import limits

AS_PRINTED = Option("printed", "以所填为准", "as printed")
LEAVE_OUT = Option("skip", "先不导入", "leave out for now")


@dataclass(frozen=True)
class Doubt:
    """One thing that somebody has to look at. `settle` is called with the answer, None while there is none."""

    kind: str
    cells: tuple[Key, ...]
    zh: str
    en: str
    why: str
    settle: Callable[[str | None], None]
    options: tuple[Option, ...] = ()
    must: bool = True
    form: Form | None = None


def ask_all(doubts: Iterable[Doubt], asker: Asker) -> None:
    """Asks every doubt and settles it by the answer; one answer settles all doubts that were asked together."""
    for _, group in groupby(sorted(doubts, key=lambda doubt: doubt.kind), key=lambda doubt: doubt.kind):
        same = list(group)
        if len(same) <= limits()["asked_one_by_one"]:
            for doubt in same:
                doubt.settle(_ask(doubt, asker))
        else:
            answer = _ask(_together(same), asker)
            for doubt in same:
                doubt.settle(answer)


def _together(doubts: list[Doubt]) -> Doubt:
    first, shared = doubts[0], {option.key for option in doubts[0].options}
    for doubt in doubts[1:]:
        shared &= {option.key for option in doubt.options}
    return Doubt(
        first.kind,
        tuple(dict.fromkeys(cell for doubt in doubts for cell in doubt.cells)),
        f"{first.zh}(同样的情况共{len(doubts)}处)",
        f"{first.en} ({len(doubts)} places alike)",
        first.why,
        first.settle,
        tuple(option for option in first.options if option.key in shared),
        any(doubt.must for doubt in doubts),
        first.form,
    )


def _ask(doubt: Doubt, asker: Asker) -> str | None:
    return asker.ask(
        doubt.kind,
        doubt.cells,
        doubt.zh,
        doubt.en,
        why=doubt.why,
        must=doubt.must,
        options=doubt.options,
        form=doubt.form,
    )
