"""What surrounds a table says: whose figures, of which period, in which units, and what the title names.

The nearest evidence wins: lines above the table, then the sheet's name, then the file's name. Evidence that contradicts
nearer evidence is kept as a conflict, so that it can be asked about.
"""

import re
from dataclasses import dataclass, field, replace

from jingkai.engines.periods.labels import NOTHING, PeriodHint, find_period
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.blocks import Block, Key
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.labels import read_label

_SPLIT = re.compile(r"[\s_\-—()（）【】\[\].,，、]+")
_EXTENSION = re.compile(r"\.(?:xlsx?|xlsm|ods|csv|txt|et)$", re.IGNORECASE)
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表|csv)\d*", re.IGNORECASE)
_BRACKETS = re.compile(r"[(]([^()]*)[)]")


@dataclass(frozen=True)
class Said:
    """One piece of evidence: where it stands (None: the file's or sheet's name) and what it says."""

    where: str
    key: Key | None
    text: str


@dataclass
class Context:
    """What holds for a whole table unless a header, row or cell says otherwise."""

    holder: str | None = None
    holder_from: str = ""
    hint: PeriodHint = NOTHING
    hint_from: Said | None = None
    units: tuple[str, ...] = ()
    noun: str = ""
    aspect: str | None = None
    """What all percentages of the table are, by its title: 增速, 完成率, 比重."""
    title: Said | None = None
    qualifiers: tuple[str, ...] = ()
    conflicts: list[tuple[Said, Said]] = field(default_factory=list)
    words: str = ""
    """All folded words around the table, for "made of its words"."""


def context_of(block: Block, file_name: str, inherited: Context | None) -> Context:
    """The context of a table; `inherited` is that of the table above it on the same sheet."""
    grid = block.grid
    context = Context()
    lines = [Said("line", key, grid.words_at(*key) or "") for key in block.lines]
    titles = [line for line in lines if not _is_meta(line.text)]
    context.title = titles[0] if titles else (inherited.title if inherited else None)
    names = [Said("sheet", None, grid.sheet.name), Said("file", None, _EXTENSION.sub("", file_name))]
    context.units = next((u for line in reversed(lines) if (u := _units(line.text))), ())
    if not context.units and inherited:
        context.units = inherited.units
    _settle_period(context, [*lines, *names], inherited)
    _settle_holder(context, titles, lines, names, block, inherited)
    context.noun = next(
        (n for t in titles if (n := noun_of(t.text, context.holder))), inherited.noun if inherited else ""
    )
    if not context.noun and not _DEFAULT_NAME.fullmatch(fold(grid.sheet.name)):
        context.noun = noun_of(grid.sheet.name, context.holder)
    heads = "".join(fold(title.text) for title in titles)
    context.aspect = next((m for m, pattern in lexicon.title_aspects() if pattern.search(heads)), None)
    if context.aspect is None and inherited and not titles:
        context.aspect = inherited.aspect
    context.words = "".join(fold(line.text) for line in [*lines, *names])
    return context


def _is_meta(text: str) -> bool:
    folded, words = fold(text), lexicon.words()
    label = read_label(text)
    return bool(
        (label.units and not _without_declaration(folded))
        or words["holder_line"].match(folded)
        or words["footer"].search(folded)
        or words["continued"].match(folded)
        or lexicon.holders()["publisher_pattern"].fullmatch(folded)
        or (not label.name and label.hint != NOTHING)
        or words["note"].match(folded)
    )


def _without_declaration(folded: str) -> str:
    """A line without its 单位:万元 (in brackets or not): empty when it says nothing else."""
    return lexicon.words()["unit_declaration"].sub("", folded).strip("()[]【】 :;,.")


def _units(text: str) -> tuple[str, ...]:
    units = read_label(text).units
    if units:
        return units
    for inside in _BRACKETS.findall(fold(text)):
        if found := read_label(inside).units or read_label(f"单位:{inside}").units:
            return found
    return ()


def period_in(text: str) -> PeriodHint:
    """What a line says about the period of the data; dates of filing are no such evidence."""
    words = lexicon.words()
    folded = words["date_line"].sub("", fold(text))
    if words["continued"].match(folded) or words["footer"].search(folded):
        return NOTHING
    hint = find_period(folded).hint
    return replace(hint, shift=None) if hint.says_months or hint.year is not None else NOTHING


def _settle_period(context: Context, evidence: list[Said], inherited: Context | None) -> None:
    """Lays hints over each other, nearest first; an earlier line of the table outranks the names."""
    settled, source = NOTHING, None
    for said in evidence:
        hint = period_in(said.text) if said.where == "line" else _name_period(said.text)
        if hint == NOTHING:
            continue
        if settled != NOTHING and source is not None and _contradict(settled, hint):
            context.conflicts.append((source, said))
            continue
        if source is None:
            source = said
        settled = _combine(settled, hint)
    if inherited is not None and source is not None and source.where != "line":
        settled, source, context.conflicts = inherited.hint, inherited.hint_from, []
    context.hint, context.hint_from = settled, source
    for said in evidence:
        years = set(lexicon.words()["years"].findall(find_year_text(said.text)))
        if said.where == "line" and len(years) > 1:
            context.conflicts.append((said, said))


