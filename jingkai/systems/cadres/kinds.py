"""The kind of rule this system reads: what may follow for a person from what he did."""

from __future__ import annotations

from collections.abc import Mapping

from jingkai.engines.documents import Part
from jingkai.kernel.rounds.kinds import FollowingBody
from jingkai.kernel.rules import kinds

CADRES = "cadres"


class CadresBody(Part):
    """干部实绩纪实: by which flow rewards go, and which there are."""

    flow: str = "flow.consequence"
    rewards: dict[str, FollowingBody]

    @property
    def following(self) -> Mapping[str, FollowingBody]:
        """What may follow for a person."""
        return self.rewards


kinds.register(CADRES, CadresBody, zh="干部实绩纪实规则", en="cadre records")
