"""An app that shows codes, recovery codes, and a security key in Chromium."""

import base64
import hashlib
import hmac
import re
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page

from jingkai.kernel.parties.models import Account
from jingkai.kernel.parties.tests.people import AT, a_person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry
from jingkai.web.signin.factors import reset_factors
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .accounts import PASSWORD, account_of, browser, sign_in, signed_in
from .reading import read
from .serving import served
from .signing import asking

__all__ = ["asking"]


@pytest.fixture
def clerk(founded: Shell, asking: object) -> Account:
    """An account in a database that commits: what is journalled comes after the transaction of allauth."""
    person, _ = a_person("经办")
    return account_of(person)


def code_of(secret: str, step: int = 0) -> str:
    """RFC 6238: what an app shows now, or some steps of 30 seconds later."""
    counter = struct.pack(">Q", int(timezone.now().timestamp()) // 30 + step)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def text(response: HttpResponseBase) -> str:
    return str(response.content.decode())  # type: ignore[attr-defined]


def with_app(pages: Client) -> str:
    """Sets the app up as its page says; the secret it shares with the server."""
    assert pages.post("/account/again", {"password": PASSWORD}).status_code == 302
    shown = re.search(r'class="secret">(\w+)<', text(pages.get("/account/app")))
    assert shown
    wrong = pages.post("/account/app", {"code": "000000"})
    assert "验证码不对" in text(wrong)
    done = pages.post("/account/app", {"code": code_of(shown[1])})
    assert (done.status_code, done.headers["Location"]) == (302, "/account/codes")
    return shown[1]


def acts() -> list[str]:
    return [
        act
        for act in Entry.objects.order_by("seq").values_list("act", flat=True)
        if "factor" in act or "code" in act
    ]


@proves("W1.2.1")
def test_with_an_app_the_password_alone_opens_nothing(clerk: Account) -> None:
    secret = with_app(signed_in())
    pages = browser()
    first = sign_in(pages, next="/guide")
    assert (first.status_code, first.headers["Location"]) == (302, "/signin/code")
    assert pages.get("/guide").status_code == 302
    assert "验证码不对" in text(pages.post("/signin/code", {"code": "12345"}))
    assert pages.get("/guide").status_code == 302
    # The code with which the app was set up is used up.
    second = pages.post("/signin/code", {"code": code_of(secret, 1)})
    assert (second.status_code, second.headers["Location"]) == (302, "/guide")
    assert pages.get("/guide").status_code == 200
    assert acts() == ["parties.factor-added", "parties.factor-added", "parties.code-refused"]


@proves("W1.2.1")
def test_a_recovery_code_opens_once(clerk: Account) -> None:
    pages = signed_in()
    with_app(pages)
    codes = re.findall(r"<li><code>(\w+)</code>", text(pages.get("/account/codes")))
    assert len(set(codes)) == 10
    for answered in (302, 200):
        other = browser()
        sign_in(other)
        assert other.post("/signin/code", {"code": codes[0]}).status_code == answered
    # New ones make the old worthless.
    assert pages.post("/account/codes/new").status_code == 302
    other = browser()
    sign_in(other)
    assert other.post("/signin/code", {"code": codes[1]}).status_code == 200
    assert "parties.codes-made" in acts()


@proves("W1.2.1")
def test_wrong_codes_make_the_account_wait_too(clerk: Account, settings: object) -> None:
    secret = with_app(signed_in())
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "100/10m/ip,3/10m/key"}  # type: ignore[attr-defined]
    pages = browser()
    sign_in(pages)
    for _ in range(3):
        pages.post("/signin/code", {"code": "000000"})
    assert "输错次数过多" in text(pages.post("/signin/code", {"code": code_of(secret, 1)}))
    assert pages.get("/guide").status_code == 302


def test_factors_change_only_after_asking_again(clerk: Account) -> None:
    pages = signed_in()
    for address in ("/account/app", "/account/keys/new"):
        for answer in (pages.get(address), pages.post(address, {"code": "1"})):
            assert (answer.status_code, answer.headers["Location"].startswith("/account/again?")) == (
                302,
                True,
            )


def test_who_lost_the_telephone_gets_in_by_password_after_a_reset(clerk: Account) -> None:
    with_app(signed_in())
    assert sign_in(browser()).headers["Location"] == "/signin/code"
    assert reset_factors(SYSTEM, clerk, at=AT) == 2
    assert sign_in(browser()).headers["Location"] == "/"
    assert "parties.factors-reset" in acts()


def test_an_app_is_taken_away_by_its_owner(clerk: Account) -> None:
    pages = signed_in()
    with_app(pages)
    assert "停用" in read(pages.get("/account/app/remove")).words
    assert pages.post("/account/app/remove").status_code == 302
    assert sign_in(browser()).headers["Location"] == "/"
    assert "parties.factor-removed" in acts()


# ---- in Chromium


@pytest.fixture
def address(founded: Shell, committed_db: CommittedDatabase) -> Iterator[str]:
    """Keys work under a host name only: localhost is one."""
    person, _ = a_person("经办")
    account_of(person)
    with served(committed_db, as_whom="") as address:
        yield address.replace("127.0.0.1", "localhost")


def enter(page: Page, address: str, then: str = "/guide") -> None:
    page.goto(f"{address}/signin?next=/guide")
    page.get_by_label("账号").fill("clerk")
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_navigation(url=lambda url: urlsplit(url).path == then):
        page.get_by_role("button", name="登录").click()


@proves("W1.2.1")
def test_a_security_key_is_added_and_signs_in(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": key | {"automaticPresenceSimulation": True}})
    enter(page, address)
    page.goto(f"{address}/account/keys/new")
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_navigation(url="**/account/keys/new"):
        page.get_by_role("button", name="继续").click()
    page.get_by_label("给它起个名字").fill("抽屉里的钥匙")
    with page.expect_navigation(url="**/account/codes"):
        page.get_by_role("button", name="添加安全密钥").click()
    page.goto(f"{address}/account")
    assert "抽屉里的钥匙" in page.inner_text("main")
    with page.expect_navigation(url=lambda url: urlsplit(url).path == "/signin"):
        page.get_by_role("button", name="退出登录").click()
    enter(page, address, "/signin/code")
    with page.expect_navigation(url="**/guide"):
        page.get_by_role("button", name="使用安全密钥").click()
    # It is taken away again, after the key itself was asked.
    page.goto(f"{address}/account")
    for role, name in (
        ("link", "移除这个密钥"), ("link", "使用安全密钥"), ("button", "使用安全密钥"), ("button", "移除这个密钥"),
    ):  # fmt: skip
        with page.expect_navigation():
            page.get_by_role(role, name=name).click()
    assert page.url == f"{address}/account"
    assert "抽屉里的钥匙" not in page.inner_text("main")
    # No script was stopped by the policy.
    assert said == []
    context.close()


def test_without_a_key_the_page_says_what_to_do(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script("navigator.credentials.create = () => Promise.reject(new Error('none'))")
    enter(page, address)
    page.goto(f"{address}/account/keys/new")
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_navigation(url="**/account/keys/new"):
        page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="添加安全密钥").click()
    said = page.get_by_role("alert").filter(has_text="没有读到安全密钥")
    said.wait_for()
    assert said.is_visible()
    context.close()
