"""The refusals of this engine: a stable code, what is wrong and what to do next, in both languages."""

from __future__ import annotations

from jingkai.engines.expr.syntax import START, At
from jingkai.engines.quantity.problems import Problem

CLAUSE = "DESIGN 1 expr"

# code: (zh, en). A sentence may name what the raiser passes in braces.
CATALOGUE: dict[str, tuple[str, str]] = {
    "expr.empty": (
        "式子是空的：请写一个式子，例如 fact(\"固定资产投资\", ytd)",
        'The expression is empty: write one, for example fact("固定资产投资", ytd)',
    ),
    "expr.sign": (
        "不能用符号“{sign}”（{number}）：请删去它；名称只能由字母、汉字、数字和下划线组成，文字要加引号",
        "The sign '{sign}' ({number}) is not used here: delete it; names are made of letters, Chinese "
        "characters, digits and underscores, and texts stand in quotation marks",
    ),
    "expr.quote": (
        "引号没有配对：请在文字结束处补上引号；文字里的引号写作 \\\"",
        'A quotation mark is not closed: close the text; a mark inside a text is written \\"',
    ),
    "expr.syntax": (
        "这里不应是“{found}”，应是{expected_zh}",
        "'{found}' is not expected here; expected {expected_en}",
    ),
    "expr.chained": (
        "比较不能连写：请写成 a <= x and x <= b",
        "Comparisons are not chained: write a <= x and x <= b",
    ),
    "expr.unfinished": (
        "式子没有写完：还缺{expected_zh}",
        "The expression is not finished: {expected_en} is missing",
    ),
    "expr.option-order": (
        "带名称的参数“{name}:”要写在最后、且只写一次",
        "The option '{name}:' stands after the plain arguments, and once",
    ),
    "expr.too-long": (
        "式子太长（{found}，上限 {limit}）：请拆成几个指标",
        "The expression is too long ({found}, limit {limit}): divide it into several indicators",
    ),
    "expr.too-deep": (
        "括号或连算太深（上限 {limit} 层）：请拆成几个指标",
        "The expression is nested too deep (limit {limit}): divide it into several indicators",
    ),
    "expr.digits": (
        "数“{found}”的位数太多（上限 {limit} 位）：请换用更大的单位",
        "The number '{found}' has too many digits (limit {limit}): use a larger unit",
    ),
    "expr.unknown-name": (
        "没有名称“{name}”{near_zh}",
        "There is no name '{name}'{near_en}",
    ),
    "expr.unknown-function": (
        "没有函数“{name}”{near_zh}",
        "There is no function '{name}'{near_en}",
    ),
    "expr.unknown-measure": (
        "没有登记“{name}”这项{what_zh}{near_zh}",
        "No {what_en} is registered under '{name}'{near_en}",
    ),
    "expr.unknown-unit": (
        "不认识单位“{name}”：请用单位表里的写法，例如 1亿元、30%、5个",
        "The unit '{name}' is not in the table of units: write for example 1亿元, 30%, 5个",
    ),
    "expr.unknown-field": (
        "{rows}没有字段“{name}”{near_zh}",
        "{rows} has no field '{name}'{near_en}",
    ),
    "expr.unknown-word": (
        "“{name}”不在词表里{near_zh}",
        "'{name}' is not a word of this vocabulary{near_en}",
    ),
    "expr.unknown-option": (
        "{function} 没有参数“{name}:”{near_zh}",
        "{function} has no option '{name}:'{near_en}",
    ),
    "expr.arguments": (
        "{function} 的参数个数不对：应写作 {signature}",
        "{function} is given the wrong number of arguments: it is written {signature}",
    ),
    "expr.literal": (
        "{function} 的这个参数要直接写出来（{example}），不能由计算得出",
        "This argument of {function} is written out ({example}), not computed",
    ),
    "expr.type": (
        "这里要{expected_zh}，写的是{found_zh}",
        "{expected_en} is needed here, but this is {found_en}",
    ),
    "expr.branch-types": (
        "各分支的结果要同类：前面是{expected_zh}，这里是{found_zh}",
        "All branches give the same kind of result: the earlier one is {expected_en}, this one is {found_en}",
    ),
    "expr.dimension": (
        "单位不同，不能{deed_zh}：左边是{left_zh}，右边是{right_zh}；请先换成同类的量，或改用比值",
        "Quantities of different kinds cannot be {deed_en}: {left_en} on the left, {right_en} on the right; "
        "bring them to one kind first, or use a ratio",
    ),
    "expr.bare-number": (
        "数 {found} 没有单位，对方是{other_zh}：请写上单位，例如 {example}",
        "The number {found} has no unit while the other side is {other_en}: write the unit, "
        "for example {example}",
    ),
    "expr.calibers-added": (
        "不同口径或性质的数不能相加（{left} 与 {right}）：请写明同一个 caliber 和 nature，或把它们并列",
        "Figures of different calibers or natures are never added ({left} and {right}): "
        "name one caliber and nature for both, or show them side by side",
    ),
    "expr.rounding-unit": (
        "四舍五入要说明按什么单位：请写 round(x, {decimals}, \"{example}\")",
        'Rounding must say in which unit: write round(x, {decimals}, "{example}")',
    ),
    "expr.not-periodic": (
        "growth 要一个随时期而变的式子（含 fact、target 或时期），这里没有；也可写 growth(本期, 上年同期)",
        "growth needs something that changes with the period (a fact, a target or a period), "
        "and there is none; growth(now, before) is the other way",
    ),
    "expr.not-shiftable": (
        "“{name}”没有上年同期可查，不能放进 growth：请写 growth(本期, 上年同期)",
        "'{name}' has no value for last year, so growth cannot shift it: write growth(now, before)",
    ),
    "expr.pick": (
        "“.”只用来取各行的一个字段，放在汇总里，例如 sum(children.value)",
        "A dot only picks a field of every row, inside an aggregate: sum(children.value)",
    ),
    "expr.source-type": (
        "数据源给“{name}”的值不是{expected_zh}：请检查登记的类型",
        "The source answered '{name}' with something that is not {expected_en}: check the declared type",
    ),
    "expr.too-much-work": (
        "计算量超过上限（{what_zh} {limit}）：请用 where 缩小范围，或拆成几个指标",
        "The computation exceeds its limit ({what_en} {limit}): narrow it with where, or divide it",
    ),
    "expr.file-column": (
        "文件 {file} 缺少列“{name}”：第一行要写列名 {wanted}",
        "The file {file} has no column '{name}': its first line names the columns {wanted}",
    ),
    "expr.file-value": (
        "文件 {file} 第 {line} 行“{name}”读不懂：{found}",
        "Line {line} of the file {file}: '{name}' cannot be read: {found}",
    ),
    "expr.schema": (
        "名称“{name}”在同一处有两个意思（{where}）：请改名",
        "The name '{name}' would mean two things ({where}): rename one",
    ),
}  # fmt: skip


class ExprProblem(Problem):
    """A refusal of an expression: where it stands, what is wrong, and what to do next.

    `code` is stable; `zh` and `en` are whole sentences; `at` is the line and column, both from 1.
    """

    def __init__(self, code: str, at: At = START, **words: object) -> None:
        zh, en = CATALOGUE[code]
        self.at = at
        super().__init__(code, zh=zh.format(**words), en=en.format(**words), clause=CLAUSE)

    def sentence(self, lang: str) -> str:
        """The refusal with its place, in `zh` or `en`."""
        if lang == "zh":
            return f"第 {self.at.line} 行第 {self.at.column} 列：{self.zh}"
        return f"Line {self.at.line}, column {self.at.column}: {self.en}"


def short(text: str, limit: int = 40) -> str:
    """`text` as it may stand inside a sentence: bounded, so that no refusal repeats a megabyte."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
