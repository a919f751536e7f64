from datetime import date

import pytest

from jingkai.kernel.parties.models import AliasKind, NameKey, Plate
from jingkai.kernel.parties.queries import (
    body_of,
    find_organisation,
    name_on,
    organisations_named,
    resolves_to,
)
from jingkai.kernel.parties.services import add_alias, end, put_plate, refresh_names
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.sequence import latest
from tests.proof import proves

from .people import AT, DAY, START, a_unit, a_zone
from .sql import insert

pytestmark = pytest.mark.django_db


@proves("K2.1.2")
def test_a_plate_resolves_to_its_body_while_it_hangs_there() -> None:
    zone = a_zone()
    street = a_unit("三水街道", zone.zone, "street")
    before = latest()
    plate = put_plate(SYSTEM, street, zone.zone, since=date(2021, 1, 1), at=AT)

    assert resolves_to(street, on=DAY) == zone.zone
    assert resolves_to(zone.zone, on=DAY) == zone.zone
    assert body_of(street.pk, on=date(2020, 12, 31)) == street.pk
    assert body_of(street.pk, on=DAY, n=before) == street.pk
    end(SYSTEM, plate, day=date(2024, 6, 1), reason="分设", at=AT)
    assert body_of(street.pk, on=date(2024, 5, 31)) == zone.zone.pk
    assert body_of(street.pk, on=date(2024, 6, 1)) == street.pk


@proves("K2.1.2")
def test_plates_do_not_hang_on_plates() -> None:
    zone = a_zone()
    put_plate(SYSTEM, zone.east, zone.west, since=START, at=AT)
    for organisation, body in (
        (zone.office, zone.east),
        (zone.west, zone.office),
        (zone.east, zone.office),
        (zone.office, zone.office),
    ):
        with pytest.raises(Problem) as refused:
            insert(Plate(organisation=organisation, body=body, since=START))
        assert refused.value.code == "parties.plate-of-plate"
    with pytest.raises(Problem):
        put_plate(SYSTEM, zone.office, zone.east, since=START, at=AT)


def test_a_name_is_found_in_whatever_script_width_or_spacing() -> None:
    zone = a_zone()
    sunny = a_unit("向陽街道", zone.zone, "street")
    for written in ("向阳街道", "向陽街道", " 向阳 街道 "):
        assert find_organisation(written, on=DAY) == sunny


def test_an_alias_leads_to_its_organisation_and_is_entered_once() -> None:
    zone = a_zone()
    first = add_alias(SYSTEM, zone.east, "东城办", kind=AliasKind.SHORT, since=START, at=AT)
    again = add_alias(SYSTEM, zone.east, "东城办", kind=AliasKind.SHORT, since=START, at=AT)
    assert first == again
    assert find_organisation("东城办", on=DAY, under=zone.zone) == zone.east
    end(SYSTEM, first, day=DAY, reason="不再使用", at=AT)
    assert organisations_named("东城办", on=DAY) == []


def test_a_name_that_fits_two_is_asked_about_and_not_guessed() -> None:
    here, there = a_zone("甲区"), a_zone("乙区")
    with pytest.raises(Problem) as refused:
        find_organisation("东城街道", on=DAY)
    assert refused.value.code == "parties.name-ambiguous"
    assert find_organisation("东城街道", on=DAY, under=there.zone) == there.east
    with pytest.raises(Problem) as unknown:
        find_organisation("南城街道", on=DAY, under=here.zone)
    assert unknown.value.code == "parties.name-unknown"


def test_two_plates_of_one_name_are_one_body() -> None:
    zone = a_zone()
    twin = a_unit("示例经开区", zone.zone, "street")
    put_plate(SYSTEM, twin, zone.zone, since=START, at=AT)
    assert find_organisation("示例经开区", on=DAY) == zone.zone


def test_a_new_name_holds_from_its_day_on() -> None:
    zone = a_zone()
    add_alias(SYSTEM, zone.east, "新城街道", kind=AliasKind.NAME, since=date(2023, 1, 1), at=AT)
    assert name_on(zone.east, date(2022, 12, 31)) == "东城街道"
    assert name_on(zone.east, DAY) == "新城街道"


def test_doctor_finds_a_look_up_key_that_does_not_fit_and_refreshing_mends_it() -> None:
    zone = a_zone()
    NameKey.objects.filter(alias__organisation=zone.east).update(folded="别的")
    assert any(one.place == "jk_parties_namekey" for one in examine())
    assert refresh_names() == 1
    assert not any(one.place == "jk_parties_namekey" for one in examine())
