"""What this system refuses."""

from jingkai.kernel.problems import Catalogue

_SYSTEM = Catalogue("supervision")

NEEDS_APPROVER = _SYSTEM.add(
    "needs-approver",
    zh="督查须经{who}批准。请报批。",
    en="A supervision is approved by: {who_en}. Put it to them.",
    clause="政府督查工作条例",
)
NEEDS_PRINCIPAL = _SYSTEM.add(
    "needs-principal",
    zh="本月已就同一事项督查过“{unit}”（{first}）。再次督查须经{who}批准。",
    en="{unit} was supervised in the same matter this month ({first}). A second time needs: {who_en}.",
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
DUE_BEFORE_MEETING = _SYSTEM.add(
    "due-before-meeting",
    zh="这些期限早于会议：{rows}。请改为会议当天或以后的日期。",
    en="These due dates lie before the meeting: {rows}. Name a day from the meeting on.",
    clause="st-S15",
)
DUE_NO_SUCH_DAY = _SYSTEM.add(
    "due-no-such-day",
    zh="这些期限在日历上没有：{rows}。请核对。",
    en="There are no such days: {rows}. Check them.",
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
TOO_MANY_FILES = _SYSTEM.add(
    "too-many-files",
    zh="一次最多附 {most} 个文件，您选了 {count} 个。请分两次办理，或合并成一个文件。",
    en="At most {most} files come with one step, and {count} were chosen. Take two steps, or make one file of them.",
    clause="W1.3",
)
FILE_TOO_LARGE = _SYSTEM.add(
    "file-too-large",
    zh="“{name}”有 {size} MB，每个文件最多 {most} MB。请压缩后再附。",
    en="{name} has {size} MB, and {most} MB is the most for a file. Make it smaller.",
    clause="W1.3",
)
DAY_UNREADABLE = _SYSTEM.add(
    "day-unreadable",
    zh="“{day}”不是日期。请按 2024-04-11 的格式填写。",
    en="{day} is not a date. Write it as 2024-04-11.",
    clause="W3.1",
)
UNIT_TO_CHOOSE = _SYSTEM.add(
    "unit-to-choose",
    zh="请选择转办给哪个单位。",
    en="Choose the unit that it is handed over to.",
    clause="W3.1",
)
NOT_ASSIGNED = _SYSTEM.add(
    "not-assigned",
    zh="事项 {matter} 尚未交办，不能发单。请先交办。",
    en="Matter {matter} was not assigned yet: no letter is written about it. Assign it first.",
    clause="W3.1",
)
LETTER_AFTER_END = _SYSTEM.add(
    "letter-after-end",
    zh="事项 {matter} 已经了结，不再发单。请查看办理结果。",
    en="Matter {matter} has ended: no letters are written about it. Look at how it ended.",
    clause="W3.1",
)
NO_LEAD = _SYSTEM.add(
    "no-lead",
    zh="事项 {matter} 已分解到各单位，没有牵头单位。请对各子项发单。",
    en="Matter {matter} was split and is led by no unit itself. Write about its children.",
    clause="W3.1",
)
NO_DUE = _SYSTEM.add(
    "no-due",
    zh="事项 {matter} 没有办结期限，不能发单。请先明确期限。",
    en="Matter {matter} has no due date: no letter can be written. Set one first.",
    clause="W3.1",
)
NOT_BEHIND = _SYSTEM.add(
    "not-behind",
    zh="事项 {matter} 没有滞后（{light}），不能发督办通知单。可先发催办单。",
    en="Matter {matter} is not behind ({light_en}): no supervision letter is written. Urge instead.",
    clause="W3.1, practice-S 1.10",
)
NOTHING_MARKED = _SYSTEM.add(
    "nothing-marked",
    zh="没有勾选任何一条。请勾选要立项的条目。",
    en="No point is marked. Mark those that become tasks.",
    clause="W3.2",
)
LIST_TO_CHOOSE = _SYSTEM.add(
    "list-to-choose",
    zh="还没有选择文件。请选择问题清单（xlsx、xls、csv）。",
    en="No file was chosen. Choose the list of problems (xlsx, xls, csv).",
    clause="W3.3",
)
LIST_UNNAMED = _SYSTEM.add(
    "list-unnamed",
    zh="清单名称“{name}”里不能有“#”。请换一个名称。",
    en="The name of a list has no “#”: {name}. Choose another.",
    clause="W3.3",
)
LISTING_INCOMPLETE = _SYSTEM.add(
    "listing-incomplete",
    zh="须见人、见事、见成效，还缺：{missing}。请补充。",
    en="An entry names a person, an event and an effect with its proof. Missing: {missing_en}. Add it.",
    clause="eB06",
)
LISTING_MISMATCH = _SYSTEM.add(
    "listing-mismatch",
    zh="清单条目的流程、单位与本人不符。请通过清单页面提名。",
    en="The case, the unit and the person of an entry do not fit together. Nominate on the page of the lists.",
    clause="W3.4.1",
)
LISTED_ALREADY = _SYSTEM.add(
    "listed-already",
    zh="此人此事已在清单中。请查看原条目。",
    en="This person is in the list for this event already. Look at that entry.",
    clause="W3.4.1",
)
EVENT_UNKNOWN = _SYSTEM.add(
    "event-unknown",
    zh="找不到这件事（{ref}）。请从事项、活动或督查结论中选择。",
    en="There is no such event ({ref}). Choose a matter, an activity or a conclusion.",
    clause="W3.4.1",
)
PROOF_UNKNOWN = _SYSTEM.add(
    "proof-unknown",
    zh="“{ref}”不能证明成效。依据须是有效的数据、文件，或已销号的事项；负面清单也可以是已超期的事项。",
    en="{ref} proves no effect. It is a figure that holds, a file, or a closed matter; for the negative list also a "
    "late one.",
    clause="W3.4.1",
)
PERSON_ELSEWHERE = _SYSTEM.add(
    "person-elsewhere",
    zh="“{person}”在“{unit}”没有任职。请核对单位。",
    en="{person} holds no post in {unit}. Check the unit.",
    clause="W3.4.1",
)
REPLY_OF_ANOTHER = _SYSTEM.add(
    "reply-of-another",
    zh="只有本人可以作说明。请由本人填写。",
    en="Only the person concerned may answer. Let that person write.",
    clause="W3.4.1",
)
REPLY_EMPTY = _SYSTEM.add(
    "reply-empty",
    zh="说明没有内容。请写明情况。",
    en="The answer is empty. Say what there is to say.",
    clause="W3.4.1",
)
REPLY_LATE = _SYSTEM.add(
    "reply-late",
    zh="说明的期限到 {until} 止，已过。对处理仍有异议的，可依公务员法第九十五条申诉。",
    en="Answers were taken until {until}. Whoever still disagrees may appeal under Art. 95 of the Civil Servants Law.",
    clause="公务员法第九十五条",
)
CAUSE_UNKNOWN = _SYSTEM.add(
    "cause-unknown",
    zh="“{ref}”不能说明延误的原因：须是其他单位的、已经超期的事项。请从列出的事项中选择。",
    en="{ref} is no cause of a delay: it is a late matter of another unit. Choose one of those listed.",
    clause="A3.2.1",
)
CORRECTION_EMPTY = _SYSTEM.add(
    "correction-empty",
    zh="更正没有内容。请写明更正后的天数（至少 1 天）或后果；整条不成立的，请撤销。",
    en="The correction says nothing. Give the days that are left (at least 1) or the effect; revoke what does not "
    "hold at all.",
    clause="A3.2.1",
)
CORRECTION_NOT_FEWER = _SYSTEM.add(
    "correction-not-fewer",
    zh="更正只能少于原来的天数（{days}）。加重的，请另行提请。",
    en="A correction leaves fewer days than the entry says ({days}). What weighs more is proposed anew.",
    clause="A3.2.1",
)
CORRECTION_MISMATCH = _SYSTEM.add(
    "correction-mismatch",
    zh="更正与它的流程动作不符。请在条目页面更正。",
    en="The correction does not fit its move. Correct the entry on its page.",
    clause="A3.2.1",
)
ANSWERED_MEANWHILE = _SYSTEM.add(
    "answered-meanwhile",
    zh="您打开页面以后本人又作了说明。请看过再决定。",
    en="The person has answered since you opened the page. Read the answer, then decide.",
    clause="A3.2.1",
)
NOT_SHOWN_YET = _SYSTEM.add(
    "not-shown-yet",
    zh="公开前须先公示：{why}。请先办理公示。",
    en="It is put before the public first: {why_en}. See to that.",
    clause="eB04",
)
NO_PUBLICITY = _SYSTEM.add(
    "no-publicity",
    zh="本区规则不要求这类条目公示。请直接办理下一步。",
    en="The rule of this zone asks for no public notice here. Take the next step.",
    clause="eB04",
)
NOT_A_LEDGER = _SYSTEM.add(
    "not-a-ledger",
    zh="“{file}”不是本平台导出的督办台账，或标题、表头被改动。请重新导出后再填。",
    en="{file} is no ledger that this platform exported, or its title or headings were changed. Export it again "
    "and fill that in.",
    clause="INV.6",
)
LEDGER_ELSEWHERE = _SYSTEM.add(
    "ledger-elsewhere",
    zh="这是“{zone}”的台账，不是“{here}”的。请换成本区的台账。",
    en="This is the ledger of {zone}, not of {here}. Take the ledger of this zone.",
    clause="INV.6",
)
CELL_FIXED = _SYSTEM.add(
    "cell-fixed",
    zh="“{column}”不能在表中改（原为“{was}”，现为“{now}”）。请到事项页面办理。",
    en="{column} is not changed in the file (it was “{was}”, it says “{now}”). See to it on the page of the matter.",
    clause="W3.1.3",
)
ROW_FOREIGN = _SYSTEM.add(
    "row-foreign",
    zh="台账中没有这件事（{number}）。新事项请由纪要、清单立项。",
    en="There is no such matter ({number}) in the ledger. New ones come from minutes or lists.",
    clause="W3.1.3",
)
ROW_TWICE = _SYSTEM.add(
    "row-twice",
    zh="{number} 在表中有两行填了反馈。请只留一行。",
    en="{number} has reports in two rows. Keep one.",
    clause="W3.1.3",
)
ROW_MOVED = _SYSTEM.add(
    "row-moved",
    zh="{number} 在导出以后已经办理（{what}，{at}）。请重新导出后再填。",
    en="{number} was moved since the export ({what_en}, {at}). Export again and fill that in.",
    clause="W3.1.3",
)
LEDGER_REFUSED = _SYSTEM.add(
    "ledger-refused",
    zh="表中有 {count} 处不能登记，整份未登记。请改好后重新送回。",
    en="{count} cells can't be taken, and nothing was entered. Mend them and bring the file back.",
    clause="W3.1.3",
)
LEDGER_TO_CHOOSE = _SYSTEM.add(
    "ledger-to-choose",
    zh="还没有选择文件。请选择填好的台账（xlsx）。",
    en="No file was chosen. Choose the ledger that was filled in (xlsx).",
    clause="W3.1.3",
)
HELD_BEFORE_POST = _SYSTEM.add(
    "held-before-post",
    zh="会议在 {day} 举行，那天您不担任现在办理的岗位，不能以这个岗位登记。请由当天在岗的人登记；日期写错的，请更正。",
    en="The meeting was held on {day}, when you did not hold the post you act in. Somebody who held one in the office "
    "that day enters it; if the day is wrong, correct it.",
    clause="DESIGN 2 Case / Move",
)
