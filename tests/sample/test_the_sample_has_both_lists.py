"""Both lists have entries of the sample: person, event and proven effect, decided by another office than proposed."""

import pytest

from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Organisation
from jingkai.site.sample.writing import Written
from jingkai.site.sample.writing.conduct import write_conduct
from jingkai.site.sample.writing.people import read_parties
from jingkai.systems.supervision.conduct.proofs import proof_of
from jingkai.systems.supervision.models import Listing
from tests.proof import proves

pytestmark = pytest.mark.django_db


@proves("K6.1.1")
def test_each_list_has_one_that_stands_one_in_verification_and_one_that_ended(sample: Written) -> None:
    states = sorted((one.side, state_of(one.case)) for one in Listing.objects.all())
    assert states == [
        ("negative", "listed"),
        ("negative", "revoked"),
        ("positive", "nominated"),
        ("positive", "verified"),
    ]


def test_each_says_that_it_is_a_sample_and_its_effect_is_proven(sample: Written) -> None:
    for one in Listing.objects.all():
        assert "样例" in one.happened
        assert "样例" in one.effect
        last = Move.objects.filter(case=one.case).order_by("n").last()
        assert last is not None
        assert proof_of(one.proof, one.side, one.event, None, last.at.astimezone(SHANGHAI)) is not None
        assert Matter.objects.filter(title=one.happened).exists()


def test_who_decides_is_of_another_body_than_who_proposed_and_whom_it_is_about(sample: Written) -> None:
    for one in Listing.objects.all():
        moves = list(Move.objects.filter(case=one.case).order_by("n"))
        assert all(move.body_id not in (moves[0].body_id, one.unit_id) for move in moves[1:])


def test_written_again_nothing_is_added(sample: Written) -> None:
    zone = Organisation.objects.get(parent=None)
    before = (Listing.objects.count(), Move.objects.count())
    at = Listing.objects.order_by("pk")[0].case.moves.order_by("n")[0].at
    assert write_conduct(read_parties(zone.name, at)) == 0
    assert (Listing.objects.count(), Move.objects.count()) == before
