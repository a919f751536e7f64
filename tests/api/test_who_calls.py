"""A token in the header opens the API, and nothing else does."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from jingkai.kernel.parties.services import lock_account
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.tokens import revoke_token
from tests.pages.accounts import signed_in
from tests.proof import proves

from .calling import Program, program, read, refusal


@proves("W1.4.3")
def test_a_token_says_whose_it_is_and_what_it_opens(zone: Zone) -> None:
    one = program("east", "items:read", "facts:write", unit=zone.east)
    said = read(one.get("/me"))
    assert said["person"] == {"id": zone.easterner.pk, "name": "东城干部"}
    assert said["scopes"] == ["facts:write", "items:read"]
    assert said["unit"]["id"] == zone.east.pk
    assert said["until"] == str(timezone.localdate() + timedelta(days=89))


@proves("W1.4.3")
def test_a_session_opens_nothing_here(zone: Zone) -> None:
    client = signed_in("head")
    for answer in (client.get("/api/v1/me"), client.post("/api/v1/matters/1/moves", {"move": "accept"})):
        assert refusal(answer) == (401, "api.token-missing")
        assert answer["WWW-Authenticate"] == "Bearer"


@proves("W1.4.3")
def test_a_token_opens_no_page(zone: Zone) -> None:
    one = program("head")
    answer = Client(HTTP_HOST="localhost").get(
        "/supervision/ledger", headers={"Authorization": f"Bearer {one.text}"}
    )
    assert answer.status_code == 302


@proves("W1.4.3")
def test_what_ended_was_revoked_or_is_of_a_locked_account_opens_nothing(zone: Zone) -> None:
    one, other = program("east"), program("clerk")
    assert one.get("/me").status_code == other.get("/me").status_code == 200
    revoke_token(SYSTEM, one.token.pk, login=None, reason="丢失", at=timezone.now())
    lock_account(SYSTEM, other.token.login.account, at=timezone.now())
    assert refusal(one.get("/me")) == refusal(other.get("/me")) == (401, "api.token-refused")
    # It guesses nothing, so it costs nobody a try and leaves no entry.
    assert not Entry.objects.filter(act="parties.token-refused").exists()


@proves("W1.4.3")
def test_wrong_tokens_have_to_wait_as_wrong_passwords_do_and_right_ones_work_on(
    zone: Zone, settings: Settings
) -> None:
    settings.JINGKAI_SIGNIN_TRIES_ADDRESS = 3
    right, wrong = program("east"), Program("jk_" + "x" * 43, program("west").token)
    answers = [refusal(wrong.get("/me")) for _ in range(5)]
    assert answers == [(401, "api.token-refused")] * 3 + [(429, "api.too-many-wrong")] * 2
    assert wrong.get("/me")["Retry-After"] == str(settings.JINGKAI_SIGNIN_WAIT_MINUTES * 60)
    assert right.get("/me").status_code == 200
    acts = Entry.objects.filter(act__startswith="parties.token-").values_list("act", flat=True)
    assert sorted(acts) == ["parties.token-refused"] * 3 + ["parties.token-waits"]


@proves("W1.4.3")
@pytest.mark.parametrize("address", ["/facts", "/papers", "/notices", "/subjects", "/months/2024-03"])
def test_each_address_asks_for_its_own_scope(zone: Zone, address: str) -> None:
    assert refusal(program("head", "items:read").get(address)) == (403, "parties.token-closed")


@proves("W1.4.3")
def test_reading_is_not_writing(zone: Zone) -> None:
    one = program("east", "items:read")
    answer = one.post("/matters/1/moves", {"form": {"move": "accept"}}, key="a")
    assert refusal(answer) == (403, "parties.token-closed")


@proves("W1.4.3")
def test_a_refusal_speaks_the_language_asked_for_and_says_both(zone: Zone) -> None:
    one = program("east")
    said = [
        json.loads(one.get("/matters/99999", **{"Accept-Language": asked}).content)
        for asked in ("en-GB,en;q=0.9", "zh-CN", "fr")
    ]
    assert [one["title"] == one["en"] for one in said] == [True, False, False]
    assert [one["title"] == one["zh"] for one in said] == [False, True, True]


def test_an_unknown_address_and_an_unknown_parameter_are_refused_in_the_same_form(zone: Zone) -> None:
    one = program("east")
    assert refusal(one.get("/nothing/here")) == (404, "api.no-such-thing")
    assert refusal(one.get("/facts?colour=red")) == (400, "api.parameter")
    assert json.loads(one.get("/facts?limit=0").content)["fields"].keys() == {"limit"}


def test_the_document_of_the_api_needs_no_token_and_no_other_host() -> None:
    answer = Client(HTTP_HOST="localhost").get("/api/v1/openapi.json")
    said = json.loads(answer.content)
    assert said["openapi"].startswith("3.")
    assert "http" not in answer.content.decode().replace("HttpBearer", "").replace('"http"', "")
