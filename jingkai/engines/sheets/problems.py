"""The refusals of the reader: a file that cannot be read at all.

What is doubtful inside a readable file is a question or a warning, never a Problem.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One entry of the catalogue: a sentence in both languages that says what to do next."""

    zh: str
    en: str
    clause: str = "K3.4"


CATALOGUE: dict[str, Refusal] = {
    "sheets.empty": Refusal(
        "文件是空的，请检查是否上传完整后重新提交。",
        "The file is empty; check that it was uploaded whole and send it again.",
    ),
    "sheets.not-a-workbook": Refusal(
        "这不是可读的表格文件({detail})。请在 Excel 或 WPS 中打开，另存为 xlsx 后再提交。",
        "This is not a readable workbook ({detail}). Open it in Excel or WPS, save it as xlsx and send it again.",
    ),
    "sheets.web-page": Refusal(
        "这是一个改了扩展名的网页或文本文件，不是表格。请在 Excel 或 WPS 中打开，另存为 xlsx 后再提交。",
        "This is a web page under a workbook's name. Open it in Excel or WPS, save it as xlsx and send it again.",
    ),
    "sheets.pdf": Refusal(
        "这是 PDF，不是表格，读不出格子里的数。请向报送单位要原来的 Excel 或 WPS 表格。",
        "This is a PDF and no workbook: its cells cannot be read. Ask the unit for the Excel or WPS file it came from.",
    ),
    "sheets.encrypted": Refusal(
        "文件加了密码，无法读取。请去掉密码后再提交。",
        "The file is protected by a password. Remove the password and send it again.",
    ),
    "sheets.damaged": Refusal(
        "文件已损坏，读不完整({detail})。请重新导出后再提交。",
        "The file is damaged ({detail}). Export it again and send it again.",
    ),
    "sheets.too-large": Refusal(
        "文件展开后过大({detail})，已拒绝读取。请删去无关的工作表和空行后再提交。",
        "The file is too large when unpacked ({detail}). Delete unrelated sheets and empty rows and send it again.",
    ),
    "sheets.encoding": Refusal(
        "文本编码无法识别({detail})。请用 UTF-8 或 GB18030 另存后再提交。",
        "The text encoding cannot be recognised ({detail}). Save it as UTF-8 or GB18030 and send it again.",
    ),
    "sheets.nothing-visible": Refusal(
        "所有工作表都是隐藏的。请取消隐藏要上报的工作表后再提交。",
        "Every sheet is hidden. Unhide the sheet that is to be reported and send it again.",
    ),
}


class SheetProblem(Exception):  # noqa: N818  DESIGN calls a refusal a Problem
    """A workbook that is refused as a whole. `code` is stable; `zh` and `en` say what to do next."""

    def __init__(self, code: str, detail: str = "") -> None:
        refusal = CATALOGUE[code]
        self.code = code
        self.clause = refusal.clause
        self.zh = refusal.zh.format(detail=detail)
        self.en = refusal.en.format(detail=detail)
        super().__init__(f"{code}: {self.zh}")
