"""What the system says of the pages of an upper body's assessment."""

from urllib.parse import urlencode

from django.urls import reverse

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.models.round import KIND
from jingkai.web.declare import Name, Page

UPPER_PAGES = (
    Page(
        view="assessment:half-year",
        title=Name("半年分析", "Half-year analysis"),
        owner=Name("考核办、区领导", "Assessment office, leaders of the zone"),
        question=Name(
            "上级考核我们排第几，动了几位，弱在哪里，谁来补、什么时候补上？",
            "Which place does the upper body give us, what is weak, who mends it and until when?",
        ),
        reads=KIND,
    ),
    Page(
        view="assessment:upper-items",
        title=Name("指标责任与解读", "Who answers for what"),
        owner=Name("考核办、各牵头单位", "Assessment office, lead units"),
        question=Name(
            "上级考核的每项指标谁牵头、谁分管，是重难点、得分点还是扣分点，部门怎么解读？",
            "Who leads each indicator of the upper body, how is it tagged, and how do departments explain it?",
        ),
        reads=KIND,
    ),
    Page(
        view="assessment:comparison",
        title=Name("全市全省对比", "City and province"),
        owner=Name("区领导、经济发展部门", "Leaders of the zone, economic department"),
        question=Name(
            "主要指标的增速高于全省平均没有，在全省的位次升了还是降了？",
            "Do the main indicators grow faster than the province, and does our place in it rise or fall?",
        ),
        reads="facts",
    ),
)


def half_year_of(key: str, zone: Organisation) -> str:
    """`12` or `12#node`: the analysis of an upper body's round; "" of another round."""
    number = key.partition("#")[0]
    found = Round.objects.filter(zone=zone, pk=int(number) if number.isdecimal() else 0).first()
    if found is None or not found.key.startswith("upper:"):
        return ""
    there = {"zone": f"organisation:{zone.pk}", "half": found.period}
    return f"{reverse('assessment:half-year')}?{urlencode(there)}"
