"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("activities")

NOT_HELD = _ROOM.add(
    "not-held",
    zh="活动“{activity}”还没有举行（{state}），不能登记成果和到场人员。请先登记举行。",
    en="{activity} was not held ({state}): nothing can have come of it, and nobody was there. Enter that it was held "
    "first.",
    clause="DESIGN 1 activities",
)
PLANNED_ALREADY = _ROOM.add(
    "planned-already",
    zh="该活动已登记。请在原活动上办理。",
    en="This activity is there already. Go on with that one.",
    clause="INV.6",
)
TITLE_MISSING = _ROOM.add(
    "title-missing",
    zh="活动没有名称。请写明是什么活动。",
    en="The activity has no title. Say what it is.",
    clause="DESIGN 2 Activity",
)
PARTICIPANT_UNCLEAR = _ROOM.add(
    "participant-unclear",
    zh="参加者须是一个单位或一个人。请分别登记。",
    en="A participant is one unit or one person. Enter each by itself.",
    clause="DESIGN 2 Activity",
)
