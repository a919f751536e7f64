"""The sample has something on record about persons: a charge, an answer, a reward, each by whose it is to write."""

import pytest

from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.models import Entry
from jingkai.kernel.registers.models import Charge
from jingkai.kernel.rounds.models import Consequence
from jingkai.site.sample.writing import Written
from jingkai.site.sample.writing.cadres import write_cadres
from jingkai.site.sample.writing.people import read_parties
from jingkai.systems.cadres.record import Record
from jingkai.systems.supervision.models import Reply
from tests.proof import proves

pytestmark = pytest.mark.django_db


def record_of(name: str) -> Record:
    last = Entry.objects.order_by("-seq")[0]
    return Record(Person.objects.get(name=name), last.at)


@proves("K6.1.1")
def test_a_record_shows_entries_charges_and_what_followed(sample: Written) -> None:
    found = record_of("河东街道 主要负责人")
    assert len(found.standing("positive")) == 1
    assert [one.duty for one in found.charges] == ["包联项目（样例）"] * 2
    (reward,) = found.rewards
    assert (reward.reward.key, state_of(reward.reward.case), reward.to_revoke) == (
        "commendation",
        "in-effect",
        False,
    )


def test_the_person_answered_to_the_entry_of_the_negative_list(sample: Written) -> None:
    (entry,) = record_of("柳林镇 主要负责人").standing("negative")
    (answer,) = entry.answers
    assert answer.reply.person == entry.listing.person
    assert "样例" in answer.reply.says


def test_who_approved_the_reward_is_of_another_body_than_who_proposed_it(sample: Written) -> None:
    case = Consequence.objects.get(person__isnull=False).case
    first, second = Move.objects.filter(case=case).order_by("n")
    assert len({first.body_id, second.body_id, case.holder_id}) == 3


def test_written_again_nothing_is_added(sample: Written) -> None:
    zone = Organisation.objects.get(parent=None)
    before = [one.objects.count() for one in (Charge, Reply, Consequence, Move, Entry)]
    write_cadres(read_parties(zone.name, Entry.objects.order_by("seq")[0].at))
    assert [one.objects.count() for one in (Charge, Reply, Consequence, Move, Entry)] == before
