"""Closure rates of a list: by leaves, and by the items of the list itself (st-S4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from jingkai.engines.documents import Words
from jingkai.engines.quantity import Quantity, share

from .models import Matter
from .standing import ends

LEAF = Words(
    zh="子项销号率：已销号的末级事项 ÷ 全部末级事项",
    en="leaf rate: leaves closed by verification, of all leaves",
)
LIST = Words(
    zh="清单销号率：已销号的清单问题 ÷ 清单全部问题，共性问题的子项全部了结方为销号",
    en="list rate: items of the list closed, of all; a common problem is closed when all its children are",
)


@dataclass(frozen=True)
class Rate:
    """`closed` of `total`, what was withdrawn or merged left out of both, and what is counted, in words."""

    closed: int
    total: int
    definition: Words

    @property
    def value(self) -> Quantity:
        """The share in percent, unrounded; unknown where there is nothing to close."""
        if self.total == 0:
            return Quantity.unknown("%")
        return share(Quantity.exactly(self.closed), Quantity.exactly(self.total))


def rates(matters: Iterable[Matter], n: int | None = None) -> tuple[Rate, Rate]:
    """The leaf rate and the list rate of these matters, as known at sequence number n.

    A leaf has no child among them, an item of the list no parent among them.
    """
    rows = list(matters)
    ids = {one.pk for one in rows}
    parents = {one.parent_id for one in rows}
    how = ends(rows, n)
    leaves = [how[one.pk] for one in rows if one.pk not in parents]
    items = [how[one.pk] for one in rows if one.parent_id not in ids]
    return _rate(leaves, LEAF), _rate(items, LIST)


def _rate(how: list[str], definition: Words) -> Rate:
    return Rate(how.count("closed"), len(how) - how.count("stopped"), definition)
