"""What the system says of itself."""

from jingkai.web.declare import Name, Page, System

SYSTEM = System(
    key="scheduling",
    title=Name("经济调度", "Scheduling"),
    place=15,
    pages=(
        Page(
            view="scheduling:meetings",
            title=Name("调度会", "Meetings"),
            owner=Name(
                "党政办公室、督查室、区领导",
                "Party and government office, supervision office, leaders of the zone",
            ),
            question=Name(
                "这个月的会议上说什么，定了哪些事，纪要和交办单出来没有？",
                "What does this month's meeting speak about, what was decided, are minutes and letters there?",
            ),
        ),
        Page(
            view="scheduling:bulletin",
            title=Name("经济运行通报", "Bulletin"),
            owner=Name(
                "党政办公室、经济发展部门、区领导",
                "Party and government office, economic department, leaders of the zone",
            ),
            question=Name(
                "这个月怎么样，哪些落后、办到哪一步，谁没有按时汇报？",
                "How did the month go, what is behind and how far are the matters on it, who did not report in time?",
            ),
        ),
    ),
)
