"""What the system says of itself: its pages are those of the room `rounds`, its rules what is held by them."""

from jingkai.web.declare import Name, Opens, Page, System

SYSTEM = System(
    key="reviews",
    title=Name("考核", "Assessment"),
    place=26,
    opens=(
        Opens("round", "web:round"),
        Opens("application", "web:application"),
        Opens("consultation", "web:consultation"),
    ),
    pages=(
        Page(
            view="web:rounds",
            title=Name("评议", "Reviews"),
            owner=Name("考核办、评委、区领导", "Assessment office, raters, leaders of the zone"),
            question=Name(
                "哪些观摩、述职、评定正在评，我要评哪些，结果怎样？",
                "Which visits, hearings and gradings are under way, what am I to rate, and what came of them?",
            ),
        ),
        Page(
            view="web:applications",
            title=Name("申报", "Applications"),
            owner=Name(
                "申报单位、审核部门、被征求意见的单位", "Applicants, who checks them, units that are asked"
            ),
            question=Name(
                "我单位能申报什么，报到哪一步了，哪些等我审核、等我单位回复？",
                "What may we apply for, how far is it, and what waits for me to check or for us to reply?",
            ),
        ),
        Page(
            view="web:consequences",
            title=Name("结果运用", "Consequences"),
            owner=Name("组织部门、考核办", "Organisation department, assessment office"),
            question=Name(
                "考评结果带来哪些奖惩，哪些待批准，哪些应予撤销？",
                "What follows from results, what waits to be approved, and what is to be revoked?",
            ),
            reads="consequences",
            first_for=frozenset({"organisation"}),
        ),
    ),
)
