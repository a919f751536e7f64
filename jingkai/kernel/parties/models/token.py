"""Tokens: by what a program acts in a person's name."""

from collections.abc import Mapping

from django.db import models
from django.db.models import Q

from jingkai.kernel.records.declare import Guard, append_only

from ..access import custom, see
from ..access.levels import Level
from ..access.reader import Reader
from .dated import Dated
from .organisation import Organisation
from .person import Login
from .post import Post

READ, WRITE = "read", "write"


def _own(reader: Reader, level: Level) -> Q:
    return Q(login__person=reader.person) if reader.person is not None else Q(pk__in=[])


@see(custom("grants", _own))
@append_only(
    Guard(
        "post-is-own",
        "NEW.post_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_parties_post p"
        " JOIN jk_parties_login l ON l.person_id = p.person_id WHERE p.id = NEW.post_id AND l.id = NEW.login_id)",
        "parties.token-foreign-post",
    ),
    problems={
        "jk_token_digest": "records.row-exists",
        "jk_token_name": "parties.name-missing",
        "jk_token_scopes": "parties.token-without-scope",
        "jk_token_ends": "parties.token-endless",
    },
    lasting=True,
)
class Token(Dated):
    """令牌: a program that shows it acts as the person of `login`, in `post`, within `scopes` and, if given, in `unit`
    and below. Scopes are kinds of the rule set of roles: `facts:read items:write`. Kept is only the sha256 of it.

    It ends on `until`, or earlier by an Ending; it opens nothing while the account is locked.
    """

    login = models.ForeignKey(Login, verbose_name="登录", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField("名称", max_length=80)
    digest = models.CharField("摘要", max_length=64)
    scopes = models.CharField("范围", max_length=600)
    unit = models.ForeignKey(
        Organisation,
        verbose_name="限于单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    post = models.ForeignKey(
        Post, verbose_name="岗位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "令牌"
        verbose_name_plural = "令牌"
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="jk_token_digest"),
            models.CheckConstraint(condition=~Q(name=""), name="jk_token_name"),
            models.CheckConstraint(condition=~Q(scopes=""), name="jk_token_scopes"),
            models.CheckConstraint(
                condition=Q(until__isnull=False) & Q(until__gte=models.F("since")), name="jk_token_ends"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def opens(self) -> Mapping[str, bool]:
        """Each kind it opens, and whether for writing, too."""
        found: dict[str, bool] = {}
        for scope in self.scopes.split():
            kind, _, how = scope.partition(":")
            found[kind] = found.get(kind, False) or how == WRITE
        return found
