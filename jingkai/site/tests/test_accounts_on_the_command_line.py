"""`jingkai account`: made, listed, locked, unlocked, given another password, freed of second factors."""

import io
import os
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator

from jingkai.kernel.parties.models import Account, Login, Person
from jingkai.kernel.parties.tests.people import a_zone
from jingkai.kernel.records.models import Entry
from jingkai.site.cli import main
from tests.harness import CommittedDatabase
from tests.month.commands import Printed, Shell
from tests.proof import proves

PASSWORD = "三水 1688 滨河大道"


class Typing:
    """`typed(PASSWORD, "account", "add", ...)`: the command with this line on standard input."""

    def __init__(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self._shell, self._patch = shell, monkeypatch

    def __call__(self, line: str, *arguments: object) -> Printed:
        self._patch.setattr("sys.stdin", io.StringIO(line + "\n"))
        return self._shell(*arguments)


@pytest.fixture
def typed(committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch) -> Typing:
    a_zone()
    return Typing(Shell(), monkeypatch)


def add(typed: Typing, name: str = "clerk", person: str = "督查员", password: str = PASSWORD) -> Printed:
    return typed(password, "account", "add", name, "--person", person, "--as", "主任")


def journalled(act: str) -> list[tuple[str, str]]:
    """What the journal says of an act: about what, and by whom."""
    names = dict(Person.objects.values_list("pk", "name"))
    rows = Entry.objects.filter(act=act).order_by("seq").values_list("ref", "person")
    return [(ref, names.get(person, "")) for ref, person in rows]


@proves("W1.2.1")
def test_an_account_is_made_for_a_person_and_the_password_is_nowhere(typed: Typing) -> None:
    done = add(typed)
    assert (done.code, done.out) == (0, "已建立账号 clerk，归 督查员。\n")
    account = Account.objects.get(username="clerk")
    assert Login.objects.get(account=account).person.name == "督查员"
    assert account.check_password(PASSWORD)
    assert journalled("parties.account") == [(f"account:{account.pk}", "主任")]
    assert PASSWORD not in account.password + done.out + done.err


@pytest.mark.parametrize(
    ("name", "person", "password", "code"),
    [
        ("Clerk", "督查员", PASSWORD, "parties.account-name-taken"),
        ("a b", "督查员", PASSWORD, "parties.account-name-unreadable"),
        ("other", "督查员", "12345678901", "parties.password-weak"),
        ("other", "无此人", PASSWORD, "parties.person-unknown"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_made(
    typed: Typing, name: str, person: str, password: str, code: str
) -> None:
    add(typed)
    refused = add(typed, name, person, password)
    assert (refused.code, code in refused.err) == (1, True)
    assert Account.objects.count() == Login.objects.count() == 1


@pytest.mark.parametrize(("lang", "says"), [("zh", "密码太短，至少要有 10 个字符"), ("en", "too short")])
def test_a_weak_password_is_refused_in_the_language_asked_for(typed: Typing, lang: str, says: str) -> None:
    refused = typed("short", "account", "add", "clerk", "--person", "督查员", "--lang", lang)
    assert says in refused.err


def test_the_list_shows_whose_each_is_and_how_it_stands(typed: Typing) -> None:
    add(typed)
    add(typed, "spare", "东城干部")
    typed("", "account", "lock", "spare")
    Authenticator.objects.create(user=Account.objects.get(username="clerk"), type="totp", data={})
    words = [line.split() for line in typed("", "account", "list").out.splitlines()]
    assert words[-3:] == [
        ["clerk", "督查员", "可登录", "手机验证器", "—"],
        ["spare", "东城干部", "已锁定", "—"],
        ["2", "个账号"],
    ]
    assert "locked" in typed("", "account", "list", "--lang", "en").out


@proves("W1.2.1")
def test_locking_and_unlocking_are_journalled(typed: Typing) -> None:
    add(typed)
    account = Account.objects.get()
    for word, active in (("lock", False), ("unlock", True)):
        assert typed("", "account", word, "clerk", "--as", "主任").code == 0
        account.refresh_from_db()
        assert account.is_active == active
        assert journalled(f"parties.account-{word}") == [(f"account:{account.pk}", "主任")]


def test_a_password_is_changed_and_a_weak_one_is_not(typed: Typing) -> None:
    add(typed)
    assert typed(PASSWORD + "二", "account", "password", "clerk").code == 0
    refused = typed("short", "account", "password", "clerk")
    assert (refused.code, "parties.password-weak" in refused.err) == (1, True)
    account = Account.objects.get()
    assert account.check_password(PASSWORD + "二")
    assert journalled("parties.account-password") == [(f"account:{account.pk}", "")]


def test_factors_are_taken_away(typed: Typing) -> None:
    add(typed)
    account = Account.objects.get()
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=account, type=kind, data={})
    done = typed("", "account", "reset-factors", "clerk", "--lang", "en")
    assert (done.code, "2 removed" in done.out) == (0, True)
    assert not Authenticator.objects.exists()
    assert journalled("parties.factors-reset") == [(f"account:{account.pk}", "")]


@pytest.mark.parametrize("word", ["lock", "unlock", "password", "reset-factors"])
def test_an_account_that_is_not_there_is_said(typed: Typing, word: str) -> None:
    refused = typed(PASSWORD, "account", word, "ghost")
    assert (refused.code, "parties.account-unknown" in refused.err) == (1, True)


@pytest.mark.parametrize("again", [PASSWORD, "another"])
def test_at_a_terminal_it_is_typed_twice_and_not_shown(
    typed: Typing, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    answers = [PASSWORD, again]
    monkeypatch.setattr("jingkai.site.commands.account.getpass", lambda _: answers.pop(0))

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    assert main(["account", "add", "clerk", "--person", "督查员"]) == (0 if again == PASSWORD else 1)
    assert Account.objects.exists() == (again == PASSWORD)


def test_the_command_itself_takes_no_password(typed: Typing) -> None:
    with pytest.raises(SystemExit):
        typed("", "account", "add", "clerk", PASSWORD, "--person", "督查员")


def test_a_setting_that_is_no_number_is_said_in_one_line() -> None:
    command = [sys.executable, "-m", "jingkai.site.cli", "account", "list", "--lang", "en"]
    environment = os.environ | {"JINGKAI_IDLE_MINUTES": "soon"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    said = (
        "JINGKAI_IDLE_MINUTES='soon' is no whole number: write JINGKAI_IDLE_MINUTES=30 [site.number-setting]"
    )
    assert done.stderr.strip() == said
