"""Rewards of the release before stand on as what follows; what was written then is proven as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.services import CaseDraft, prepare_cases, write_cases
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.hashing import row_hash
from jingkai.kernel.records.models import Basis, Retired, Seal
from jingkai.kernel.records.retiring import lift
from jingkai.kernel.records.role import become_app, become_owner
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.verify import verify
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.services import decide, follow_falls
from jingkai.kernel.rounds.services.proposing import Proposal, prepare, write
from jingkai.kernel.rules.models import RuleSet
from jingkai.systems.cadres.leading import to_consequence, to_reward
from jingkai.systems.cadres.models import Ground
from jingkai.systems.cadres.record import Record
from jingkai.systems.cadres.services import propose_reward
from jingkai.systems.cadres.stories.people import Cadres, cadres
from jingkai.systems.supervision.api import Listing, enter_listing, move_listing

MARCH, OCTOBER = at("2024-03-04"), at("2024-10-08")


def an_entry(town: Cadres, fact: Fact) -> Listing:
    row = enter_listing(town.clerk, town.zone.zone, town.inclusion(fact), at=at("2024-02-20"))
    move_listing(town.head, row, "verify", at=at("2024-02-21"))
    return row


@contextmanager
def unguarded(table: str) -> Iterator[None]:
    """With the rights of the tables' owner, and without its triggers from here on."""
    postgresql = connection.vendor == "postgresql"
    if postgresql:
        become_owner(connection)
    lift(connection, [table])
    yield
    if postgresql:
        become_app(connection)


def the_release_before() -> None:
    """Its tables, without the guards of today, which name columns that it does not have."""
    call_command("migrate", "jk_cadres", "0001", verbosity=0)
    with unguarded("jk_cadres_ground"):
        pass


def a_reward_of_before(town: Cadres, entry: Listing, key: str, number: int = 1) -> Any:
    """A row as the release before wrote it, in its tables."""
    old = MigrationLoader(connection).project_state(("jk_cadres", "0001_initial")).apps
    rule = RuleSet.objects.get(key="cadres")
    (case,) = prepare_cases(town.office, "flow.consequence", [CaseDraft(entry.unit, note="得力")], at=MARCH)
    with writing(town.office, act="cadres.propose", at=MARCH, ref=entry.ref) as call:
        (opened,) = write_cases(call, [case], [f"reward:{key}:{entry.ref}"])
        row = old.get_model("jk_cadres", "Reward")(
            id=number, case_id=opened.pk, zone_id=town.zone.zone.pk, person_id=entry.person_id,
            unit_id=entry.unit_id, rule_id=rule.pk, key=key, reason="得力",
        )  # fmt: skip
        ground = old.get_model("jk_cadres", "Ground")(id=number, listing_id=entry.pk)
        for one in (row, ground):
            one.batch_id = call.batch.pk
        _write(call, row)
        ground.reward_id = row.pk
        _write(call, ground)
        fact = Fact.objects.get(pk=int(entry.proof.partition(":")[2]))
        call.stand_on(f"reward:{row.pk}", [entry.batch], row=entry.ref)
        call.stand_on(f"reward:{row.pk}", [fact.batch], row=entry.proof)
    return row


def _write(call: Any, row: Any) -> None:
    row.row_hash = row_hash(row)
    row.save(force_insert=True)
    call._roots.add([row])


def test_rewards_of_before_stand_on_and_are_proven_as_they_were_written(committed_db: object) -> None:
    del committed_db
    town = cadres()
    fact = town.included()
    entry = an_entry(town, fact)
    # One of today, so that the numbers of the two tables meet.
    proposal = Proposal(
        "merit-3",
        entry.unit,
        "flow.consequence",
        entry.ref,
        rule=RuleSet.objects.get(key="cadres"),
        reason="x",
    )
    ready = prepare(town.office, [proposal], at=MARCH)
    with writing(town.office, act="test", at=MARCH) as call:
        (other,) = write(call, [proposal], ready)
    the_release_before()
    old = a_reward_of_before(town, entry, "commendation", other.pk)
    seal()
    seals = list(Seal.objects.order_by("entry").values_list("entry", "digest"))
    call_command("migrate", "jk_cadres", verbosity=0)
    assert "jk_cadres_reward" not in connection.introspection.table_names()
    seal()
    found = verify(files=False)
    assert (found.breaks, [one for one in examine() if one.level == "fault"]) == ([], [])
    assert list(Seal.objects.order_by("entry").values_list("entry", "digest"))[: len(seals)] == seals
    assert list(Retired.objects.order_by("pk").values_list("label", "key")) == [
        ("jk_cadres.reward", str(old.pk)),
        ("jk_cadres.ground", str(old.pk)),
    ]
    new = Consequence.objects.get(case=old.case_id)
    assert new.pk != old.pk == other.pk
    assert (new.key, new.person, new.reason, new.result) == ("commendation", town.secretary, "得力", None)
    assert Ground.objects.get(consequence=new).listing == entry
    assert set(Basis.objects.filter(ref=new.ref).values_list("row", flat=True)) == {entry.ref, entry.proof}
    assert to_reward(str(old.pk), town.zone.zone) == to_consequence(str(new.pk), town.zone.zone) != ""
    # It goes on as any other: not proposed twice, approved, flagged as its figure falls.
    with pytest.raises(Problem) as twice:
        propose_reward(town.office, "commendation", [entry], reason="x", at=MARCH)
    assert twice.value.code == "cadres.rewarded-already"
    decide(town.line, new, "approve", at=at("2024-03-05"))
    town.returned(fact, OCTOBER)
    assert new in follow_falls(town.office, town.zone.zone, at=OCTOBER)
    assert state_of(new.case) == "to-be-revoked"
    assert {one.reward.key for one in Record(town.secretary, OCTOBER).rewards} >= {"commendation"}
    # Another upgrade finds nothing to do.
    call_command("migrate", verbosity=0)
    assert Consequence.objects.filter(case=old.case_id).count() == 1


def test_a_byte_changed_in_what_was_kept_is_found(committed_db: object) -> None:
    del committed_db
    town = cadres()
    entry = an_entry(town, town.included())
    the_release_before()
    a_reward_of_before(town, entry, "commendation")
    call_command("migrate", "jk_cadres", verbosity=0)
    with pytest.raises(Problem) as refused, writing(town.office, act="test", at=MARCH):
        Retired(label="x", key="1", written_with_id=1, text="{}", digest="x").save(force_insert=True)
    assert refused.value.code == "records.retired"
    row = Retired.objects.order_by("pk").first()
    assert row is not None
    with unguarded("jk_records_retired"), connection.cursor() as cursor:
        changed = "UPDATE jk_records_retired SET text = replace(text, '得力', '一般') WHERE id = %s"
        cursor.execute(changed, [row.pk])
    (broken,) = verify(files=False).breaks
    assert broken.place == str(row)
