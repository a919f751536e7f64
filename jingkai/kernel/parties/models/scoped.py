"""The base of every recorded table that people read."""

from jingkai.kernel.records.models import Recorded

from ..access import ScopedQuerySet


class Scoped(Recorded):
    """A row of a batch that is read through `objects.visible_to(reader)`; its model declares `@see(...)`."""

    # The checker takes a manager made from a query set for an instance variable.
    objects = ScopedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True
