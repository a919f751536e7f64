"""Notices and to whom they go."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.parties.access import Level, Reader, custom, see
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import append_only


def _mine(reader: Reader, level: Level) -> Q:
    """A notice is seen by whom it is addressed to, and by whom it is from. Nobody acts on another's."""
    if reader.person is None:
        return Q(pk__in=[])
    to_me = Addressee.objects.filter(person=reader.person).values("notice")
    return Q(pk__in=to_me) | Q(sender=reader.person)


@see(custom("messages", _mine))
@append_only(problems={"jk_notice_title": "messages.text-missing"}, lasting=True)
class Notice(Scoped):
    """通知: something said to persons, about `ref` (an item or activity) if it is about one."""

    title = models.CharField("标题", max_length=200)
    text = models.TextField("正文", blank=True)
    kind = models.CharField("类别", max_length=40)
    ref = models.CharField("关于", max_length=200, blank=True, db_index=True)
    sender = models.ForeignKey(
        Person, verbose_name="发送人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("发出时间")
    must_acknowledge = models.BooleanField("须签收", default=False)

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="jk_notice_title")]

    def __str__(self) -> str:
        return self.title


def _with_notice(reader: Reader, level: Level) -> Q:
    """Oneself, and for the sender everybody who was addressed."""
    if reader.person is None:
        return Q(pk__in=[])
    return Q(person=reader.person) | Q(notice__sender=reader.person)


@see(custom("messages", _with_notice))
@append_only(problems={"jk_addressee_once": "records.row-exists"}, lasting=True)
class Addressee(Scoped):
    """收件人: a person the notice goes to; `unit` if as one who held a post there when it was sent."""

    notice = models.ForeignKey(
        Notice, verbose_name="通知", on_delete=models.PROTECT, related_name="addressees"
    )
    person = models.ForeignKey(Person, verbose_name="收件人", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Organisation, verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "收件人"
        verbose_name_plural = "收件人"
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="jk_addressee_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.person_id}"
