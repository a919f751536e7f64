"""A month on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.vocabulary import vocabulary

from .month import Month
from .shown import moment, period_words, shown
from .view import RowView, head, place_of, view
from .words import Lang, Words

_BARS = "▁▂▃▄▅▆▇█"
_SHAPES = {"circle": "●", "square": "■", "triangle": "▲", "diamond": "◆", "octagon": "⬣"}
_GAP = "  "


def text(month: Month, lang: Lang) -> str:
    """The whole month: one line about the data, the figures as a sentence, the tables, what differs, signals."""
    words = Words(lang)
    lines = [
        words("title", zone=month.zone.name, period=period_words(month.period, lang)),
        *_about(month, words),
    ]
    if month.empty:
        return "\n".join([*lines, "", words("no_figures")])
    counts = head(month)
    lines.append(
        f"{counts.lines} {words('indicators')}，{counts.ahead} {words('ahead')}，{counts.even} {words('even')}，"
        f"{counts.behind} {words('late')}；{counts.signals} {words('signals_count')}，"
        f"{counts.differences} {words('differ_count')}"
    )
    lines += ["", *_table([view(line, lang) for line in month.lines], words, own=True)]
    if month.units:
        lines += [
            "",
            words("units_title"),
            *_table([view(line, lang) for line in month.units], words, own=False),
        ]
    lines += _differences(month, words)
    lines += ["", words("signals")]
    lines += [f"  · {one.zh if lang == 'zh' else one.en}" for one in month.findings] or [f"  {words('none')}"]
    return "\n".join(lines)


def _about(month: Month, words: Words) -> Iterator[str]:
    known = words("known", until=moment(month.known_until), as_of=month.as_of)
    lights = [one for one in month.rules if one.kind == "schedule-light"]
    titles = [one.header.title.zh if words.lang == "zh" else one.header.title.en for one in lights]
    rule = words("rule", title="、".join(titles)) if titles else words("no_rule")
    yield f"{known if month.known_until else words('nothing_known')} · {rule}"


def _table(rows: Sequence[RowView], words: Words, *, own: bool) -> list[str]:
    head = [words("indicator"), "", words("done"), words("growth"), words("rank"), words("target")]
    head += [words("progress"), words("deviation"), words("light"), words("note"), words("trend")]
    if not own:
        head[1] = words("holder")
    body = [head, *([*_cells(row, words, own=own)] for row in rows)]
    kept = [place for place in range(len(head)) if any(row[place] for row in body[1:]) or place == 0]
    right = {2, 3, 4, 5, 6, 7}
    widths = {place: max(_width(row[place]) for row in body) for place in kept}
    return [
        _GAP.join(_pad(row[place], widths[place], right=place in right) for place in kept).rstrip()
        for row in body
    ]


def _cells(row: RowView, words: Words, *, own: bool) -> Iterator[str]:
    yield f"{row.name}{f' [{row.caliber}]' if row.caliber else ''}"
    yield "" if own else row.holder
    yield str(row.value)
    yield f"{row.growth}{'*' if row.growth_derived else ''}"
    yield row.rank
    yield (
        f"{row.target.number}{'*' if row.target_printed or row.target_implied else ''}"
        if row.line.aimed
        else ""
    )
    yield row.progress
    yield row.deviation
    yield f"{_SHAPES[row.shape]} {row.light}" if row.light else ""
    yield " ".join(part for part in (row.why or row.note, row.owner) if part)
    yield spark(row.line.trend)


def spark(trend: Sequence[tuple[Period, Quantity | None]]) -> str:
    """Twelve months as blocks; a month that is not known is a dot. Empty if fewer than two are known."""
    values = [quantity.value if quantity is not None else None for _, quantity in trend]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    span = high - low
    top = len(_BARS) - 1
    return "".join(
        "·" if value is None else _BARS[int((value - low) / span * top) if span else top // 2]
        for value in values
    )


def _differences(month: Month, words: Words) -> Iterator[str]:
    if not month.differences:
        return
    yield ""
    yield f"{words('differences')}（{words('differences_note')}）"
    for one in month.differences:
        yield f"  {one.name}（{one.facts[0].row.holder.name}，{period_words(one.facts[0].period, words.lang)}）"
        for fact in one.facts:
            caliber = vocabulary().caliber_words(fact.row.caliber, words.lang)
            figure = shown(fact.quantity, words.lang)
            yield f"    {figure}  {caliber}  {fact.row.reported_by.name}  {place_of(fact)}  {fact.ref}"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
