"""What this system refuses."""

from jingkai.kernel.problems import Catalogue

_SYSTEM = Catalogue("scheduling")

MEETING_INCOMPLETE = _SYSTEM.add(
    "meeting-incomplete",
    zh="调度会还缺：{missing}。请补齐后再登记。",
    en="The meeting still needs: {missing_en}. Add it and try again.",
    clause="W2.3",
)
CHAIR_UNKNOWN = _SYSTEM.add(
    "chair-unknown",
    zh="本区在任人员中没有“{name}”，或不止一人。请从名单中选主持人。",
    en="Nobody in post in this zone, or more than one, is called {name}. Choose who chairs from the list.",
    clause="W2.3",
)
MEETING_OVER = _SYSTEM.add(
    "meeting-over",
    zh="会议已经确认或取消，任务不能再改。要补充的，请在事项页面办理或另行交办。",
    en="The meeting was confirmed or cancelled: its tasks do not change any more. Go on at the matters themselves.",
    clause="W2.3",
)
LINE_OUT_OF_ORDER = _SYSTEM.add(
    "line-out-of-order",
    zh="任务须依次编号、依次改稿，不能跳号。请刷新后再记。",
    en="Tasks and their turns follow each other without a gap. Load the page again.",
    clause="W2.3",
)
CHANGED_MEANWHILE = _SYSTEM.add(
    "changed-meanwhile",
    zh="这条任务刚刚被另一位同志改过。请看新的一稿，再决定改不改；您填的还在。",
    en="Somebody else has just changed this task. Look at what it says now; what you typed is kept.",
    clause="W2.3",
)
LINE_EMPTY = _SYSTEM.add(
    "line-empty",
    zh="任务没有内容。请写明要办的事。",
    en="The task says nothing. Say what is to be done.",
    clause="W2.3",
)
LINE_UNKNOWN = _SYSTEM.add(
    "line-unknown",
    zh="这次会议没有第 {n} 条任务。请刷新后再看。",
    en="This meeting has no task {n}. Load the page again.",
    clause="W2.3",
)
NOTHING_NOTED = _SYSTEM.add(
    "nothing-noted",
    zh="还没有记下任务，无从成纪要。请先记任务；会没有开成的，请取消会议。",
    en="No task was noted, so there is nothing to minute. Note one, or cancel the meeting if there was none.",
    clause="W2.3",
)
TASKS_INCOMPLETE = _SYSTEM.add(
    "tasks-incomplete",
    zh="第 {rows} 条任务缺牵头单位，有不认识的名称，或者期限不能定。请补齐后再确认。",
    en="Tasks {rows} lack a lead unit, hold an unknown name, or have no clear due date. Complete them, then confirm.",
    clause="W2.3",
)
CHANGED_SINCE_READ = _SYSTEM.add(
    "changed-since-read",
    zh="读回之后又有任务改动。请按新的内容再读一遍，然后确认。",
    en="Tasks were changed after they were read back. Read them again as they are now, then confirm.",
    clause="W2.3",
)
NOT_YET = _SYSTEM.add(
    "not-yet",
    zh="会议定在 {day}，还没有到。提前开的，请先改期。",
    en="The meeting is to be held on {day}. If it was held earlier, change its day first.",
    clause="W2.3",
)
NOT_ITS_DAY = _SYSTEM.add(
    "day-unreadable",
    zh="“{day}”不是日期。请按“2024-04-11”的格式填写会议日期。",
    en="“{day}” is not a day. Write the day of the meeting as 2024-04-11.",
    clause="W2.3",
)
