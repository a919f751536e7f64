"""What this system refuses."""

from jingkai.kernel.problems import Catalogue

_SYSTEM = Catalogue("cadres")

GROUNDS_MISSING = _SYSTEM.add(
    "grounds-missing",
    zh="奖励没有依据。请至少选择一条已核实的正面条目。",
    en="A reward stands on something: choose at least one positive entry that was verified.",
    clause="统计法第四十八条",
)
GROUND_UNFIT = _SYSTEM.add(
    "ground-unfit",
    zh="“{what}”不能作奖励的依据：须是同一人的、已核实且依据仍然有效的正面条目。请重新选择。",
    en="{what} carries no reward: it takes a positive entry of the same person that was verified and is proven still. "
    "Choose another.",
    clause="eB04",
)
REWARD_UNKNOWN = _SYSTEM.add(
    "reward-unknown",
    zh="规则中没有这种奖励（{key}）。请从列出的种类中选择。",
    en="The rule has no such reward ({key}). Choose one of those listed.",
    clause="公务员法第五十三条",
)
REWARD_REASON = _SYSTEM.add(
    "reward-reason",
    zh="提出奖励须写明理由。请补写。",
    en="Say why the reward is proposed.",
    clause="公务员法第五十三条",
)
REWARDED_ALREADY = _SYSTEM.add(
    "rewarded-already",
    zh="“{what}”已经作为同一种奖励的依据。请查看原来的奖励。",
    en="{what} carries this kind of reward already. Look at that one.",
    clause="eB04",
)
SUBJECT_UNKNOWN = _SYSTEM.add(
    "subject-unknown",
    zh="台账中没有“{name}”，或不止一个。请填写项目编号。",
    en="Nothing, or more than one thing, in the register is called {name}. Give the project’s code.",
    clause="eB02",
)
DAY_UNREADABLE = _SYSTEM.add(
    "day-unreadable",
    zh="“{text}”不是日期。请按 2024-03-01 填写。",
    en="{text} is no day. Write it as 2024-03-01.",
    clause="eB02",
)
