"""What the system says of itself."""

from jingkai.web.declare import Name, Opens, Page, System

from .leading import LEADS
from .moments import in_work

SYSTEM = System(
    key="economy",
    title=Name("经济运行", "Economy"),
    place=10,
    opens=(Opens("indicator", "economy:indicator", by="code"),),
    leads=LEADS,
    usual=in_work,
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
        Page(
            view="economy:indicators",
            title=Name("指标管理", "Indicators"),
            owner=Name("经济发展部门、考核部门", "Economic department, assessment office"),
            question=Name(
                "有哪些指标，各归谁管，怎样算，多久报一次，谁可以改？",
                "Which indicators are there, who owns each, how is it made and how often, and who may change it?",
            ),
        ),
        Page(
            view="economy:targets",
            title=Name("目标与组合", "Targets and bundles"),
            owner=Name("经济发展部门、考核部门", "Economic department, assessment office"),
            question=Name(
                "全年要达到什么，分解到谁，加起来够不够？",
                "What is to be reached this year, whose part is what, and do the parts make the whole?",
            ),
        ),
        Page(
            view="economy:signs",
            title=Name("苗头", "Early signs"),
            owner=Name("经济发展部门、区领导", "Economic department, leaders of the zone"),
            question=Name(
                "政策、市场、运行上有什么苗头，办了没有？",
                "What was noticed of policy, market and operation, and what came of it?",
            ),
        ),
        Page(
            view="economy:ladder",
            title=Name("企业梯度", "Ladder of enterprises"),
            owner=Name("经济发展部门", "Economic department"),
            question=Name(
                "哪些企业到了哪一级，比上年升了还是降了？",
                "Which enterprise stands on which rung, and which went up or down since last year?",
            ),
        ),
        Page(
            view="economy:record",
            title=Name("录入数据", "Record figures"),
            owner=Name("各部门统计人员", "Whoever reports figures in a department"),
            question=Name(
                "手里的几个数怎样记进平台，哪一格有问题？",
                "How do the few figures at hand get on record, and which cell is in doubt?",
            ),
        ),
        Page(
            view="economy:import",
            title=Name("导入表格", "Bring tables in"),
            owner=Name("各部门统计人员", "Whoever reports figures in a department"),
            question=Name(
                "这张表平台读懂了什么，有什么疑问，入账后改变什么？",
                "What was understood of this table, what is in doubt, and what will it change?",
            ),
        ),
        Page(
            view="economy:imports",
            title=Name("已入账的数据", "Figures brought in"),
            owner=Name(
                "统计部门、各部门统计人员", "Statistics office, whoever reports figures in a department"
            ),
            question=Name(
                "哪些表、哪些录入的数已经入账，谁报的，改变了什么，现在还有效吗？",
                "Which tables and typed figures came in, from whom, what did they change, are they still in force?",
            ),
        ),
    ),
)
