"""A form that is sent when the session is over: everything typed comes back, and one more press does what it should."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, Page

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.people import AT, Zone, a_person
from jingkai.kernel.records.models import Withdrawal
from jingkai.kernel.rules.services import ship
from jingkai.kernel.rules.tests.samples import hold
from jingkai.web.signin.keeping import FIELD
from tests.harness import CommittedDatabase
from tests.proof import proves

from .accounts import PASSWORD, account_of, browser, sign_in
from .reading import read
from .serving import served
from .signing import asking, zone

__all__ = ["asking", "zone"]

KEPT = "填写的内容还在，还没有提交"
TYPED = [
    ("way", "0-0"),
    ("back", "/guide"),
    ("note", "第一行\r\n第二行"),
    ("note", '<b>"引号"</b>'),
    ("empty", ""),
]


class Hidden(HTMLParser):
    """The form of the page of kept fields: where it goes and what it holds."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.action = ""
        self._inside = False
        self.feed(response.content.decode())  # type: ignore[attr-defined]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self._inside = found.get("class") == "again"
            self.action = found["action"] or "" if self._inside else self.action
        if tag == "input" and self._inside and found.get("type") == "hidden":
            self.fields.append((found["name"] or "", found.get("value") or ""))

    @property
    def typed(self) -> list[tuple[str, str]]:
        return [one for one in self.fields if one[0] != FIELD]


def sent(
    client: Client, fields: list[tuple[str, str]], address: str = "/acting?period=2024-03", **more: str
) -> HttpResponseBase:
    data: dict[str, list[str]] = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    return client.post(address, data, **more)  # type: ignore[arg-type, return-value]


def own_way(zone: Zone, client: Client) -> list[tuple[str, str]]:
    """What the form of the frame sends for acting as oneself; only a signed-in person may."""
    return [("way", f"0-{zone.posts[zone.clerk.pk].pk}"), *TYPED[1:]]


@proves("W5.2.2")
def test_every_field_comes_back_and_the_press_after_signing_in_does_what_the_first_would_have(
    zone: Zone,
) -> None:
    typed = own_way(zone, browser())
    pages = browser(strict=True)
    late = sent(pages, typed)
    assert late.status_code == 403
    assert KEPT in read(late).words
    form = Hidden(late)
    assert sorted(form.typed) == sorted(typed)
    assert form.action == "/acting?period=2024-03"
    # Pressed too early it comes again, no longer than it was.
    early = Hidden(sent(pages, form.fields, form.action))
    assert sorted(early.typed) == sorted(typed)
    token_in(pages)
    done = sent(pages, early.fields, early.action)
    assert (done.status_code, done.headers["Location"]) == (302, "/guide")


def token_in(pages: Client, name: str = "clerk") -> None:
    """Signs in as a browser does, in another tab."""
    pages.get("/signin")
    answer = sign_in(pages, name, csrfmiddlewaretoken=pages.cookies["csrftoken"].value)
    assert answer.status_code == 302


@proves("W5.2.2")
def test_a_token_from_before_signing_in_again_loses_nothing_either(zone: Zone) -> None:
    pages, typed = browser(strict=True), own_way(zone, browser())
    token_in(pages)
    old = pages.cookies["csrftoken"].value
    assert pages.post("/signout", {"csrfmiddlewaretoken": old}).status_code == 302
    token_in(pages)
    outdated = sent(pages, [*typed, ("csrfmiddlewaretoken", old)])
    assert outdated.status_code == 403
    assert "重新登录之前打开" in read(outdated).words
    form = Hidden(outdated)
    assert sorted(form.typed) == sorted(typed)
    assert sent(pages, form.fields, form.action).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://example.org"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://localhost"},
        {"HTTP_ORIGIN": "http://localhost:8001"},
        {"HTTP_ORIGIN": "", "HTTP_REFERER": "https://example.org/http://localhost"},
        {"HTTP_ORIGIN": ""},
    ],
)
def test_from_elsewhere_nothing_comes_back_and_nothing_is_done(zone: Zone, headers: dict[str, str]) -> None:
    typed = own_way(zone, browser())
    mark = dict(Hidden(sent(browser(), typed)).fields)[FIELD]
    inside = browser(strict=True)
    token_in(inside)
    for pages, fields in ((browser(), typed), (inside, typed), (inside, [*typed, (FIELD, mark)])):
        answer = sent(pages, fields, **headers)
        assert answer.status_code == 403
        assert Hidden(answer).fields == []
        assert "第一行" not in answer.content.decode()  # type: ignore[attr-defined]


def test_a_browser_that_sends_only_its_referer_is_believed(zone: Zone) -> None:
    answer = sent(browser(), TYPED, HTTP_ORIGIN="", HTTP_REFERER="http://localhost/guide")
    assert sorted(Hidden(answer).typed) == sorted(TYPED)


