"""What the system says of itself."""

from urllib.parse import urlencode

from django.urls import reverse

from jingkai.kernel.parties.models import Organisation
from jingkai.web.declare import Name, Opens, Page, System

from .entered import KIND


def reports(key: str, zone: Organisation) -> str:
    """`2024-02`: the page of the month's written reports."""
    return f"{reverse('scheduling:reports')}?{urlencode({'zone': f'organisation:{zone.pk}', 'period': key})}"


SYSTEM = System(
    key="scheduling",
    title=Name("经济调度", "Scheduling"),
    place=15,
    opens=(Opens("activity", "scheduling:meeting", of=KIND, title=Name("调度会", "Scheduling meeting")),),
    leads={"reports": reports},
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
            view="scheduling:reports",
            title=Name("书面汇报", "Written reports"),
            owner=Name("党政办公室、经济发展部门", "Party and government office, economic department"),
            question=Name(
                "各单位按时报了没有，谁迟报、谁没报、谁被退回，少填了多少？",
                "Did the units report in time, who was late, who sent nothing, what was returned, how much was spared?",
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
