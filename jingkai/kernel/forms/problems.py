"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("forms")

FIELD_OWNED = _ROOM.add(
    "field-owned",
    zh="这个字段已有归口单位，一个字段只能有一个。请使用字段目录中已有的字段。",
    en="This field has an owner already, and a field has exactly one. Use the one of the dictionary.",
    clause="DESIGN 1 forms, W4.2",
)
FIELD_UNCLEAR = _ROOM.add(
    "field-unclear",
    zh="字段“{field}”没有定义清楚：{what}。",
    en="The field {field} is not defined: {what_en}.",
    clause="DESIGN 2 Form",
)
FIELD_UNKNOWN = _ROOM.add(
    "field-unknown",
    zh="没有字段“{field}”。请从字段目录中选择。",
    en="There is no field {field}. Choose one of the dictionary.",
    clause="W4.2",
)
FIELD_ELSEWHERE = _ROOM.add(
    "field-elsewhere",
    zh="该字段属于另一个区。请选择本区字段目录中的字段。",
    en="That field is of another zone. Choose one of this zone's dictionary.",
    clause="W4.2",
)
FIELD_TWICE = _ROOM.add(
    "field-twice",
    zh="同一张表内不能两次出现同一字段。请删去一处。",
    en="A field stands on a form once. Take one of the two out.",
    clause="W4.2",
)
TITLE_MISSING = _ROOM.add(
    "title-missing",
    zh="没有表名。请写明这是什么表。",
    en="The table has no title. Say which table it is.",
    clause="DESIGN 2 Form",
)
FIELDS_MISSING = _ROOM.add(
    "fields-missing",
    zh="表“{form}”没有字段。请至少列入一个字段。",
    en="The form {form} has no fields. Put one on it.",
    clause="DESIGN 2 Form",
)
FORM_FIXED = _ROOM.add(
    "form-fixed",
    zh="表定稿后不能再增减字段。请另存为新版本。",
    en="A form does not change once it is there. Make a new version of it.",
    clause="DESIGN 2 Form",
)
VERSION_GAP = _ROOM.add(
    "version-gap",
    zh="表的版本必须连续。请通过制表服务保存新版本。",
    en="Versions of a form follow each other. They are given by the service.",
    clause="DESIGN 2 Form",
)
VERSION_TAKEN = _ROOM.add(
    "version-taken",
    zh="这张表刚由他人保存了新版本。请在新版本上修改。",
    en="Somebody has just made this version of the form. Change that one.",
    clause="DESIGN 2 Form",
)
PERIOD_UNKNOWN = _ROOM.add(
    "period-unknown",
    zh="没有“{period}”这种报告期。可用的有：{known}。",
    en="There is no kind of period {period}. Use one of: {known}.",
    clause="DESIGN 2 Form",
)
PERIOD_DIFFERS = _ROOM.add(
    "period-differs",
    zh="“{form}”的报告期是{wanted}，{period} 不是。请改选时期。",
    en="{form} is asked by {wanted_en}; {period} is none. Choose another period.",
    clause="DESIGN 2 Form",
)
FORM_NOT_FOUND = _ROOM.add(
    "form-not-found",
    zh="没有表“{form}”。请核对代码。",
    en="There is no form {form}. Check its code.",
    clause="INV.7",
)
REQUEST_NOT_FOUND = _ROOM.add(
    "request-not-found",
    zh="没有下发记录 {number}。请核对编号。",
    en="There is no request {number}. Check the number.",
    clause="INV.7",
)
SUBMISSION_NOT_FOUND = _ROOM.add(
    "submission-not-found",
    zh="没有报送 {number}。请核对编号。",
    en="There is no submission {number}. Check the number.",
    clause="INV.7",
)
UNITS_MISSING = _ROOM.add(
    "units-missing",
    zh="没有选择报送单位。请至少选择一个。",
    en="No unit is asked. Choose one.",
    clause="W4.2",
)
UNIT_ELSEWHERE = _ROOM.add(
    "unit-elsewhere",
    zh="“{unit}”不是“{zone}”的单位。请改选本区单位。",
    en="{unit} is not a unit of {zone}. Choose one that is.",
    clause="W4.2",
)
NOTHING_ASKED = _ROOM.add(
    "nothing-asked",
    zh="“{form}”的全部字段都已有数据，没有需要填写的内容。请直接查阅数据，不必下发。",
    en="Every field of {form} is answered by figures that are there: nothing is left to ask. Read them instead.",
    clause="DESIGN 1 forms, V15",
)
SAME_DAY = _ROOM.add(
    "same-day",
    zh="期限不足：{at} 下发，{due} 截止，至少须隔 {days} 天。请改期；确属紧急的，注明事由并指定批准人。",
    en="Too short: asked on {at}, due on {due}; at least {days} days have to lie between. Choose a later time or, in "
    "an emergency, say why and name who approves it.",
    clause="W4.2.2, 整治形式主义为基层减负若干规定",
)
DUE_PASSED = _ROOM.add(
    "due-passed",
    zh="报送期限 {due} 已过。请改期。",
    en="The due time {due} has passed. Choose a later one.",
    clause="W4.2.2",
)
APPROVER_MISSING = _ROOM.add(
    "approver-missing",
    zh="紧急下发须指定批准人并写明事由。请补充。",
    en="An emergency request names who approves it and says why. Add both.",
    clause="W4.2.2",
)
APPROVER_IS_REQUESTER = _ROOM.add(
    "approver-is-requester",
    zh="批准人不能是下发人。请另行指定。",
    en="Who approves is not who asks. Name somebody else.",
    clause="W4.2.2",
)
NOT_THE_APPROVER = _ROOM.add(
    "not-the-approver",
    zh="这次紧急下发指定由{approver}批准。请由其办理。",
    en="This emergency request is to be approved by {approver}.",
    clause="W4.2.2",
)
APPROVAL_NEEDED = _ROOM.add(
    "approval-needed",
    zh="须先经批准：{why}。请报批，或减少报送单位、字段。",
    en="This needs approval first: {why_en}. Ask for it, or ask fewer units or fields.",
    clause="W4.2.2",
)
NO_APPROVAL_NEEDED = _ROOM.add(
    "no-approval-needed",
    zh="未超限额、期限充足，不必报批。请直接下发。",
    en="It is within the budget and in good time: no approval is needed. Issue it.",
    clause="W4.2.2",
)
NOT_ISSUED = _ROOM.add(
    "not-issued",
    zh="尚未下发，不能要求单位填报。请通过下发服务办理。",
    en="It was not issued: no unit is asked. Issue it through the service.",
    clause="W4.2",
)
NOT_ASKED = _ROOM.add(
    "not-asked",
    zh="该单位不在报送单位之列。请另行下发。",
    en="This unit is not among those asked. Make a request of its own.",
    clause="W4.2",
)
ASKED_ALREADY = _ROOM.add(
    "asked-already",
    zh="该单位已收到这次下发。请在原报送上办理。",
    en="This unit was asked by this request already. Go on with that submission.",
    clause="INV.6",
)
REQUEST_FIXED = _ROOM.add(
    "request-fixed",
    zh="报送单位在拟定时确定，不能另加。请另行下发。",
    en="Whom a request asks is settled when it is drafted. Make another request.",
    clause="W4.2",
)
NOT_OPEN = _ROOM.add(
    "not-open",
    zh="该报送处于“{state}”，不能填写。",
    en="The submission is {state_en}: nothing can be typed into it.",
    clause="W4.2",
)
SAVED_MEANWHILE = _ROOM.add(
    "saved-meanwhile",
    zh="{who}刚保存过这张表。您填写的内容仍在下面，请核对后再保存。",
    en="{who} has saved this form since you opened it. What you typed is still below: compare, then save again.",
    clause="W5.2.1",
)
CELLS_WRONG = _ROOM.add(
    "cells-wrong",
    zh="还有 {count} 处不能报送：{fields}。请按提示改正。",
    en="Cells that keep this from being sent: {count} ({fields_en}). Mend them as they say.",
    clause="W4.2",
)
ANSWER_UNCLEAR = _ROOM.add(
    "answer-unclear",
    zh="一格的内容须说明来自数据还是人工填写。请通过填报服务保存。",
    en="An answer says whether it comes from a fact or was typed. Save through the service.",
    clause="DESIGN 1 forms",
)
OWN_FIGURE = _ROOM.add(
    "own-figure",
    zh="“{field}”由本单位归口，已有数据 {there}。请在数据中更正并说明原因，不必在表上改。",
    en="{field} is owned by your unit, which reported {there}. Correct that figure, with the reason; not the form.",
    clause="DESIGN 2 Fact",
)
REASON_MISSING = _ROOM.add(
    "reason-missing",
    zh="没有写明原因。请补充。",
    en="No reason is given. Say why.",
    clause="W4.2",
)
REMARK_MISMATCH = _ROOM.add(
    "remark-mismatch",
    zh="退回意见必须对应该报送的动作。请通过退回服务办理。",
    en="A remark belongs to a move of its submission. Return through the service.",
    clause="W4.2",
)
TABLE_LISTED = _ROOM.add(
    "table-listed",
    zh="清单中编号 {numbers} 已经登记或出现两次。请核对后重新载入。",
    en="The numbers {numbers} are listed already, or twice. Check the list and load it again.",
    clause="W4.2",
)
LIST_UNREAD = _ROOM.add(
    "list-unread",
    zh="清单须有“编号”“表名”两栏，未找到：{missing}。请补上标题行。",
    en="The list needs the columns 编号 (number) and 表名 (name); not found: {missing}. Add the headings.",
    clause="W4.2",
)
MERGE_ELSEWHERE = _ROOM.add(
    "merge-elsewhere",
    zh="只能并入同一单位的表格。请改选。",
    en="A table is merged into another of the same unit. Choose one.",
    clause="W4.2",
)
MERGE_CHAIN = _ROOM.add(
    "merge-chain",
    zh="已并出或已取消的表格不能再接收，已接收其他表格的不能再并出。请并入最后保留的那一张。",
    en="A table that was merged or dropped takes none, and one that others were merged into is not merged itself. "
    "Merge into the one that stays.",
    clause="W4.2",
)
REDUCED_ALREADY = _ROOM.add(
    "reduced-already",
    zh="该表格已经合并或取消，不再重复计算。",
    en="This table was merged or dropped before; it is not counted again.",
    clause="W4.2",
)
SHEET_UNREAD = _ROOM.add(
    "sheet-unread",
    zh="这不是从填报页下载的表格（第一格没有标识）。请下载后填写，不要改动第一格和“代码”列。",
    en="This is no sheet downloaded from a form (its first cell does not say so). Download one, and leave the first "
    "cell and the column of codes as they are.",
    clause="W4.2.3",
)
SHEET_OTHER = _ROOM.add(
    "sheet-other",
    zh="这是“{there}”的表格，不是“{here}”的。请换成对应的文件。",
    en="This sheet is of {there}, not of {here}. Choose the right file.",
    clause="W4.2.3",
)
DOUBTS_UNANSWERED = _ROOM.add(
    "doubts-unanswered",
    zh="有 {count} 格的数有疑问（{fields}）。填错了请改正；确实如此的，在该格下面写明原因后再报送。",
    en="Cells whose figures are in doubt: {count} ({fields_en}). Mend them, or say below each why it is so, then send.",
    clause="统计法 2024 Art. 21",
)
