"""st-S17 on the pages: a supervision is planned, approved, held, concluded, objected to and reviewed by others."""

import re

from django.http import HttpResponse

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import a_matter, at
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.supervision.models import Conclusion
from jingkai.systems.supervision.stories.office import LEADERS, Office, an_office
from tests.proof import proves

from .desk import Desk, page_of, text_of


def ready(desk: Desk) -> tuple[Office, Matter]:
    """A matter of the east street, in February."""
    office = an_office()
    desk.zone = office.zone
    matter = a_matter(office.zone)
    desk.at(at("2024-02-20"))
    return office, matter


def planned(desk: Desk, matter: Matter, day: str) -> Activity:
    """Planned on the matter's page; the same click twice plans one."""
    turn = re.search(r'name="turn" value="(\d+)"', text_of(desk.get(desk.zone.clerk, page_of(matter))))
    assert turn
    for _ in range(2):
        sent = desk.post(
            desk.zone.clerk, page_of(matter), do="plan-visit", turn=turn[1], unit=desk.zone.east.pk, day=day
        )
        assert sent.status_code == 302
    found = Activity.objects.order_by("pk").last()
    assert found
    return found


def step(desk: Desk, person: Person, address: str, do: str, **sent: str) -> HttpResponse:
    """The form of that page as it is now, sent."""
    seen = re.search(r'name="seen" value="(\d+)"', text_of(desk.get(person, address)))
    return desk.post(person, address, do=do, seen=seen[1] if seen else "0", **sent)


@proves("W3.3.2", "W5.1.1")
def test_a_second_supervision_in_the_month_needs_the_principal(desk: Desk) -> None:
    office, matter = ready(desk)
    first, second = planned(desk, matter, "2024-02-06"), planned(desk, matter, "2024-02-27")
    assert Activity.objects.count() == 2
    deputy = office.leaders[LEADERS[0]]
    hold(deputy, "deputy", office.zone.zone, Scope.SUBTREE)
    assert step(desk, deputy, f"/supervision/visits/{first.pk}", "approve").status_code == 302
    page = text_of(desk.get(deputy, f"/supervision/visits/{second.pk}"))
    assert "2024-02-06" in page.split("您不能办这一步")[1].split("经过")[0]
    refused = desk.post(deputy, f"/supervision/visits/{second.pk}", do="approve", seen="1")
    assert refused.status_code == 400
    assert "supervision.needs-principal" in text_of(refused)
    assert step(desk, office.zone.head, f"/supervision/visits/{second.pk}", "approve").status_code == 302
    assert state_of(second.case) == "approved"


@proves("W3.3.2", "W5.1.1")
def test_a_conclusion_is_objected_to_in_time_and_reviewed_by_others(desk: Desk) -> None:
    office, matter = ready(desk)
    visit = planned(desk, matter, "2024-02-27")
    address = f"/supervision/visits/{visit.pk}"
    step(desk, office.zone.head, address, "approve")
    desk.at(at("2024-02-27"))
    assert step(desk, office.zone.clerk, address, "hold").status_code == 302
    writer, _ = a_person("督查员乙", office.zone.office)
    desk.at(at("2024-03-01"))
    written = {"text": "推进缓慢，限期整改", "writers": f"{office.zone.clerk.name}、{writer.name}"}
    for _ in range(2):
        assert desk.post(office.zone.clerk, address, do="conclude", **written).status_code == 302
    (one,) = Conclusion.objects.all()
    page = f"/supervision/conclusions/{one.pk}"
    # The unit finds it on the page of its matter, with the right to object.
    assert page in text_of(desk.get(office.zone.easterner, page_of(matter)))
    shown = text_of(desk.get(office.zone.easterner, page))
    assert "推进缓慢，限期整改" in shown
    assert "2024-03-31" in shown
    desk.at(at("2024-04-01", "00:00"))
    late = step(desk, office.zone.easterner, page, "object", note="进度已补上")
    assert late.status_code == 400
    assert state_of(one.case) == "issued"
    desk.at(at("2024-03-31", "23:59"))
    assert step(desk, office.zone.easterner, page, "object", note="进度已补上").status_code == 302
    assert str(current_dues(one.case)["answer"].day) == "2024-04-30"
    desk.at(at("2024-04-02"))
    wrote = desk.post(office.zone.clerk, page, do="pick", reviewers=writer.name)
    assert wrote.status_code == 400
    assert "supervision.reviewer-wrote-it" in text_of(wrote)
    deputy = office.leaders[LEADERS[0]]
    for _ in range(2):
        assert desk.post(office.zone.clerk, page, do="pick", reviewers=deputy.name).status_code == 302
    assert one.reviewers.count() == 1
    # Who was not chosen does not answer.
    refused = desk.post(office.zone.head, page, do="uphold", seen="2", note="维持")
    assert refused.status_code == 400
    assert "supervision.not-a-reviewer" in text_of(refused)
    assert state_of(one.case) == "objected"
    hold(deputy, "supervision", office.zone.zone, Scope.SUBTREE)
    answered = desk.post(deputy, page, do="amend", seen="2", note="更正为“基本按期”")
    assert answered.status_code == 302
    assert state_of(one.case) == "amended"


def test_a_hidden_supervision_and_conclusion_are_absent(desk: Desk) -> None:
    office, matter = ready(desk)
    visit = planned(desk, matter, "2024-02-27")
    west = office.zone.westerner
    for address in (
        f"/supervision/visits/{visit.pk}",
        "/supervision/visits/999",
        "/supervision/conclusions/1",
    ):
        assert desk.get(west, address).status_code == 404
        assert desk.post(west, address, do="approve", seen="1").status_code == 404
