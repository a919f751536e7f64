"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("facts")

INCOMPLETE = _ROOM.add(
    "incomplete",
    zh="数据缺少{what}。每条数据都要有单位、时期、口径、性质和来源，请补齐后重报。",
    en="The fact lacks {what}. A fact has a unit, period, caliber, nature and source: complete it and "
    "send it again.",
    clause="DESIGN 1 facts",
)
UNKNOWN_WORD = _ROOM.add(
    "unknown-word",
    zh="“{word}”不是规定的{what}。可用的有：{known}。",
    en="'{word}' is no {what_en}. Use one of: {known}.",
    clause="DESIGN 2 Fact",
)
MALFORMED = _ROOM.add(
    "malformed-interval",
    zh="数值区间不成立（上下限颠倒或标记不对）。请核对后重报。",
    en="The interval is not one (ends reversed, or a mark that does not exist). Check it and send it again.",
    clause="DESIGN 2 Quantity",
)
UNIT_DIFFERS = _ROOM.add(
    "unit-differs",
    zh="“{measure}”以“{base}”计量，“{unit}”换算不过来。请改用同类单位，或登记为另一项数据。",
    en="{measure} is kept in {base}; {unit} does not convert to it. Use a unit of that kind, or register "
    "another measure.",
    clause="DESIGN 2 Quantity",
)
TOO_FINE = _ROOM.add(
    "too-fine",
    zh="{value} 不能精确存为“{base}”的 {decimals} 位小数。请按原计量单位登记该数据项，或以能除尽的单位填报。",
    en="{value} can't be kept exactly in {base} to {decimals} decimals. Register the measure in the unit it "
    "is counted in.",
    clause="DESIGN 5.4",
)
TOO_LARGE = _ROOM.add(
    "too-large",
    zh="{value} 超出可存的范围。请检查单位是否多写了一个“万”或“亿”。",
    en="{value} is beyond what can be kept. Check whether the unit has a 万 or 亿 too many.",
    clause="DESIGN 5.4",
)
REASON_MISSING = _ROOM.add(
    "reason-missing",
    zh="更正数据必须写明原因。请填写原因后重试。",
    en="A correction says why. Give the reason and try again.",
    clause="INV.1",
)
OTHER_SERIES = _ROOM.add(
    "other-series",
    zh="只能更正同一单位报送的同一项数据（指标、对象、时期、性质、口径都相同）。不同口径请另报一条，两者并列。",
    en="A correction replaces a figure of the same measure, holder, period, nature, caliber and reporting "
    "unit. Report another caliber as a fact of its own: both stand.",
    clause="DESIGN 2 Fact",
)
STATISTICAL = _ROOM.add(
    "statistical-only-by-import",
    zh="统计数据只能由新的统计导入替换，不能在页面上更改。请导入统计部门的新表。",
    en="A statistical figure is replaced only by a new statistical import, never edited. Import the "
    "statisticians' new table.",
    clause="统计法 2024 Art. 7",
)
SUPERSEDED = _ROOM.add(
    "superseded-already",
    zh="这条数据（fact:{fact}）已被更正过。请在最新的一条（fact:{latest}）上更正。",
    en="fact:{fact} has been corrected already. Correct the latest one, fact:{latest}.",
    clause="INV.1",
)
NOT_KNOWN = _ROOM.add(
    "not-known",
    zh="没有 {ref}，或它所在的批次尚未生效、已经撤回。请核对编号。",
    en="There is no {ref}, or its batch is not live. Check the reference.",
    clause="DESIGN 2 As-of",
)
MEASURE_TAKEN = _ROOM.add(
    "measure-taken",
    zh="数据项“{measure}”已登记为“{base}”、{decimals} 位小数，不能改作其他单位。请换一个名称。",
    en="{measure} is registered in {base} to {decimals} decimals, which does not change. "
    "Choose another name.",
    clause="DESIGN 2 Measure",
)
MEASURE_TWICE = _ROOM.add(
    "measure-twice",
    zh="同名同方面的数据项已有一个。请直接使用它。",
    en="A measure of this name and aspect exists. Use that one.",
    clause="DESIGN 2 Measure",
)
ZONE_UNNAMED = _ROOM.add(
    "zone-unnamed",
    zh="这里有几个区（{known}）。请用 --zone 写明是哪一个。",
    en="There are several zones ({known}). Say which one with --zone.",
    clause="K4.3",
)
NO_ZONE = _ROOM.add(
    "no-zone",
    zh="还没有建区。请先运行 jingkai init --zone 名称。",
    en="There is no zone yet. Run jingkai init --zone NAME first.",
    clause="K4.3",
)
ZONE_UNKNOWN = _ROOM.add(
    "zone-unknown",
    zh="没有名为“{name}”的区，有的是：{known}。请核对名称。",
    en="There is no zone named {name}, only {known}. Check the name.",
    clause="K4.3",
)
ZONE_AMBIGUOUS = _ROOM.add(
    "zone-ambiguous",
    zh="有几个区都叫“{name}”：{known}。请写编号指明是哪一个，如 --zone {first}。",
    en="Several zones are called {name}: {known}. Say which by its number: --zone {first}.",
    clause="K4.3",
)
UNIT_UNKNOWN = _ROOM.add(
    "reporting-unit-unknown",
    zh="“{zone}”没有名为“{name}”的单位。{near}请核对名称，或用 jingkai init --unit 登记。",
    en="{zone} has no unit named {name}. {near_en} Check the name, or register it: jingkai init --unit.",
    clause="K4.3",
)
ANSWERS_UNREADABLE = _ROOM.add(
    "answers-unreadable",
    zh="答复文件读不了：{why}。应是一个 JSON 对象，键为问题编号，值为所选答案。",
    en="The answers can't be read: {why}. The file is one JSON object from question id to the chosen answer.",
    clause="K4.3",
)
SAID_TWICE = _ROOM.add(
    "said-twice",
    zh="同一数据在表内有不同的值（{cells}）。请只留一个。",
    en="The same figure has different values in the table ({cells}). Leave one of them.",
    clause="W1.3.5",
)
INDICATOR_UNKNOWN = _ROOM.add(
    "indicator-unknown",
    zh="没有指标“{code}”。请先登记该指标。",
    en="There is no indicator {code}. Define it first.",
    clause="DESIGN 2 Indicator",
)
INDICATOR_TAKEN = _ROOM.add(
    "indicator-taken",
    zh="已有指标“{name}”（代码 {code}）。请修改那一个，或换一个名称和代码。",
    en="There is an indicator {name} (code {code}). Amend that one, or choose another name and code.",
    clause="DESIGN 2 Indicator",
)
INDICATOR_AMENDED = _ROOM.add(
    "indicator-amended",
    zh="在您填写期间，“{name}”的定义已被改过。下面是现在的定义，请核对后再改。",
    en="The definition of {name} was amended while you were typing. This is the one of now: check it, then amend it.",
    clause="W5.2.1",
)
INDICATOR_SAME = _ROOM.add(
    "indicator-same",
    zh="“{name}”的定义没有改动，未写入。",
    en="Nothing of the definition of {name} was changed: nothing was written.",
    clause="INV.6",
)
AMENDMENT_UNEXPLAINED = _ROOM.add(
    "amendment-unexplained",
    zh="修改指标的定义必须写明原因。请填写原因后重试。",
    en="An amendment says why. Give the reason and try again.",
    clause="INV.1",
)
TARGET_UNKNOWN = _ROOM.add(
    "target-unknown",
    zh="没有目标 target:{target}，或它已被替换。请核对编号。",
    en="There is no target:{target}, or it has been replaced. Check the reference.",
    clause="DESIGN 2 Target",
)
PARENT_NOT_OLDER = _ROOM.add(
    "parent-not-older",
    zh="上级目标须先登记。请先登记上级目标再分解。",
    en="A parent target exists before its children. Set the parent first.",
    clause="DESIGN 5.1",
)
BUNDLE_INCOMPLETE = _ROOM.add(
    "bundle-incomplete",
    zh="“{code}”还不能启用：{missing}还没有对应的指标和目标。请补齐含义后再启用。",
    en="{code} can't be activated: {missing_en} has no indicator and target yet. Enter what it means first.",
    clause="DESIGN 2 bundle",
)
BUNDLE_PLACE = _ROOM.add(
    "bundle-place",
    zh="“{code}”没有第 {place} 位，或该位已有目标。",
    en="{code} has no place {place}, or that place has a target already.",
    clause="DESIGN 2 bundle",
)
BUNDLE_MALFORMED = _ROOM.add(
    "bundle-malformed",
    zh="目标组合的代号由数字组成，如 1688；“{code}”不是。",
    en="The code of a bundle is made of digits, as 1688; {code} is not.",
    clause="DESIGN 2 bundle",
)
CURVE_BACKWARDS = _ROOM.add(
    "curve-backwards",
    zh="进度曲线“{key}”的日期或比例没有递增。请按日期先后填写累计比例。",
    en="The dates or shares of curve {key} do not rise. Give cumulative shares in the order of their dates.",
    clause="DESIGN 2 Curve",
)
FIGURE_IMPOSSIBLE = _ROOM.add(
    "figure-impossible",
    zh="{why}。请改正。",
    en="{why_en}. Mend it.",
    clause="统计法 2024 Art. 21",
)
DOUBTS_UNANSWERED = _ROOM.add(
    "doubts-unanswered",
    zh="还有 {count} 个数有疑问（{cells}）。请改正；确实如此的，逐个写明原因。",
    en="Figures in doubt: {count} ({cells}). Mend them, or say of each why it is so.",
    clause="统计法 2024 Art. 21",
)
