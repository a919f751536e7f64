"""The login."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from jingkai.kernel.records.declare import mutable

from ..access import hidden, see


class AccountManager(BaseUserManager["Account"]):
    """Makes logins; `createsuperuser` calls it too."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Account":
        """A login with this name; without a password it can't be used to log in."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "Account":
        """A login for technical administration; it opens no page of the zone's work."""
        return self.create_user(username, password, **{"is_staff": True, "is_superuser": True} | fields)


@see(hidden("logins serve only the way in"))
@mutable("a login: its password and its last use change; what a person did is in the journal")
class Account(AbstractBaseUser, PermissionsMixin):
    """账号: what logs in. Who that is, and what they may see, is said by Person and Grant."""

    username = models.CharField("用户名", max_length=150, unique=True)
    is_active = models.BooleanField("可登录", default=True)
    is_staff = models.BooleanField("技术管理员", default=False)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = ""
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.username
