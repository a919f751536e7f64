"""The kind of rule this system reads: what may follow for a person from what he did."""

from __future__ import annotations

from pydantic import Field

from jingkai.engines.documents import Part, Words
from jingkai.kernel.rules import kinds

CADRES = "cadres"


class RewardBody(Part):
    """奖励: what it is called, by which clause it is given, and by which it is taken back (`revoked`) when its ground
    falls.
    """

    title: Words
    clause: str = Field(min_length=1)
    revoked: str = Field(min_length=1)


class CadresBody(Part):
    """干部实绩纪实: by which flow rewards go, and which there are."""

    flow: str = "flow.consequence"
    rewards: dict[str, RewardBody]


kinds.register(CADRES, CadresBody, zh="干部实绩纪实规则", en="cadre records")
