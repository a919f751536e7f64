"""What does not fit a table: headers of another month, units that disagree, shifted rows, forms nobody filled."""

from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.grid import Grid
from jingkai.engines.sheets.headers import SKIP, slipped
from jingkai.engines.sheets.labels import units_in
from jingkai.engines.sheets.relations import completion, growth_from_base
from jingkai.engines.sheets.suspects import ask_jump, jump_of
from jingkai.engines.sheets.table import Column, Table
from jingkai.engines.sheets.values import printed
from jingkai.engines.sheets.workbook import Kind, address, column_letters

_AS_IS = Option("printed", "以印出的为准", "as printed")


def ask_oddities(table: Table, figures: list[Figure], asker: Asker) -> None:
    """All of them, each question once for the cells it touches."""
    _months(table, figures, asker)
    _units(table, figures, asker)
    _rows_out_of_place(table, figures, asker)
    _zeros(table, figures, asker)
    _column_jumps(table, figures, asker)
    _lone_units(table, figures, asker)


def _hold(figures: list[Figure], reason: str) -> None:
    for figure in figures:
        if reason not in figure.held:
            figure.held.append(reason)


def _of(figures: list[Figure], column: Column) -> list[Figure]:
    return [figure for figure in figures if figure.column is column]


def _months(table: Table, figures: list[Figure], asker: Asker) -> None:
    """A header that names a single day, or another month than the table's. A month no calendar has: `headers`."""
    grid, base = table.block.grid, table.context.hint
    last_of: dict[bool | None, list[tuple[int, Column]]] = defaultdict(list)
    for column in table.data:
        dated = [k for k in column.path if (c := grid.sheet.cells.get(k)) and c.kind is Kind.DATE]
        day = any(getattr(grid.sheet.cells[k].when, "day", 1) != 1 for k in dated)
        if day:
            _ask_header([column], figures, asker, "表头的月份不对", "the header names no month")
        elif (
            column.hint.last is not None
            and column.hint.year in (None, base.year)
            and column.hint.shift is None
        ):
            last_of[column.hint.cumulative].append((column.hint.last, column))
    if base.last is None or table.context.hint_from is None or table.context.hint_from.where == "sheet":
        return
    for columns in last_of.values():
        later = [column for last, column in columns if last > base.last]
        if later:
            _ask_header(
                later, figures, asker, "表头的月份晚于标题的月份", "the header is later than the title"
            )
        elif max(last for last, _ in columns) < base.last:
            _ask_header(
                [column for _, column in columns], figures, asker, "表头的月份早于标题的月份",
                "the header is earlier than the title",
            )  # fmt: skip


def _ask_header(columns: list[Column], figures: list[Figure], asker: Asker, zh: str, en: str) -> None:
    touched = [figure for column in columns for figure in _of(figures, column)]
    if not touched:
        return
    names = "、".join(dict.fromkeys(column.header for column in columns))
    cells = [column.path[-1] for column in columns if column.path]
    answer = asker.ask("header", cells, f"{zh}：“{names}”，是哪个月的数？", f"“{names}”: {en}; which month?", why=zh,
                       options=[_AS_IS, SKIP])  # fmt: skip
    if answer != "printed":
        _hold(touched, "header")


def _units(table: Table, figures: list[Figure], asker: Asker) -> None:
    """Two lines above the table that declare different units of money; headers that all overrule the line."""
    grid, kinds = table.block.grid, lexicon.units().kinds
    declared: dict[str, Key] = {}
    for key in table.block.lines:
        text = fold(grid.words_at(*key) or "")
        for part in [text, *text.replace(")", "(").split("(")]:
            match = lexicon.words()["unit_declaration"].search(part)
            found = units_in(match["units"]) if match else units_in(part)
            amounts = [unit for unit in found if kinds.get(unit) == "amount"]
            if len(amounts) == 1:
                declared.setdefault(amounts[0], key)
    money = [f for f in figures if f.aspect in ("amount", "plan", "plan_total", "yoy_change", "balance")]
    own = [figure for figure in money if figure.column.unit or figure.row.unit]
    if len(declared) > 1:
        listed = "、".join(declared)
        answer = asker.ask(
            "unit-conflict", declared.values(), f"表上写了两种单位({listed})，以哪个为准？",
            f"Two units are given ({listed}): which one holds?", why="单位不一致",
            options=[Option(unit, unit, unit) for unit in declared],
        )  # fmt: skip
        for figure in money:
            if figure not in own:
                figure.unit = answer or figure.unit
        if answer is None:
            _hold([figure for figure in money if figure not in own], "unit-conflict")
    elif declared and money and len(own) == len(money):
        unit, key = next(iter(declared.items()))
        others = {figure.unit for figure in own}
        if unit not in others and not any(kinds.get(u or "") == "count" for u in others):
            asker.warn(
                "unit_overruled", "error", [key], f"表头的单位与“{unit}”不一致，按表头读入",
                f"The headers overrule “{unit}”; read as the headers say",
            )  # fmt: skip


