"""Typing a label cell by the lexicon: unit, aspect, period, totals, numbering - and the name that is left."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from jingkai.engines.periods.labels import NOTHING, PeriodHint, find_period
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.fold import fold, indent_of

_ENUMERATORS = [
    (1, re.compile(r"^[一二三四五六七八九十]+[、.．,]")),
    (2, re.compile(r"^[(][一二三四五六七八九十]+[)]")),
    (3, re.compile(r"^\d{1,2}(?:[、．]|[.,](?!\d))")),
    (4, re.compile(r"^[(]\d{1,2}[)]|^[①-⑳]|^\d{1,2}[)]")),
]
_CIRCLED = re.compile(r"^\s*[①-⑳❶-❿⒈-⒛]\s*")
"""Circled numbering; folding would make digits of it."""
_COMPARISON = re.compile(
    r"(?:比|较|与|同)(?P<base>上年末|去年末|年初|上月末|上月|上季度?末?|上半年|一季度|1-\d{1,2}月|\d{1,2}月|上年|去年|(?:19|20)\d{2}年)"
    r"(?:末|底|同期|同月|全年)?(?:相比)?|同比|环比"
)
_CODED = re.compile(r"^[A-Z][A-Z0-9_]*[(]([^()]*[\u4e00-\u9fff][^()]*(?:[(][^()]*[)])?)[)]$")
"""A header of an information system: ZB_NAME(指标名称)."""
_INDEX = re.compile(r"[(]?以?(?:上月|上年同期|上年同月|上年|基期|去年同期)(?:价格|水平)?(?:为|=)100[)]?")
_CHANGE_BASES = {"年初": True, "上年末": True, "去年末": True, "上月末": False, "上月": False}
"""What a change against a base is of: since the year's beginning (cumulative), since last month (the month)."""
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_TRAILING_PERCENT = re.compile(r"(?<!\d)[(]?[±]?%[±]?[)]?$")
_DOING = re.compile(r"^(?:本年|累计|实际|已)*(?:完成|实现)(?=[^/]{2,})")
_NAMING = ("share", "count", "plan_total")
"""Measures whose words are the name itself: 税收比重, 项目数, 总投资."""
_PERCENTS = re.compile(r"[(][±%百分点]*[)]$|[(][)]")
_EDGE = " :;,.、/|·-_*#\"'“”[]±%的"


@dataclass(frozen=True)
class Label:
    """What one label says. `name` is what remains when everything typed has been taken out; `stem` is the label
    without numbering, 其中 and unit, which is how a row names its indicator."""

    text: str
    folded: str
    name: str
    stem: str
    unit: str | None = None
    units: tuple[str, ...] = ()
    aspect: str | None = None
    aspect_unit: str | None = None
    hint: PeriodHint = NOTHING
    total: bool = False
    subtotal: bool = False
    zone_wide: bool = False
    memo: bool = False
    by: bool = False
    level: int = 0
    indent: int = 0

    @property
    def generic(self) -> bool:
        """Whether no name of an indicator is left."""
        return bool(lexicon.words()["generic_names"].match(self.name))


def unit_of(text: str) -> str | None:
    """The unit that `text` (folded) names, if it is nothing but a unit."""
    return lexicon.units().canonical.get(text.strip("()"))


def units_in(text: str) -> tuple[str, ...]:
    """All units of a declaration such as `个、亿元`, in order."""
    found = [unit_of(part) for part in re.split(r"[、,;/和及|]", text)]
    listed = tuple(unit for unit in found if unit)
    if listed:
        return listed
    whole = unit_of(text)
    return (whole,) if whole else ()


@lru_cache(maxsize=16_384)
def read_label(text: str) -> Label:
    """Types one label cell."""
    circled = bool(_CIRCLED.match(text)) and len(text.strip()) > 1
    folded = fold(_CIRCLED.sub("", text, count=1) if circled else text)
    if coded := _CODED.match(folded):
        folded = coded[1]
    rest, level, memo, by = _unnumbered(folded)
    declared = lexicon.words()["unit_declaration"].search(rest)
    units = units_in(declared["units"].rstrip(")）")) if declared else ()
    rest, unit = _without_unit(rest)
    aspect, aspect_unit, name = _without_aspect(rest, unit)
    if _INDEX.search(folded):
        aspect, aspect_unit, name = "index", None, _INDEX.sub("", rest)
    since = _COMPARISON.search(folded)
    if (
        aspect is None
        and since
        and since["base"] in _CHANGE_BASES
        and not _trimmed(_COMPARISON.sub("", name))
    ):
        aspect = "yoy_change"  # 比年初, 比上月末
    found = find_period(_COMPARISON.sub("", name))
    hint = _with_base(found.hint, folded)
    name = _DOING.sub("", _trimmed(found.rest))
    words = lexicon.words()
    return Label(
        text=text,
        folded=folded,
        name=name,
        stem=_trimmed(rest),
        unit=unit,
        units=units,
        aspect=aspect,
        aspect_unit=aspect_unit,
        hint=hint,
        total=bool(words["total"].match(_bare(rest))),
        subtotal=bool(words["subtotal"].match(_bare(rest))),
        zone_wide=bool(words["zone_wide"].match(_bare(rest))),
        memo=memo,
        by=by,
        level=4 if circled else level,
        indent=indent_of(text),
    )