def test_a_mark_is_good_for_its_own_address_only_and_cannot_be_made(zone: Zone) -> None:
    typed = own_way(zone, browser())
    mark = dict(Hidden(sent(browser(), typed)).fields)[FIELD]
    pages = browser(strict=True)
    token_in(pages)
    assert sent(pages, [(FIELD, mark)], "/economy/import").status_code == 403
    assert sent(pages, [*typed, (FIELD, mark[:-1])]).status_code == 403
    assert sent(pages, [*typed, (FIELD, "clerk")]).status_code == 403
    assert sent(pages, [*typed, (FIELD, mark)]).status_code == 302


def test_what_one_person_typed_is_not_sent_as_another_without_a_word(zone: Zone) -> None:
    pages, typed = browser(strict=True), [("way", "0-0")]
    token_in(pages, "head")
    pages.cookies["jingkai_seen"] = "worn out"
    late = Hidden(sent(pages, typed))
    token_in(pages, "clerk")
    asked = sent(pages, late.fields, late.action)
    assert asked.status_code == 403
    assert "另一个账号" in read(asked).words
    assert "督查员" in read(asked).words
    # Pressed knowingly it is sent (and, here, refused by the page itself: there is no such way to act).
    assert sent(pages, Hidden(asked).fields, late.action).status_code == 404


def test_passwords_are_never_sent_back(zone: Zone) -> None:
    typed = [("oldpassword", "secret-one"), ("password1", "secret-two"), ("password2", "secret-two")]
    answer = sent(browser(), typed, "/account/password")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/signin?next=/")
    stale = sent(browser(strict=True), [("login", "clerk"), ("password", "secret-one")], "/signin")
    assert stale.status_code == 403
    assert "secret" not in stale.content.decode()  # type: ignore[attr-defined]


def test_of_files_the_names_come_back_and_a_field_to_choose_them_again(zone: Zone) -> None:
    file = SimpleUploadedFile("经发_3月.csv", "甲,1".encode())
    answer = browser().post("/economy/import", {"caliber": "统计", "tables": file})
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "文件无法保留" in html
    assert "经发_3月.csv" in html
    assert '<input type="file" name="tables" multiple>' in html
    assert 'enctype="multipart/form-data"' in html


def test_what_is_no_form_is_refused_plainly(zone: Zone) -> None:
    answer = browser().post("/acting", '{"way": "0-0"}', content_type="application/json")
    assert answer.status_code == 403
    assert Hidden(answer).fields == []


# ---- in Chromium


@pytest.fixture
def address(site: Client, committed_db: CommittedDatabase) -> Iterator[str]:
    """The pages of a zone with figures, for those who sign in; `clerk` may take a table back."""
    ship(at=AT)
    person, _ = a_person("统计员", Organisation.objects.get(name="统计办"))
    for unit in Organisation.objects.all():
        hold(person, "lead", unit)
    account_of(person)
    with served(committed_db, as_whom="") as address:
        yield address


def entered(page: Page, address: str) -> None:
    page.goto(f"{address}/signin")
    page.get_by_label("账号").fill("clerk")
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_navigation(url=lambda url: "/signin" not in url):
        page.get_by_role("button", name="登录").click()


@proves("W5.2.2")
def test_a_session_that_ends_in_a_form_loses_nothing(
    chromium: Browser, address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    batch = Fact.objects.get(text="5.5").batch
    context = chromium.new_context()
    page = context.new_page()
    entered(page, address)
    page.goto(f"{address}/economy/batches/{batch.pk}")
    reason = "表是上月的，“完成投资”一列报错了"
    page.locator("[name=reason]").fill(reason)
    Session.objects.all().delete()
    with page.expect_navigation():
        page.locator("form:has([name=reason]) button").click()
    assert page.get_by_role("heading", name=KEPT).is_visible()
    assert not Withdrawal.objects.exists()
    # In another tab, as the page says.
    with context.expect_page() as opened:
        page.get_by_role("link", name="在另一个标签页登录").click()
    entered(opened.value, address)
    with page.expect_navigation(url=f"**/economy/batches/{batch.pk}*"):
        page.get_by_role("button", name="再次提交").click()
    assert Withdrawal.objects.get().withdrawn_id == batch.pk  # type: ignore[attr-defined]
    assert reason in page.inner_text("main")
    context.close()


@proves("W5.2.2")
def test_back_reload_and_a_second_press_do_no_harm(chromium: Browser, address: str) -> None:
    batch = Fact.objects.get(text="5.5").batch
    context = chromium.new_context()
    page = context.new_page()
    entered(page, address)
    page.goto(f"{address}/economy/batches/{batch.pk}")
    page.locator("[name=reason]").fill("重复报送")
    with page.expect_navigation():
        page.locator("form:has([name=reason]) button").dblclick()
    taken = page.locator("[role=status]", has_text="重复报送")
    assert taken.is_visible()
    page.reload()
    assert taken.is_visible()
    page.go_back()
    page.reload()
    assert taken.is_visible()
    assert Withdrawal.objects.count() == 1
    context.close()
