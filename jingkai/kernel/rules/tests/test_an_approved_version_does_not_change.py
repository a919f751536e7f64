from pathlib import Path

import pytest

from jingkai.kernel.parties.services import delegate
from jingkai.kernel.parties.tests.people import AT, START
from jingkai.kernel.parties.tests.people import DAY as TODAY
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.models import Approval, RuleSet
from jingkai.kernel.rules.services import approve, draft, ship, ship_folder, shipped_files
from tests.proof import proves

from .samples import a_ruled_zone, hold, text

pytestmark = pytest.mark.django_db


def copy_of(row: RuleSet, **changes: object) -> RuleSet:
    fields = {f.name: getattr(row, f.name) for f in RuleSet._meta.concrete_fields if not f.primary_key}
    return RuleSet(**(fields | changes))


@proves("K2.1.3", "K2.6.6")
def test_a_draft_is_written_by_one_and_approved_by_another() -> None:
    zone = a_ruled_zone()
    row = draft(zone.actor(zone.clerk), text(), unit=zone.office, at=AT)
    assert row.author == zone.clerk
    assert row.scope == f"unit:{zone.office.pk}"
    approval = approve(zone.actor(zone.head), row, at=AT)
    assert (approval.approver, approval.release) == (zone.head, "")


@proves("K2.6.6")
def test_an_author_does_not_approve_by_service_or_by_direct_sql() -> None:
    zone = a_ruled_zone()
    hold(zone.clerk, "deputy", zone.office)
    row = draft(zone.actor(zone.clerk), text(), unit=zone.office, at=AT)
    with pytest.raises(Problem) as by_service:
        approve(zone.actor(zone.clerk), row, at=AT)
    assert by_service.value.code == "rules.approver-is-author"
    forms = [
        {"approver": zone.clerk},
        {"approver": zone.head, "approver_for": zone.clerk},
        {"approver": zone.clerk, "approver_for": zone.head},
        {"approver": zone.clerk, "release": "1"},
    ]
    for form in forms:
        with pytest.raises(Problem) as by_database:
            insert(Approval(rule_set=row, key=row.key, scope=row.scope, version=row.version, **form))
        assert by_database.value.code == "rules.approver-is-author", form
    assert not Approval.objects.filter(rule_set=row).exists()


@proves("K2.6.6")
def test_who_had_it_written_by_delegation_does_not_approve_it_either() -> None:
    zone = a_ruled_zone()
    hold(zone.head, "assessment", zone.zone)
    delegate(SYSTEM, zone.head, zone.clerk, since=START, until=TODAY, at=AT)
    row = draft(Actor(zone.clerk.pk, None, zone.head.pk), text(), unit=zone.zone, at=AT)
    assert row.author_for == zone.head
    with pytest.raises(Problem) as by_service:
        approve(zone.actor(zone.head), row, at=AT)
    assert by_service.value.code == "rules.approver-is-author"
    with pytest.raises(Problem) as by_database:
        insert(Approval(rule_set=row, key=row.key, scope=row.scope, version=row.version, approver=zone.head))
    assert by_database.value.code == "rules.approver-is-author"


@proves("K2.6.6")
def test_nobody_and_no_release_approves_a_persons_draft() -> None:
    zone = a_ruled_zone()
    row = draft(zone.actor(zone.clerk), text(), unit=zone.office, at=AT)
    with pytest.raises(Problem) as by_service:
        approve(SYSTEM, row, at=AT)
    assert by_service.value.code == "rules.approver-missing"
    for release in ("", "1.0"):
        with pytest.raises(Problem) as by_database:
            insert(Approval(rule_set=row, key=row.key, scope=row.scope, version=row.version, release=release))
        assert by_database.value.code == "rules.approver-missing"


