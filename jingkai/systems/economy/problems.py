"""What this system refuses."""

from jingkai.kernel.problems import Catalogue

_SYSTEM = Catalogue("economy")

PERIOD_UNREADABLE = _SYSTEM.add(
    "period-not-whole",
    zh="“{period}”不是整月、整季、半年或整年。请写成 2024-03、2024-Q1、2024-H1 或 2024。",
    en="{period} is no whole month, quarter, half or year. Write 2024-03, 2024-Q1, 2024-H1 or 2024.",
    clause="K4.3",
)
REF_UNREADABLE = _SYSTEM.add(
    "ref-unreadable",
    zh="看不懂“{ref}”。可写 fact:编号、target:编号、event:编号、month:编号，或 指标@2024-03、指标@2024-03@单位。",
    en="{ref} is no reference. Write fact:ID, target:ID, event:ID, month:ID, or INDICATOR@2024-03, "
    "INDICATOR@2024-03@UNIT.",
    clause="K4.6",
)
FIGURE_UNKNOWN = _SYSTEM.add(
    "figure-unknown",
    zh="{period}没有“{name}”这项数（{holder}）。请核对名称，或到那个月的月度调度里查看有哪些。",
    en="{holder} has no figure {name} in {period}. Check the name, or see which there are in the month.",
    clause="K4.6",
)
DAY_UNREADABLE = _SYSTEM.add(
    "day-unreadable",
    zh="“{day}”不是日期。请写成 2024-03-08。",
    en="{day} is no day. Write 2024-03-08.",
    clause="W2.2.4",
)
BUNDLE_UNKNOWN = _SYSTEM.add(
    "bundle-unknown",
    zh="没有编号为 {bundle} 的目标组合。请从“目标与组合”页面重新进入。",
    en="There is no bundle {bundle}. Go back to the page of targets and bundles.",
    clause="W2.2.4",
)
QUANTITY_UNREADABLE = _SYSTEM.add(
    "quantity-unreadable",
    zh="“{value}”读不出一个数。请写数和单位，这个指标以“{unit}”计。",
    en="No figure was read in {value}. Give a figure with its unit; the indicator is in {unit}.",
    clause="W2.2.4",
)
NOTHING_TO_PUBLISH = _SYSTEM.add(
    "nothing-to-publish",
    zh="{period}没有任何数据，不能公布。请先导入数据。",
    en="There is no figure for {period}: nothing can be published. Import first.",
    clause="K4.3",
)
MONTH_CHANGED = _SYSTEM.add(
    "month-changed",
    zh="在您核对期间，{period}的数有变，没有公布。下面是现在的数，请核对后再公布。",
    en="The figures of {period} changed while you were looking: nothing was published. These are the ones of now: "
    "check them, then publish.",
    clause="DESIGN 2 As-of",
)
AS_OF_PUBLISHED = _SYSTEM.add(
    "publishes-now",
    zh="公布的是现在所知，不能与 --as-of 同用。请去掉其中一个。",
    en="What is published is what is known now: --publish does not go with --as-of. Leave one out.",
    clause="DESIGN 2 As-of",
)
PUBLISHER_SEES_PART = _SYSTEM.add(
    "publisher-sees-part",
    zh="公布的是全区的月度，您只能查看其中一部分。请由能查看全区数据的人员公布，或申请授权。",
    en="What is published is the month of the whole zone, and you may read a part of it. Let someone publish who may "
    "read all, or ask for a grant.",
    clause="INV.7",
)
