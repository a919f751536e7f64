"""The pages of scores as somebody reads them, and figures to score."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client, override_settings

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import record
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rounds.tests.samples import MONDAY, Hall

HALF = Period.parse("2024-01/2024-06")
JUNE = "2024-06"


def get(address: str, person: Person | None = None) -> HttpResponse:
    """What the page answers to the person; None is the console."""
    whom = person.pk if person is not None else None
    with override_settings(JINGKAI_ACTS_AS=whom, JINGKAI_SIGN_IN=False):
        found: HttpResponse = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="zh").get(address)  # type: ignore[assignment]
    return found


def page(address: str, person: Person | None = None) -> str:
    """The page's HTML, which is there."""
    answer = get(address, person)
    assert answer.status_code == 200, text(answer.content.decode())
    return answer.content.decode()


def text(html: str) -> str:
    """What one reads of it, on one line."""
    main = html.partition("<main")[2] or html
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def scores(of: str = "scores", **query: object) -> str:
    """The address of a page of scores."""
    asked = "&".join(f"{key}={value}" for key, value in {"period": JUNE, **query}.items())
    return f"/assessment/{'scores' if of == 'scores' else 'scores/' + of}?{asked}"


def links(html: str, to: str) -> list[str]:
    """The addresses of the links whose path begins with `to`, in the order of the page."""
    return [unescape(one) for one in re.findall(r'href="([^"]+)"', html) if one.startswith(to)]


def fact(name: str, unit: str = "亿元") -> dict[str, Any]:
    """A criterion computed of a fact."""
    return {"source": "computed", "fact": {"name": name, "unit": unit, "calibers": ["统计"]}}


def tell(
    hall: Hall, unit: Organisation, name: str, value: str, measure: str = "亿元", period: Period = HALF
) -> Fact:
    """A figure of the half-year."""
    quantity = Quantity.exactly(value, measure, text=value)
    draft = Draft(
        name=name, holder=unit, period=period, quantity=quantity, reported_by=hall.zone.office,
        source=Source(words="月报"), caliber="统计",
    )  # fmt: skip
    return Fact.objects.get(batch=record(SYSTEM, [draft], at=MONDAY))
