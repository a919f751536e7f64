"""What the system says of itself."""

from jingkai.web.declare import Name, Page, System

SYSTEM = System(
    key="economy",
    title=Name("经济运行", "Economy"),
    place=10,
    pages=(
        Page(
            view="economy:month",
            title=Name("月度调度", "The month"),
            owner=Name("经济发展部门、区领导", "Economic department, leaders of the zone"),
            question=Name(
                "这个月完成了多少，比时序快还是慢，慢的是谁的？",
                "What was done this month, ahead of schedule or behind, and whose is what is late?",
            ),
        ),
    ),
)
