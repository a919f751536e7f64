"""Writing the sample again changes nothing."""

import pytest

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import Entry
from jingkai.site.sample import docket
from jingkai.site.sample.declared import zone_file
from jingkai.site.sample.writing import Written, matters, write_sample
from tests.proof import proves


@proves("K6.1.1")
def test_a_second_run_writes_nothing(sample: Written) -> None:
    before = Entry.objects.count()
    assert write_sample().nothing
    assert Entry.objects.count() == before


def test_it_can_stand_beside_another_zone_under_another_name(
    sample: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = docket.errands()[:25]
    monkeypatch.setattr(matters, "errands", lambda: few)
    written = write_sample("第二样例开发区")
    assert (written.units, written.projects, written.indicators, written.matters) == (20, 120, 40, 25)
    zones = Organisation.objects.filter(kind="zone").values_list("name", flat=True)
    assert set(zones) == {zone_file().name, "第二样例开发区"}
