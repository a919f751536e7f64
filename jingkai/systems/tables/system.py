"""What the system says of itself. Its pages are those of the room forms."""

from jingkai.web.declare import Name, Opens, Page, System

SYSTEM = System(
    key="tables",
    title=Name("填报减负", "Forms"),
    place=30,
    pages=(
        Page(
            view="web:forms-mine",
            title=Name("我要填的表", "What we fill in"),
            owner=Name("承办单位、街道", "Units and streets"),
            question=Name(
                "这个月要我填哪几张表，什么时候交，系统已经填了多少？",
                "Which tables am I asked this month, until when, and how much is filled in already?",
            ),
        ),
        Page(
            view="web:forms",
            title=Name("报表", "Forms"),
            owner=Name("各部门", "Departments"),
            question=Name(
                "我要的数已经有了吗，没有的向谁要，要占人家几分钟？",
                "Is the figure I want there already; if not, whom do I ask, and how many minutes does it cost them?",
            ),
        ),
        Page(
            view="web:forms-office",
            title=Name("减负总览", "Burden"),
            owner=Name("督查室、区领导", "Supervision office, leaders of the zone"),
            question=Name(
                "哪些下发要我批，哪个单位超限额，谁在重复要数，表少了多少？",
                "Which requests must I approve, who is over budget, who is asked twice, how many tables are gone?",
            ),
        ),
    ),
    opens=(
        Opens("form", "web:form", by="code"),
        Opens("request", "web:request"),
        Opens("submission", "web:submission"),
    ),
)
