"""What other systems, and the sample, may call."""

from jingkai.kernel.rounds.services import Paper

from .upper.running import Given, upper_round
from .upper.running import enter as enter_upper
from .upper.running import open_upper as open_upper
from .upper.running import settle as settle_upper
from .upper.saying import Named, interpret, make_responsible, tag
from .upper.scheme import upper_on

__all__ = [
    "Given",
    "Named",
    "Paper",
    "enter_upper",
    "interpret",
    "make_responsible",
    "open_upper",
    "settle_upper",
    "tag",
    "upper_on",
    "upper_round",
]
