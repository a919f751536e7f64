"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("registers")

STAGE_UNKNOWN = _ROOM.add(
    "stage-unknown",
    zh="“{kind}”没有“{stage}”这个阶段。可用的有：{known}。",
    en="There is no stage {stage} there. Use one of: {known_en}.",
    clause="DESIGN 2 Stage",
)
STAGE_MISSING = _ROOM.add(
    "stage-missing",
    zh="“{subject}”还没有“{missing}”，不能登记“{stage}”。请先登记前一阶段。",
    en="{subject} has not reached “{missing_en}”: “{stage_en}” can't be entered. Enter the earlier stage first.",
    clause="DESIGN 1 registers",
)
STAGE_BACKWARDS = _ROOM.add(
    "stage-backwards",
    zh="“{stage}”的日期 {on} 早于前一阶段“{before}”（{since}）。请核对日期。",
    en="“{stage_en}” on {on} lies before “{before_en}” ({since}). Check the dates.",
    clause="DESIGN 2 Stage",
)
REACHED_ALREADY = _ROOM.add(
    "reached-already",
    zh="“{subject}”已于 {on} 登记“{stage}”。如需更改，请先登记撤销。",
    en="{subject} reached “{stage_en}” on {on}. Withdraw that first if it was wrong.",
    clause="DESIGN 2 StageEvent",
)
EVENT_MISMATCH = _ROOM.add(
    "event-mismatch",
    zh="撤销须指向同一对象、同一阶段的在先记录，并写明原因。请核对后重试。",
    en="A withdrawal names an earlier event of the same subject and stage, and says why. "
    "Check it and try again.",
    clause="DESIGN 2 StageEvent",
)
EVENT_NOT_KNOWN = _ROOM.add(
    "event-not-known",
    zh="没有 event:{event}，或它已被撤销。请核对编号。",
    en="There is no event:{event}, or it has been withdrawn. Check the reference.",
    clause="DESIGN 2 StageEvent",
)
STAGES_CIRCULAR = _ROOM.add(
    "stages-circular",
    zh="“{key}”的阶段互为前提或指向不存在的阶段（{stage}）。请改为有先后的清单。",
    en="The stages of {key} need each other or one that does not exist ({stage}). "
    "Make it a list with an order.",
    clause="DESIGN 2 Stage",
)
FIELD_UNKNOWN = _ROOM.add(
    "field-unknown",
    zh="“{kind}”台账没有“{field}”这一栏。可用的有：{known}。需要新栏目的，请先修改台账规则。",
    en="The register has no column {field}. Use one of: {known_en}. A new column is declared in its rule first.",
    clause="DESIGN 2 Subject",
)
FIELD_INVALID = _ROOM.add(
    "field-invalid",
    zh="“{field}”不能是“{value}”。应为：{wanted}。",
    en="“{field_en}” can't be {value}. It takes: {wanted_en}.",
    clause="DESIGN 2 Subject",
)
