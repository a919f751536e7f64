"""What the system says of itself."""

from jingkai.web.declare import Name, Opens, Page, System

from .leading import matter
from .services.supervising import KIND

SYSTEM = System(
    key="supervision",
    title=Name("督查督办", "Supervision"),
    place=20,
    pages=(
        Page(
            view="supervision:today",
            title=Name("今日要办", "Today"),
            owner=Name("督查室、承办单位、区领导", "Supervision office, units, leaders of the zone"),
            question=Name(
                "今天我要签收、办理、核验、催办什么，在等什么？",
                "What must I sign for, do, verify and press today, and what am I waiting for?",
            ),
            first_for=frozenset({"supervision", "street", "inspector"}),
        ),
        Page(
            view="supervision:ledger",
            title=Name("督办台账", "Ledger"),
            owner=Name("督查室", "Supervision office"),
            question=Name(
                "还有哪些事没有办结，谁的，什么时候到期？",
                "Which matters are not closed yet, whose are they, and when are they due?",
            ),
        ),
        Page(
            view="supervision:report",
            title=Name("督办通报", "Report"),
            owner=Name("督查室、区领导", "Supervision office, leaders of the zone"),
            question=Name(
                "交办的事销号了多少，哪些滞后，是哪些单位的？",
                "How much of what was handed out is closed, what is behind, and whose is it?",
            ),
        ),
        Page(
            view="supervision:minutes",
            title=Name("纪要转任务", "Minutes to tasks"),
            owner=Name("督查室、党政办公室", "Supervision office, party and government office"),
            question=Name(
                "这次会议议定了哪些事，交给谁，什么时候办完？",
                "What did this meeting decide, who does it, and until when?",
            ),
        ),
        Page(
            view="supervision:lists",
            title=Name("问题清单", "Lists of problems"),
            owner=Name("督查室", "Supervision office"),
            question=Name(
                "上级反馈的问题分给了谁，销号了多少？",
                "Who puts the problems right that were fed back, and how many are closed?",
            ),
        ),
        Page(
            view="supervision:conduct",
            title=Name("正负面清单", "Both lists"),
            owner=Name("督查室、考核办、本人", "Supervision office, assessment office, the person concerned"),
            question=Name(
                "谁的哪件事、凭什么成效列入了清单，走到哪一步？",
                "Whose act stands in a list, by which proven effect, and how far is it?",
            ),
        ),
    ),
    opens=(
        Opens("matter", "supervision:matter"),
        Opens("listing", "supervision:listing"),
        Opens("paper", "web:paper"),
        Opens("activity", "supervision:visit", of=KIND, title=Name("督查", "Supervision")),
    ),
    leads={"matter": matter},
)
