"""One's own tokens on a page: made after the password was asked again, shown once, revoked with a reason."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from jingkai.kernel.parties.models import Token
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.records.models import Entry
from jingkai.kernel.rules.tokens import digest_of
from tests.pages.accounts import PASSWORD, signed_in
from tests.proof import proves

from .calling import Program, program, read, refusal

PAGE = "/account/tokens"


def sure(name: str = "east") -> Client:
    """A browser in which the password was asked again."""
    pages = signed_in(name)
    assert pages.get(PAGE)["Location"].startswith("/account/again")
    assert pages.post("/account/again", {"password": PASSWORD}).status_code == 302
    return pages


def text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


@proves("W1.4.3")
def test_a_token_is_made_and_shown_once(zone: Zone) -> None:
    pages = sure()
    assert "还没有令牌" in text(pages.get(PAGE))
    sent = {
        "name": "大屏",
        "scope-items": "read",
        "scope-facts": "write",
        "scope-papers": "",
        "unit": zone.east.pk,
    }
    made = pages.post(PAGE, sent)
    found = re.search(r'<code class="token">(jk_[\w-]{43})</code>', text(made))
    assert found
    assert "no-store" in made["Cache-Control"]
    token = Token.objects.get(digest=digest_of(found[1]))
    assert (token.scopes, token.unit_id, token.name) == ("facts:write items:read", zone.east.pk, "大屏")
    assert token.until == timezone.localdate() + timedelta(days=89)
    assert read(Program(found[1], token).get("/matters"))["items"]
    entry = Entry.objects.get(act="parties.token")
    assert entry.person == zone.easterner.pk
    again = text(pages.get(PAGE))
    assert found[1] not in again
    assert "数据与指标：读写" in again
    assert "只限东城街道及下级" in again


@proves("W1.4.3")
def test_it_is_revoked_with_a_reason_and_nobody_revokes_another_s(zone: Zone) -> None:
    mine, other = program("east"), program("west")
    pages = sure()
    assert "parties.token-unknown" in text(pages.post(PAGE, {"revoke": other.token.pk, "reason": "试"}))
    assert "parties.reason-missing" in text(pages.post(PAGE, {"revoke": mine.token.pk, "reason": " "}))
    assert mine.get("/me").status_code == other.get("/me").status_code == 200
    assert pages.post(PAGE, {"revoke": mine.token.pk, "reason": "不用了"}).status_code == 302
    assert refusal(mine.get("/me")) == (401, "api.token-refused")
    assert other.get("/me").status_code == 200


@proves("W1.4.3")
def test_what_is_wrong_is_said_and_what_was_typed_stays(zone: Zone) -> None:
    pages = sure()
    for sent, code in (
        ({"name": "大屏"}, "parties.token-without-scope"),
        ({"name": "大屏", "scope-items": "read", "until": "2099-01-01"}, "parties.token-endless"),
        ({"name": "大屏", "scope-items": "read", "until": "明天"}, "parties.token-endless"),
    ):
        answer = pages.post(PAGE, sent)
        assert answer.status_code == 400
        assert f"<code>{code}</code>" in text(answer)
        assert 'value="大屏"' in text(answer)
    # What no address writes, no token of this page writes; and another's unit is none to choose.
    pages.post(PAGE, {"name": "大屏", "scope-logs": "read", "scope-items": "read", "unit": zone.west.pk})
    token = Token.objects.get()
    assert (token.scopes, token.unit_id) == ("items:read", None)
