"""What the shell says of its own pages: what every system stands on."""

from .declare import Name, Opens, Page, System

SYSTEM = System(
    key="reference",
    title=Name("资料", "Reference"),
    place=90,
    opens=(
        Opens("rule", "web:rule"),
        Opens("subject", "web:subject"),
        Opens("activity", "web:activity"),
    ),
    pages=(
        Page(
            view="web:registers",
            title=Name("台账", "Registers"),
            owner=Name("各牵头部门、区领导", "Departments, leaders of the zone"),
            question=Name(
                "有哪些项目，各到了哪个阶段，下一个节点是什么时候？",
                "Which projects are there, which stage has each reached, and what is promised next?",
            ),
            reads="subjects",
        ),
        Page(
            view="web:activities",
            title=Name("活动", "Activities"),
            owner=Name(
                "党政办公室、督查室、各单位", "Party and government office, supervision office, units"
            ),
            question=Name(
                "开了哪些会、做了哪些督查和走访，谁参加，出了什么成果？",
                "Which meetings, supervisions and visits were held, who took part, and what came of them?",
            ),
            reads="items",
        ),
        Page(
            view="web:papers",
            title=Name("文书", "Papers"),
            owner=Name(
                "党政办公室、督查室、各单位", "Party and government office, supervision office, units"
            ),
            question=Name(
                "发了哪些函、通知和通报，文号是什么，哪些还在拟稿、审签？",
                "Which letters, notices and bulletins were issued, under which number, and which are still drafts?",
            ),
            reads="papers",
        ),
        Page(
            view="web:journal",
            title=Name("留痕", "Journal"),
            owner=Name("纪检、系统管理员", "Discipline inspection, system administrators"),
            question=Name(
                "谁在什么时候以什么职务写了或看了什么，留痕是否完整？",
                "Who wrote or read what, when and in which post, and is the journal whole?",
            ),
            reads="logs",
            first_for=frozenset({"system-administrator", "discipline"}),
        ),
        Page(
            view="web:rules",
            title=Name("规则", "Rules"),
            owner=Name(
                "考核办、督查室、各牵头部门、区领导",
                "Assessment and supervision offices, leaders of the zone",
            ),
            question=Name(
                "现在按什么规则算、按什么期限办，谁定的，要改怎么改？",
                "By which rules is it computed and handled, who set them, and how is one changed?",
            ),
        ),
    ),
)
