"""Rows that stand under one another."""

from typing import Any

from django.db import models
from django.db.models import Q

from jingkai.kernel.records.declare import Guard

from .scoped import Scoped

ROOT = "/"


class Tree(Scoped):
    """A node. Its parent is older and never changes, so the path of its ancestors can be kept beside it.

    `above` is "/" for a root and "/3/17/" for a node under 17 under 3: one look at an index finds a subtree,
    and a node knows its ancestors without a query. Both databases refuse a path that does not fit.
    """

    parent = models.ForeignKey(
        "self", verbose_name="上级", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    above = models.CharField("上级路径", max_length=400, db_index=True)

    class Meta:
        abstract = True

    @property
    def ancestors(self) -> tuple[int, ...]:
        """Ids of the ancestors, nearest first."""
        return tuple(int(one) for one in reversed(self.above.split("/")) if one)

    @property
    def root(self) -> int:
        """The id of the root this node stands under; its own if it is one."""
        return self.ancestors[-1] if self.ancestors else int(self.pk)

    @property
    def below(self) -> str:
        """What the paths of all nodes under this one begin with."""
        return f"{self.above}{self.pk}/"

    def subtree(self) -> Q:
        """The condition on rows of the tree for this node and all under it."""
        return Q(pk=self.pk) | Q(above__startswith=self.below)


def path_under(parent: Any) -> str:
    """The path of a node under `parent`; of a root if that is None."""
    return ROOT if parent is None else str(parent.below)


def tree_guards(table: str) -> tuple[Guard, ...]:
    """What both databases keep for a tree."""
    return (
        Guard("parent-is-older", "NEW.parent_id >= NEW.id", "parties.parent-not-older"),
        Guard(
            "lineage",
            f"NEW.above <> COALESCE((SELECT p.above || p.id || '/' FROM {table} p"
            f" WHERE p.id = NEW.parent_id), '{ROOT}')",
            "parties.lineage",
        ),
    )
