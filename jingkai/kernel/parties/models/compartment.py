"""Compartments: what is kept apart from everybody without a grant on it."""

from django.db import models

from jingkai.kernel.records.declare import append_only

from ..access import custom, see
from ..access.levels import Level
from ..access.reader import Reader
from .scoped import Scoped


def _own(reader: Reader, level: Level) -> models.Q:
    """A compartment is listed for those who have a grant on it, whatever the kind of object."""
    reached = [one.compartments for sights in reader.sights.values() for one in sights if one.level >= level]
    return models.Q(pk__in=frozenset[int]().union(*reached))


@see(custom("compartments", _own))
@append_only(problems={"jk_compartment_key": "parties.compartment-taken"}, lasting=True)
class Compartment(Scoped):
    """专区: petitions, medical and minors' fields, a sealed plan. `elsewhere`: run as its own installation
    (the census), of which only the name is known here; `clause` is what closes it.
    """

    key = models.CharField("标识", max_length=60)
    name = models.CharField("名称", max_length=100)
    elsewhere = models.BooleanField("独立运行", default=False)
    clause = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "专区"
        verbose_name_plural = "专区"
        constraints = [models.UniqueConstraint(fields=["key"], name="jk_compartment_key")]

    def __str__(self) -> str:
        return self.name
