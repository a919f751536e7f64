"""A month on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.vocabulary import vocabulary

from .called import called
from .findings import Finding
from .month import Month
from .on_record import OnRecord, became, by_kind, of_these_noted, said, standing_of
from .shown import moment, shown
from .uncompared import in_words
from .view import RowView, head, place_of, view
from .words import Lang, Words, ref_words

_BARS = "▁▂▃▄▅▆▇█"
_SHAPES = {"circle": "●", "square": "■", "triangle": "▲", "diamond": "◆", "octagon": "⬣"}
_GAP = "  "


def text(month: Month, lang: Lang, record: OnRecord | None = None) -> str:
    """The whole month: one line about the data, the figures as a sentence, the tables, what differs, signals; and
    what is on record of it, if that was gathered.
    """
    words = Words(lang)
    lines = [
        words("title", zone=month.zone.name, period=month.period.words(lang)),
        *_about(month, words),
    ]
    empty = f"{words('no_figures')} {words('no_figures_command')}"
    lines += ["", empty] if month.empty else _figures(month, words, record)
    lines += _noticed(record, words) if record is not None else []
    return "\n".join(lines)


def _figures(month: Month, words: Words, record: OnRecord | None) -> Iterator[str]:
    yield _counted(month, words, record)
    beside = in_words(month, words)
    yield from (beside,) if beside else ()
    own, below = ([view(line, words.lang) for line in lines] for lines in (month.lines, month.units))
    if own:
        yield ""
        yield from _table(own, words, own=True)
    if below:
        yield from ("", words("units_title"))
        yield from _table(below, words, own=False)
    if any(_is_starred(row) for row in (*own, *below)):
        yield words("star")
    yield from _differences(month, words)
    yield from ("", words("signals"))
    yield from (f"  · {_finding(one, words, record)}" for one in month.findings)
    if not month.findings:
        yield f"  {words('none')}"


def _finding(one: Finding, words: Words, record: OnRecord | None) -> str:
    sentence = one.zh if words.lang == "zh" else one.en
    beside = standing_of(one, words, record) if record is not None else ""
    return sentence + words("aside", text=beside) if beside else sentence


def _counted(month: Month, words: Words, record: OnRecord | None) -> str:
    """The month in one line: 45 indicators, 2 ahead of schedule..."""
    counts = head(month)
    rows = [
        (counts.lines, "indicators"),
        (counts.ahead, "ahead"),
        (counts.even, "even"),
        *(((counts.within, "within"),) if counts.within else ()),
        (counts.behind, "late"),
    ]
    gathered = record if record is not None else OnRecord(month, ())
    noted = of_these_noted(record, words) if record is not None else ""
    kinds = by_kind(gathered, words)
    signs = [
        f"{sum(count for _, count in gathered.families)} {words('signals_count')}{noted}"
        + (words("colon") + kinds if kinds else ""),
        f"{counts.differences} {words('differ_count')}",
    ]
    comma = words("comma")
    # Whoever reads units only has no rows of the zone to count.
    counted = comma.join(f"{n} {words(name)}" for n, name in rows) + words("semicolon") if month.lines else ""
    return counted + comma.join(signs)


def _about(month: Month, words: Words) -> Iterator[str]:
    known = words("known", until=moment(month.known_until), as_of=month.as_of)
    lights = [one for one in month.rules if one.kind == "schedule-light"]
    titles = [one.header.title.zh if words.lang == "zh" else one.header.title.en for one in lights]
    rule = words("rule", title=words("and").join(titles)) if titles else words("no_rule")
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
    yield (f"{row.target.number}{'*' if _is_derived_target(row) else ''}" if row.line.aimed else "")
    yield row.progress
    yield row.deviation
    yield f"{_SHAPES[row.shape]} {row.light}" if row.light else ""
    others = [words("others_say") + said for said, _ in row.others]
    others += [row.own_words + said for said, _ in row.months_own]
    yield " ".join(part for part in (row.why or row.note, *others, row.owner) if part)
    yield spark(row.line.trend)


def _is_derived_target(row: RowView) -> bool:
    return row.line.aimed is not None and (row.target_printed or row.target_implied)


def _is_starred(row: RowView) -> bool:
    return row.growth_derived or _is_derived_target(row)


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
    yield words("differences") + words("aside", text=words("differences_note"))
    for one in month.differences:
        fact = one.facts[0]
        whose = words("comma").join((fact.row.holder.name, fact.period.words(words.lang)))
        yield f"  {called(month, one, words.lang)}{words('aside', text=whose)}"
        for fact in one.facts:
            caliber = vocabulary().caliber_words(fact.row.caliber, words.lang)
            figure = shown(fact.quantity, words.lang)
            named = ref_words(fact.ref, words)
            yield f"    {figure}  {caliber}  {fact.row.reported_by.name}  {place_of(fact)}  {named}"


def _noticed(record: OnRecord, words: Words) -> Iterator[str]:
    """Policy, market, operation, each with its matter; nothing where nothing was noticed."""
    if not record.noticed:
        return
    yield from ("", words("noticed"))
    for one in record.noticed:
        came = became(one, words)
        family, tail = words(f"family_{one.family}"), words("aside", text=came)
        yield f"  {family} · {said(one, words)}{f' → {came}' if one.matter is not None else tail}"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
