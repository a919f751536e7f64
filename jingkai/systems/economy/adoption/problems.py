"""What adopting a folder refuses."""

from jingkai.kernel.problems import Catalogue

_ADOPTION = Catalogue("adoption")

DRAFT_UNREADABLE = _ADOPTION.add(
    "draft-unreadable",
    zh="草稿“{file}”读不懂：{why}。请改正这一处，或重新用 jingkai adopt 生成。",
    en="The draft {file} cannot be read: {why_en}. Mend that place, or make it anew with jingkai adopt.",
    clause="K4.4",
)
NOTHING_FOUND = _ADOPTION.add(
    "nothing-found",
    zh="“{folder}”里没有读懂任何数据。请确认文件夹里有 xlsx、xls、ods 或 csv 表格。",
    en="Nothing was understood in {folder}. See that it holds .xlsx, .xls, .ods or .csv workbooks.",
    clause="K4.4",
)
POST_UNKNOWN = _ADOPTION.add(
    "post-unknown",
    zh="“{zone}”没有“{title}”这个职务。请先用 jingkai person add 登记，或改正草稿中的 leader。",
    en="{zone} has no post {title}. Enter it with jingkai person add, or mend `leader` in the draft.",
    clause="W2.2.3",
)
