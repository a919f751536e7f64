import pytest

from jingkai.kernel.parties.models import UPPER, ZONE, Organisation
from jingkai.kernel.parties.queries import subtree_ids
from jingkai.kernel.parties.services import add_organisation, found_zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from tests.proof import proves

from .people import AT, START, a_unit, a_zone
from .sql import insert

pytestmark = pytest.mark.django_db


@proves("K2.1.2")
def test_a_subtree_holds_the_unit_and_all_under_it_and_nothing_of_another_zone() -> None:
    here, there = a_zone("甲区"), a_zone("乙区")
    community = a_unit("向阳社区", here.east, "community")
    grid = a_unit("第一网格", community, "grid")

    assert subtree_ids([here.east]) == {here.east.pk, community.pk, grid.pk}
    assert subtree_ids([here.zone]) & subtree_ids([there.zone]) == set()
    assert len(subtree_ids([here.zone])) == 6
    assert grid.ancestors == (community.pk, here.east.pk, here.zone.pk)
    assert grid.root == here.zone.pk
    assert here.zone.root == here.zone.pk


def test_a_number_that_begins_like_another_is_not_its_child() -> None:
    """Paths are compared with their closing slash: unit 12 does not stand under unit 1."""
    zone = found_zone(SYSTEM, "甲区", since=START, at=AT)
    units = [a_unit(f"单位{number}", zone) for number in range(12)]
    below = [a_unit(f"科室{unit.pk}", unit) for unit in units]
    for unit, child in zip(units, below, strict=True):
        assert subtree_ids([unit]) == {unit.pk, child.pk}


@proves("K2.1.2")
def test_a_zone_under_a_parent_is_refused() -> None:
    zone = a_zone()
    with pytest.raises(Problem) as refused:
        add_organisation(SYSTEM, "园中园", kind=ZONE, parent=zone.zone, since=START, at=AT)
    assert refused.value.code == "parties.zone-is-root"


@proves("K2.1.2")
@pytest.mark.parametrize(
    ("kind", "under_zone", "above", "code"),
    [
        (ZONE, True, "/{zone}/", "parties.zone-is-root"),
        ("department", False, "/", "parties.zone-is-root"),
        ("department", True, "/", "parties.lineage"),
        ("department", True, "/{zone}/{zone}/", "parties.lineage"),
        (ZONE, False, "/{zone}/", "parties.lineage"),
    ],
)
def test_the_database_refuses_a_wrong_root_or_path(
    kind: str, under_zone: bool, above: str, code: str
) -> None:
    zone = a_zone().zone
    row = Organisation(
        name="某局",
        kind=kind,
        parent=zone if under_zone else None,
        above=above.format(zone=zone.pk),
        since=START,
    )
    with pytest.raises(Problem) as refused:
        insert(row)
    assert refused.value.code == code


def test_the_database_refuses_a_parent_that_is_not_older() -> None:
    zone = a_zone().zone
    younger = a_unit("年轻单位", zone)
    row = Organisation(name="某局", kind="department", parent=younger, above=younger.below, since=START)
    with pytest.raises(Problem) as refused:
        insert(row, id=younger.pk - 1_000_000)
    assert refused.value.code == "parties.parent-not-older"


def test_a_body_above_the_zone_is_a_root_of_its_own() -> None:
    city = add_organisation(SYSTEM, "市政府", kind=UPPER, parent=None, since=START, at=AT)
    assert city.above == "/"


def test_a_nameless_organisation_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        found_zone(SYSTEM, "  ", since=START, at=AT)
    assert refused.value.code == "parties.name-missing"
    with pytest.raises(Problem) as by_database:
        insert(Organisation(name="", kind=ZONE, above="/", since=START))
    assert by_database.value.code == "parties.name-missing"
