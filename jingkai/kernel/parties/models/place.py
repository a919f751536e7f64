"""Places."""

from django.db import models

from jingkai.kernel.records.declare import append_only

from ..access import open_to_staff, see
from .organisation import Organisation
from .tree import Tree, tree_guards


@see(open_to_staff("parties", "a place is named to the grain that its kind allows"))
@append_only(
    *tree_guards("jk_parties_place"), problems={"jk_place_name": "parties.name-missing"}, lasting=True
)
class Place(Tree):
    """地点: zone, street, community or village, grid or compound, building. `unit` answers for it."""

    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=40)
    unit = models.ForeignKey(
        Organisation,
        verbose_name="属地单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="places",
    )

    class Meta:
        verbose_name = "地点"
        verbose_name_plural = "地点"
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="jk_place_name")]

    def __str__(self) -> str:
        return self.name
