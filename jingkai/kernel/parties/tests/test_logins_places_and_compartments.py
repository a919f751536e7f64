import pytest

from jingkai.kernel.parties.models import Account, Login, Place
from jingkai.kernel.parties.services import add_compartment, add_person, add_place, link_login
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM

from .people import AT, a_zone
from .sql import insert

pytestmark = pytest.mark.django_db


def test_a_login_is_one_persons_for_good() -> None:
    zone = a_zone()
    account = Account.objects.create_user("clerk")
    link_login(SYSTEM, account, zone.clerk, at=AT)
    for again in (zone.head, zone.clerk):
        with pytest.raises(Problem) as refused:
            link_login(SYSTEM, account, again, at=AT)
        assert refused.value.code == "parties.login-taken"
    assert Login.objects.get().person == zone.clerk


def test_a_place_stands_under_another_and_a_unit_answers_for_it() -> None:
    zone = a_zone()
    street = add_place(SYSTEM, "东城", kind="street", parent=None, at=AT, unit=zone.east)
    house = add_place(SYSTEM, "1号楼", kind="building", parent=street, at=AT)
    assert house.ancestors == (street.pk,)
    assert list(Place.objects.filter(street.subtree()).order_by("pk")) == [street, house]
    with pytest.raises(Problem) as refused:
        insert(Place(name="2号楼", kind="building", parent=street, above="/"))
    assert refused.value.code == "parties.lineage"


def test_a_compartments_key_is_taken_once() -> None:
    add_compartment(SYSTEM, "petitions", "信访", clause="信访工作条例 30", at=AT)
    with pytest.raises(Problem) as refused:
        add_compartment(SYSTEM, "petitions", "信访二", clause="信访工作条例 30", at=AT)
    assert refused.value.code == "parties.compartment-taken"


def test_a_nameless_person_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        add_person(SYSTEM, "", at=AT)
    assert refused.value.code == "parties.name-missing"
