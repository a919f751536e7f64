"""What a careful clerk asks about a sheet before taking its figures: the year, the unit, whose they are, odd cells."""

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from statistics import median

from jingkai.engines.periods.labels import PeriodHint
from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.context import Context
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.forms import NAME, PERIOD, UNIT, YEAR, laid_over, year_of
from jingkai.engines.sheets.headers import UNHEADED
from jingkai.engines.sheets.labels import is_short_form
from jingkai.engines.sheets.table import Kind as RowKind
from jingkai.engines.sheets.table import Role, Row, Table
from jingkai.engines.sheets.values import printed
from jingkai.engines.sheets.workbook import Kind


def ask_period(context: Context, place: Key, table: Table, asker: Asker) -> PeriodHint | None:
    """The period that is answered, over what the table says, when no title, sheet name or file name says its year;
    with the months, when no header and no row says them either. None while the question is open."""
    answer = _ask_period(context, place, asker, months=_needs_months(table))
    return None if answer is None else laid_over(answer, table.context.hint)


def _needs_months(table: Table) -> bool:
    hints = [table.context.hint, *(column.hint for column in table.data), *(row.hint for row in table.rows)]
    return not any(hint.last is not None or hint.whole_year for hint in hints)


def _ask_period(context: Context, place: Key, asker: Asker, *, months: bool) -> str | None:
    title = (context.title.text if context.title else "").strip()
    if months:
        return asker.ask(
            "year", [place], f"标题“{title[:30]}”没有年份和月份，是哪个时期的数据？",
            "Neither year nor months are given: which period is meant?", why="表中没有时期", form=PERIOD,
        )  # fmt: skip
    return asker.ask(
        "year", [place], f"标题“{title[:30]}”没有年份，是哪一年的数据？", "No year is given: which year is meant?",
        why="表中没有年份", form=YEAR,
    )  # fmt: skip


def ask_conflict(context: Context, place: Key, asker: Asker) -> bool:
    """Whether evidence about the period contradicts itself and nobody has said which holds."""
    for near, far in context.conflicts:
        if near is far:
            zh = f"“{near.text.strip()[:40]}”里有两个年份，是哪一年的数据？"
            answer = asker.ask("two-years", [near.key or place], zh, "Two years are named: which one is meant?",
                               why="标题里有两个年份", form=YEAR)  # fmt: skip
            if answer is None:
                return True
            context.hint = replace(context.hint, year=year_of(answer))
            continue
        answer = asker.ask(
            "period-conflict", [far.key or place, place],
            f"“{near.text.strip()[:30]}”与“{far.text.strip()[:30]}”的时间不一致，以哪个为准？",
            f"“{near.text.strip()[:30]}” and “{far.text.strip()[:30]}” disagree about the period: which one holds?",
            why={"file": "文件名与表内不一致", "sheet": "工作表名与表内不一致"}.get(far.where, "时间不一致"),
            options=[Option("near", near.text.strip()[:30], "as in the table"), Option("skip", "先不导入", "skip")],
            subject=f"{near.text}|{far.text}",
        )  # fmt: skip
        if answer != "near":
            return True
    return False


def ask_holder(figures: list[Figure], place: Key, asker: Asker) -> None:
    """Whose figures they are, when neither rows nor title nor file name say it."""
    open_ = [figure for figure in figures if not figure.holder]
    if not open_:
        return
    answer = asker.ask(
        "holder", [place], "这张表是哪个单位(地区)的数据？", "Whose figures are these?", why="标题和文件名都没写单位",
        subject="holder", remember=True, form=NAME,
    )  # fmt: skip
    for figure in open_:
        figure.holder = answer
        if answer is None:
            figure.held.append("holder")


def ask_units(figures: list[Figure], asker: Asker) -> None:
    """The unit of each column that has none."""
    by_column: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.unit is None and UNHEADED not in figure.held:
            by_column[figure.column.col].append(figure)
    if not by_column:
        return
    cells = [
        figures[0].column.path[-1] if figures[0].column.path else figures[0].key
        for figures in by_column.values()
    ]
    headers = "、".join(
        dict.fromkeys(fs[0].column.header.split("/")[-1] or fs[0].indicator for fs in by_column.values())
    )
    answer = asker.ask(
        "unit", cells, f"没有写计量单位：“{headers}”的单位是什么？", f"No unit is given for “{headers}”: which is it?",
        why="标题、表头和单元格都没有单位", options=[Option(u, u, u) for u in ("万元", "亿元", "个")],
        subject=fold(headers), remember=True, form=UNIT,
    )  # fmt: skip
    for group in by_column.values():
        for figure in group:
            figure.unit = answer
            if answer is None:
                figure.held.append("unit")