def _trimmed(text: str) -> str:
    """A name without the punctuation around it; brackets go only when they are empty, unpaired or around it all."""
    before = None
    while text != before:
        before, text = text, _PERCENTS.sub("", text.strip(_EDGE))
        if text.endswith("(") or (text.count("(") < text.count(")") and text.endswith(")")):
            text = text[:-1]
        if text.startswith(")") or (text.count("(") > text.count(")") and text.startswith("(")):
            text = text[1:]
        if text.startswith("(") and text.endswith(")") and text.index(")") == len(text) - 1:
            text = text[1:-1]
    return text


def _with_base(hint: PeriodHint, folded: str) -> PeriodHint:
    """比年初 is of the year so far, 比上月末 of the month."""
    match = _COMPARISON.search(folded)
    since = _CHANGE_BASES.get(match["base"] or "") if match else None
    if since is None or hint != NOTHING:
        return hint
    return replace(hint, cumulative=True) if since else replace(hint, cumulative=False, current=True)


def _bare(text: str) -> str:
    return _trimmed(text)


def _unnumbered(text: str) -> tuple[str, int, bool, bool]:
    """(text without its numbering and 其中, level of the numbering, memo, by)."""
    level = memo = by = 0
    for depth, pattern in _ENUMERATORS:
        if (match := pattern.match(text)) and len(text) > match.end():
            text, level = text[match.end() :], depth
            break
    if (match := lexicon.words()["memo"].match(text)) and len(text) > match.end():
        text, memo = text[match.end() :], 1
    if (match := lexicon.words()["by"].match(text)) and len(text) > match.end():
        text, by = text[match.end() :], 1
    for depth, pattern in _ENUMERATORS:
        if memo and (match := pattern.match(text)) and len(text) > match.end():
            text, level = text[match.end() :], depth
            break
    return text, level, bool(memo), bool(by)


def _without_unit(text: str) -> tuple[str, str | None]:
    """Takes `(亿元)`, `,亿元` or a text that is nothing but a unit out; a `%` stays for the aspect rules."""
    if whole := unit_of(text):
        return ("%" if whole == "%" else ""), whole
    for match in _BRACKETS.finditer(text):
        inside = match[1].removeprefix("单位:").removeprefix("单位")
        if (unit := unit_of(inside)) and unit not in ("%", "百分点"):
            return text[: match.start()] + text[match.end() :], unit
    head, separator, tail = text.rpartition("/" if "/" in text else ",")
    if separator and head and (unit := unit_of(tail)) and unit != "%":
        return head, unit
    if "百分点" in text:
        return text, "百分点"
    if _TRAILING_PERCENT.search(text) or "(%)" in text:
        return text, "%"
    return text, None


def _without_aspect(text: str, unit: str | None) -> tuple[str | None, str | None, str]:
    for rule in lexicon.aspects():
        match = rule.pattern.search(text)
        if not match or not match[0]:
            continue
        if rule.unit == "%" and unit not in (None, "%"):
            continue
        rest = text[: match.start()] + text[match.end() :]
        if rule.measure in _NAMING or (
            rule.measure == "balance" and _says_what(match[0]) and not _trimmed(rest)
        ):
            rest = text
        return rule.measure, rule.unit, rest
    return None, None, text


def _says_what(text: str) -> bool:
    """Whether the words of a balance name what there is (户籍人口, 待售面积) and not only when (期末余额)."""
    return not re.fullmatch(r"(?:本|期|月|年|季|时点|存款|贷款)*末?(?:余额|数|值|人数|户数)?", text)


def is_holder_name(name: str) -> bool:
    """Whether a name looks like an organisation, a place or a level of government."""
    data = lexicon.holders()
    if name in data["levels"]:
        return True
    if (
        len(name) > 30
        or name.startswith(("比", "较"))
        or any(name.endswith(ending) for ending in data["not_holders"])
    ):
        return False
    return any(name.endswith(suffix) and len(name) > len(suffix) - 1 for suffix in data["suffixes"])


def is_short_form(name: str) -> bool:
    """Whether a holder's name is a short form that several organisations could answer to."""
    forms = lexicon.holders()["short_forms"]
    bare = 2 <= len(name) <= 4 and not is_holder_name(name)
    return name in forms or bare or (name.endswith("办") and 2 <= len(name) <= 5)
