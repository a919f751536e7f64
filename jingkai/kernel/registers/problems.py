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
CHARGED_ALREADY = _ROOM.add(
    "charged-already",
    zh="“{person}”已负责“{subject}”。要改职责或起止日期，请更正原来的分工。",
    en="{person} answers for {subject} already. To change duty or dates, amend what is there.",
    clause="eB02",
)
CHARGE_DATES = _ROOM.add(
    "charge-dates",
    zh="分工的结束日期早于开始日期。请核对日期。",
    en="It ends before it begins. Check the dates.",
    clause="eB02",
)
CHARGE_INCOMPLETE = _ROOM.add(
    "charge-incomplete",
    zh="分工没有写职责。请写明，如“项目秘书”。",
    en="The duty is missing. Say it, as “project secretary”.",
    clause="eB02",
)
CHARGE_MISMATCH = _ROOM.add(
    "charge-mismatch",
    zh="更正分工须指向同一人、同一对象现行的分工，并写明原因。请刷新后重试。",
    en="A change names the charge that holds, of the same person and subject, and says why. Reload and try again.",
    clause="eB02",
)
NOT_APPLIED_FOR = _ROOM.add(
    "not-applied-for",
    zh="没有以本单位名义可以申报的这一类。请先确认以哪个单位的职务办理，并核对台账规则是否开放申报。",
    en="Nothing of this kind is applied for in your unit's name. Check in which post you act, and whether the rule of "
    "the register lets units apply.",
    clause="A3.3",
)
APPLIED_ALREADY = _ROOM.add(
    "applied-already",
    zh="“{title}”已有一件申报正在办理。请在该件上补正，或办结之后再申报。",
    en="An application of {title} is under way. Mend that one, or apply again once it has ended.",
    clause="A3.3",
)
PAPERS_MISSING = _ROOM.add(
    "papers-missing",
    zh="缺少申报材料：{papers}。请补齐后再提交。",
    en="Papers are missing: {papers}. Add them and send again.",
    clause="A3.3",
)
EVENT_UNNAMED = _ROOM.add(
    "event-unnamed",
    zh="须选择是哪一项直接否决事项（{known}），并写明情况。",
    en="Choose which event fails it at once ({known}), and say what happened.",
    clause="A3.3",
)
NOTHING_TO_ASK = _ROOM.add(
    "nothing-to-ask",
    zh="没有选择征求意见的单位。请为每一类意见选择单位。",
    en="No unit is chosen to be asked. Choose one for each opinion.",
    clause="A3.3",
)
ASKED_ALREADY = _ROOM.add(
    "asked-already",
    zh="这些意见现在不能征求，或已在征求：{stages}。请刷新后再看。",
    en="These are not to be asked for now, or are asked for already: {stages}. Look again.",
    clause="A3.3",
)
ASKED_ITSELF = _ROOM.add(
    "asked-itself",
    zh="不能向申报单位“{unit}”自己征求意见。请另选单位。",
    en="{unit} applied itself and is not asked about it. Choose another unit.",
    clause="A3.3",
)
