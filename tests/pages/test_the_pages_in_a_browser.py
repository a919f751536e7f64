"""Every page in Chromium: wide and on a phone, in both languages, by finger, by keyboard, without script, on paper."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, resolve
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page

from jingkai.engines.periods import Period
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.forms.models import Request, Submission
from jingkai.kernel.forms.services import (
    FieldDraft,
    FormDraft,
    LineDraft,
    RequestDraft,
    SectionDraft,
    define_fields,
    define_form,
    draft_request,
    issue,
)
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.registers.services import enter, reach
from jingkai.kernel.rounds.tests.samples import ship_rules
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.supervision.models import Listing
from jingkai.systems.supervision.services import Entry, enter_listing
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .conftest import found, send_march
from .looking import PHONE, WIDE, faults
from .meetings import a_meeting
from .serving import served
from .test_roles_and_addresses import registered

MONTH = "/economy/month?period=2024-03"
# What Chromium says of a page that is refused.
REFUSED = re.compile(r"status of 40[04]")
# What a finger goes for; words within a sentence are no targets (WCAG 2.5.5).
TARGETS = (
    ".top a, .top select, .menu summary, .menu a, .tools a, .tools button, table.lines td a, .tabs a, a.button,"
    " button.button"
)
SMALL = """targets => [...document.querySelectorAll(targets)]
  .filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5)
  .map(one => `${one.tagName} ${one.textContent.trim().slice(0, 20)} ${one.getBoundingClientRect().height}`)"""

# Compressed bytes of the page and of all that it is made of, also of what the browser has already.
WEIGHT = "performance.getEntries().reduce((whole, one) => whole + (one.encodedBodySize ?? 0), 0)"


@pytest.fixture(scope="module")
def address(shared_db: CommittedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One zone for all tests here: they only look."""
    shell, folder = found(Shell()), tmp_path_factory.mktemp("tables")
    send_march(shell, folder)
    opened = shell("matters", "open", "疏通东河排水口", "--unit", "向阳街道", "--due", "2024-05-01")
    assert opened.code == 0
    a_draft(shell, folder / "due-light.yaml")
    a_meeting(shell)
    a_project()
    a_form_is_asked()
    judged_streets()
    a_listing()
    with served(shared_db) as address:
        yield address


def a_draft(shell: Shell, file: Path) -> None:
    """Somebody of the assessment office drafts another light rule for the zone."""
    zone = "滨河经济开发区"
    assert shell("person", "add", "李文", "--unit", zone, "--post", "考核", "--role", "assessment").code == 0
    rule = RuleSet.objects.get(key="due-light", scope="").written
    file.write_text(rule.replace('version: "A2"', "version: 待批").replace("< 3", "< 7"), encoding="utf-8")
    assert shell("rules", "draft", file, "--unit", zone, "--as", "李文").code == 0


def a_listing() -> None:
    """Somebody is nominated for the list of positive examples by the supervision office."""
    clerk = Post.objects.get(person__name="督查员")
    zone = Organisation.objects.get(parent=None)
    entry = Entry(
        "positive", Person.objects.get(name="李文"), zone, Matter.objects.get().ref, "牵头疏通排水口", "投资增长",
        f"fact:{Fact.objects.filter(text='2.18').order_by('pk')[0].pk}",
    )  # fmt: skip
    enter_listing(Actor(person=clerk.person_id, post=clerk.pk), zone, entry, at=timezone.now())


def a_project() -> None:
    """A project of the street, signed for."""
    at, street = timezone.now(), Organisation.objects.get(name="向阳街道")
    project = enter(SYSTEM, "project", "东河项目", street, code="XM001", fields={"行业": "电子信息"}, at=at)
    reach(SYSTEM, project, "签约", date(2024, 3, 4), evidence="合同", at=at)


