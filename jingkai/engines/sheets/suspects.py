"""From broken checks to the cells that must wait: who is the likely culprit, and what could be meant."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.formulas import recompute
from jingkai.engines.sheets.months import Steps
from jingkai.engines.sheets.relations import Check
from jingkai.engines.sheets.settle import quotes_of
from jingkai.engines.sheets.values import decimals_of, printed
from jingkai.engines.sheets.workbook import address

_KIND_ZH = {
    "footing": "相加核对", "completion": "完成率核对", "growth_delta": "增幅核对", "growth": "增幅核对",
    "change": "增减额核对", "share": "占比核对",
}  # fmt: skip


# Rates with more decimals are not printed, and amounts are not kept.
_MOST_DIGITS = 6


class Suspects:
    """Weighs the broken checks of a sheet and asks at the cells."""

    def __init__(self, figures: list[Figure], checks: list[Check], asker: Asker) -> None:
        self.quoted = _quoted(figures)
        self.at: dict[Key, Figure] = {figure.key: figure for figure in figures}
        self.checks, self.asker = checks, asker
        failing = [check for check in checks if not check.holds and abs(check.difference) not in self.quoted]
        self.broken = Counter(key for check in failing for key in check.cells)
        self.proven = Counter(key for check in checks if check.holds for key in check.cells)

    def run(self) -> None:
        """Holds and asks about the likely culprits, then warns of every difference that no answer has mended."""
        stale = self._formulas()
        for key in stale:
            self.broken[key] += 2
        culprits: dict[Key, list[Check]] = {}
        for check in self.checks:
            if not check.holds and abs(check.difference) not in self.quoted:
                for key in self._culprits(check):
                    culprits.setdefault(key, []).append(check)
        self._cancelling(culprits)
        self._ask(culprits, stale)
        for check in self.checks:
            if not check.holds and abs(check.difference) in self.quoted:
                self._warn(
                    check, "info", ("附注说明了这一差额", "A note explains it.")
                )  # 剔除上年机构上划因素18000万元
            elif not check.holds and not self._mended(check):
                self._warn(check, "error")
            elif check.holds and check.kind == "footing" and check.difference != 0:
                self._warn(check, "info", ("在四舍五入范围内", "That is within rounding."))

    def _mended(self, check: Check) -> bool:
        """Whether an answer corrected one of its cells to what makes the check come out."""
        near = Decimal(str(lexicon.weights()["jump_tolerance"]))
        for key in check.cells:
            figure, needed = self.at[key], self.needed(key, check)
            corrected = figure.corrected
            if corrected is None or not needed:
                continue
            if corrected == self._proposed(figure, needed) or abs(corrected / needed - 1) <= near:
                return True
        return False

    def _cancelling(self, culprits: dict[Key, list[Check]]) -> None:
        """Two amounts of one column that miss their rates by what cancels in the total: it foots and is wrong twice."""
        by_column: dict[int, list[Check]] = {}
        for check in self.checks:
            if not check.holds and check.kind in ("growth", "completion") and len(check.cells) == 3:
                by_column.setdefault(check.cells[1][1], []).append(check)
        for checks in by_column.values():
            misses = [(needed - number, check) for check in checks
                      if (needed := self.needed(check.cells[1], check)) is not None
                      and (number := self.at[check.cells[1]].number) is not None]  # fmt: skip
            sizes = [abs(miss) for miss, _ in misses]
            near = Decimal(str(lexicon.weights()["cancel_tolerance"]))
            if len(misses) > 1 and abs(sum((m for m, _ in misses), Decimal(0))) <= max(sizes) * near:
                for _, check in misses:
                    culprits.setdefault(check.cells[1], []).append(check)

    def _warn(self, check: Check, severity: str, because: tuple[str, str] = ("", "")) -> None:
        target = address(*check.target)
        if check.kind == "footing":
            zh = (
                f"合计 {target}={printed(check.printed)}，分项相加={printed(check.computed)}，"
                f"相差 {printed(check.difference)}。{because[0]}"
            )
            en = (
                f"Total {target}={printed(check.printed)}, parts sum to {printed(check.computed)}, "
                f"difference {printed(check.difference)}. {because[1]}"
            ).strip()
        else:
            digits = max(0, self.at[check.target].digits) + 2
            computed = printed(round(check.computed, digits))
            others = "、".join(address(*key) for key in check.cells[1:])
            zh = f"{target} 印为 {printed(check.printed)}，由 {others} 算得 {computed}。"
            en = f"{target} is printed as {printed(check.printed)}; {others} give {computed}."
        self.asker.warn(check.kind, severity, check.cells, zh, en)

    def _culprits(self, check: Check) -> list[Key]:
        """The cells of a broken check that no other check clears; all that are left when none stands out."""
        scores = {key: self.broken[key] * 2 - self.proven[key] for key in check.cells}
        jumped = [key for key in check.cells if self._jump(key, check)]
        if len(jumped) == 1:
            return jumped
        most = max(scores.values())
        return [key for key, score in scores.items() if score == most]

    def needed(self, key: Key, check: Check) -> Decimal | None:
        """The value that would make a check come out, all other cells being right."""
        figure = self.at[key]
        if figure.number is None:
            return None
        if key == check.target:
            return check.computed
        if check.kind == "footing":
            return figure.number + check.difference
        first, second = (self.at[k].number for k in check.cells[1:3])
        rate = self.at[check.target].number
        if rate is None or first is None or second is None:
            return None
        if check.kind in ("completion", "share"):
            factor = check.computed / (first / second) if first and second else Decimal(100)
            if key == check.cells[1]:
                return rate * second / factor
            return first * factor / rate if rate else None
        if check.kind == "growth" and key == check.cells[1]:
            return second * (1 + rate / 100)
        return None

    def _jump(self, key: Key, check: Check) -> Decimal | None:
        """The factor (1000, 10000 ...) by which the cell's unit seems mistaken, to be multiplied."""
        needed = self.needed(key, check)
        return None if needed is None else jump_of(self.at[key], needed)

    def _proposed(self, figure: Figure, needed: Decimal) -> Decimal:
        """What is proposed in a figure's place: rounded half up to as many decimals as its column prints."""
        beside = [
            one for one in self.at.values() if one.column is figure.column and one.aspect == figure.aspect
        ]
        digits = min(max(one.digits for one in beside), _MOST_DIGITS)
        return needed.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)

    def _formulas(self) -> dict[Key, Decimal | None]:
        """Cells whose formula does not give the stored value, and what it gives (None: not recomputed)."""
        stale: dict[Key, Decimal | None] = {}
        for key, figure in self.at.items():
            if figure.cell.formula is None:
                continue
            value = recompute(figure.table.block.grid.sheet, *key)
            if value is None or figure.cell.number is None:
                continue
            if abs(value - figure.cell.number) > Decimal("1e-9") * max(Decimal(1), abs(value)):
                stale[key] = value * (100 if figure.value.scale == 100 else 1)
        return stale

    def _ask(self, culprits: dict[Key, list[Check]], stale: dict[Key, Decimal | None]) -> None:
        for key, computed in stale.items():
            self._ask_stale(self.at[key], computed)
        groups: dict[int, set[Key]] = {}
        for key, checks in culprits.items():
            if key in stale:
                continue
            for check in checks:
                groups.setdefault(id(check), set()).add(key)
        asked: set[Key] = set()
        for check in sorted(self.checks, key=lambda c: len(groups.get(id(c), ()))):
            keys = sorted(groups.get(id(check), set()) - asked)
            if keys:
                self._ask_check(check, keys, culprits)
                asked.update(keys)

    def _ask_stale(self, figure: Figure, computed: Decimal | None) -> None:
        cell = figure.cell
        should = None if computed is None else self._proposed(figure, computed)
        shown = printed(should or Decimal(0))
        answer = self.asker.ask(
            "stale-formula",
            [figure.key],
            f"{cell.address} {_name(figure)}：缓存值{cell.text}，公式重算{shown}，以哪个为准？",
            f"{cell.address}: stored {cell.text}, computed {shown}; which one holds?",
            why=f"公式 ={cell.formula} 的缓存值陈旧",
            options=[
                Option("printed", f"印出的 {cell.text}", f"as stored: {cell.text}"),
                Option("computed", f"重算的 {shown}", f"as recomputed: {shown}"),
            ],
        )
        apply_answer(figure, answer, should, "stale-formula")

    def _ask_check(self, check: Check, keys: list[Key], culprits: dict[Key, list[Check]]) -> None:
        single = self.at[keys[0]] if len(keys) == 1 else None
        factor = self._jump(keys[0], check) if single else None
        if single is not None and factor is not None and single.number is not None:
            ask_jump(single, factor, self.asker)
            return
        places = "、".join(address(*key) for key in keys[:8]) + ("等" if len(keys) > 8 else "")
        target = address(*check.target)
        zh = (
            f"{target}({_name(self.at[check.target])})印为{printed(check.printed)}，按其他格应为"
            f"{printed(round(check.computed, self.at[check.target].digits + 2))}；{places}哪个数不对？"
        )
        en = (
            f"{target} is printed as {printed(check.printed)}, by the other cells it should be "
            f"{printed(round(check.computed, self.at[check.target].digits + 2))}; which of {places} is wrong?"
        )
        options = [
            Option("printed", "以印出的数为准", "as printed"),
            Option("skip", "先不导入", "leave out for now"),
        ]
        needed = self.needed(keys[0], check) if single is not None else None
        if single is not None and needed is not None:
            should = self._proposed(single, needed)
            options[0] = _as_printed(single)
            options.insert(1, _as_computed(should, rounded=should != needed))
            needed = should
        answer = self.asker.ask(
            "check", keys if single else [check.target, *keys], zh, en,
            why=_KIND_ZH.get(check.kind, check.kind), options=options,
        )  # fmt: skip
        for key in keys:
            apply_answer(self.at[key], answer, needed, check.kind)


