"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("flows")

NO_SUCH_MOVE = _ROOM.add(
    "no-such-move",
    zh="现在（{state}）不能“{move}”。此时可以：{possible}。",
    en="From here ({state_en}) there is no “{move_en}”. Possible now: {possible_en}.",
    clause="DESIGN 2 Case / Move",
)
OUT_OF_ORDER = _ROOM.add(
    "out-of-order",
    zh="流程动作必须依次登记，不能跳号。请通过流程服务办理。",
    en="Moves of a case follow each other without a gap. Make them through the service.",
    clause="DESIGN 2 Case / Move",
)
MOVED_MEANWHILE = _ROOM.add(
    "moved-meanwhile",
    zh="此事刚刚已由他人办理。请刷新后再看下一步。",
    en="Somebody has just moved this case. Look at it again before the next step.",
    clause="DESIGN 2 Case / Move",
)
BEFORE_LAST_MOVE = _ROOM.add(
    "before-last-move",
    zh="办理时间早于上一步（{last}）。请更正时间。",
    en="This is dated before the last move ({last}). Correct the time.",
    clause="DESIGN 2 Case / Move",
)
VERIFIER_IS_DOER = _ROOM.add(
    "verifier-is-doer",
    zh="办理过此事的人或单位（含其委托、受托人和任职人员）不能核验此事。请由其他单位的人员核验。",
    en="A person or body that did this case, acts for one that did, or holds a post in it, does not verify it. "
    "Ask someone of another body.",
    clause="INV.2",
)
MOVER_MISSING = _ROOM.add(
    "mover-missing",
    zh="办理和核验必须有具体的人和单位。请以某一岗位办理。",
    en="Doing and verifying is by a person of a body. Act in a post.",
    clause="INV.2",
)
BODY_IS_PLATE = _ROOM.add(
    "body-is-plate",
    zh="流程中登记的单位必须是主体，不能是另一块牌子。请改用主体机构。",
    en="A case names bodies, not plates of them. Name the body itself.",
    clause="DESIGN 2 Two plates, one body",
)
NOT_THE_DOER = _ROOM.add(
    "not-the-doer",
    zh="此步只能由承办单位办理：{who}。",
    en="Only the units that do this case make this move: {who}.",
    clause="DESIGN 2 Case / Move",
)
NOT_IN_POST = _ROOM.add(
    "not-in-post",
    zh="您现在不担任该岗位，不能以其名义办理。请以现任岗位办理。",
    en="You do not hold that post on this day. Act in a post that you hold.",
    clause="DESIGN 2 Case / Move",
)
NOT_DELEGATED = _ROOM.add(
    "not-delegated",
    zh="没有有效的委托，不能代其办理。请先办理委托。",
    en="No delegation holds on this day, so you can't act for that person. Ask for one first.",
    clause="practice-S 4.4",
)
NEEDS_MISSING = _ROOM.add(
    "needs-missing",
    zh="办理此步还缺：{missing}。请补齐后再提交。",
    en="This move still needs: {missing_en}. Add it and try again.",
    clause="DESIGN 2 Case / Move",
)
CASE_NOT_FOUND = _ROOM.add(
    "case-not-found",
    zh="没有这个事项（{number}）。请核对编号。",
    en="There is no such case ({number}). Check the number.",
    clause="INV.7",
)
DUE_OUT_OF_ORDER = _ROOM.add(
    "due-out-of-order",
    zh="新的期限必须接续同一事项、同一期限的上一个期限。请通过延期办理。",
    en="A new due date replaces the last one of the same term of the same case. Ask for an extension.",
    clause="DESIGN 2 Term",
)
EXTENSION_TOO_LATE = _ROOM.add(
    "extension-too-late",
    zh="期限已于 {due} 届满，不能再申请延期。请尽快办结并说明原因。",
    en="The time was up on {due}: an extension is asked for before. Finish it and say why it is late.",
    clause="DESIGN 2 Case / Move",
)
EXTENSION_NOT_LATER = _ROOM.add(
    "extension-not-later",
    zh="申请的日期 {wanted} 不晚于现有期限 {due}。请填写更晚的日期。",
    en="{wanted} is not later than the due date {due}. Ask for a later day.",
    clause="DESIGN 2 Case / Move",
)
EXTENSION_ASKED = _ROOM.add(
    "extension-asked",
    zh="该期限已有一个待批的延期申请，或已被新的期限取代。请查看原申请。",
    en="This due date has an extension waiting for its answer, or was replaced. Look at that one.",
    clause="DESIGN 2 Case / Move",
)
NOT_A_FLOW = _ROOM.add(
    "not-a-flow",
    zh="规则“{key}”不是流程。请核对键。",
    en="{key} is not a flow. Check the key.",
    clause="DESIGN 2 RuleSet",
)
FLOW_NOT_APPROVED = _ROOM.add(
    "flow-not-approved",
    zh="该流程版本尚未批准，不能据此办事。请先批准。",
    en="This version of the flow has not been approved. Approve it first.",
    clause="DESIGN 2 RuleSet",
)
PROGRESS_NOT_DONE = _ROOM.add(
    "progress-not-done",
    zh="所属月份和完成比例只随承办单位的反馈登记。请通过“反馈进展”填写。",
    en="A month and a share done come with a report of a unit that does the case. Report progress instead.",
    clause="practice-S 1.10",
)
PROGRESS_MONTH = _ROOM.add(
    "progress-month",
    zh="反馈的月份还没有开始。请填写本月或以前的月份。",
    en="The month that is reported on has not begun. Name this month or an earlier one.",
    clause="practice-S 1.10",
)
PROGRESS_SHARE = _ROOM.add(
    "progress-share",
    zh="完成比例应在 0 到 100 之间，最多一位小数。请更正。",
    en="The share done is from 0 to 100 with one decimal at most. Correct it.",
    clause="practice-S 1.10",
)
