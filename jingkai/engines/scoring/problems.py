"""The refusals of the scoring engine; the class and its meaning are the quantity engine's."""

from __future__ import annotations

from jingkai.engines.quantity.problems import Problem, Sentence

PROBLEMS: dict[str, Sentence] = {
    "scoring.scheme": Sentence(
        zh="考核方案“{place}”处读不懂：{why}。请对照 docs/scoring.md 更正。",
        en="The scheme cannot be read at '{place}': {why_en}. Correct it; docs/scoring.md has every key.",
        clause="A1.1",
    ),
    "scoring.twice": Sentence(
        zh="编号“{id}”在方案中出现两次。每个结点和指标的编号只用一次。",
        en="The id '{id}' stands twice in the scheme. Each node and indicator has an id of its own.",
        clause="A1.1",
    ),
    "scoring.cycle": Sentence(
        zh="方案在“{place}”处拿指标与自己相比，或得分绕回到了自己。请写另一个指标、结点、单位或时期。",
        en="At '{place}' the scheme lays an indicator beside itself, or makes points of themselves. "
        "Name another indicator or node, a unit or a period.",
        clause="A5.4",
    ),
    "scoring.weights": Sentence(
        zh="“{id}”下各项权重合计 {found}，应为 {wanted}。请更正权重。",
        en="The weights below '{id}' add to {found} and must add to {wanted}. Correct them.",
        clause="A5.4",
    ),
    "scoring.no-weight": Sentence(
        zh="“{id}”按权重汇总，其下“{child}”没有权重。请写明 weight，不计权重的项目放到 combine: sum 的结点下。",
        en="'{id}' combines by weights and '{child}' below it has none. Give it a weight, or put what has none under a "
        "node with combine: sum.",
        clause="A1.1",
    ),
    "scoring.no-full": Sentence(
        zh="“{id}”没有满分，人人都会得同样的分。请写明 weight 或 full。",
        en="'{id}' has no full marks, and all would have the same points. Give it a weight or full.",
        clause="A1.1",
    ),
    "scoring.method": Sentence(
        zh="“{id}”的评分方法“{method}”没有这一种{near}。可用：{known}。",
        en="'{id}' names the method '{method}', which does not exist{near_en}. There are: {known}.",
        clause="A1.2",
    ),
    "scoring.scheme-edited": Sentence(
        zh="方案“{key}”的“{version}”版已经用过，之后改动了（{kept} 是当时所用的）：{why}。"
        "请另立版本号，或把结果写到另一个目录。",
        en="Version '{version}' of the scheme '{key}' was used before, and has been edited since ({kept} is what was "
        "used): {why_en}. Give it a new version, or write the results elsewhere.",
        clause="A5.4",
    ),
    "scoring.unreadable": Sentence(
        zh="{file} 读不懂：{why}。数据和单位表应为 CSV（UTF-8 或 GB 18030）或 Parquet，首行为列名，每行列数相同。",
        en="{file} cannot be read: {why_en}. Facts and units are CSV (UTF-8 or GB 18030) or Parquet, with the names of "
        "the columns in the first line and as many cells in each.",
        clause="A1.5",
    ),
    "scoring.columns": Sentence(
        zh="数据文件 {file} 缺少列 {missing}，现有列为 {found}。",
        en="The file {file} lacks the columns {missing}; it has {found}.",
        clause="A1.5",
    ),
    "scoring.not-a-number": Sentence(
        zh="{file} {line}“{unit}”{period}的“{indicator}”写作“{value}”，不是数。只写数字：不带 %、单位和千分位逗号"
        "（99% 写 99，1,234.5 写 1234.5）；“余”“近”等写在 qualifier 列；未知的留空。",
        en="In {file}{line_en} the value of '{indicator}' of '{unit}' in {period} is '{value}', which is no "
        "number. Write "
        "digits only, without %, unit or thousands separator (99% is 99, 1,234.5 is 1234.5); marks such as 余 stand in "
        "the column qualifier; leave what is unknown empty.",
        clause="A5.4",
    ),
    "scoring.indicator-unknown": Sentence(
        zh="方案要用的指标“{indicator}”在数据中一条也没有。请核对名称；确实谁也没有的，写一行空值。数据中有：{known}。",
        en="The scheme asks for the indicator '{indicator}', of which there is no fact. Check its name; where really "
        "nobody has one, write one row without a value. The facts have: {known}.",
        clause="A5.4",
    ),
    "scoring.unit-unknown": Sentence(
        zh="{file} 中的“{unit}”不在单位表中。请补入单位表，或更正名称。",
        en="'{unit}' in {file} is not among the units. Add it to the table of units, or correct its name.",
        clause="A5.4",
    ),
    "scoring.beside-unknown": Sentence(
        zh="方案拿“{unit}”作对比，{file} 中没有它的数。请补数，或更正名称。",
        en="The scheme compares with '{unit}', of which {file} has no fact. Add it, or correct the name.",
        clause="A5.4",
    ),
    "scoring.no-series": Sentence(
        zh="数据中“{unit}”没有“{indicator}”的数。有这一指标的单位：{known}。请核对名称。",
        en="The facts have no value of '{indicator}' for '{unit}'. Units that have one: {known}. Check the name.",
        clause="A1.6",
    ),
    "scoring.period-unknown": Sentence(
        zh="数据中没有时期“{period}”，有：{known}。请照数据中的写法填写。",
        en="The facts have no period '{period}'; they have {known}. Write it as the facts do.",
        clause="A1.5",
    ),
    "scoring.duplicate": Sentence(
        zh="“{unit}”{period}的“{indicator}”有 {count} 个数。请只留一个；多人评分或多次事件须在方案中写明 gather。",
        en="'{unit}' has {count} values of '{indicator}' in {period}. Keep one; where several raters or events are "
        "meant the scheme says so with gather.",
        clause="A5.4",
    ),
    "scoring.calibers": Sentence(
        zh="“{indicator}”{period}的数据有不同口径：{calibers}。不同口径不能放在一起评分，请只留一种。",
        en="The values of '{indicator}' in {period} are of different calibers: {calibers}. They are not scored against "
        "each other; keep one caliber.",
        clause="A5.4",
    ),
    "scoring.unit-twice": Sentence(
        zh="单位表中“{unit}”有两行。请只留一行。",
        en="The table of units has '{unit}' twice. Keep one line.",
        clause="A5.4",
    ),
    "scoring.nameless": Sentence(
        zh="{file} 中{rows}的“{column}”是空的。请补上，或删去该行；表格里合并的单元格只有第一格有内容，"
        "请取消合并、逐行填满。",
        en="{rows_en} of {file}: no {column}. Fill it in, or remove the line; of merged cells only the first has what "
        "they say: unmerge them and fill in each line.",
        clause="A5.4",
    ),
    "scoring.no-place": Sentence(
        zh="“{unit}”{period}的“{id}”投了第 {value} 位。位次从 1 起，请更正。",
        en="'{unit}' has a vote for place {value} under '{id}' in {period}. Places begin with 1: correct it.",
        clause="A5.4",
    ),
    "scoring.column-unknown": Sentence(
        zh="“{id}”要按单位表的“{column}”列分组，单位表没有这一列。",
        en="'{id}' compares within the column '{column}', which the table of units does not have.",
        clause="A1.1",
    ),
    "scoring.changed-twice": Sentence(
        zh="改动表里“{unit}”的“{indicator}”写了两次。请只留一行。",
        en="The changes name '{indicator}' of '{unit}' twice. Keep one line.",
        clause="A1.6",
    ),
    "scoring.node-unknown": Sentence(
        zh="方案里没有“{id}”，改不了它的权重。方案中有：{known}。",
        en="The scheme has no '{id}' whose weight could change. It has: {known}.",
        clause="A1.6",
    ),
    "scoring.nothing-left": Sentence(
        zh="按这些改动，方案里一项指标也不剩。请至少留一项。",
        en="With these changes the scheme has no indicator left. Keep one.",
        clause="A1.6",
    ),
    "scoring.missing": Sentence(
        zh="“{unit}”{period}缺“{id}”的数据（共 {count} 处）。请补数，或在方案中写明 missing: rescale 或 zero；"
        "有 trim 的，去掉最高最低后一个数不剩也算缺；只用作对比的往期，用 --period 写明要评的时期。",
        en="'{unit}' has no value for '{id}' in {period} ({count} such in all). Supply it, or let the scheme say "
        "missing: rescale or zero; with trim, what has nothing left without its extremes has no value; where "
        "that period is for comparison only, name those to be scored with --period.",
        clause="A5.4",
    ),
    "scoring.undefined": Sentence(
        zh="“{unit}”{period}的“{id}”算不出来：{why}（共 {count} 处）。请更正数据，或在方案中写明 undefined；"
        "只用作对比的往期，用 --period 写明要评的时期。",
        en="'{id}' cannot be computed for '{unit}' in {period}: {why_en} ({count} such in all). Correct the data, "
        "or let the scheme say undefined; where that period is for comparison only, name those to be scored with "
        "--period.",
        clause="A5.4",
    ),
    "scoring.gate-unknown": Sentence(
        zh="“{unit}”{period}的“{of}”没有确数，过不过关口“{gate}”不得而知。请补数（没有发生的填 0），"
        "或在关口上写明 missing: zero。",
        en="'{of}' of '{unit}' in {period} has no figure, so that nobody knows whether the gate '{gate}' is passed. "
        "Supply it (0 where nothing happened), or let the gate say missing: zero.",
        clause="A1.1",
    ),
    "scoring.no-mean": Sentence(
        zh="“{unit}”{period}的“{id}”下有负的得分，取不了几何或调和平均。请改用算术平均，或设保底。",
        en="'{unit}' has a score below zero under '{id}' in {period}, of which there is no geometric or harmonic mean. "
        "Use the arithmetic mean, or set a floor.",
        clause="A5.4",
    ),
    "scoring.no-spark": Sentence(
        zh="Spark 用不了：缺 {what}。请执行 pip install 'jingkai[spark]' 并安装 Java 17 或更新版本，"
        "或改用 --engine arrays。",
        en="Spark cannot be used: {what} is missing. Run pip install 'jingkai[spark]' and install Java 17 or newer, or "
        "choose --engine arrays.",
        clause="A1.4",
    ),
    "scoring.no-trace": Sentence(
        zh="分析和报告要从完整的溯源读出每一分的来处，这次评分没有保留。请用 --trace full 重新评分。",
        en="The analysis and the report read where each point comes from out of the full trace, which this run did not "
        "keep. Score again with --trace full.",
        clause="A1.3",
    ),
}

