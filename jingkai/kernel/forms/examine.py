"""What doctor finds here that no database can refuse."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.records.doctor import Finding, examination

from .models import Request, Saving, Submission


@examination
def submissions() -> Iterator[Finding]:
    """What is sent or accepted has a saving that was sent."""
    sent = Saving.objects.filter(submission=OuterRef("pk"), sent=True)
    states = CaseState.objects.filter(case=OuterRef("case"), state__in=["sent", "accepted"])
    for one in Submission.objects.filter(Exists(states), ~Exists(sent)).select_related("unit", "request"):
        zh = f"“{one.unit.name}”的《{one.request.title}》标为已报送而没有内容"
        en = f"{one.request.title} of {one.unit.name} is sent without answers"
        yield Finding("forms.sent-empty", "fault", one.ref, zh, en)


@examination
def hurries() -> Iterator[Finding]:
    """An emergency went through somebody's approval."""
    approved = CaseState.objects.filter(case=OuterRef("case"), case__moves__flow_move__move="approve")
    issued = Request.objects.filter(emergency=True, case__moves__flow_move__target="issued")
    for one in issued.filter(~Exists(approved)).distinct():
        zh, en = f"紧急下发《{one.title}》未经批准", f"the emergency request {one.title} was not approved"
        yield Finding("forms.hurry-unapproved", "fault", one.ref, zh, en)
