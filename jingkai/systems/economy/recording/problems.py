"""What recording by hand refuses."""

from jingkai.kernel.problems import Catalogue

_RECORDING = Catalogue("recording")

PERIOD_UNCLEAR = _RECORDING.add(
    "period-unclear",
    zh="看不出是哪个时期。请写明年份和月份，如 2023年、2024年3月、2024年1-3月。",
    en="The period is not clear. Give the year and the months, as 2023, 2024-03 or 2024年1-3月.",
    clause="W1.3.5",
)
SOURCE_MISSING = _RECORDING.add(
    "source-missing",
    zh="请写明出处，例如“2023年财政决算公报第4页”。没有出处的数据不入账。",
    en="Say where the figures are from, as a bulletin and its page. Figures without a source are not recorded.",
    clause="DESIGN 2 Fact",
)
CELLS_REFUSED = _RECORDING.add(
    "cells-refused",
    zh="还有 {count} 格不能入账（{cells}），原因写在格子里。请改好或清空后再入账；其余各格也还没有入账。",
    en="{count} cells can't be recorded ({cells}); each says why. Mend or empty them, then record. Nothing was "
    "recorded.",
    clause="W1.3.5",
)
NOTHING_TYPED = _RECORDING.add(
    "nothing-typed",
    zh="表格里没有新的数可以入账。",
    en="There is no new figure in the table to record.",
    clause="W1.3.5",
)
NOT_BY_HAND = _RECORDING.add(
    "not-by-hand",
    zh="统计数据和分类数据不在这里更正。请导入报送它的新表格。",
    en="Statistical figures and figures by category are not corrected here. Bring in the new table that says them.",
    clause="统计法 2024 Art. 7",
)
