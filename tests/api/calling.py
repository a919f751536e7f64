"""A program that calls the API: a token in the header, and nothing else."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from jingkai.kernel.parties.models import Login, Token
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.tokens import make_token
from tests.pages.accounts import account_of

EVERYTHING = ("items:write", "facts:write", "papers:write", "messages:write", "subjects:write")


@dataclass(frozen=True)
class Program:
    """What a token gets."""

    text: str
    token: Token

    def get(self, address: str, **headers: str) -> HttpResponse:
        return self._call("get", address, None, headers)

    def post(self, address: str, body: Any, key: str = "", **headers: str) -> HttpResponse:
        """A dict goes as JSON; a multipart body is given as {"form": {...}}."""
        if key:
            headers["Idempotency-Key"] = key
        return self._call("post", address, body, headers)

    def _call(self, method: str, address: str, body: Any, headers: dict[str, str]) -> HttpResponse:
        client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        asked: dict[str, Any] = {"headers": {"Authorization": f"Bearer {self.text}", **headers}}
        if isinstance(body, dict) and set(body) == {"form"}:
            asked["data"] = body["form"]
        elif body is not None:
            asked |= {"data": json.dumps(body), "content_type": "application/json"}
        response: HttpResponse = getattr(client, method)(f"/api/v1{address}", **asked)
        return response


def program(name: str, *scopes: str, **more: Any) -> Program:
    """A program of the account with this name; its token holds now, whatever day the zone is of."""
    from django.utils import timezone

    login = Login.objects.get(account__username=name)
    made, text = make_token(SYSTEM, login, "接口", scopes or EVERYTHING, at=timezone.now(), **more)
    return Program(text, made)


def read(response: HttpResponse, status: int = 200) -> Any:
    """The answer as JSON; it has this status."""
    assert response.status_code == status, response.content.decode()[:800]
    return json.loads(response.content, parse_float=_no_float)


def refusal(response: HttpResponse) -> tuple[int, str]:
    """Status and code of a refusal, which is one in full."""
    assert response["Content-Type"] == "application/problem+json", response.content[:300]
    said = json.loads(response.content)
    assert said["status"] == response.status_code
    assert said["type"] == f"urn:jingkai:problem:{said['code']}"
    assert all(said[name] for name in ("zh", "en", "code", "title"))
    return response.status_code, said["code"]


def _no_float(text: str) -> float:
    raise AssertionError(f"{text} is a number of a binary kind")


__all__ = ["EVERYTHING", "Program", "account_of", "program", "read", "refusal"]