def _as_printed(figure: Figure) -> Option:
    shown = figure.cell.text.strip() if figure.number is None else printed(figure.number)
    return Option("printed", f"以印出的 {shown} 为准", f"as printed: {shown}")


def _as_computed(value: Decimal, *, rounded: bool) -> Option:
    """The proposal, which says by itself that it was rounded."""
    shown, digits = printed(value), decimals_of(value)
    if not rounded:
        return Option("computed", f"应为 {shown}", f"as computed: {shown}")
    return Option(
        "computed",
        f"应为 {shown}（四舍五入到 {digits} 位小数）",
        f"as computed: {shown}, rounded half up to {digits} decimals",
    )


def jump_of(figure: Figure, needed: Decimal) -> Decimal | None:
    """The factor by which a figure differs from what it should be, if it is one by which units are mistaken."""
    if not figure.number or not needed or figure.aspect in ("share", "growth"):
        return None
    return Steps.shipped().jump(figure.number, needed)


def ask_jump(figure: Figure, factor: Decimal, asker: Asker) -> None:
    """Says a jump aloud and holds the figure until somebody has said which it is."""
    assert figure.number is not None
    if factor >= 1:
        times = (f"1/{printed(factor)}", f"1/{printed(factor)} of")
    else:
        times = (f"{printed(1 / factor)}倍", f"{printed(1 / factor)} times")
    unit = figure.unit or ""
    larger = _unit_by(figure.unit, factor)
    should = figure.number * factor
    answer = asker.ask(
        "unit-jump", [figure.key],
        f"{figure.cell.address} {_name(figure)}为{printed(figure.number)}{unit}，但按其他格应约为"
        f"{printed(round(should, 4))}{unit}（印出的是它的{times[0]}），是否误按{larger or '别的单位'}填报？",
        f"{figure.cell.address} gives {printed(figure.number)}{unit}, {times[1]} what the other cells foretell: about "
        f"{printed(round(should, 4))}{unit}. Was it given in another unit?",
        why="单位跳变",
        options=[
            Option("printed", f"印出的 {printed(figure.number)} 无误", f"as printed: {printed(figure.number)}"),
            Option("computed", f"应为 {printed(should)}", f"as corrected: {printed(should)}"),
        ],
    )  # fmt: skip
    apply_answer(figure, answer, should, "unit-jump")