def _rows_out_of_place(table: Table, figures: list[Figure], asker: Asker) -> None:
    """A row with figures where no header stands: its cells may have slipped to the right."""
    headed = [column for column in table.data if column.labels]
    if not headed:
        return
    loose = [figure for figure in figures if not figure.column.labels]
    rows = sorted({figure.key[0] for figure in loose})
    if len(rows) * 2 > len(table.rows):
        if slipped(table, figures):
            _slipped(loose, figures, asker)
        return
    for row in rows:
        of_row = [figure for figure in figures if figure.key[0] == row]
        answer = asker.ask(
            "shifted", [figure.key for figure in of_row], f"第 {row + 1} 行比表头多出一格，是否错位？",
            f"Row {row + 1} has more cells than the header: have they slipped?", why="没有表头的格子里有数",
            options=[_AS_IS, SKIP],
        )  # fmt: skip
        if answer != "printed":
            _hold(of_row, "shifted")


def _slipped(loose: list[Figure], figures: list[Figure], asker: Asker) -> None:
    """A whole column of figures without a header beside a header without figures: all headers may have slipped."""
    letter = column_letters(loose[0].column.col)
    answer = asker.ask(
        "unheaded", [loose[0].key], f"第 {letter} 列有数没有表头，另有表头下面没有数，表头是否错位？",
        f"Column {letter} has figures and no header, another header has no figures: have the headers slipped?",
        why="没有表头的列里有数", options=[_AS_IS, SKIP],
    )  # fmt: skip
    if answer != "printed":
        _hold(figures, "unheaded")


def _zeros(table: Table, figures: list[Figure], asker: Asker) -> None:
    """A form in which every figure is zero was hardly filled in: unknown is not zero."""
    amounts = [figure for figure in figures if figure.number is not None]
    if len(amounts) >= 6 and all(figure.number == 0 for figure in amounts):
        answer = asker.ask(
            "all-zero", [amounts[0].key, amounts[-1].key], "整张表都是 0，是确实为零还是还没有填？",
            "Every figure is zero: is that so, or has the form not been filled in?", why="未填不是零",
            options=[Option("printed", "确实为零", "they are zero"), SKIP],
        )  # fmt: skip
        if answer != "printed":
            _hold(amounts, "all-zero")


def looks_unfilled(grid: Grid) -> bool:
    """Whether a sheet without a table has the header of one: at least three labels in a row, and no figure."""
    labels = Counter(row for row, _ in grid.texts)
    return (
        not any(not value.missing for value in grid.values.values()) and max(labels.values(), default=0) >= 3
    )


def warn_empty(table: Table, asker: Asker) -> None:
    """A table with headers and rows but without a single figure."""
    if (
        table.rows
        and table.data
        and not any(table.block.grid.values.get((r, c.col)) for r in table.block.body for c in table.data)
    ):
        asker.warn(
            "empty",
            "error",
            [],
            "表里没有一个数，是否还没有填？",
            "Not one figure: has the form been filled in?",
        )