def a_form_is_asked() -> None:
    """A form of 向阳街道: a figure that is known, and one and some words that are asked; and one only drafted."""
    zone, unit = (Organisation.objects.get(name=name) for name in ("滨河经济开发区", "向阳街道"))
    office = Organisation.objects.get(name="统计办")
    person, post = a_person("统计员", office)
    hold(person, "lead", office)
    actor = Actor(person=person.pk, post=post.pk if post else None)
    fields = [
        FieldDraft("invest", "固定资产投资", office, unit="亿元", measure="固定资产投资", span="ytd"),
        FieldDraft("visits", "走访企业数", office, name_en="Visits", unit="家"),
        FieldDraft("next", "下一步打算", office, name_en="Next steps", kind="text"),
        FieldDraft("done", "是否完成", office, name_en="Done", kind="choice", choices=("是", "否")),
    ]
    at = datetime(2024, 4, 1, 1, tzinfo=UTC)
    define_fields(SYSTEM, zone, fields, at=at)
    section = SectionDraft("主要指标", [LineDraft(one.code) for one in fields], "Main")
    draft = FormDraft("monthly", "月度调度表", office, "month", [section], "Monthly report")
    form = define_form(SYSTEM, zone, draft, at=at)
    wanted = RequestDraft(form, Period.month(2024, 3), [unit], office)
    issue(actor, draft_request(actor, wanted, at=at), at=at)
    draft_request(actor, wanted, at=at)


def judged_streets() -> None:
    """Two streets are scored by what was invested, one of which has no figure, and by what nobody has said yet."""
    invested = {"name": "固定资产投资", "unit": "亿元", "calibers": ["统计", "认定", "自报"]}
    parts = [
        {"id": "投资规模", "indicator": "投资", "weight": "40", "method": {"completion": {"target": "10"}}},
        {
            "id": "投资增速",
            "indicator": "投资",
            "weight": "30",
            "method": {"growth": {"base": "20", "points": "1"}},
        },
    ]
    tree = {
        "id": "总分",
        "of": [{"id": "工业", "of": parts}, {"id": "市评", "weight": "30", "method": "given"}],
    }
    criteria = {"投资": {"source": "computed", "fact": invested}, "市评": {"source": "reported"}}
    names = list(
        Organisation.objects.filter(kind="street")
        .exclude(name="向阳街道")
        .order_by("pk")
        .values_list("name", flat=True)
    )
    ship_rules({"tree": tree}, criteria, cohort={"": ["向阳街道", *names[:1]]})