def find_year_text(text: str) -> str:
    """A line without ranges of years (2021-2025年) and dates of filing, which are no evidence of two years."""
    folded = lexicon.words()["date_line"].sub("", fold(text))
    return re.sub(r"(?:19|20)\d{2}年?-(?:19|20)\d{2}年?", "", folded)


def _combine(near: PeriodHint, far: PeriodHint) -> PeriodHint:
    """Months and year of the nearer hint; a wider range for the same last month wins (3月 within 1-3月)."""
    if near.last is not None and far.last == near.last and far.first == 1 and near.first == near.last:
        near = replace(near, first=1, cumulative=far.cumulative, as_of=near.as_of or far.as_of)
    return near.over(far)


def _contradict(near: PeriodHint, far: PeriodHint) -> bool:
    if near.year is not None and far.year is not None and near.year != far.year:
        return True
    return near.last is not None and far.last is not None and near.last != far.last


def _name_period(text: str) -> PeriodHint:
    """A period in a file's or sheet's name: 2024.03, 202403, 1-3月, 2024年3月."""
    folded = fold(text)
    if _DEFAULT_NAME.fullmatch(folded):
        return NOTHING
    return replace(find_period(folded).hint, shift=None)


def _settle_holder(
    context: Context,
    titles: list[Said],
    lines: list[Said],
    names: list[Said],
    block: Block,
    inherited: Context | None,
) -> None:
    data = lexicon.holders()
    for said in titles:
        if found := _holder_in(said.text):
            context.holder, context.holder_from = found, "title"
            return
    if inherited and inherited.holder:
        context.holder, context.holder_from = inherited.holder, inherited.holder_from
        return
    filed = _filed_by(lines)
    for said in reversed(names):
        for part in [said.text, *_SPLIT.split(said.text)]:
            if found := _holder_in(part):
                context.holder, context.holder_from = found, said.where
                return
    if filed:
        context.holder, context.holder_from = filed, "filed"
        return
    notes = [block.grid.words_at(*key) or "" for key in block.notes]
    for text in [*(line.text for line in lines), *notes]:
        if match := data["publisher_pattern"].search(fold(text)):
            context.holder, context.holder_from = str(match["holder"]), "publisher"
            return


def _holder_in(text: str) -> str | None:
    """The organisation or place a title or name begins with, periods and numbering aside."""
    folded = fold(text)
    rest = lexicon.titles()[1].sub("", find_period(folded).rest).lstrip("度的()（）、.:0123456789v_-")
    rest = re.sub(r"^(?:附件|表)[一二三四五六七八九十\d]*[::]?", "", rest)
    match = lexicon.holders()["title_pattern"].match(rest)
    if not match or lexicon.holders()["whole_area"].match(match["holder"]):
        return None
    name = str(match["holder"])
    if any(name.endswith(ending) for ending in lexicon.holders()["not_holders"]) or name.startswith("全"):
        return None
    return name


def _filed_by(lines: list[Said]) -> str | None:
    """The unit in 填报单位:..., without its office when it has one."""
    for line in lines:
        for part in re.split(r"\s{2,}", line.text):
            if match := lexicon.words()["holder_line"].match(fold(part)):
                name = match["holder"].strip("()。 ")
                name = re.split(r"单位[::]|填报|日期|[,;]", name)[0]
                if place := _holder_in(name):
                    return place
                for office in lexicon.holders()["office_suffixes"]:
                    if name.endswith(office) and len(name) > len(office):
                        return name.removesuffix(office)
                return str(name) or None
    return None


def noun_of(title: str, holder: str | None) -> str:
    """The noun in a title that names its figures: 荔城区1-4月规模以上工业分镇街产值情况 -> 规模以上工业产值."""
    noise, split_by = lexicon.titles()
    text = _BRACKETS.sub("", fold(title))
    for _ in range(3):
        text = find_period(text).rest
    text = re.sub(r"^(?:附件|表)[一二三四五六七八九十\d]*[::]?", "", text).strip("度:、,.()-_ ")
    if holder and text.startswith(holder):
        text = text[len(holder) :]
    else:
        match = lexicon.holders()["title_pattern"].match(text)
        if match and _holder_in(text):
            text = text[match.end() :]
    text = lexicon.holders()["whole_area"].sub("", text)
    text = split_by.sub("", text)
    for _ in range(4):
        before = text
        for pattern in noise:
            text = pattern.sub("", text)
        if text == before:
            break
    return text.strip("的及和、:() 年度月份")
