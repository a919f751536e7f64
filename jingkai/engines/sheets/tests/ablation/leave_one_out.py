"""How much of each published workbook is still read when the words that only it needs are gone.

`python -m jingkai.engines.sheets.tests.ablation.leave_one_out` prints the table of the README and the words.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jingkai.engines.sheets import Reading, understand
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.tests.ablation.entries import Entry, entries, lexicons_without
from jingkai.engines.sheets.tests.metamorph.compare import Saying, sayings
from jingkai.engines.sheets.tests.metamorph.samples import EXAM, PUBLISHED, Sample, sample
from tests.exam.judge import Verdict, judge

Needs = dict[Entry, frozenset[str]]


@dataclass(frozen=True)
class Left:
    """One workbook read without the words that only it needs."""

    name: str
    without: tuple[Entry, ...]
    verdict: Verdict


def needs() -> Needs:
    """Which workbooks are read differently without an entry; entries that nobody needs are left out."""
    samples = [found for name in (*PUBLISHED, *EXAM) if (found := sample(name)) is not None]
    before = {one.name: sayings(understand(one.book)) for one in samples}
    texts = {one.name: _texts(one) for one in samples}
    found: Needs = {}
    for entry in entries():
        touched = [one for one in samples if _occurs(entry, texts[one.name])]
        # Only what a published workbook needs is of interest.
        if not touched or touched[0].name not in PUBLISHED:
            continue
        with lexicons_without([entry]):
            changed = frozenset(one.name for one in touched if _changed(one, before))
        if changed & set(PUBLISHED):
            found[entry] = changed
    return found


def _changed(one: Sample, before: dict[str, Counter[Saying]]) -> bool:
    return sayings(understand(one.book)) != before[one.name]


def leave_one_out(wanted: Needs, shelf: Iterable[str]) -> list[Left]:
    """Each published workbook judged by its expected file, without the entries that no other one on `shelf` needs."""
    results = []
    shelf = set(shelf)
    for name in PUBLISHED:
        if (one := sample(name)) is None:
            continue
        own = tuple(entry for entry, names in wanted.items() if names & shelf == {name})
        with lexicons_without(own):
            reading = understand(one.book)
        results.append(Left(name, own, judge(plain(reading), one.expected)))
    return results


def plain(reading: Reading) -> dict[str, object]:
    """A reading as the judge takes it."""
    return reading.to_json()


def _texts(one: Sample) -> list[str]:
    cells = [cell.text for sheet in one.book.sheets for cell in sheet.cells.values()]
    return [fold(text) for text in [*cells, one.book.name, *(sheet.name for sheet in one.book.sheets)]]


def _occurs(entry: Entry, texts: list[str]) -> bool:
    """Whether an entry can matter to a workbook: its words, anchors aside, occur in it."""
    word = re.escape(fold(entry.word)) if entry.listed else entry.word.strip("^$")
    try:
        pattern = re.compile(word)
    except re.error:
        return True
    return any(found[0] for text in texts if (found := pattern.search(text)))


def report(lefts: list[Left]) -> str:
    """The table of the README."""
    lines = [
        "| workbook | facts | words only it needs | right without them | wrong and not waiting "
        "| cell and value found |",
        "|---|---|---|---|---|---|",
    ]
    for left in lefts:
        read = left.verdict.right + len(left.verdict.wrong)
        lines.append(
            f"| {left.name} | {left.verdict.due} | {len(left.without)} | {left.verdict.right} "
            f"| {len(left.verdict.imported_wrongly)} | {read} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Prints both tables and the words."""
    wanted = needs()
    for title, shelf in (
        ("words that none of the other sixteen workbooks needs", (*PUBLISHED, *EXAM)),
        ("words that none of the other five published tables needs", PUBLISHED),
    ):
        lefts = leave_one_out(wanted, shelf)
        print(f"\n{title}\n\n{report(lefts)}\n")
        for left in lefts:
            print(f"  {left.name}: {'; '.join(str(entry) for entry in left.without)}")
            print("\n".join(f"      {line}" for line in left.verdict.wrong[:6]))


if __name__ == "__main__":
    main()
