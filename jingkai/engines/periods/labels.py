"""What a label says about time: `1-3月累计`, `2024年一季度`, `上年同期`, `截至6月底`, `2024.03`.

A label rarely says everything, so what is read is a PeriodHint: the parts that are there. Hints of a header,
a title and a file name are laid over each other (`over`) until a period results.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

Shift = Literal["same_period_last_year", "last_year", "last_month"]
"""A period named only by its distance from another: 上年同期, 上年, 上月."""

_DIGITS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_NUM = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d{2})年?|(?P<short>\d{2})年|(?P<hanzi>二[〇零○][〇零○一二三四五六七八九]{2})年?)"
)
_SEP = r"[年./]?"


@dataclass(frozen=True)
class PeriodHint:
    """Parts of a period. `first` and `last` are months; `cumulative` is None where nothing says so.

    `whole_year` is said of plans and of full years; `as_of` of a state at the end of `last`.
    """

    year: int | None = None
    first: int | None = None
    last: int | None = None
    cumulative: bool | None = None
    shift: Shift | None = None
    whole_year: bool = False
    as_of: bool = False
    current: bool = False

    @property
    def says_months(self) -> bool:
        """Whether the hint fixes the months, be it by number or as "the current one" or "the whole year"."""
        return self.last is not None or self.whole_year or self.current

    def over(self, base: "PeriodHint") -> "PeriodHint":
        """This hint, with what it leaves open taken from `base`."""
        return replace(
            self,
            year=self.year if self.year is not None else base.year,
            first=self.first if self.last is not None else base.first,
            last=self.last if self.last is not None else base.last,
            cumulative=self.cumulative if self.cumulative is not None else base.cumulative,
            shift=self.shift or base.shift,
            whole_year=self.whole_year or (base.whole_year and self.last is None and not self.current),
            as_of=self.as_of or base.as_of,
            current=self.current or base.current,
        )


NOTHING = PeriodHint()


@dataclass(frozen=True)
class Found:
    """A hint and the text with the words it was read from taken out."""

    hint: PeriodHint
    rest: str

    def __bool__(self) -> bool:
        return self.hint != NOTHING


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _DIGITS[text]


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("short"):
        return 2000 + int(groups["short"])
    if groups.get("hanzi"):
        return int(groups["hanzi"].translate(_YEAR_DIGITS).replace("二", "2"))
    return None


def _between(match: re.Match[str]) -> PeriodHint:
    first, last = _month(match["a"]), _month(match["b"])
    if last < first:
        return NOTHING
    return PeriodHint(_year(match), first, last, cumulative=True if first == 1 else None)


def _until(match: re.Match[str]) -> PeriodHint:
    return PeriodHint(_year(match), 1, _month(match["b"]), cumulative=None, as_of=True)


def _single(match: re.Match[str]) -> PeriodHint:
    return PeriodHint(_year(match), _month(match["b"]), _month(match["b"]), cumulative=False)


def _quarter(match: re.Match[str]) -> PeriodHint:
    quarter = _month(match["q"])
    cumulative = quarter == 1 or bool(match["cum"])
    return PeriodHint(
        _year(match), 1 if match["cum"] else quarter * 3 - 2, quarter * 3, cumulative=cumulative
    )


def _first_quarters(match: re.Match[str]) -> PeriodHint:
    return PeriodHint(_year(match), 1, _month(match["q"]) * 3, cumulative=True)


def _first_months(match: re.Match[str]) -> PeriodHint:
    return PeriodHint(_year(match), 1, _month(match["b"]), cumulative=True)


def _half(match: re.Match[str]) -> PeriodHint:
    first = match["half"] in "上1"
    return PeriodHint(_year(match), 1 if first else 7, 6 if first else 12, cumulative=True if first else None)


def _whole(match: re.Match[str]) -> PeriodHint:
    return PeriodHint(_year(match), whole_year=True)


_YQ = f"(?:{_YEAR})?"
# The longest form first; each pattern is tried once at the leftmost place and taken out of the text.
_FORMS = [
    (
        re.compile(
            rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})(?P<sep>[-./])(?P<a>{_NUM})[-/](?P=year)(?P=sep)(?P<b>{_NUM})(?![\d.])"
        ),
        _between,
    ),
    (
        re.compile(
            rf"{_YEAR}{_SEP}(?P<a>{_NUM})月?份?-(?:(?P=year)年?)?(?P<b>{_NUM})月(?:份|底|末)?(?:累计)?"
        ),
        _between,
    ),
    (re.compile(rf"{_YEAR}[./](?P<a>{_NUM})-(?P<b>{_NUM})(?![\d.])"), _between),
    (re.compile(rf"(?<![\d.])(?P<a>{_NUM})月?份?-(?P<b>{_NUM})月(?:份|底|末)?"), _between),
    (re.compile(rf"截[至止](?:到)?{_YQ}(?P<b>{_NUM})月(?:份|底|末|\d{{1,2}}日)?"), _until),
    (re.compile(rf"{_YQ}{_SEP}前(?P<q>[二三四234])个?季度"), _first_quarters),
    (re.compile(rf"{_YQ}{_SEP}(?:第)?(?P<q>[1-4一二三四])季度?末?(?P<cum>累计)?"), _quarter),
    (re.compile(rf"{_YQ}{_SEP}前(?P<b>{_NUM})个?月"), _first_months),
    (re.compile(rf"{_YQ}{_SEP}(?P<half>[上下])半年度?"), _half),
    (re.compile(rf"{_YEAR}{_SEP}(?P<b>{_NUM})月(?:份|底|末)?"), _single),
    (re.compile(rf"{_YEAR}[./\-](?P<b>1[0-2]|0?[1-9])(?![\d.])"), _single),
    (re.compile(rf"(?<![\d.])(?P<b>{_NUM})月(?:份|底|末)?(?!\d{{1,2}}日)"), _single),
    (re.compile(r"(?P<year>(?:19|20)\d{2})(?P<b>0[1-9]|1[0-2])(?!\d)"), _single),
    (re.compile(rf"{_YQ}全年"), _whole),
    (re.compile(rf"{_YEAR}度"), lambda m: PeriodHint(_year(m), whole_year=True)),
    (re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年?(?!\d)"), lambda m: PeriodHint(_year(m))),
    (re.compile(r"(?<!\d)(?P<short>[12]\d)年(?!\d)"), lambda m: PeriodHint(_year(m))),
]
_CUMULATIVE = re.compile(
    r"(?:本年|当年|今年|自?年初?|1-本月|1-当月|(?:本|当)月止|止)?(?:以来|至今|起)?累计(?:数)?|自?年初(?:以来|至今)|1-[本当]月|(?:本|当)月止"
)
_CURRENT = re.compile(r"(?:当月|本月|单月|当期月)(?:份|数)?")
_SHIFTS: list[tuple[re.Pattern[str], Shift]] = [
    (
        re.compile(r"(?:上年|去年|上一年)(?:同期|同月)(?:累计)?数?|同期数|同期(?=完成|实绩|累计|$)"),
        "same_period_last_year",
    ),
    (re.compile(r"(?:上月|上个月)(?:末|底|数)?"), "last_month"),
    (re.compile(r"(?:上年|去年|上一年)(?:度|全年|末|底)?数?"), "last_year"),
]
_THIS_YEAR = re.compile(r"(?:本年|今年|当年)(?:度)?")


_DASHES = re.compile(r"[‐‑‒–—―−～~]+|(?<=[0-9月季])[至到](?=[0-9])")


def folded(text: str) -> str:
    """A typed period as `find_period` reads it: half-width, without blanks, one kind of dash."""
    return _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", text).split()))


def find_period(text: str) -> Found:
    """Reads what folded `text` says about time (dashes already written as "-", digits as ASCII)."""
    hint, rest = NOTHING, text
    for shift_pattern, shift in _SHIFTS:
        if match := shift_pattern.search(rest):
            month = "同月" in match[0]
            cumulative = False if month else ("累计" in match[0] or None)
            hint = replace(hint, shift=shift, current=month, cumulative=cumulative)
            rest = shift_pattern.sub("", rest, count=1)
            break
    for pattern, build in _FORMS:
        match = pattern.search(rest)
        if match and (found := build(match)) != NOTHING:
            hint, rest = found.over(hint), rest[: match.start()] + rest[match.end() :]
            if hint.last is not None or hint.whole_year:
                break
    if _CUMULATIVE.search(rest):
        hint, rest = replace(hint, cumulative=True), _CUMULATIVE.sub("", rest, count=1)
        if hint.last is not None and hint.first == hint.last:
            hint = replace(hint, first=1)
    elif _CURRENT.search(rest):
        hint, rest = replace(hint, cumulative=False, current=True), _CURRENT.sub("", rest, count=1)
    if _THIS_YEAR.search(rest):
        rest = _THIS_YEAR.sub("", rest, count=1)
    return Found(hint, rest)
