"""Reading a date as people type it into a list: what day it is, or why that cannot be said without asking.

Nothing is guessed: a missing year comes from the title or the header, never from today or the rows around.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from jingkai.engines.periods.dates import month_end
from jingkai.engines.periods.labels import PeriodHint, find_period
from jingkai.engines.quantity import read_numeral
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.rows.vocabulary import limits, words

_CLOCK = re.compile(r"[T\s]*(?<!\d)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?")
_HANZI = re.compile(r"[〇零○一二三四五六七八九十]+(?=[年月日号天周]|个?(?:工作日|自然日|月|小时|星期))")
_Y = r"(?P<y>(?:19|20)\d{2})"
_ANY_Y = r"(?P<y>\d{4})"  # 1024年6月3日 is a slip that is asked about, not a day without a year
_SLIPPED_YEAR = re.compile(r"(?<!\d)(?:\d{3}|\d{5,})年")  # 204年6月
# A day, the form that says most first. Each match is taken out of the text before the next form is tried.
_DAYS = [
    re.compile(rf"(?<!\d){_ANY_Y}年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})(?!\d)[日号]?"),
    re.compile(rf"(?<!\d){_ANY_Y}(?P<sep>[-./])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)[日号]?"),
    re.compile(rf"(?<!\d){_Y}(?P<m>\d{{2}})(?P<d>\d{{2}})(?!\d)"),
    re.compile(r"(?<!\d)(?P<short>\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})(?!\d)[日号]?"),
    re.compile(rf"(?<!\d)(?P<a>\d{{1,2}})[-./](?P<b>\d{{1,2}})[-./]{_Y}(?!\d)"),
    re.compile(r"(?<![\d.])(?P<a>\d{2})[-./](?P<b>\d{1,2})[-./](?P<c>\d{1,2})(?![\d.])"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})(?!\d)[日号]?"),
]
# A span of months over more than one year; find_period reads those within one.
_MONTH_SPAN = re.compile(
    rf"{_Y}[年./](?P<m>\d{{1,2}})月?(?:-|至|到)(?P<y2>(?:19|20)\d{{2}})[年./](?P<m2>\d{{1,2}})(?!\d)月?"
)
_MOST = 4  # more dates in one cell are no better than two


class Said(StrEnum):
    """What a date cell turned out to say."""

    DAY = "day"
    BLANK = "blank"
    STANDING = "standing"
    TERM = "term"
    NO_YEAR = "no-year"
    IMPOSSIBLE = "impossible"
    AMBIGUOUS = "ambiguous"
    SERIAL = "serial"
    SEVERAL = "several"
    VAGUE = "vague"
    OUT_OF_YEARS = "out-of-years"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Day:
    """A date at the grain that was written: `first`..`last` are the days it covers, `written` is ISO."""

    first: date
    last: date
    written: str


@dataclass(frozen=True)
class Reading:
    """`day` when one was read; `options` are the days it may be; `term` a term instead; `planned`: 拟5月.

    `lent`: the text gives no year, it is the one of the title or header.
    """

    said: Said
    day: Day | None = None
    options: tuple[Day, ...] = ()
    term: str = ""
    planned: bool = False
    lent: bool = False


@dataclass(frozen=True)
class _Token:
    """A date in the text: where it stands, and the days it may be (none: no such day, or no year to put it in)."""

    start: int
    end: int
    days: tuple[Day, ...]
    yearless: bool = False


@lru_cache(maxsize=8192)
def read_day(text: str, year: int | None = None, *, latest: bool = True) -> Reading:
    """Reads a date cell. `year` is the one that title or header give; of a span the `latest` or first day counts."""
    folded = fold(_CLOCK.sub("", unicodedata.normalize("NFKC", text)))
    known = words()
    if not folded or lexicon.words()["missing"].match(folded):
        return Reading(Said.BLANK)
    folded = _HANZI.sub(_in_digits, folded)
    if term := known["term"].match(folded):
        return Reading(Said.TERM, term=term["term"])
    if known["at_once"].match(folded):
        return Reading(Said.TERM, term=folded)
    planned = known["planned"].match(folded)
    tokens = _tokens(folded[planned.end() :] if planned else folded, year)
    if _SLIPPED_YEAR.search(folded):
        return Reading(Said.UNREADABLE)
    if not tokens:
        return Reading(_without_date(folded))
    return _settled(tokens, folded[planned.end() :] if planned else folded, latest, bool(planned))


def _settled(tokens: list[_Token], text: str, latest: bool, planned: bool) -> Reading:
    options = tuple(day for token in tokens for day in token.days)
    if any(not token.days for token in tokens):
        unplaced = all(token.yearless for token in tokens if not token.days)
        return Reading(Said.NO_YEAR if unplaced else Said.IMPOSSIBLE)
    if any(len(token.days) > 1 for token in tokens):
        return Reading(Said.AMBIGUOUS, options=options)
    if len(tokens) == 2 and words()["span"].match(text[tokens[0].end : tokens[1].start]):
        tokens = tokens[-1:] if latest else tokens[:1]
    if len(tokens) > 1:
        return Reading(Said.SEVERAL, options=options)
    day, known = tokens[0].days[0], limits()
    if not known["first_year"] <= day.first.year <= known["last_year"]:
        return Reading(Said.OUT_OF_YEARS, options=options)
    return Reading(Said.DAY, day, planned=planned, lent=tokens[0].yearless)


def _without_date(folded: str) -> Said:
    known = words()
    if known["standing_date"].search(folded):
        return Said.STANDING
    return Said.VAGUE if known["vague_date"].search(folded) else Said.UNREADABLE


def _in_digits(match: re.Match[str]) -> str:
    number = read_numeral(match[0])
    return match[0] if number is None else f"{number:f}"


def _tokens(text: str, year: int | None) -> list[_Token]:
    """The dates of a text in order; a later one without a year is of the year of the one before it."""
    found: list[tuple[re.Match[str], int]] = []
    blanked = text
    for rank, form in enumerate(_DAYS):
        while (match := form.search(blanked)) and len(found) < _MOST:
            found.append((match, rank))
            blanked = blanked[: match.start()] + "#" * len(match[0]) + blanked[match.end() :]
    tokens: list[_Token] = []
    for match, _ in sorted(found, key=lambda pair: pair[0].start()):
        token = _token(match, year)
        year = token.days[0].first.year if len(token.days) == 1 else year
        tokens.append(token)
    return sorted([*tokens, *_months(blanked, year)], key=lambda token: token.start)


def _token(match: re.Match[str], year: int | None) -> _Token:
    parts = match.groupdict()
    if "a" in parts:
        a, b = int(parts["a"]), int(parts["b"])
        if "y" in parts:  # 5/6/2024
            known = int(parts["y"])
            return _Token(*match.span(), _distinct(_day(known, a, b), _day(known, b, a)))
        c = int(parts["c"])  # 24.6.5: year first, or day first
        return _Token(*match.span(), _distinct(_day(2000 + a, b, c), _day(2000 + c, b, a)))
    own = int(parts["y"]) if parts.get("y") else 2000 + int(parts["short"]) if parts.get("short") else None
    year = own if own is not None else year
    if year is None:
        # 30 February is in no year; a leap year stands for all of them.
        possible = _day(2000, int(parts["m"]), int(parts["d"])) is not None
        return _Token(*match.span(), (), yearless=possible)
    days = _distinct(_day(year, int(parts["m"]), int(parts["d"])))
    return _Token(*match.span(), days, yearless=own is None and bool(days))


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    return Day(when, when, when.isoformat())


def _distinct(*days: Day | None) -> tuple[Day, ...]:
    return tuple(dict.fromkeys(day for day in days if day is not None))


def _months(text: str, year: int | None) -> list[_Token]:
    """Months, quarters, halves and years of what is left; a # stands where days were taken out."""
    tokens: list[_Token] = []
    at = 0
    for part in re.split(r"[#,;。、]+", text):
        start = text.index(part, at) if part else at
        at = start + len(part)
        rest = part
        if span := _MONTH_SPAN.search(part):
            tokens.append(_of_span(span, start))
            rest = part[: span.start()] + part[span.end() :]
        for _ in range(_MOST):
            hint, rest_after = _hint(rest)
            if hint is None:
                break
            token = _of_hint(hint, part, start, year)
            year = token.days[0].first.year if token.days else year
            tokens.append(token)
            rest = rest_after
    return tokens


