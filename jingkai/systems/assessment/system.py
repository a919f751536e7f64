"""What the system says of itself."""

from jingkai.kernel.rounds.models.round import KIND
from jingkai.web.declare import Name, Page, System

from .upper.declared import UPPER_PAGES, half_year_of

SYSTEM = System(
    key="assessment",
    title=Name("考核", "Assessment"),
    place=25,
    pages=(
        Page(
            view="assessment:scores",
            title=Name("细则与得分", "Schemes and scores"),
            owner=Name("考核办、各单位、区领导", "Assessment office, units, leaders of the zone"),
            question=Name(
                "到这个月各单位得了多少分，排第几，分丢在哪里，凭什么？",
                "How many points has each unit by now, in which place, where were points lost, and by what?",
            ),
            reads=KIND,
        ),
        *UPPER_PAGES,
    ),
    leads={"round": half_year_of},
)
