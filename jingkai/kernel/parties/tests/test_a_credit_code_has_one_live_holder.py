from datetime import date

import pytest

from jingkai.kernel.parties.models import Registration
from jingkai.kernel.parties.services import close_organisation, end, put_plate, register_code
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from tests.proof import proves

from .people import AT, DAY, START, a_unit, a_zone
from .sql import insert

pytestmark = pytest.mark.django_db

# Invented, with the check characters of GB 32100 worked out by hand over weights 3^(i-1) modulo 31.
CODE = "91350100M000100Y43"  # the example that the standard itself prints


@proves("K2.1.2")
def test_a_second_live_organisation_with_the_code_is_refused_by_service_and_database() -> None:
    zone = a_zone()
    a_unit("甲公司", zone.zone, "enterprise", CODE)
    other = a_unit("乙公司", zone.zone, "enterprise")
    for turn in (1, 2, 0, 5):
        with pytest.raises(Problem) as by_database:
            insert(Registration(organisation=other, code=CODE, turn=turn))
        assert by_database.value.code == "parties.code-taken"
    with pytest.raises(Problem) as by_service:
        register_code(SYSTEM, other, CODE, at=AT)
    assert by_service.value.code == "parties.code-taken"
    assert by_service.value.zh


@proves("K2.1.2")
def test_the_code_goes_on_to_who_succeeds_an_organisation_that_was_closed() -> None:
    zone = a_zone()
    old = a_unit("甲公司", zone.zone, "enterprise", CODE)
    new = a_unit("甲公司（重复录入）", zone.zone, "enterprise")
    close_organisation(SYSTEM, old, day=DAY, reason="重复录入", at=AT, successor=new)
    assert register_code(SYSTEM, new, CODE, at=AT).turn == 2


def test_a_code_entered_by_a_slip_is_released_and_given_to_its_owner() -> None:
    zone = a_zone()
    wrong = a_unit("甲公司", zone.zone, "enterprise", CODE)
    right = a_unit("乙公司", zone.zone, "enterprise")
    end(SYSTEM, wrong.registrations.get(), day=DAY, reason="录错", at=AT)
    register_code(SYSTEM, right, CODE, at=AT)
    assert Registration.objects.get(turn=2).organisation == right


def test_a_plate_has_no_code_of_its_own() -> None:
    zone = a_zone()
    plate = a_unit("三水街道", zone.zone, "street")
    put_plate(SYSTEM, plate, zone.zone, since=START, at=AT)
    with pytest.raises(Problem) as refused:
        register_code(SYSTEM, plate, CODE, at=AT)
    assert refused.value.code == "parties.code-on-plate"


def test_a_code_whose_check_character_is_wrong_is_refused_and_says_why() -> None:
    zone = a_zone()
    with pytest.raises(Problem) as refused:
        register_code(SYSTEM, zone.east, CODE[:-1] + "4", at=AT)
    assert refused.value.code == "parties.code-invalid"
    assert "3" in refused.value.zh


def test_spaces_and_small_letters_make_no_other_code() -> None:
    zone = a_zone()
    a_unit("甲公司", zone.zone, "enterprise", CODE)
    with pytest.raises(Problem) as refused:
        register_code(SYSTEM, zone.east, CODE.lower()[:9] + " " + CODE[9:], at=AT)
    assert refused.value.code == "parties.code-taken"


def test_an_organisation_is_closed_once_and_not_before_it_began() -> None:
    zone = a_zone()
    with pytest.raises(Problem) as early:
        close_organisation(SYSTEM, zone.east, day=date(2019, 12, 31), reason="撤并", at=AT)
    assert early.value.code == "parties.ending-of-nothing"
    with pytest.raises(Problem) as silent:
        close_organisation(SYSTEM, zone.east, day=DAY, reason=" ", at=AT)
    assert silent.value.code == "parties.reason-missing"
    close_organisation(SYSTEM, zone.east, day=DAY, reason="撤并", at=AT)
    with pytest.raises(Problem) as twice:
        close_organisation(SYSTEM, zone.east, day=DAY, reason="撤并", at=AT)
    assert twice.value.code == "parties.ended-already"
