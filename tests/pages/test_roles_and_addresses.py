"""Every registered address as every role: who gets which answer stands in addresses.yaml, cell by cell.

An address that is not in the table fails, with the row to add.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from jingkai.engines.periods import Period
from jingkai.kernel.activities.services import Plan, plan_activity
from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.forms.models import Submission
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
from jingkai.kernel.parties.tests.people import AT, DAY, Zone, a_person
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.filestore import store
from jingkai.kernel.registers.applying import Brought, apply, step
from jingkai.kernel.registers.consulting import consult
from jingkai.kernel.registers.filed import files_of
from jingkai.kernel.registers.services import enter, reach
from jingkai.kernel.rounds.services import EntrantDraft, RaterDraft, RoundDraft, open_round
from jingkai.kernel.rounds.tests.samples import ship_rules
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.roles import roles_for
from jingkai.kernel.rules.tests.samples import hold
from tests.month.canaries import a_zone_with_figures, say
from tests.proof import proves

from .accounts import account_of, browser, sign_in
from .conftest import TOWNS
from .signing import asking

__all__ = ["asking"]

TABLE = Path(__file__).with_name("addresses.yaml")
NOBODY, NO_PERSON = "nobody", "no-person"
READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")


@dataclass(frozen=True)
class Row:
    """One address with what it answers: method to role to code. `fields` are what is posted."""

    view: str
    address: str
    answers: Mapping[str, Mapping[str, int]]
    fields: Mapping[str, str]


def rows(roles: list[str]) -> list[Row]:
    """addresses.yaml, with its shorthands written out: who is not named in a line gets the code of `rest`.

    Signing out comes last: the sessions of the others are used until then.
    """
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    found = [_row(one, table, roles) for one in table["addresses"]]
    return sorted(found, key=lambda row: row.view == "account_logout")


def _row(one: Mapping[str, Any], table: Mapping[str, Any], roles: list[str]) -> Row:
    kind = table["kinds"][one["kind"]]
    answers = {}
    for method in ("get", "post"):
        said = one.get(method, {"rest": 405})
        said = {"rest": said} if isinstance(said, int) else said
        named = {
            role: code
            for code, group in said.items()
            if code != "rest"
            for role in (table["groups"][group] if isinstance(group, str) else group)
        }
        cells = {role: named.get(role, said["rest"]) for role in [*roles, NO_PERSON]}
        answers[method] = cells | {role: kind[role][method] for role in kind if role not in named}
        answers[method].setdefault(NOBODY, named.get(NOBODY, said["rest"]))
    return Row(one["view"], one["address"], answers, one.get("fields", {}))


def registered(
    patterns: list[URLPattern | URLResolver], before: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    """Every view that has an address, by its name, with the address as it is declared."""
    for one in patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from registered(
                one.url_patterns, address, f"{space}{one.namespace}:" if one.namespace else space
            )
        else:
            yield f"{space}{one.name}", address


@cache
def every_role() -> list[str]:
    return sorted(roles_for(None, date(2024, 6, 30)).roles)


@pytest.fixture
def places(db: None, asking: Settings, tmp_path: Path) -> dict[str, object]:
    """What the addresses of the table are about: all of it is of the east street, but for what is `elsewhere`."""
    zone = a_zone_with_figures()
    sheet = tmp_path / "东城_2024年1-3月.csv"
    sheet.write_text(
        TOWNS.replace("滨河经济开发区", "示例经开区").replace("向阳街道", "东城街道"), encoding="utf-8-sig"
    )
    sender = Sender(zone.zone, zone.east, "自报", zone.easterner)
    batch = import_workbook(Actor(person=zone.easterner.pk), sheet, sender, at=AT).batch
    assert batch is not None
    project = enter(SYSTEM, "project", "东河项目", zone.east, at=AT)
    for role in every_role():
        person, _ = a_person(role)
        hold(person, role, zone.east)
        account_of(person, role)
    account_of(None, NO_PERSON)
    submission = a_submission(zone)
    judge_streets(zone)
    visit = Plan("visit", "走访东河企业", "visit:2024-03-05", zone.east)
    stop = EntrantDraft(
        zone.west, activity=plan_activity(SYSTEM, zone.zone, replace(visit, origin="stop"), DAY, at=AT)
    )
    review = RoundDraft(
        "round.site-visit", zone.east, "2024-1", "集中观摩", "2024-01", [stop], [RaterDraft(zone.head)]
    )
    round = open_round(SYSTEM, review, at=AT)
    return {
        "request": submission.request_id,
        "submission": submission.pk,
        "unit": zone.east.pk,
        "person": zone.easterner.pk,
        "fact": Fact.objects.filter(holder=zone.east).order_by("pk")[0].pk,
        "elsewhere": say(zone, "税收", "7", zone.west).pk,
        "batch": batch.pk,
        "target": Target.objects.filter(holder=zone.east)[0].pk,
        "event": reach(SYSTEM, project, "签约", date(2024, 3, 4), evidence="合同", at=AT).pk,
        "matter": Matter.objects.get().pk,
        "sha256": "0" * 64,
        "subject": project.pk,
        "activity": plan_activity(zone.actor(zone.easterner), zone.zone, visit, date(2024, 3, 5), at=AT).pk,
        "round": round.pk,
        "rater": round.raters.get().pk,
        "rule": RuleSet.objects.get(key="due-light", scope="").pk,
        **applied_for(zone),
    }


def applied_for(zone: Zone) -> dict[str, object]:
    """The east street applied, and is asked about what the west street applied for; a paper of each."""
    for person, role, unit in (
        (zone.easterner, "street", zone.east),
        (zone.westerner, "street", zone.west),
        (zone.clerk, "assessment", zone.office),
    ):
        hold(person, role, unit)
    names = ("申请表", "营业执照", "自评报告")
    papers = [Brought(one, store(BytesIO(one.encode())), f"{one}.pdf", "application/pdf") for one in names]
    mine, other = (
        apply(zone.actor(one), "credit-rating", {}, papers, at=AT) for one in (zone.easterner, zone.westerner)
    )
    for name in ("pass", "recommend", "review"):
        step(zone.actor(zone.clerk), other, name, at=AT)
    (asked,) = consult(zone.actor(zone.clerk), other, {"税务意见": zone.east}, at=AT)
    file, others = (files_of(list(one.case.moves.order_by("n")))[0].file.pk for one in (mine, other))
    return {"application": mine.pk, "consultation": asked.pk, "paper": file, "asked_paper": others}


def judge_streets(zone: Zone) -> None:
    """Both streets are scored by what they settled."""
    criterion = {"source": "computed", "fact": {"name": "办件量", "unit": "件", "calibers": ["自报"]}}
    tree = {"id": "总分", "of": [{"id": "办件", "weight": "100", "method": {"completion": {"target": "50"}}}]}
    ship_rules({"tree": tree}, {"办件": criterion}, cohort={"": ["东城街道", "西城街道"]})
    for unit, value in ((zone.east, "45"), (zone.west, "30")):
        say(zone, "办件量", value, unit, unit="件")


def a_submission(zone: Zone) -> Submission:
    """What the supervision office asks the east street to fill in."""
    field = FieldDraft("next", "下一步打算", zone.office, kind="text")
    define_fields(SYSTEM, zone.zone, [field], at=AT)
    section = SectionDraft("", [LineDraft("next")])
    draft = FormDraft("monthly", "月度调度表", zone.office, "month", [section])
    form = define_form(SYSTEM, zone.zone, draft, at=AT)
    asking = RequestDraft(form, Period.month(2024, 3), [zone.east], zone.office)
    return issue(zone.actor(zone.clerk), draft_request(zone.actor(zone.clerk), asking, at=AT), at=AT)[0]


@pytest.fixture
def everybody(places: dict[str, object]) -> dict[str, Client]:
    """A browser of each role, of nobody, and of an account behind which no person stands."""
    made = {NOBODY: browser()}
    for name in [*every_role(), NO_PERSON]:
        made[name] = browser()
        assert sign_in(made[name], name).status_code == 302
    for client in made.values():
        # An error of the program is an answer of this table, too: 500 stands in no cell.
        client.raise_request_exception = False
    return made


@proves("W1.2.4")
def test_every_registered_address_is_in_the_table() -> None:
    known = {one.view for one in rows(["lead"])}
    missing = [
        f"  - {{view: {view!r}, address: /{address}, kind: work, get: 200}}"
        for view, address in registered(get_resolver().url_patterns)
        if view not in known
    ]
    assert missing == [], (
        f"add to {TABLE.name} what each role gets there; as a start:\n"
        + "\n".join(missing)
        + "\nwith `get: {200: [lead, street], rest: 404}` where not everybody sees it, and `post:` with `fields:`"
        " where it takes one."
    )
    gone = known - {view for view, _ in registered(get_resolver().url_patterns)}
    assert gone == set(), f"no address has this name any more: take it out of {TABLE.name}"


@proves("W1.2.4")
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_role_gets_the_answer_of_the_table(
    everybody: dict[str, Client], places: dict[str, object], method: str
) -> None:
    wrong = []
    for row in rows(every_role()):
        address = row.address.format(**places)
        for role, client in everybody.items():
            answer: HttpResponse = getattr(client, method)(address, row.fields if method == "post" else {})  # type: ignore[assignment]
            code, said = answer.status_code, row.answers[method][role]
            if code != said:
                wrong.append(
                    f"{method.upper()} {address} ({row.view}) as {role}: {code}, the table says {said}"
                )
    assert wrong == [], "\n" + "\n".join(wrong)


@proves("W1.2.4")
def test_no_address_takes_a_post_without_the_token_of_its_form(places: dict[str, object]) -> None:
    for role in ("principal", "lead"):
        client = browser(strict=True)
        client.get("/signin")
        assert sign_in(client, role, csrfmiddlewaretoken=client.cookies["csrftoken"].value).status_code == 302
        # Not even from this very site, and never from another.
        for origin in ("http://localhost", "https://example.org"):
            for row in rows(every_role()):
                answer = client.post(row.address.format(**places), row.fields, HTTP_ORIGIN=origin)
                # The API takes no session for anybody, so that there is nothing to forge.
                refused = {401, 404, 405} if row.view.startswith("api:") else {403}
                assert answer.status_code in refused, (row.view, origin)


def test_no_page_writes_when_it_is_only_read(everybody: dict[str, Client], places: dict[str, object]) -> None:
    writing = set()
    for row in rows(every_role()):
        for role in ("lead", "principal", NOBODY):
            with CaptureQueriesContext(connection) as queries:
                everybody[role].get(row.address.format(**places))
            if any(not one["sql"].lstrip().startswith(READING) for one in queries):
                writing.add(row.view)
    assert writing == set()
