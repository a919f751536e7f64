"""The meeting of March is called and not held: a newcomer runs it."""

import pytest

from jingkai.kernel.parties.models import Organisation
from jingkai.site.sample.writing import Written
from jingkai.systems.scheduling.queries import meetings

pytestmark = pytest.mark.django_db


def test_a_meeting_waits_to_be_held(sample: Written) -> None:
    (one,) = meetings(None, Organisation.objects.get(parent=None))
    assert (one.open, one.tasks, str(one.day), str(one.period)) == (True, 0, "2024-04-11", "2024-03")
    assert one.chair is not None
    assert one.activity.host.name == "督查室"
