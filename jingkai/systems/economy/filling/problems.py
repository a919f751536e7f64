"""What filling a workbook refuses."""

from jingkai.kernel.problems import Catalogue

_FILLING = Catalogue("filling")

NOT_FILLABLE = _FILLING.add(
    "not-fillable",
    zh="“{file}”不能原样回填:{why}。请另存为不含这些内容的 xlsx 后再试。",
    en="{file} cannot be filled with its layout kept: {why_en}. Save it as .xlsx without these and try again.",
    clause="K4.5",
)
