"""Persons, and which login is whose."""

from django.conf import settings
from django.db import models

from jingkai.kernel.records.declare import append_only
from jingkai.kernel.records.search import find

from ..access import hidden, open_to_staff, see
from .scoped import Scoped


@find("person", "人", "People", place=80, text=("name",), title="name")
@see(open_to_staff("parties", "privacy class P1: the names of staff"))
@append_only(problems={"jk_person_name": "parties.name-missing"}, lasting=True)
class Person(Scoped):
    """人: someone who works for the zone or meets it. Only what is of privacy class P1 stands here."""

    name = models.CharField("姓名", max_length=100)

    class Meta:
        verbose_name = "人"
        verbose_name_plural = "人"
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="jk_person_name")]

    def __str__(self) -> str:
        return self.name


@see(hidden("which login is whose serves only the way in"))
@append_only(problems={"jk_login_account": "parties.login-taken"}, lasting=True)
class Login(Scoped):
    """登录: the account is this person's, and never another's."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="账号", on_delete=models.PROTECT, related_name="logins"
    )
    person = models.ForeignKey(Person, verbose_name="人", on_delete=models.PROTECT, related_name="logins")

    class Meta:
        verbose_name = "登录"
        verbose_name_plural = "登录"
        constraints = [models.UniqueConstraint(fields=["account"], name="jk_login_account")]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.person_id}"
