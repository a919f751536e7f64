"""Who holds what post in which body."""

from django.db import models

from jingkai.kernel.records.declare import append_only

from ..access import open_to_staff, see
from .dated import Dated
from .organisation import Organisation
from .person import Person


@see(open_to_staff("parties", "privacy class P1: the posts of staff"))
@append_only(problems={"jk_post_dates": "parties.dates-backwards"}, lasting=True)
class Post(Dated):
    """任职: a person holds a post in a body, from a day to a day."""

    person = models.ForeignKey(Person, verbose_name="人", on_delete=models.PROTECT, related_name="posts")
    body = models.ForeignKey(
        Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="posts"
    )
    title = models.CharField("职务", max_length=100)

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="jk_post_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.title
