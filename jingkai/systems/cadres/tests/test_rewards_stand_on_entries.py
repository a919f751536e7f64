"""A reward stands on verified entries and their proofs, and falls with any of them."""

from collections.abc import Callable

import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Basis
from jingkai.kernel.rounds.basis import falls_as
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.services import decide, follow_falls
from jingkai.kernel.rules.models import RuleSet
from jingkai.systems.cadres.models import Ground
from jingkai.systems.cadres.record import Record
from jingkai.systems.cadres.services import propose_reward
from jingkai.systems.cadres.stories.people import Cadres, cadres
from jingkai.systems.supervision.api import Entry, Listing, enter_listing, move_listing
from tests.proof import proves

pytestmark = pytest.mark.django_db
MARCH = at("2024-03-04")


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


def entered(
    town: Cadres, title: str, day: str = "2024-01-20", verified: bool = True, **more: object
) -> Listing:
    matter = town.matter(title, day)
    whole: dict[str, object] = {
        "side": "positive", "person": town.secretary, "unit": town.zone.east, "event": matter.ref,
        "happened": title, "effect": "按期办结", "proof": matter.ref,
    }  # fmt: skip
    row = enter_listing(town.clerk, town.zone.zone, Entry(**(whole | more)), at=at("2024-02-20"))  # type: ignore[arg-type]
    if verified:
        move_listing(town.head, row, "list" if row.side == "negative" else "verify", at=at("2024-02-21"))
    return row


def a_reward(town: Cadres, *rows: Listing, key: str = "commendation") -> Consequence:
    return propose_reward(town.office, key, rows, reason="项目推进有力", at=MARCH)


@proves("A3.2.1")
def test_a_reward_takes_verified_positive_entries_of_one_person() -> None:
    town = cadres()
    good, waits = entered(town, "征地清表"), entered(town, "道路接入", verified=False)
    negative = entered(town, "施工许可", "2024-02-13", side="negative")
    hers = entered(town, "别人的事", person=town.zone.easterner)
    for rows, code in (
        ([], "cadres.grounds-missing"),
        ([waits], "cadres.ground-unfit"),
        ([negative], "cadres.ground-unfit"),
        ([good, hers], "cadres.ground-unfit"),
    ):
        assert code_of(lambda rows=rows: a_reward(town, *rows)) == code  # type: ignore[misc]
    for key, reason, code in (
        ("最佳", "理由", "cadres.reward-unknown"),
        ("merit-3", " ", "cadres.reward-reason"),
    ):
        assert (
            code_of(
                lambda key=key, reason=reason: propose_reward(
                    town.office, key, [good], reason=reason, at=MARCH
                )
            )  # type: ignore[misc]
            == code
        )
    for actor in (town.clerk, town.line, town.himself):
        assert (
            code_of(lambda actor=actor: propose_reward(actor, "merit-3", [good], reason="x", at=MARCH))  # type: ignore[misc]
            == "parties.not-allowed"
        )
    row = a_reward(town, good)
    assert sorted(Basis.objects.filter(ref=row.ref).values_list("row", flat=True)) == [good.ref]
    assert code_of(lambda: a_reward(town, good)) == "cadres.rewarded-already"
    assert a_reward(town, good, key="merit-3").pk
    # What was refused may be proposed again.
    decide(town.line, row, "reject", note="暂不奖励", at=at("2024-03-05"))
    assert a_reward(town, good).pk


@proves("A3.2.1")
def test_the_database_keeps_what_a_reward_stands_on() -> None:
    town = cadres()
    good, waits = entered(town, "征地清表"), entered(town, "道路接入", verified=False)
    hers = entered(town, "别人的事", person=town.zone.easterner)
    row = a_reward(town, good)
    again = a_reward(town, good, key="merit-3")
    for reward, listing, code in (
        (row, waits, "cadres.ground-unfit"),
        (row, hers, "cadres.ground-unfit"),
        (row, good, "records.row-exists"),
    ):
        assert (
            code_of(
                lambda reward=reward, listing=listing: insert(Ground(consequence=reward, listing=listing))
            )
            == code
        )  # type: ignore[misc]
    rule = RuleSet.objects.get(key="cadres")
    whole = {
        "case": again.case, "person": town.secretary, "rule": rule, "key": "commendation", "reason": "x",
    }  # fmt: skip
    for changed, codes in (
        ({}, {"records.row-exists"}),
        ({"reason": ""}, {"rounds.reason-missing", "records.row-exists"}),
        ({"reason": None}, {"rounds.reason-missing", "records.row-exists"}),
        ({"rule": None}, {"rounds.reason-missing", "records.row-exists"}),
        ({"case": good.case}, {"rounds.consequence-mismatch"}),
    ):
        assert code_of(lambda changed=changed: insert(Consequence(**(whole | changed)))) in codes, changed  # type: ignore[misc]


@proves("A3.2.1")
def test_a_reward_falls_with_an_entry_that_is_taken_back() -> None:
    town = cadres()
    good = entered(town, "征地清表")
    other = entered(town, "道路接入")
    given, waits = a_reward(town, good, other), a_reward(town, good, key="merit-3")
    decide(town.line, given, "approve", at=at("2024-03-05"))
    early = code_of(lambda: decide(town.line, given, "revoke", note="x", at=at("2024-03-05")))
    assert early == "flows.no-such-move" or early == "rounds.basis-stands"
    move_listing(town.head, good, "refuse", at=at("2024-03-06"), note="查实非本人所为")
    record = Record(town.secretary, at("2024-03-06"))
    assert {one.reward.pk: one.to_revoke for one in record.rewards} == {given.pk: True, waits.pk: True}
    assert code_of(lambda: decide(town.line, waits, "approve", at=at("2024-03-06"))) == "rounds.basis-fallen"
    assert follow_falls(SYSTEM, town.zone.zone, at=at("2024-03-06")) == [given, waits]
    assert (state_of(given.case), state_of(waits.case)) == ("to-be-revoked", "lapsed")
    assert follow_falls(SYSTEM, town.zone.zone, at=at("2024-03-06")) == []
    note = given.case.moves.order_by("-n")[0].note
    assert note == f"统计法第四十八条：所据{good.ref}已撤回（查实非本人所为）"
    decide(town.line, given, "uphold", note="其余依据足以支持", at=at("2024-03-07"))
    assert not Record(town.secretary, at("2024-03-08")).rewards[-1].gone


def test_a_kind_says_once_how_it_falls() -> None:
    for kind in ("listing", "fact"):
        with pytest.raises(ValueError, match="twice"):
            falls_as(kind, lambda keys: [])
