"""After wrong passwords the account and the address wait: in every process, whether the account exists or not."""

import re
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from pytest_django import Settings

from jingkai.kernel.parties.models import Account
from jingkai.kernel.parties.tests.people import Zone, a_person
from jingkai.kernel.records.models import Entry
from jingkai.web.signin.models import Count
from jingkai.web.signin.waiting import forget_failures
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .accounts import PASSWORD, account_of, browser, sign_in, signed_in
from .reading import read
from .serving import served
from .signing import asking, zone

__all__ = ["asking", "zone"]

Limit = Callable[[int, int], None]


@pytest.fixture
def limit(settings: Settings) -> Limit:
    """So many tries an account and an address, within ten minutes."""

    def limit(account: int, address: int) -> None:
        settings.ACCOUNT_RATE_LIMITS = {"login_failed": f"{address}/10m/ip,{account}/10m/key"}
        settings.JINGKAI_SIGNIN_WAIT_MINUTES = 10

    return limit


def waits(name: str, password: str = PASSWORD) -> bool:
    answer = sign_in(browser(), name, password)
    return answer.status_code == 200 and "输错次数过多" in read(answer).words


@proves("W1.2.1")
def test_an_account_waits_after_wrong_passwords_and_its_own_helps_no_more(zone: Zone, limit: Limit) -> None:
    limit(3, 100)
    assert [waits("clerk", f"wrong {n}") for n in range(5)] == [False, False, False, True, True]
    assert waits("clerk")
    assert not waits("head")
    # Written in capitals it is the same account, and under another name of the server, too.
    assert waits("CLERK")
    assert (
        "输错次数过多"
        in read(
            browser().post("/signin", {"login": "clerk", "password": PASSWORD}, HTTP_HOST="127.0.0.1")
        ).words
    )


def test_an_account_that_does_not_exist_waits_alike(zone: Zone, limit: Limit) -> None:
    limit(3, 100)
    assert [waits("ghost", "wrong") for _ in range(4)] == [waits("clerk", "wrong") for _ in range(4)]


@proves("W1.2.1")
def test_an_address_that_tries_many_accounts_waits(zone: Zone, limit: Limit) -> None:
    limit(3, 4)
    assert [waits(f"ghost{n}", "wrong") for n in range(6)] == [False] * 4 + [True] * 2
    assert waits("clerk")
    elsewhere = browser()
    elsewhere.defaults["REMOTE_ADDR"] = "10.1.2.3"
    assert sign_in(elsewhere).status_code == 302


def test_what_goes_right_is_not_counted(zone: Zone, limit: Limit) -> None:
    limit(3, 4)
    for _ in range(6):
        assert sign_in(browser()).status_code == 302


@proves("W1.2.1")
def test_waiting_is_in_the_journal_once(zone: Zone, limit: Limit) -> None:
    limit(2, 100)
    for _ in range(6):
        sign_in(browser(), password="wrong")
    clerk = Account.objects.get(username="clerk")
    refs = Entry.objects.filter(act="parties.sign-in-waits").values_list("ref", flat=True)
    assert list(refs) == [f"account:{clerk.pk} address:127.0.0.1"]
    assert Entry.objects.filter(act="parties.sign-in-refused").count() == 2


def test_unlocking_forgets_the_wrong_passwords_of_that_account_alone(zone: Zone, limit: Limit) -> None:
    limit(2, 100)
    for name in ("clerk", "head"):
        for _ in range(3):
            sign_in(browser(), name, "wrong")
    forget_failures(Account.objects.get(username="clerk"))
    assert sign_in(browser()).status_code == 302
    assert waits("head")


def test_asking_again_before_factors_change_counts_as_well(zone: Zone, limit: Limit) -> None:
    pages = signed_in()
    limit(2, 100)
    for _ in range(2):
        assert pages.post("/account/again", {"password": "wrong"}).status_code == 200
    assert "输错次数过多" in read(pages.post("/account/again", {"password": PASSWORD})).words


@proves("W1.2.1")
def test_it_is_counted_in_a_table_and_not_in_the_process(zone: Zone, limit: Limit) -> None:
    limit(2, 100)
    before = Count.objects.count()
    sign_in(browser(), password="wrong")
    assert Count.objects.count() > before


@proves("W1.2.1")
def test_two_servers_count_together_and_one_that_starts_later_knows(
    founded: Shell, committed_db: CommittedDatabase
) -> None:
    person, _ = a_person("经办")
    account_of(person)
    few = {"JINGKAI_SIGNIN_TRIES": "3", "JINGKAI_SIGNIN_TRIES_ADDRESS": "50"}
    with served(committed_db, as_whom="", **few) as one, served(committed_db, as_whom="", **few) as other:
        said = [pressed(at, "wrong") for at in (one, other, one)]
        assert ["账号或密码不对" in page for page in said] == [True, True, True]
        assert "输错次数过多" in pressed(other, PASSWORD)
    with served(committed_db, as_whom="", **few) as later:
        assert "输错次数过多" in pressed(later, PASSWORD)


def pressed(address: str, password: str) -> str:
    """What a browser sees after the button of the sign-in page was pressed."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(f"{address}/signin", timeout=20) as page:
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    assert token
    fields = {"login": "clerk", "password": password, "csrfmiddlewaretoken": token[1]}
    try:
        with opener.open(f"{address}/signin", urlencode(fields).encode(), timeout=20) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return str(error.read().decode())
