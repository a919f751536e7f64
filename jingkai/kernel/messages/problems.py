"""What this room refuses."""

from jingkai.kernel.problems import Catalogue

_ROOM = Catalogue("messages")

NOT_ADDRESSED = _ROOM.add(
    "not-addressed",
    zh="这条消息没有发给您，不能签收。请查看发给您的消息。",
    en="This notice is not addressed to you, so you can't receive it. Look at those that are.",
    clause="DESIGN 1 messages",
)
NOBODY_ADDRESSED = _ROOM.add(
    "nobody-addressed",
    zh="没有收件人：所选单位在当日无人任职。请另选单位或个人。",
    en="Nobody is addressed: in the chosen units no one holds a post on that day. Choose others.",
    clause="DESIGN 1 messages",
)
RECEIPT_OUT_OF_ORDER = _ROOM.add(
    "receipt-out-of-order",
    zh="回执已登记，或早于发出时间。请查看已有回执。",
    en="This receipt is there already, or is dated before the notice. Look at the one that is there.",
    clause="DESIGN 1 messages",
)
TEXT_MISSING = _ROOM.add(
    "text-missing",
    zh="消息必须有标题。请填写标题。",
    en="A notice has a title. Give one.",
    clause="DESIGN 1 messages",
)