@proves("K2.6.4")
def test_a_draft_is_changed_as_often_as_needed_and_never_after_its_approval() -> None:
    zone = a_ruled_zone()
    clerk, head = zone.actor(zone.clerk), zone.actor(zone.head)
    first = draft(clerk, text("10"), unit=zone.office, at=AT)
    assert draft(clerk, text("10"), unit=zone.office, at=AT) == first
    second = draft(clerk, text("20"), unit=zone.office, at=AT)
    assert (first.revision, second.revision) == (1, 2)
    approve(head, second, at=AT)

    with pytest.raises(Problem) as by_service:
        draft(clerk, text("30"), unit=zone.office, at=AT)
    assert by_service.value.code == "rules.version-approved"
    assert draft(clerk, text("20"), unit=zone.office, at=AT) == second
    with pytest.raises(Problem) as by_database:
        insert(copy_of(second, revision=3))
    assert by_database.value.code == "rules.version-approved"
    for other in (first, second):
        with pytest.raises(Problem) as twice:
            approve(head, other, at=AT)
        assert twice.value.code == "rules.approved-already"
        with pytest.raises(Problem) as twice_by_database:
            insert(
                Approval(
                    rule_set=other,
                    key=other.key,
                    scope=other.scope,
                    version=other.version,
                    approver=zone.head,
                )
            )
        assert twice_by_database.value.code == "rules.approved-already"
    assert draft(clerk, text("30", version="2"), unit=zone.office, at=AT).revision == 1


def test_an_approval_names_the_version_it_approves() -> None:
    zone = a_ruled_zone()
    row = draft(zone.actor(zone.clerk), text(), unit=zone.office, at=AT)
    for wrong in ({"key": "other"}, {"scope": ""}, {"version": "2"}):
        fields = {"key": row.key, "scope": row.scope, "version": row.version} | wrong
        with pytest.raises(Problem) as refused:
            insert(Approval(rule_set=row, approver=zone.head, **fields))
        assert refused.value.code == "rules.version-approved"


def test_a_draft_needs_an_author_with_a_role_for_it() -> None:
    zone = a_ruled_zone()
    with pytest.raises(Problem) as nobody:
        draft(SYSTEM, text(), unit=zone.office, at=AT)
    assert nobody.value.code == "rules.author-missing"
    with pytest.raises(Problem) as not_his:
        draft(zone.actor(zone.easterner), text(), unit=zone.east, at=AT)
    assert not_his.value.code == "parties.not-allowed"
    assert "督查室" in not_his.value.zh
    row = draft(zone.actor(zone.clerk), text(), unit=zone.office, at=AT)
    with pytest.raises(Problem) as not_approver:
        approve(zone.actor(zone.easterner), row, at=AT)
    assert not_approver.value.code == "parties.not-allowed"


def test_a_key_stays_of_one_kind() -> None:
    zone = a_ruled_zone()
    with pytest.raises(Problem) as refused:
        draft(zone.actor(zone.clerk), text(key="roles"), unit=zone.office, at=AT)
    assert refused.value.code == "rules.key-of-other-kind"


@proves("K2.6.1")
def test_what_a_release_ships_is_approved_by_it_and_loaded_once() -> None:
    ship(at=AT)
    before = latest()
    assert ship(at=AT) == []
    assert latest() == before
    files = list(shipped_files())
    assert files
    assert Approval.objects.exclude(release="").count() == len(files)


@proves("K2.6.4")
def test_a_shipped_file_that_was_changed_needs_a_new_version(tmp_path: Path) -> None:
    file = tmp_path / "limit.yaml"
    file.write_text(text("10"), encoding="utf-8")
    assert len(ship_folder(tmp_path, at=AT)) == 1
    file.write_text(text("11"), encoding="utf-8")
    with pytest.raises(Problem) as refused:
        ship_folder(tmp_path, at=AT)
    assert refused.value.code == "rules.version-approved"
    assert refused.value.__notes__ == ["limit.yaml"]
    file.write_text(text("11", version="2"), encoding="utf-8")
    assert len(ship_folder(tmp_path, at=AT)) == 1


def test_a_shipped_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "limit.yaml").write_bytes("规则".encode("gb18030"))
    with pytest.raises(Problem) as refused:
        ship_folder(tmp_path, at=AT)
    assert refused.value.code == "rules.unreadable"


@proves("K2.4.4")
def test_a_zone_does_not_take_the_hard_rules_out_of_its_roles() -> None:
    zone = a_ruled_zone()
    file = next(one for one in shipped_files() if one.name == "roles.yaml")
    words = file.read_text(encoding="utf-8")
    start, end = words.index("    - key: census-is-closed\n"), words.index("    - key: leaders-write-no-data")
    without = (words[:start] + words[end:]).replace('version: "1"', 'version: "ours"')
    with pytest.raises(Problem) as refused:
        draft(zone.actor(zone.clerk), without, unit=zone.office, at=AT)
    assert refused.value.code == "rules.fixed"
    renamed = words.replace("督查室", "督考办").replace('version: "1"', 'version: "ours"')
    assert draft(zone.actor(zone.clerk), renamed, unit=zone.office, at=AT).revision == 1
