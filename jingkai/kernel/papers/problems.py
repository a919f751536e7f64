"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("papers")

SLOT_MISSING = _ROOM.add(
    "slot-missing",
    zh="“{template}”还缺：{slots}。请补齐后再拟稿。",
    en="{template} still lacks: {slots}. Fill them in, then draft it.",
    clause="W4.1",
)
SLOT_UNKNOWN = _ROOM.add(
    "slot-unknown",
    zh="“{template}”没有这些填写项：{slots}。可填的有：{known}。",
    en="{template} has no slots {slots}. It has: {known}.",
    clause="W4.1",
)
FIGURE_WITHOUT_SOURCE = _ROOM.add(
    "figure-without-source",
    zh="“{slot}”是数据，须注明出处和口径。请从平台的数据中选取。",
    en="{slot} is a figure: it needs its source and caliber. Take it from the platform's figures.",
    clause="W2.4, INV.3",
)
NOT_A_ROW = _ROOM.add(
    "not-a-row",
    zh="“{slot}”的填写方式不对：它每项应有 {cells} 格（0 格即一段文字）。请按模板填写。",
    en="{slot} is filled otherwise than its template says: each value has {cells} cells (0: it is a text). Fill it so.",
    clause="W4.1",
)
TITLE_MISSING = _ROOM.add(
    "title-missing",
    zh="文件没有标题。请填写标题。",
    en="The paper has no title. Give one.",
    clause="GB/T 9704-2012",
)
KEY_MISSING = _ROOM.add(
    "key-missing",
    zh="拟稿没有标识，无法防止重复拟稿。请重新打开拟稿页面。",
    en="The draft has no key, so that it could be made twice. Open the page of drafting again.",
    clause="INV.6",
)
KEY_TAKEN = _ROOM.add(
    "key-taken",
    zh="同一事由已有文稿，内容与此不同：{there}。请在原文稿上修改。",
    en="There is a paper of this occasion already, and it says otherwise: {there}. Revise that one.",
    clause="INV.6",
)
UNIT_ELSEWHERE = _ROOM.add(
    "unit-elsewhere",
    zh="“{unit}”与发文单位不属同一区。请改选本区单位。",
    en="{unit} is not of the zone of the unit that issues the paper. Choose one that is.",
    clause="DESIGN 1 papers",
)
CORRECTS_NOT_ISSUED = _ROOM.add(
    "corrects-not-issued",
    zh="只能更正已经印发的文件。未印发的请直接修改文稿。",
    en="Only what was issued is corrected. Revise the draft instead.",
    clause="DESIGN 1 papers",
)
ISSUED = _ROOM.add(
    "issued",
    zh="文件已经印发，不能再改。请另拟一件更正它，或予以作废。",
    en="The paper was issued and does not change any more. Draft one that corrects it, or cancel it.",
    clause="DESIGN 1 papers",
)
NOT_ISSUED = _ROOM.add(
    "not-issued",
    zh="文件尚未印发。请先印发。",
    en="The paper was not issued. Issue it first.",
    clause="DESIGN 1 papers",
)
NOT_REVIEWED = _ROOM.add(
    "not-reviewed",
    zh="这一稿没有经过审签。请先送审。",
    en="This version was not reviewed. Have it reviewed first.",
    clause="W4.1",
)
REVIEWER_WROTE_IT = _ROOM.add(
    "reviewer-wrote-it",
    zh="拟稿的人不能审签自己的文稿。请由他人审签。",
    en="Who wrote a paper does not review it. Somebody else does.",
    clause="W4.1, INV.2",
)
REVIEWER_MISSING = _ROOM.add(
    "reviewer-missing",
    zh="审签须由具体的人办理。请登录后审签。",
    en="A paper is reviewed by a person. Sign in, then review it.",
    clause="W4.1",
)
REVISED_MEANWHILE = _ROOM.add(
    "revised-meanwhile",
    zh="文稿刚被他人修改。请打开最新一稿再办。",
    en="Somebody revised the paper meanwhile. Open its newest version, then go on.",
    clause="W4.1",
)
NUMBER_GAP = _ROOM.add(
    "number-gap",
    zh="文号必须连续，不能跳号。请通过印发服务编号。",
    en="Numbers of papers follow each other without a gap. They are given by the service that issues.",
    clause="DESIGN 1 papers, DESIGN 5.15",
)
NUMBER_TAKEN = _ROOM.add(
    "number-taken",
    zh="该文种本年度的这个文号已被使用。请通过印发服务编号。",
    en="That number of the series and year is taken. Numbers are given by the service that issues.",
    clause="DESIGN 1 papers, DESIGN 5.15",
)
NUMBER_ELSEWHERE = _ROOM.add(
    "number-elsewhere",
    zh="文号与文件不相符。请通过印发服务编号。",
    en="The number is not one of this paper. Numbers are given by the service that issues.",
    clause="DESIGN 5.15",
)
REASON_MISSING = _ROOM.add(
    "reason-missing",
    zh="作废文件须写明原因。请补充。",
    en="Cancelling a paper needs a reason. Write it.",
    clause="DESIGN 5.15",
)
NOT_FOUND = _ROOM.add(
    "not-found",
    zh="没有文件“{number}”。请核对编号或文号。",
    en="There is no paper {number}. Check the number.",
    clause="INV.7",
)
NOT_PUBLIC = _ROOM.add(
    "not-public",
    zh="“{template}”不是公示文种，不能公示。请用公示模板另拟。",
    en="{template} is no kind of paper that is put before the public. Draft one from such a template.",
    clause="W4.1",
)
PUBLISHED = _ROOM.add(
    "published",
    zh="该文件已经公示。请查看原公示。",
    en="The paper is before the public already. Look at its publication.",
    clause="W4.1",
)
PUBLICATION_DAYS = _ROOM.add(
    "publication-days",
    zh="公示的截止日不能早于开始日。请核对规则中的天数。",
    en="A publication does not end before it begins. Check the days of the rule.",
    clause="W4.1",
)
OBJECTION_EMPTY = _ROOM.add(
    "objection-empty",
    zh="异议没有写明内容。请写明对哪一项有异议和理由。",
    en="The objection says nothing. Write to what you object, and why.",
    clause="W4.1",
)
OBJECTION_TOO_LATE = _ROOM.add(
    "objection-too-late",
    zh="不在异议期内（{first} 至 {until}）。如有新情况，请另行书面反映。",
    en="Objections are possible from {first} to {until} only. If something new came up, write to the office.",
    clause="W4.1",
)
DECIDER_WROTE_IT = _ROOM.add(
    "decider-wrote-it",
    zh="拟稿或审签该公示的人不能处理对它的异议。请由他人处理。",
    en="Who wrote or reviewed what is published does not decide on objections to it. Somebody else does.",
    clause="W4.1, INV.2",
)
PDF_UNAVAILABLE = _ROOM.add(
    "pdf-unavailable",
    zh="本机缺少生成 PDF 的系统组件（Pango）：{why}。请安装后再试，或改用 Word。",
    en="This machine lacks what PDF needs (Pango): {why}. Install it, or take the Word form.",
    clause="W4.1",
)
