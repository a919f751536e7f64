"""What this system refuses."""

from jingkai.kernel.problems import Catalogue

_SYSTEM = Catalogue("assessment")

RULE_UNKNOWN = _SYSTEM.add(
    "rule-unknown",
    zh="没有写明参评单位的考评规则“{rule}”，或那一天还没有生效。请从“细则与得分”页重新选择。",
    en="No rule of rounds with a cohort is called {rule}, or none held that day. Choose again on the page of scores.",
    clause="A3.1",
)
NO_SUCH_CELL = _SYSTEM.add(
    "no-such-cell",
    zh="得分表中没有“{who}”的“{node}”。请从热力图重新点开。",
    en="There is no {node} of {who} among the scores. Open it again from the heat map.",
    clause="A4.1",
)
FROZEN_DIFFERS = _SYSTEM.add(
    "frozen-differs",
    zh="这次评定按当时所知复算，与冻结的结果不一致，不能逐分说明。请告知系统管理员核查留痕。",
    en="Computed again from what was known then, this grading differs from what was frozen: its points cannot be "
    "opened. Tell the system administrator to examine the record.",
    clause="A2.1",
)
NOT_A_FIGURE = _SYSTEM.add(
    "not-a-figure",
    zh="“{name}”的假设值“{value}”不是数。请填数字，留空表示不改。",
    en="{value} for {name} is no number. Enter a number, or leave it empty to change nothing.",
    clause="A4.1",
)
