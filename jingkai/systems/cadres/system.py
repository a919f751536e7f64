"""What the system says of itself."""

from jingkai.kernel.rounds.models.consequence import KIND as CONSEQUENCES
from jingkai.web.declare import Name, Page, System

from .access import KIND
from .leading import to_consequence, to_reward

SYSTEM = System(
    key="cadres",
    title=Name("干部实绩", "Cadres"),
    place=25,
    leads={"consequence": to_consequence, "reward": to_reward},
    pages=(
        Page(
            view="cadres:people",
            title=Name("实绩纪实", "Records"),
            owner=Name("组织部门", "Organisation department"),
            question=Name(
                "这个人干了什么事、有什么成效、凭什么证明？",
                "What did this person do, with which effect, and what proves it?",
            ),
            reads=KIND,
            first_for=frozenset({"organisation"}),
        ),
        Page(
            view="cadres:mine",
            title=Name("我的实绩", "My record"),
            owner=Name("本人", "The person"),
            question=Name(
                "关于我登记了什么，凭什么，到哪天还能说明？",
                "What is on record about me, on which proof, and until when may I answer?",
            ),
        ),
        Page(
            view="cadres:rewards",
            title=Name("奖励", "Rewards"),
            owner=Name("考核办、组织部门", "Assessment office, organisation department"),
            question=Name(
                "提出了哪些奖励，依据还在不在，哪些应予撤销？",
                "Which rewards were proposed, do their grounds stand, and which are to be revoked?",
            ),
            reads=CONSEQUENCES,
        ),
    ),
)