def apply_answer(figure: Figure, answer: str | None, computed: Decimal | None, reason: str) -> None:
    """What an answer does to a figure: keep the printed one, put the computed one in its place, or wait."""
    if answer == "printed":
        return
    if answer == "computed" and computed is not None:
        figure.corrected = computed
    elif reason not in figure.held:
        figure.held.append(reason)


def _quoted(figures: list[Figure]) -> set[Decimal]:
    """The numbers that notes quote; small ones say nothing."""
    notes = {
        figure.table.block.grid.words_at(*key) or "" for figure in figures for key in figure.table.block.notes
    }
    return {abs(quote.number) for quote in quotes_of(sorted(notes)) if abs(quote.number) >= 100}


def _name(figure: Figure) -> str:
    who = figure.category or (figure.holder if figure.row.kind.value == "holder" else "") or ""
    return f"{who}{figure.indicator}" if who != figure.indicator else figure.indicator


def _unit_by(unit: str | None, factor: Decimal) -> str | None:
    """The unit that is `factor` times this one, as departments confuse them: 万元 x 10000 -> 亿元."""
    steps = {
        "元": 1,
        "千元": 10**3,
        "万元": 10**4,
        "亿元": 10**8,
        "万美元": 10**4,
        "亿美元": 10**8,
        "美元": 1,
    }
    if unit not in steps:
        return None
    currency = "美元" if "美元" in unit else "元"
    for name, size in steps.items():
        if name.endswith(currency) and ("美元" in name) == ("美元" in unit) and size == steps[unit] * factor:
            return name
    return None
