"""What the pages of applications refuse: what was sent and can not be read. What may be done, the room says."""

from jingkai.kernel.problems import Catalogue

_CATALOGUE = Catalogue("web-applications")

FILE_TOO_LARGE = _CATALOGUE.add(
    "file-too-large",
    zh="“{name}”超过 {most} MB。请压缩或分开后再传。",
    en="{name} is larger than {most} MB. Make it smaller, or divide it, and send again.",
    clause="A3.3",
)
UNIT_UNCHOSEN = _CATALOGUE.add(
    "unit-unchosen",
    zh="“{stage}”没有选择单位，或所选单位不在本区。请重新选择。",
    en="No unit of the zone is chosen for {stage_en}. Choose one.",
    clause="A3.3",
)
