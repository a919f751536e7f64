"""What this system refuses."""

from jingkai.kernel.problems import Catalogue

_SYSTEM = Catalogue("supervision")

NEEDS_APPROVER = _SYSTEM.add(
    "needs-approver",
    zh="督查须经{who}批准。请报批。",
    en="A supervision is approved by: {who}. Put it to them.",
    clause="政府督查工作条例",
)
NEEDS_PRINCIPAL = _SYSTEM.add(
    "needs-principal",
    zh="本月已就同一事项督查过“{unit}”（{first}）。再次督查须经{who}批准。",
    en="{unit} was supervised in the same matter this month ({first}). A second time needs: {who}.",
    clause="DESIGN 4, 政府督查工作条例（不得重复督查）",
)
CONCLUSION_BEFORE_HELD = _SYSTEM.add(
    "conclusion-before-held",
    zh="督查“{activity}”尚未开展，不能作出结论。请先登记开展。",
    en="{activity} was not held: nothing can be concluded. Enter that it was held first.",
    clause="DESIGN 1 activities",
)
CONCLUSION_INCOMPLETE = _SYSTEM.add(
    "conclusion-incomplete",
    zh="督查结论须写明内容和撰写人。请补充。",
    en="A conclusion has a text and its writers. Add them.",
    clause="政府督查工作条例",
)
NOT_THE_OBJECT = _SYSTEM.add(
    "not-the-object",
    zh="“{unit}”不是这次督查的对象。请核对单位。",
    en="{unit} is not what was supervised. Check the unit.",
    clause="政府督查工作条例",
)
OBJECTION_TOO_LATE = _SYSTEM.add(
    "objection-too-late",
    zh="申请复核的期限已于 {due} 届满。如有新情况，请另行书面反映。",
    en="Objections were possible until {due}. If something new came up, write to the office.",
    clause="政府督查工作条例（三十日内申请复核）",
)
REVIEWER_WROTE_IT = _SYSTEM.add(
    "reviewer-wrote-it",
    zh="撰写督查结论的人不能参加复核。请另选复核人。",
    en="Who wrote the conclusion does not review it. Choose somebody else.",
    clause="政府督查工作条例（复核回避）",
)
NOT_A_REVIEWER = _SYSTEM.add(
    "not-a-reviewer",
    zh="您不是指定的复核人。请由复核人答复。",
    en="You were not chosen to review this. A reviewer answers.",
    clause="政府督查工作条例（复核回避）",
)
UNIT_UNKNOWN = _SYSTEM.add(
    "unit-unknown",
    zh="找不到这些单位：{names}。请核对名称或先登记。",
    en="These units are not known: {names}. Check the names, or register them first.",
    clause="K5.1",
)
LEADER_UNKNOWN = _SYSTEM.add(
    "leader-unknown",
    zh="找不到这些领导：{names}。请核对姓名或先登记任职。",
    en="These leaders hold no post here: {names}. Check the names, or enter their posts first.",
    clause="K5.1",
)
LEADER_MISSING = _SYSTEM.add(
    "leader-missing",
    zh="第 {rows} 行没有牵头领导，不能交办。请先明确。",
    en="Rows {rows} have no leader and can't be assigned. Name one for each first.",
    clause="st-S15, 一项一领导",
)
DUE_UNCLEAR = _SYSTEM.add(
    "due-unclear",
    zh="这些期限不能确定是哪一天：{rows}。请写明年月日或期限。",
    en="These due dates can't be told: {rows}. Write year, month and day, or a term.",
    clause="st-S15",
)
CATEGORY_UNKNOWN = _SYSTEM.add(
    "category-unknown",
    zh="这些行看不出是共性问题还是个性问题：{rows}。请注明。",
    en="These rows do not say whether they are common or individual: {rows}. Mark them.",
    clause="st-S4",
)
LIST_EMPTY = _SYSTEM.add(
    "list-empty",
    zh="在“{file}”中没有找到问题清单。请核对文件，或在规则 supervision-list 中登记其表头：{headers}。",
    en="No list of problems was found in {file}. Check the file, or enter its headers in the rule "
    "supervision-list: {headers}.",
    clause="st-S4",
)
ROWS_WAIT = _SYSTEM.add(
    "rows-wait",
    zh="这些行有待答复的问题：{rows}。请先答复（jingkai read）。",
    en="These rows wait for an answer: {rows}. Answer first (jingkai read).",
    clause="K3.4",
)
