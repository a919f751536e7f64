"""What the pages of the room refuse before a service is asked."""

from jingkai.kernel.problems import Catalogue

_PAGES = Catalogue("web-forms")

ENTRY_UNREADABLE = _PAGES.add(
    "entry-unreadable",
    zh="“{what}”读不出：{said}。时期写作 2024-03，日期写作 2024-03-10，时间写作 17:00。",
    en="{what_en} can't be read: {said}. Write a period as 2024-03, a day as 2024-03-10, a time as 17:00.",
    clause="W4.2.3",
)
FILE_TO_CHOOSE = _PAGES.add(
    "file-to-choose",
    zh="没有选择文件。请先选择。",
    en="No file was chosen. Choose one first.",
    clause="W4.2.3",
)
