"""Whatever is sent, the answer is one of those that are documented: never a fault of the program."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingkai.kernel.parties.tests.people import Zone
from tests.proof import proves

from .calling import Program, program
from .test_canaries_are_never_answered import operations

KNOWN = {200, 201, 304, 400, 401, 403, 404, 405, 409, 429}
NASTY = ["", "0", "-1", "1", "99999999999999999999999", "1e9", "NaN", "\x00", "'", "%", "_", "东", "../..", "2024-13",
         "2024-03", "null", "true", "[]", "\u202e", "a" * 5000]  # fmt: skip
PLAIN = st.one_of(st.sampled_from(NASTY), st.text(max_size=12).filter(lambda one: _is_text(one)))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), PLAIN),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(PLAIN, inner, max_size=2)),
    max_leaves=4,
)


def _is_text(text: str) -> bool:
    return not any("\ud800" <= one <= "\udfff" for one in text)


@pytest.fixture
def one(zone: Zone) -> Program:
    return program("head")


@proves("W1.4.3")
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_nothing_that_is_sent_is_a_fault(one: Program, data: st.DataObject) -> None:
    path, method, said = data.draw(st.sampled_from(operations()))
    for name in ("{number}", "{file}", "{form}", "{period}"):
        if name in path:
            path = path.replace(name, _quoted(data.draw(PLAIN)) or "1")
    asked = [p["name"] for p in said.get("parameters", []) if p["in"] == "query"]
    query = {name: data.draw(PLAIN) for name in asked if data.draw(st.booleans())}
    address = path + (
        "?" + "&".join(f"{name}={_quoted(value)}" for name, value in query.items()) if query else ""
    )
    key = "k" * data.draw(st.integers(0, 3))
    answer = one.get(address) if method == "get" else one.post(address, _body(said, data), key=key)
    assert answer.status_code in KNOWN, (method, address, answer.content[:200])
    if answer.status_code >= 400 and answer.status_code != 405:
        assert json.loads(answer.content)["code"]


def _body(said: dict[str, Any], data: st.DataObject) -> Any:
    media = next(iter(said.get("requestBody", {}).get("content", {"application/json": {}})))
    if media != "application/json":
        return {
            "form": {name: data.draw(PLAIN) for name in ("move", "note", "due", "sender", "caliber", "zone")}
        }
    fields = ("sender", "sha256", "name", "answers", "reason", "seen", "step")
    return data.draw(st.dictionaries(st.sampled_from(fields), JSON))


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")
