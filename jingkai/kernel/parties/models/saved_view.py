"""Views that somebody keeps of a page: its conditions under a name."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.records.declare import Guard, append_only

from ..access import custom, see
from ..access.levels import Level
from ..access.reader import Reader
from .dated import Dated, valid_sql
from .organisation import Organisation
from .person import Person
from .post import Post

NAME_LENGTH = 60
QUERY_LENGTH = 2000


def _own_or_the_units(reader: Reader, level: Level) -> Q:
    """One's own; to read also those shared with a unit in which both the reader and who keeps them hold a post."""
    if reader.person is None:
        return Q(pk__in=[])
    own = Q(person=reader.person)
    if level >= Level.ACT:
        return own
    held = Post.objects.valid_on(reader.on).filter(person=OuterRef("person"), body=OuterRef("unit"))
    return own | Q(Exists(held), unit__in=reader.bodies)


@see(custom("", _own_or_the_units))
@append_only(
    Guard(
        "unit-is-own",
        "NEW.unit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_parties_post p"
        " WHERE p.person_id = NEW.person_id AND p.body_id = NEW.unit_id AND "
        f"{valid_sql('p', 'post', 'NEW.since')})",
        "parties.view-foreign-unit",
    ),
    problems={"jk_savedview_name": "parties.name-missing"},
    lasting=True,
)
class SavedView(Dated):
    """视图: the `query` of a page (its URL's name) under a name, for oneself or, with `unit`, for all who hold a post
    there. It opens nothing: what is shown is what the page shows to whoever opens it. An Ending takes it away.
    """

    person = models.ForeignKey(
        Person, verbose_name="保存人", on_delete=models.PROTECT, related_name="saved_views"
    )
    unit = models.ForeignKey(
        Organisation,
        verbose_name="共享单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    page = models.CharField("页面", max_length=100)
    name = models.CharField("名称", max_length=NAME_LENGTH)
    query = models.CharField("条件", max_length=QUERY_LENGTH, blank=True)

    class Meta:
        verbose_name = "视图"
        verbose_name_plural = "视图"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="jk_savedview_name")]

    def __str__(self) -> str:
        return self.name