def ask_aspects(figures: list[Figure], asker: Asker) -> None:
    """What the percentages of a column are, where only their unit says anything."""
    by_header: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.aspect_guessed and UNHEADED not in figure.held:
            by_header[figure.column.header or figure.indicator].append(figure)
    for header, group in by_header.items():
        answer = asker.ask(
            "aspect", group[0].column.path[-1:] or [group[0].key], f"“{header}”的百分数是增速、完成率还是比重？",
            f"What are the percentages of “{header}”: growth, completion or a share?", why="表头没有写明",
            options=[Option("growth", "同比增速", "growth"), Option("completion_rate", "完成率", "completion"),
                     Option("share", "比重", "share")],
            subject=fold(header), remember=True,
        )  # fmt: skip
        for figure in group:
            if answer in ("growth", "completion_rate", "share"):
                figure.aspect = answer
            else:
                figure.held.append("aspect")


def _is_short(row: Row) -> bool:
    sums = row.total or row.subtotal or row.label.zone_wide
    named = row.kind is RowKind.HOLDER and row.label_key is not None and not row.section
    return named and not sums and is_short_form(row.label.stem)


def ask_short_forms(tables: list[Table], figures: list[Figure], asker: Asker) -> None:
    """Which organisation each short name means; the figures need not wait, importing resolves names, too."""
    names: dict[str, list[Key]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            if _is_short(row):
                names[row.label.stem].append(row.label_key or (row.row, 0))
    for name, cells in names.items():
        answer = asker.ask(
            "short-form", cells, f"“{name}”是简称，全称是哪个单位？",
            f"“{name}” is a short name: which organisation is meant?", why="简称/别名",
            subject=name, remember=True, form=NAME,
        )  # fmt: skip
        for figure in figures:
            if answer is not None and figure.holder == name:
                figure.holder = answer.strip()


def ask_ranges(figures: list[Figure], asker: Asker) -> None:
    """How printed intervals are to be entered; they are kept as intervals until somebody decides otherwise."""
    ranges = [figure for figure in figures if figure.value.is_range and not figure.value.qualifier]
    if ranges:
        listed = "、".join(f"{f.indicator}{f.cell.text.strip()}" for f in ranges[:4])
        asker.ask(
            "range", [f.key for f in ranges], f"{listed}是区间，如何入账(存区间、取下限或上限)？",
            f"{listed}: printed as an interval; keep it, or take an end?", why="区间",
            options=[Option("interval", "存区间", "keep"), Option("low", "取下限", "lower end"),
                     Option("high", "取上限", "upper end")],
            subject=fold(listed), remember=True,
        )  # fmt: skip


_DAY = re.compile(r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?")


def _dates_only(table: Table, row: int) -> bool:
    """Whether a line under the table only signs and dates it."""
    grid = table.block.grid
    cells = [grid.sheet.cells[row, col] for col in grid.columns_of(row)]
    figures = any((row, cell.col) in grid.values for cell in cells)
    return not figures and any(cell.kind is Kind.DATE or _DAY.fullmatch(fold(cell.text)) for cell in cells)


def ask_unreadable(table: Table, asker: Asker) -> None:
    """Cells of a figure column that are neither a figure nor a sign for a missing one."""
    grid = table.block.grid
    for column in table.data:
        for row in table.rows:
            cell = grid.sheet.cells.get((row.row, column.col))
            if (
                cell is None
                or row.section
                or _dates_only(table, row.row)
                or (row.row, column.col) in grid.values
                or column.hidden
            ):
                continue
            if cell.kind is Kind.EMPTY and cell.formula is None:
                continue
            if cell.kind is Kind.EMPTY:
                asker.ask(
                    "uncached-formula", [(cell.row, cell.col)], f"{cell.address} 是公式，但没有算出的值，应填多少？",
                    f"{cell.address} is a formula without a stored value", why=f"公式 ={cell.formula}",
                )  # fmt: skip
                continue
            asker.ask(
                "unreadable", [(cell.row, cell.col)], f"{cell.address} 的“{cell.text.strip()[:20]}”不是数，应填多少？",
                f"{cell.address}: “{cell.text.strip()[:20]}” is no figure; what is it?",
                why={Kind.ERROR: "公式出错", Kind.DATE: "数字列里是日期"}.get(cell.kind, "数字列里是文字"),
            )  # fmt: skip


def ask_comments(figures: list[Figure], asker: Asker) -> None:
    """Notes on cells that say the figure is not final."""
    for figure in figures:
        comment = " ".join(figure.cell.comment.split())
        if comment and lexicon.words()["doubtful_comment"].search(comment):
            answer = asker.ask(
                "comment", [figure.key], f"{figure.cell.address} 有批注“{comment[:40]}”，以哪个为准？",
                f"{figure.cell.address} carries the note “{comment[:40]}”: which figure holds?", why="批注与数值不一致",
                options=[Option("printed", f"印出的 {figure.cell.text}", "as printed")],
            )  # fmt: skip
            if answer != "printed":
                figure.held.append("comment")


def ask_ratios(figures: list[Figure], asker: Asker) -> None:
    """Bare numbers of a percent column that look like ratios: 0.123 for 12.3 %."""
    by_column: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.unit == "%" and figure.value.exact is not None:
            by_column[figure.column.col].append(figure)
    for group in by_column.values():
        bare = [f for f in group if not f.value.percent and f.scale == 1 and f.value.exact]
        small = [f for f in bare if f.value.exact is not None and abs(f.value.exact) < Decimal("1.5")]
        others = [f for f in group if f not in small]
        fine = [f for f in small if f.digits >= 3]
        level = median(abs(f.number or Decimal(0)) for f in others) if others else Decimal(0)
        for_rate = group[0].aspect in ("completion_rate", "share", "plan_share")
        whole = len(small) == len(bare) and len(fine) >= 2 and (not others or level > 2)
        suspects = small if whole else [f for f in fine if for_rate and level > 10]
        suspects = [f for f in suspects if "proven" not in f.qualifiers]
        if suspects:
            _ask_ratio(suspects, asker)


def _ask_ratio(suspects: list[Figure], asker: Asker) -> None:
    first = suspects[0]
    assert first.value.exact is not None
    answer = asker.ask(
        "ratio", [f.key for f in suspects],
        f"“{first.column.header}”列的 {printed(first.value.exact)} 是 {printed(first.value.exact)}% 还是 "
        f"{printed(first.value.exact * 100)}%?",
        f"Is {printed(first.value.exact)} in “{first.column.header}” a ratio or a percentage?", why="百分数写法不一",
        options=[Option("ratio", "是比例，乘以100", "a ratio"), Option("percent", "就是百分数", "a percentage")],
        subject=fold(first.column.header), remember=True,
    )  # fmt: skip
    for figure in suspects:
        if answer == "ratio":
            figure.scale = 100
        elif answer != "percent":
            figure.held.append("ratio")


def ask_twins(figures: list[Figure], asker: Asker) -> None:
    """The same fact printed twice: once is enough; printed with two values, it is a question."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.identity()].append(figure)
    for group in groups.values():
        first, *rest = group
        conflicting = [f for f in rest if _said(f) != _said(first)]
        same = [f for f in rest if f not in conflicting]
        asker.sheet = (rest or group)[0].sheet
        for figure in same:
            figure.duplicate_of = first
        if same:
            names = "、".join(_place(f, asker) for f in same)
            cells = [f.key for f in [first, *same] if f.sheet == asker.sheet]
            asker.warn(
                "duplicate_fact", "info", cells, f"{names} 与 {_place(first, asker)} 是同一事实，只入一次",
                f"{names}: the same fact as {_place(first, asker)}, entered once",
            )  # fmt: skip
        if conflicting:
            _ask_conflicting([first, *conflicting], asker)


def _place(figure: Figure, asker: Asker) -> str:
    return figure.cell.address if figure.sheet == asker.sheet else f"{figure.sheet}!{figure.cell.address}"


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.value.low, figure.value.high, figure.value.qualifier, figure.scale


def _ask_conflicting(group: list[Figure], asker: Asker) -> None:
    asker.sheet = group[-1].sheet
    values = "、".join(f"{_place(f, asker)}={f.cell.text.strip()}" for f in group)
    answer = asker.ask(
        "conflict", [f.key for f in group if f.sheet == asker.sheet], f"同一指标有不同的数：{values}，以哪个为准？",
        f"The same figure is given with different values: {values}. Which one holds?", why="同一单位同一指标重复填报",
        options=[Option(at, f"{at} 的 {f.cell.text.strip()}", at) for f in group for at in [_place(f, asker)]],
    )  # fmt: skip
    for figure in group:
        if answer is None or (answer != _place(figure, asker)):
            figure.held.append("conflict")


def warn_hidden(tables: list[Table], asker: Asker) -> None:
    """Hidden rows and columns that hold figures."""
    for table in tables:
        rows = [row for row in table.rows if row.hidden]
        keys = [
            f for row in rows for f in [(row.row, c.col) for c in table.data] if f in table.block.grid.values
        ]
        if keys:
            asker.warn(
                "hidden_rows",
                "info",
                keys,
                "隐藏行里有数，已读入并标明",
                "Hidden rows hold figures; read and marked",
            )
        for column in table.columns:
            keys = [(r.row, column.col) for r in table.rows if (r.row, column.col) in table.block.grid.values]
            if column.hidden and keys and column.role is Role.DATA:
                asker.warn(
                    "hidden_column", "info", keys, f"隐藏列“{column.header}”没有读入",
                    f"The hidden column “{column.header}” was not read",
                )  # fmt: skip
