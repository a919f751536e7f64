"""How far a notice got."""

from collections.abc import Mapping

from django.db.models import Count

from jingkai.kernel.parties.access import Reader

from .models import Addressee, Notice, Receipt, Step


def inbox(reader: Reader) -> list[Notice]:
    """The notices addressed to the reader, the newest first."""
    mine = Addressee.objects.visible_to(reader).filter(person=reader.person)
    return list(Notice.objects.visible_to(reader).filter(addressees__in=mine).order_by("-at", "-pk"))


def progress(reader: Reader, notice: int) -> Mapping[str, int]:
    """How many were addressed, and how many reached each step, of what the reader may see of this notice.

    The sender sees all, an addressee only what is his own; for anybody else it is as if there were none.
    """
    addressed = Addressee.objects.visible_to(reader).filter(notice=notice).count()
    counted = Receipt.objects.visible_to(reader).filter(addressee__notice=notice).values("step")
    steps = dict(counted.annotate(n=Count("addressee", distinct=True)).values_list("step", "n"))
    return {"addressed": addressed} | {step.value: steps.get(step.value, 0) for step in Step}