def pages(address: str) -> list[str]:
    """Every kind of page there is: filled, empty, refused."""
    fact = Fact.objects.get(text="5.5")
    own = Fact.objects.filter(text="2.18").order_by("pk")[0]
    rule, drafted = RuleSet.objects.get(key="due-light", scope=""), RuleSet.objects.get(version="待批")
    paths = (
        MONTH,
        "/economy/month?period=2023-05",
        f"{MONTH}&unit={fact.holder_id}",
        f"{MONTH}&as_of={own.batch.live.live_seq}",
        f"/economy/facts/{own.pk}?period=2024-03",
        f"/economy/figures/{fact.holder_id}/固定资产投资?period=2024-03",
        f"/economy/figures/{fact.holder_id}/固定资产投资?period=2024-05",
        "/economy/indicators/固定资产投资?period=2024-03",
        f"{MONTH}&unit={own.reported_by_id}",
        "/economy/imports",
        "/economy/record",
        "/economy/targets?period=2024-03",
        "/economy/signs?period=2024-03",
        "/economy/ladder?period=2024-03",
        f"/economy/record?fact={own.pk}",
        "/economy/publication?period=2024-03",
        "/economy/indicators",
        "/economy/definitions/tax",
        "/economy/definitions/nothing",
        "/economy/publication?period=2019-01",
        "/economy/import",
        f"/economy/batches/{own.batch_id}",
        f"/economy/import/{own.file.sha256}?name={own.file.name}&sender={own.reported_by_id}&caliber=统计",
        "/scheduling/reports?period=2024-03",
        "/scheduling/bulletin?period=2024-03",
        "/scheduling/bulletin?period=2023-05",
        "/scheduling/meetings",
        f"/scheduling/meetings/{Activity.objects.get().pk}",
        f"/scheduling/meetings/{Activity.objects.get().pk}/reading",
        "/assessment/scores?period=2024-03",
        "/assessment/scores?period=2023-05",
        "/assessment/scores?period=2024-03&node=工业",
        "/assessment/scores/cell?period=2024-03&who=向阳街道&node=投资规模",
        "/assessment/scores/cell?period=2024-03&who=向阳街道&node=工业",
        "/assessment/scores/indicator?period=2024-03&node=投资规模",
        "/assessment/scores/unit?period=2024-03&who=向阳街道",
        "/assessment/scores/what-if?period=2024-03&who=向阳街道&v.投资=4",
        "/assessment/scores/what-if?period=2024-03&who=向阳街道&v.投资=四",
        "/assessment/scores/gains?period=2024-03&who=向阳街道",
        "/assessment/scores/intervals?period=2024-03",
        "/assessment/scheme?period=2024-03",
        "/forms",
        "/forms/mine",
        "/forms/mine?period=2024-03",
        "/forms/office",
        "/forms/of/monthly",
        "/forms/of/nothing",
        *(f"/forms/requests/{one.pk}" for one in Request.objects.order_by("pk")),
        *(f"/forms/submissions/{one.pk}" for one in Submission.objects.order_by("pk")),
        "/supervision/today",
        "/supervision/ledger",
        "/supervision/ledger?q=没有这件事",
        "/supervision/ledger/moves?of=all",
        "/supervision/ledger/moves?of=picked",
        f"/supervision/matters/{Matter.objects.get().pk}",
        "/supervision/matters/999",
        "/supervision/ledger/back",
        "/supervision/report",
        "/supervision/minutes",
        "/supervision/lists",
        "/supervision/conduct",
        "/supervision/conduct?side=negative&year=2024",
        "/supervision/conduct/candidates",
        f"/supervision/conduct/{Listing.objects.get().pk}",
        f"/supervision/conduct/new?matter={Matter.objects.get().pk}&side=negative",
        "/supervision/conduct/999",
        "/journal",
        "/journal?person=没有此人",
        "/activities",
        "/papers",
        "/activities?q=没有这项活动",
        f"/activities/{Activity.objects.get().pk}",
        "/registers",
        "/registers?q=没有这个项目",
        f"/subjects/{Subject.objects.get().pk}",
        "/rules",
        "/rules?q=没有这条规则",
        f"/rules/{rule.pk}",
        f"/rules/{rule.pk}/edit",
        f"/rules/{drafted.pk}?try=2024-03",
        "/search?q=东",
        "/notices",
        "/guide",
        "/nowhere",
    )
    return [f"{address}{one}" for one in paths]


# Pages that other tests look at in the same way (`looking.py`), and addresses that are no page.
ELSEWHERE = {
    "test_a_cadre_record_in_a_browser.py": {
        "cadres:people",
        "cadres:record",
        "cadres:rewards",
        "cadres:reward",
    },
    "test_a_half_year_is_analysed_in_a_browser.py": {
        "assessment:half-year",
        "assessment:upper-",
        "assessment:comparison",
    },
    "test_a_visit_is_rated_on_phones.py": {"web:round", "web:ballot"},
    "test_a_paper_ballot_is_entered_on_a_page.py": {"web:round-rater"},
    "test_an_application_on_a_phone.py": {
        "web:applications",
        "web:applying",
        "web:application",
        "web:consultation",
    },
    "test_results_of_a_round_in_a_browser.py": {"web:round-results", "web:consequences"},
    "test_a_list_is_handed_out_in_a_browser.py": {"supervision:list-look"},
    "test_an_objection_is_in_time_in_a_browser.py": {"supervision:visit", "supervision:conclusion"},
    "test_a_month_is_scheduled_by_keyboard.py": {"web:paper"},
    "test_pages_that_others_lead_to.py": {"economy:target", "economy:event", "supervision:ledger-back-look"},
    "test_sign_in_in_a_browser.py": {"account_", "mfa_", "web:tokens"},
    "no page, a file": {
        "-sheet",
        "-printed",
        "-file",
        "supervision:evidence",
        "cadres:printed",
        "assessment:upper-given",
    },
    "no page, it leads on or takes a form": {
        "web:home",
        "web:receipt",
        "acting",
        "economy:sign",
        "cadres:mine",
        "web:saved-views",
    },
    "no page, for programs": {"api:"},
}


