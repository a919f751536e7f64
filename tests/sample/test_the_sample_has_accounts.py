"""A handful of people of the sample zone can sign in, with a password of this installation's own."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from jingkai.kernel.parties.models import Account, Grant, Login
from jingkai.kernel.parties.services import add_account
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.site.sample.declared import AccountPart, AccountsFile
from jingkai.site.sample.writing import Written, write_accounts

AT = datetime(2024, 6, 1, tzinfo=UTC)
MAIN_ROLES = {
    "principal", "deputy", "supervision", "assessment", "organisation", "lead", "street", "system-administrator",
}  # fmt: skip


def opens(name: str, password: str) -> bool:
    return authenticate(RequestFactory().get("/"), username=name, password=password) is not None


def test_there_is_one_for_each_main_role_with_one_random_password(sample: Written, tmp_path: Path) -> None:
    made = write_accounts(sample.zone, tmp_path, at=AT)
    file = tmp_path / "sample-password"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="ascii").strip() == made.password
    assert len(made.password) >= 12
    assert len(made.people) == Account.objects.count() == 9
    assert opens("supervision", made.password)
    people = Login.objects.values("person")
    assert set(Grant.objects.filter(person__in=people).values_list("role", flat=True)) == MAIN_ROLES
    # Another installation has another one.
    (tmp_path / "other").mkdir()
    assert write_accounts(sample.zone, tmp_path / "other", at=AT).password != made.password


def test_a_second_time_nothing_changes(sample: Written, tmp_path: Path) -> None:
    first = write_accounts(sample.zone, tmp_path, at=AT)
    before = list(Account.objects.order_by("pk").values())
    assert write_accounts(sample.zone, tmp_path, at=AT) == first
    assert list(Account.objects.order_by("pk").values()) == before


def test_without_its_file_there_is_a_new_password_for_all(sample: Written, tmp_path: Path) -> None:
    old = write_accounts(sample.zone, tmp_path, at=AT)
    (tmp_path / "sample-password").unlink()
    new = write_accounts(sample.zone, tmp_path, at=AT)
    assert not opens("leader", old.password)
    assert opens("leader", new.password)


def test_an_account_that_somebody_else_has_stays_his(
    sample: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, _ = a_person("真人")
    add_account(SYSTEM, "guest", person, "一条很长的口令 2024", at=AT)
    guest = AccountsFile(accounts=(AccountPart(account="guest", unit="", title="主要负责人"),))
    monkeypatch.setattr("jingkai.site.sample.writing.accounts.accounts_file", lambda: guest)
    made = write_accounts(sample.zone, tmp_path, at=AT)
    assert made.people == ()
    assert opens("guest", "一条很长的口令 2024")
    assert not opens("guest", made.password)
