"""The kinds of rule this room reads: the words of matters, and what is noticed and what comes of it."""

from typing import Literal

from pydantic import Field, model_validator

from jingkai.engines.documents import Part, Words, Wrong
from jingkai.kernel.rules import kinds

WORDS, SIGNALS = "matter-words", "signals"
# 政策类、市场类、运行类, in the order in which a month counts them (st-E18).
FAMILIES = ("policy", "market", "operation")


class Category(Part):
    """分类: `splits` means that such a matter is split into one child for each unit (共性问题)."""

    title: Words
    splits: bool = False


class Right(Part):
    """A right as the rule set of roles calls it."""

    act: str
    of: str


class MatterWordsBody(Part):
    """事项用词: which kinds, categories and levels a matter may have, and the right that opens one."""

    opening: Right
    kinds: dict[str, Words]
    categories: dict[str, Category]
    levels: dict[str, Words]


class Opens(Part):
    """What a signal opens: the flow and the words of the matter. `auto_open`: without anybody asking, from the
    light level `at_level` on.
    """

    flow: str
    kind: str
    category: str = ""
    level: str = ""
    auto_open: bool = False
    at_level: int = Field(default=3, ge=0, le=4)


class SignalKind(Part):
    """A kind of signal: what family it is counted in, who finds it, what it opens.

    A kind that lights bring up (`behind`) is noticed from the light level `from_level` on.
    """

    title: Words
    family: Literal["policy", "market", "operation"]
    found_by: Literal["person", "rule"]
    from_level: int | None = Field(default=None, ge=0, le=4)
    opens: Opens


class SignalsBody(Part):
    """苗头规则: the kinds of signal."""

    flow: str
    kinds: dict[str, SignalKind]

    @model_validator(mode="after")
    def _opened_when_noticed(self) -> "SignalsBody":
        for name, one in self.kinds.items():
            if one.found_by == "person" and one.opens.auto_open:
                raise Wrong(
                    f"{name}：由人登记的苗头，由人立项", f"{name}: what a person enters is opened by a person"
                )
            if one.from_level is not None and one.opens.at_level < one.from_level:
                raise Wrong(
                    f"{name}：立项的级别低于发现的级别",
                    f"{name}: a matter is opened below the level that is noticed",
                )
        return self


kinds.register(WORDS, MatterWordsBody, zh="事项用词", en="words of matters")
kinds.register(SIGNALS, SignalsBody, zh="苗头规则", en="signals")