@proves("W1.5.1")
def test_no_page_is_left_out(address: str) -> None:
    looked_at = {resolve(urlsplit(one).path).view_name for one in pages("") if "/nowhere" not in one}
    otherwise = tuple(part for parts in ELSEWHERE.values() for part in parts)
    left_out = {
        view
        for view, _ in registered(get_resolver().url_patterns)
        if view not in looked_at and not any(view.startswith(one) or view.endswith(one) for one in otherwise)
    }
    assert left_out == set(), "add it to the list of pages above"


def opened(browser: Browser, width: int, *, script: bool = True) -> Page:
    page: Page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=script)
    return page


@proves("W1.5.2", "W1.1.7")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_no_page_is_wider_than_the_screen_and_axe_finds_nothing(
    chromium: Browser, address: str, width: int
) -> None:
    page, said = opened(chromium, width), []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSED.search(message.text):
            said.append(message.text)

    page.on("console", hear)
    wrong = {}
    for one in [*pages(address), *(f"{one}{'&' if '?' in one else '?'}lang=en" for one in pages(address))]:
        page.goto(one)
        if found := faults(page):
            wrong[one.removeprefix(address)] = found
    assert wrong == {}
    assert said == []


@proves("W1.1.7")
def test_on_a_phone_whatever_is_tapped_is_44_px_high(chromium: Browser, address: str) -> None:
    page = opened(chromium, PHONE)
    small = {}
    for one in pages(address):
        page.goto(one)
        page.locator(".menu summary").click()
        if found := page.evaluate(SMALL, TARGETS):
            small[one.removeprefix(address)] = found
    assert small == {}


@proves("W1.1.6")
def test_on_paper_there_is_the_document_and_nothing_around_it(chromium: Browser, address: str) -> None:
    page = opened(chromium, WIDE)
    for one in pages(address):
        page.goto(one)
        page.emulate_media(media="print")
        for around in (".top", ".menu", ".tools"):
            assert all(not found.is_visible() for found in page.locator(around).all()), (one, around)
        assert page.locator("h1").is_visible()


@proves("W1.5.1")
def test_keys_lead_on_but_not_while_somebody_types(chromium: Browser, address: str) -> None:
    page = opened(chromium, WIDE)
    page.goto(f"{address}{MONTH}")
    for key, there in (("]", "**period=2024-04*"), ("[", "**period=2024-03*"), ("l", "**lang=en*")):
        with page.expect_navigation(url=there):
            page.keyboard.press(key)
    page.evaluate("document.title = 'here'")
    page.locator("select[name=unit]").focus()
    page.keyboard.press("?")
    assert page.title() == "here"
    page.locator("h1").click()
    with page.expect_navigation(url="**/guide*"):
        page.keyboard.press("?")


@proves("W1.1.2")
@pytest.mark.parametrize("script", [True, False])
def test_a_pick_goes_into_the_address(chromium: Browser, address: str, script: bool) -> None:
    page = opened(chromium, WIDE, script=script)
    page.goto(f"{address}{MONTH}")
    unit = Fact.objects.get(text="5.5").holder
    with page.expect_navigation(url=f"**unit={unit.pk}*"):
        page.locator("select[name=unit]").select_option(label=unit.name)
        if not script:
            page.locator(".picks button").click()
    assert f"{unit.name}2024年3月" in page.locator("h1").inner_text()
    # The language is chosen beside, and what was picked stays.
    with page.expect_navigation(url=f"**unit={unit.pk}*lang=en*"):
        page.get_by_text("EN", exact=True).click()


@proves("W5.3.3")
def test_no_page_weighs_more_than_200_kb_compressed_on_first_load(chromium: Browser, address: str) -> None:
    page, heavy = opened(chromium, WIDE), {}
    for one in pages(address):
        page.goto(one)
        if (whole := page.evaluate(WEIGHT)) > 200_000:
            heavy[one.removeprefix(address)] = whole
    assert heavy == {}
