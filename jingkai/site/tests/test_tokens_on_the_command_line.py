"""`jingkai token`: made, listed, revoked; the text is printed once."""

import pytest

from jingkai.kernel.parties.models import Account, Person, Token
from jingkai.kernel.parties.services import link_login
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.kernel.rules.tokens import digest_of
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves


@pytest.fixture
def shell(committed_db: CommittedDatabase) -> Shell:
    zone = a_ruled_zone()
    link_login(SYSTEM, Account.objects.create_user("clerk", "x"), zone.clerk, at=AT)
    return Shell()


@proves("W1.4.3")
def test_a_token_is_made_listed_and_revoked(shell: Shell) -> None:
    made = shell("token", "make", "clerk", "--name", "大屏", "--scope", "facts:read", "--as", "主任")
    assert made.code == 0, made.err
    said, text = made.out.strip().splitlines()
    token = Token.objects.get(digest=digest_of(text))
    assert said == f"令牌 {token.pk}，有效至 {token.until}。只显示这一次，请妥善保存："
    entry, head = Entry.objects.get(act="parties.token"), Person.objects.get(name="主任")
    assert (entry.ref, entry.person) == (f"account:{token.login.account_id}", head.pk)
    shown = shell("token", "list")
    assert "大屏" in shown.out
    assert "facts:read" in shown.out
    assert text not in shown.out
    assert (
        shell("token", "revoke", token.pk, "--reason", "不用了").out == f"令牌 {token.pk}（大屏）已撤销。\n"
    )
    assert shell("token", "list").out == "0 个令牌\n"
    assert "[parties.token-unknown]" in shell("token", "revoke", token.pk, "--reason", "又").err


@proves("W1.4.3")
def test_what_the_rules_do_not_know_is_refused_with_its_code(shell: Shell) -> None:
    for arguments, code in (
        (("nobody", "--scope", "facts:read"), "parties.account-unknown"),
        (("clerk", "--scope", "secrets:read"), "parties.token-scope-unknown"),
        (("clerk", "--scope", "facts:read", "--until", "2099-01-01"), "parties.token-endless"),
        (("clerk", "--scope", "facts:read", "--unit", "没有这个单位"), "parties.name-unknown"),
    ):
        name, *more = arguments
        assert f"[{code}]" in shell("token", "make", name, "--name", "大屏", *more).err
    assert not Token.objects.exists()
