"""By account and password: who is nobody comes no further than the sign-in page; who is somebody lands on his page."""

import re

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from jingkai.kernel.parties.models import Account
from jingkai.kernel.parties.services import lock_account, set_password
from jingkai.kernel.parties.tests.people import AT, Zone, a_person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry
from jingkai.web.declare import Name, Page, System
from jingkai.web.words import word_table
from tests.proof import proves

from .accounts import PASSWORD, account_of, browser, sign_in, signed_in
from .reading import read
from .signing import asking, zone

__all__ = ["asking", "zone"]

MONTH = "/economy/month?period=2024-03"
OWN = ("/account", "/account/password", "/account/again")


def entries(act: str) -> list[tuple[str, int | None]]:
    return list(Entry.objects.filter(act=act).order_by("seq").values_list("ref", "person"))


@proves("W1.2.1")
def test_nobody_is_sent_to_sign_in_and_comes_back_to_where_he_was_going(zone: Zone) -> None:
    pages = browser()
    sent = pages.get(MONTH)
    assert (sent.status_code, sent.url) == (302, "/signin?next=/economy/month%3Fperiod%3D2024-03")  # type: ignore[attr-defined]
    form = read(pages.get(sent.url))  # type: ignore[attr-defined]
    assert {"登录", "账号", "密码"} <= form.texts
    back = sign_in(pages, next=MONTH)
    assert (back.status_code, back.headers["Location"]) == (302, MONTH)
    month = pages.get(MONTH)
    assert month.status_code == 200
    assert "督查员" in read(month).texts


def test_the_way_back_never_leads_elsewhere(zone: Zone) -> None:
    for there in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        assert sign_in(browser(), next=there).headers["Location"] == "/"


@proves("W1.2.1")
def test_signing_in_and_out_and_being_refused_are_in_the_journal_and_the_password_is_not(zone: Zone) -> None:
    clerk = Account.objects.get(username="clerk")
    pages = browser()
    sign_in(pages, password="sesame-open-1")
    sign_in(pages, "sesame-open-2")
    sign_in(pages)
    pages.post("/signout")
    known = f"account:{clerk.pk} address:127.0.0.1"
    assert entries("parties.sign-in-refused") == [(known, None), ("account:? address:127.0.0.1", None)]
    assert entries("parties.sign-in") == entries("parties.sign-out") == [(known, zone.clerk.pk)]
    said = " ".join(f"{one.ref} {one.digest}" for one in Entry.objects.all())
    assert "sesame" not in said
    assert PASSWORD not in said


@proves("W1.2.1")
def test_the_answer_does_not_tell_whether_there_is_such_an_account(zone: Zone) -> None:
    lock_account(SYSTEM, Account.objects.get(username="east"), at=AT)
    answers = [
        sign_in(browser(), "clerk", "wrong password"),
        sign_in(browser(), "nobody at all", "wrong password"),
        sign_in(browser(), "east", "wrong password"),
        # Nor does a locked account say that this was its password.
        sign_in(browser(), "east", PASSWORD),
    ]
    said = {re.sub(r'value="[^"]*"', "", one.content.decode()) for one in answers}
    assert len(said) == 1
    assert "账号或密码不对" in said.pop()


def test_signing_out_ends_the_session_for_a_copy_of_its_cookies_too(zone: Zone) -> None:
    pages, thief = signed_in(), browser()
    for name, one in pages.cookies.items():
        thief.cookies[name] = one.value
    assert thief.get(MONTH).status_code == 200
    assert pages.post("/signout").status_code == 302
    assert_out(pages.get(MONTH))
    assert_out(thief.get(MONTH))


def assert_out(response: HttpResponseBase) -> None:
    assert (response.status_code, response.headers["Location"].startswith("/signin?")) == (302, True)


@proves("W1.2.2")
@pytest.mark.parametrize("end", ["lock", "password"])
def test_locking_an_account_or_changing_its_password_ends_its_sessions_at_once(zone: Zone, end: str) -> None:
    account, pages = Account.objects.get(username="clerk"), signed_in()
    assert pages.get(MONTH).status_code == 200
    if end == "lock":
        lock_account(SYSTEM, account, at=AT)
    else:
        set_password(SYSTEM, account, PASSWORD * 2, at=AT)
    assert_out(pages.get(MONTH))


