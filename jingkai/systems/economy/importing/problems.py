"""What bringing tables in on a page refuses."""

from jingkai.kernel.problems import Catalogue

_IMPORTING = Catalogue("importing")

NOTHING_CHOSEN = _IMPORTING.add(
    "nothing-chosen",
    zh="还没有选文件。请选一个或几个表格（xlsx、xls、ods、csv）。",
    en="No file was chosen. Choose one or several workbooks (xlsx, xls, ods, csv).",
    clause="W2.1",
)
TOO_LARGE = _IMPORTING.add(
    "too-large",
    zh="“{name}”有 {size} MB，超过 {most} MB。请删去无关的工作表、图片和空行后再选。",
    en="{name} has {size} MB, more than {most} MB. Delete unrelated sheets, pictures and empty rows, and choose it "
    "again.",
    clause="W2.1",
)
TOO_MANY = _IMPORTING.add(
    "too-many",
    zh="一次选了 {count} 个文件，最多 {most} 个。请分几次。",
    en="{count} files were chosen, and {most} are taken at a time. Bring them in several times.",
    clause="W2.1",
)
SENDER_MISSING = _IMPORTING.add(
    "sender-missing",
    zh="还没有选报送单位。表里的数由谁报送，请选那个单位。",
    en="No sending unit was chosen. Choose the unit that reports the figures.",
    clause="W2.1",
)
ANSWERS_LOST = _IMPORTING.add(
    "answers-lost",
    zh="找不到这份答复，地址可能不完整。请从上传的表格重新开始。",
    en="These answers are not there; the address may be incomplete. Start again from the table.",
    clause="W2.1",
)