def _column_jumps(table: Table, figures: list[Figure], asker: Asker) -> None:
    """A whole column in another unit: no rate fits, and every row misses by the same factor."""
    at = {figure.key: figure for figure in figures}
    now = [c for c in table.data if c.aspect in (None, "amount") and c.hint.shift is None]
    before = [c for c in table.data if c.aspect in (None, "amount") and c.hint.shift is not None]
    plans = [c for c in table.data if c.aspect == "plan"]
    pairs = [
        (rate, one, other)
        for rate in table.data
        for one in now
        for other in (
            before if rate.aspect == "growth" else plans if rate.aspect == "completion_rate" else []
        )
    ]
    for rate, one, other in pairs:
        factors: Counter[Decimal] = Counter()
        compared = 0
        for row in table.rows:
            cells = [at.get((row.row, c.col)) for c in (rate, one, other)]
            factor = _factor(cells, growth=rate.aspect == "growth")
            compared += all(cell is not None for cell in cells)
            if factor is not None:
                factors[factor] += 1
        if factors and (best := factors.most_common(1)[0])[1] >= 2 and best[1] * 10 >= compared * 6:
            _ask_column(_odd_one(table, figures, one, other), figures, best[0], asker)
            return


def _factor(cells: list[Figure | None], *, growth: bool) -> Decimal | None:
    """The factor by which the second amount misses what the rate and the first amount demand."""
    rate, one, other = cells
    if (
        rate is None
        or one is None
        or other is None
        or rate.number is None
        or one.number is None
        or not other.number
    ):
        return None
    fits = growth_from_base(one, other) if growth else completion(one, other)
    if fits is not None and abs(fits - rate.number) < 1:
        return None
    divisor = 1 + rate.number / 100 if growth else rate.number / 100
    return jump_of(other, one.number / divisor) if divisor else None


def _odd_one(table: Table, figures: list[Figure], one: Column, other: Column) -> Column:
    """Of two columns the one whose magnitude lies further from the table's other amounts."""

    def level(column: Column) -> float:
        sizes = [abs(f.number) for f in _of(figures, column) if f.number]
        return float(median(sizes).adjusted()) if sizes else 0.0

    rest = [level(c) for c in table.data if c.aspect in (None, "amount") and c is not one and c is not other]
    middle = median(rest) if rest else level(one)
    return other if abs(level(other) - middle) >= abs(level(one) - middle) else one


def _ask_column(column: Column, figures: list[Figure], factor: Decimal, asker: Asker) -> None:
    touched = _of(figures, column)
    times = printed(factor) if factor >= 1 else f"1/{printed(1 / factor)}"
    answer = asker.ask(
        "column-unit", [figure.key for figure in touched], f"“{column.header}”整列与增幅相差{times}倍，单位是否不同？",
        f"The whole column “{column.header}” misses the rates by a factor of {times}: another unit?", why="单位跳变",
        options=[_AS_IS, SKIP],
    )  # fmt: skip
    if answer != "printed":
        _hold(touched, "column-unit")


def _lone_units(table: Table, figures: list[Figure], asker: Asker) -> None:
    """A figure hundreds of times smaller than its column and alone in having decimals: 5.97 亿元 among 万元."""
    least = Decimal(lexicon.weights()["lone_magnitude"])
    factors = [Decimal(factor) for factor in lexicon.weights()["jump_factors"]]
    for column in table.data:
        rows = [f for f in _of(figures, column) if f.number and f.aspect in ("amount", "plan", "plan_total")]
        broken = [figure for figure in rows if figure.digits >= 2]
        if len(rows) < 5 or not broken or len(broken) * 5 > len(rows):
            continue
        middle = median(abs(figure.number or Decimal(0)) for figure in rows)
        for figure in broken:
            if figure.number is not None and abs(figure.number) * least < middle:
                ask_jump(figure, min(factors, key=lambda factor: _far(figure, factor, middle)), asker)


def _far(figure: Figure, factor: Decimal, middle: Decimal) -> Decimal:
    return abs((abs(figure.number or Decimal(1)) * factor / middle).ln())


def ask_swallowed(table: Table, asker: Asker) -> None:
    """A quote that was never closed: the rest of a text file stands in one cell."""
    for key, text in table.block.grid.texts.items():
        lines = text.split("\n")
        if len(lines) > 2 and sum(1 for line in lines[1:] if line.count(",") >= 2) >= 2:
            asker.ask(
                "swallowed", [key], f"{address(*key)} 里有好几行内容，是否少了一个引号？请检查后重新导出。",
                f"{address(*key)} holds several rows: is a quote missing? Check and export again.", why="引号没有闭合",
            )  # fmt: skip