def test_who_changes_his_password_stays_and_others_with_it_are_out(zone: Zone) -> None:
    here, there = signed_in(), signed_in()
    new = PASSWORD + "二"
    changed = here.post("/account/password", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (changed.status_code, changed.headers["Location"]) == (302, "/account")
    assert here.get(MONTH).status_code == 200
    assert_out(there.get(MONTH))
    assert sign_in(browser(), password=new).status_code == 302
    assert entries("parties.account-password") != []


@pytest.mark.parametrize("weak", ["12345678901234", "short", "password123"])
def test_a_weak_password_is_not_taken(zone: Zone, weak: str) -> None:
    pages = signed_in()
    answer = pages.post("/account/password", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    assert answer.status_code == 200
    assert "wrong" in answer.content.decode()
    assert sign_in(browser()).status_code == 302


@proves("W1.2.4")
def test_a_login_that_is_nobodys_opens_no_work_and_says_what_to_do(zone: Zone) -> None:
    account_of(None, "spare")
    pages = signed_in("spare")
    for address in (MONTH, "/guide", "/"):
        answer = pages.get(address)
        assert answer.status_code == 403, address
        assert "jingkai account add" in read(answer).words
        assert "月度调度" not in read(answer).words
    assert pages.post("/economy/import", {}).status_code == 403
    # But the account is his, and he can leave.
    assert [pages.get(one).status_code for one in OWN] == [200, 200, 200]
    assert pages.post("/signout").status_code == 302


def test_a_technical_administrator_opens_no_work_either(zone: Zone) -> None:
    Account.objects.create_superuser("root", PASSWORD)
    assert signed_in("root").get(MONTH).status_code == 403


def test_a_person_without_any_grant_sees_empty_pages_and_no_errors(zone: Zone) -> None:
    person, _ = a_person("新人")
    account_of(person, "new")
    pages = signed_in("new")
    answer = pages.get(MONTH)
    assert answer.status_code == 200
    assert "1.5" not in read(answer).words
    assert pages.get("/guide").status_code == 200


def test_one_lands_on_the_page_of_ones_role(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    words = Name("页", "Page")
    pages = (
        Page("economy:month", words, words, words),
        Page("web:guide", words, words, words, first_for=frozenset({"supervision"})),
    )
    monkeypatch.setattr("jingkai.web.views.systems", lambda: (System("x", words, pages),))
    assert signed_in("clerk").get("/").headers["Location"] == "/guide"
    assert signed_in("head").get("/").headers["Location"] == "/economy/month"


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_reset_password", "account_inactive", "mfa_list_webauthn",
     "mfa_edit_webauthn", "mfa_login_webauthn", "mfa_trust", "mfa_download_recovery_codes"],
)  # fmt: skip
def test_what_a_zone_does_not_need_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@proves("W1.2.3")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_of_sign_in_speak_one_language_and_carry_no_script_or_style_of_their_own(
    zone: Zone, lang: str
) -> None:
    pages = signed_in()
    pages.post("/account/again", {"password": PASSWORD})
    other = {one["zh" if lang == "en" else "en"] for one in word_table("jingkai.web.signin").values()}
    same = {one["zh"] for one in word_table("jingkai.web.signin").values() if one["zh"] == one["en"]}
    shown = [*OWN, "/account/app", "/account/keys/new", "/signout"]
    answers = [(one, pages.get(f"{one}?lang={lang}")) for one in shown]
    answers.append(("/signin", browser().get(f"/signin?lang={lang}")))
    for address, answer in answers:
        html = answer.content.decode()
        assert answer.status_code == 200, address
        # The brand stands in both, and the way to the other language is in the other language.
        assert read(answer).texts & other - same <= {"EN", "中文", "经开", "jingkai"}, address
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src)|javascript:", html), address
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "placeholder" not in html


def test_every_word_of_sign_in_is_there_in_both_languages() -> None:
    for key, one in word_table("jingkai.web.signin").items():
        assert set(one) == {"zh", "en"}, key
        assert all(said.strip() for said in one.values()), key


@proves("W1.2.1")
def test_what_signs_in_is_the_account_and_never_the_console(zone: Zone, settings: Settings) -> None:
    """With sign-in on, a number left in JINGKAI_ACTS_AS opens nothing."""
    settings.JINGKAI_ACTS_AS = zone.head.pk
    assert_out(Client(HTTP_HOST="localhost").get(MONTH))
