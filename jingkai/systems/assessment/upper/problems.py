"""What is refused around an upper body's assessment."""

from jingkai.kernel.problems import Catalogue

_SYSTEM = Catalogue("assessment")

SCHEME_DIFFERS = _SYSTEM.add(
    "scheme-differs",
    zh="所据的不是已批准的考核方案，或方案与版本不符。请从指标页面办理。",
    en="That is no approved version of the scheme. Go by the page of the indicators.",
    clause="A3.1",
)
CHANGED_MEANWHILE = _SYSTEM.add(
    "changed-meanwhile",
    zh="刚有他人改了同一项。请刷新，看过现在的内容再办。",
    en="Somebody changed the same meanwhile. Load the page again, then go on.",
    clause="A3.1",
)
TAG_UNKNOWN = _SYSTEM.add(
    "tag-unknown",
    zh="“{word}”不是规则规定的标注。可用的有：{known}。",
    en="'{word}' is no tag of the rule. Use one of: {known}.",
    clause="A3.1",
)
NOTE_INCOMPLETE = _SYSTEM.add(
    "note-incomplete",
    zh="解读须写明是哪个部门、怎样解读。请补齐。",
    en="An interpretation says which department it is of, and what it says. Add both.",
    clause="A3.1",
)
NO_SUCH_NODE = _SYSTEM.add(
    "no-such-node",
    zh="现行考核方案里没有“{node}”。请从指标页面选取。",
    en="The scheme in force has no {node}. Choose it on the page of the indicators.",
    clause="A3.1",
)
NO_SUCH_SCHEME = _SYSTEM.add(
    "no-such-scheme",
    zh="{zone}在 {on} 还没有上级考核的方案（考评规则“{round}”）。请先起草考评规则和考核方案，经批准后再办。",
    en="{zone} has no scheme of the upper body's assessment on {on} (rule of rounds {round}). Have one drafted and "
    "approved first.",
    clause="A3.1",
)
RESPONSIBILITY_INCOMPLETE = _SYSTEM.add(
    "responsibility-incomplete",
    zh="“{node}”须同时写明牵头单位和分管领导，两者都要是本区现任。请补齐。",
    en="{node} needs both a lead unit of the zone and a leader in post. Name both.",
    clause="A3.1",
)
HOLES = _SYSTEM.add(
    "responsibility-holes",
    zh="责任表还有 {count} 处空缺：{nodes}。请为每一项明确牵头单位和分管领导，再开始考核或确认分析。",
    en="Nobody answers for {count} parts of the scheme: {nodes}. Name lead unit and leader for each, then open the "
    "round or confirm the analysis.",
    clause="A3.1",
)
CELLS_REFUSED = _SYSTEM.add(
    "cells-refused",
    zh="有 {count} 格读不通：{cells}。请按格内提示改好，再入账。",
    en="{count} cells cannot be read: {cells}. Mend them as each says, then enter the table.",
    clause="A3.1",
)
NOTHING_GIVEN = _SYSTEM.add(
    "nothing-given",
    zh="表格里没有新的得分或位次。请粘贴上级的得分表。",
    en="There is no score or place in the table that is new. Paste the upper body's table.",
    clause="A3.1",
)
SCORES_MISSING = _SYSTEM.add(
    "scores-missing",
    zh="还有 {count} 项指标没有得分：{nodes}。没有得分不等于零分；请补录后再定稿。",
    en="{count} indicators have no score yet: {nodes}. No score is not zero: enter them, then settle the analysis.",
    clause="A3.1, INV.5",
)
NOT_SETTLED = _SYSTEM.add(
    "not-settled",
    zh="分析还没有定稿，或定稿以后又有变动。请考核办核对后重新定稿，再确认。",
    en="The analysis is not settled, or something changed after it was. The assessment office settles it again, then "
    "it is confirmed.",
    clause="A3.1",
)