def _of_span(match: re.Match[str], start: int) -> _Token:
    try:
        first = date(int(match["y"]), int(match["m"]), 1)
        last = month_end(int(match["y2"]), int(match["m2"]))
    except ValueError:  # there is no such month
        return _Token(start, start + len(match[0]), ())
    days = (Day(first, last, f"{first:%Y-%m}/{last:%Y-%m}"),) if first <= last else ()
    return _Token(start, start + len(match[0]), days)


def _hint(text: str) -> tuple[PeriodHint | None, str]:
    known = words()
    found = find_period(text)
    if found.hint.last is not None or found.hint.whole_year or found.hint.year is not None:
        return found.hint, found.rest
    for name in ("year_end", "within_year"):
        if match := known[name].match(text):
            return PeriodHint(whole_year=True), text[match.end() :]
    return None, text


def _of_hint(hint: PeriodHint, part: str, start: int, year: int | None) -> _Token:
    end = start + len(part)
    known, lent = words(), hint.year is None
    year = year if hint.year is None else hint.year
    if year is None:
        return _Token(start, end, (), yearless=True)
    if hint.last is None:
        first, last, written = date(year, 1, 1), date(year, 12, 31), str(year)
        at_end = bool(re.search(r"年(?:底|末|终)", part))
    else:
        first, last = date(year, hint.first or hint.last, 1), month_end(year, hint.last)
        same = (hint.first or hint.last) == hint.last or hint.as_of
        written = f"{last:%Y-%m}" if same else f"{first:%Y-%m}/{last:%Y-%m}"
        at_end = bool(known["month_end"].search(part))
    if at_end:
        return _Token(start, end, (Day(last, last, last.isoformat()),), yearless=lent)
    return _Token(start, end, (Day(first, last, written),), yearless=lent)
