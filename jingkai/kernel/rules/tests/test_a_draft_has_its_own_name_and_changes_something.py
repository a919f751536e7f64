"""A draft is told apart from every other by its name, and approving it changes something."""

import pytest

from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.models import Approval, RuleSet
from jingkai.kernel.rules.services import approve, draft
from tests.proof import proves

from .samples import a_ruled_zone, hold, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Zone:
    """The clerk drafts for the office and, from the assessment office, for the whole zone."""
    found = a_ruled_zone()
    hold(found.clerk, "assessment", found.zone)
    return found


@proves("W1.4.2")
def test_two_drafts_of_a_zone_do_not_bear_the_same_name(zone: Zone) -> None:
    clerk = zone.actor(zone.clerk)
    first = draft(clerk, text("10", version="2025"), unit=zone.office, at=AT)
    number = latest()
    with pytest.raises(Problem) as refused:
        draft(clerk, text("20", version="2025"), unit=zone.zone, at=AT)
    assert refused.value.code == "rules.version-taken"
    # It says where the other one is, so that its draft is found.
    assert zone.office.name in refused.value.zh
    assert latest() == number
    # The same draft is changed as before, and another name is free.
    assert draft(clerk, text("20", version="2025"), unit=zone.office, at=AT).revision == 2
    assert draft(clerk, text("20", version="2025b"), unit=zone.zone, at=AT).revision == 1
    assert first.version == "2025"


def test_another_zone_names_its_versions_as_it_likes(zone: Zone) -> None:
    draft(zone.actor(zone.clerk), text("10", version="2025"), unit=zone.zone, at=AT)
    other = a_ruled_zone("临江经开区")
    row = draft(other.actor(other.clerk), text("20", version="2025"), unit=other.office, at=AT)
    assert row.revision == 1


@proves("W1.4.2")
def test_a_draft_that_changes_nothing_is_refused(zone: Zone) -> None:
    clerk, head = zone.actor(zone.clerk), zone.actor(zone.head)
    approve(head, draft(clerk, text("10"), unit=zone.zone, at=AT), at=AT)
    number = latest()
    for unit in (zone.zone, zone.office):
        with pytest.raises(Problem) as refused:
            draft(clerk, text("10", version="2", valid_from="2024-05-01"), unit=unit, at=AT)
        assert refused.value.code == "rules.changes-nothing", unit
    assert (latest(), RuleSet.objects.filter(key="test.limit", version="2").count()) == (number, 0)
    # An end, a source, a title are said to somebody: they change something.
    ends = draft(clerk, text("10", version="2", valid_to="2024-12-31"), unit=zone.zone, at=AT)
    assert ends.version == "2"


@proves("W1.4.2")
def test_a_draft_that_another_version_overtook_is_not_approved(zone: Zone) -> None:
    clerk, head = zone.actor(zone.clerk), zone.actor(zone.head)
    approve(head, draft(clerk, text("10"), unit=zone.zone, at=AT), at=AT)
    waits = draft(clerk, text("20", version="2"), unit=zone.zone, at=AT)
    approve(head, draft(clerk, text("20", version="3"), unit=zone.zone, at=AT), at=AT)
    with pytest.raises(Problem) as refused:
        approve(head, waits, at=AT)
    assert refused.value.code == "rules.changes-nothing"
    assert not Approval.objects.filter(rule_set=waits).exists()