# Why a formula has no result: what `undefined` is about, by the code that stands in the trace.
WHY: dict[str, tuple[str, str]] = {
    "all-equal": ("各单位数值全相同，没有高低可分", "all peers have the same value"),
    "one-unit": ("可比单位只有一个", "there is only one unit to compare"),
    "no-reference": ("没有可比的基准数", "the figure to compare with is missing"),
    "zero-reference": ("基准数为零", "the figure to compare with is zero"),
    "negative-base": ("上期数为负，没有增长率", "the earlier figure is negative: there is no growth rate"),
    "negative-reference": (
        "基准数为负，比值没有意义",
        "the figure to compare with is negative: the ratio means nothing",
    ),
    "no-span": ("上下限相等", "the two ends are the same"),
    "wrong-way": ("满分一头的数不比零分一头的好", "the end with the full points is no better than the other"),
    "no-logarithm": ("零或负数没有对数", "zero and negative figures have no logarithm"),
    "no-root": (
        "负数不能开方，也没有小数次方",
        "a negative figure has no root and no power that is not whole",
    ),
    "zero-divisor": ("公式中除数为零", "a divisor in the formula is zero"),
    "out-of-range": ("公式中的数过大或过小", "a number in the formula is too large or too small"),
    "unknown": ("公式写明未知", "the formula says that it is unknown"),
    "bound": ("只知道范围，不是确数", "only a bound is known, not the figure"),
}


# What stands for fields that are not always known.
_UNSAID: dict[str, object] = {"line": "中", "line_en": "", "rows": "有的行", "rows_en": "Some rows"}


def problem(code: str, **fields: object) -> Problem:
    """The scoring Problem of `code`, filled in; what is several is listed as each language does."""
    sentence, said = PROBLEMS[code], _UNSAID | fields
    return Problem(
        code, zh=sentence.zh.format(**_listed(said, "、")), en=sentence.en.format(**_listed(said, ", ")),
        clause=sentence.clause,
    )  # fmt: skip


def _listed(fields: dict[str, object], comma: str) -> dict[str, object]:
    return {key: comma.join(one) if isinstance(one, list) else one for key, one in fields.items()}
