"""What the command line refuses by itself."""

from jingkai.kernel.problems import Catalogue

_SITE = Catalogue("site")

AS_OF_OUTSIDE = _SITE.add(
    "as-of-outside",
    zh="留痕到第 {last} 号为止，没有第 {number} 号。--as-of 请写 0 到 {last} 之间的序号。",
    en="The journal ends at number {last}: there is no {number}. Give --as-of a number from 0 to {last}.",
    clause="DESIGN 2 As-of",
)
NOT_THE_SAMPLE = _SITE.add(
    "not-the-sample",
    zh="这个数据库里已有开发区“{zones}”，不是样例；样例是虚构的数据，写入后删不掉，因此一条也没有写。"
    "要看样例，请先用 JINGKAI_DATABASE_URL 和 JINGKAI_DATA_DIR 另指一处空的数据库。",
    en="This database holds {zones}, which is no sample. The sample is invented and could not be deleted again, so "
    "nothing was written. To see it, let JINGKAI_DATABASE_URL and JINGKAI_DATA_DIR name an empty place.",
    clause="K6.1.1",
)
BROUGHT_IN_ELSEWHERE = _SITE.add(
    "brought-in-elsewhere",
    zh="这份文件已作为“{unit}”的报送入账（批次 {batch}），现在要算作“{own}”的。报送单位选错了的，请改 --unit；"
    "确实也由“{own}”报送的，请加 --yes。",
    en="This file was brought in as sent by {unit} (batch {batch}), and is now to be {own}'s. If that is the wrong "
    "unit, change --unit; if {own} sends the same, add --yes.",
    clause="K3.5",
)
MONTH_HAS_BLANKS = _SITE.add(
    "month-has-blanks",
    zh="{period}的 {rows} 项指标中有 {blank} 项没有数，还没有公布。请先导入缺的数；就这样公布的，请加 --yes。",
    en="Of the {rows} indicators of {period} {blank} have no figure, so nothing was published. Import what is missing, "
    "or add --yes to publish it as it is.",
    clause="K4.3.7",
)
ROLE_UNKNOWN = _SITE.add(
    "role-unknown",
    zh="没有角色“{role}”。可用的有：{known}。",
    en="There is no role {role}. Use one of: {known_en}.",
    clause="DESIGN 1 parties",
)
ALIAS_TAKEN = _SITE.add(
    "alias-taken",
    zh="“{name}”已是“{unit}”的名称，没有登记。两个单位不能同用一个名称。",
    en="{name} is a name of {unit} already and was not entered: two units do not share a name.",
    clause="K3.5.4",
)
