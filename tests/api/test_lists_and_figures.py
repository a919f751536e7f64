"""Lists by cursor, figures as text, and the past as it was known."""

from datetime import date
from decimal import Decimal
from itertools import chain

from django.utils import timezone

from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, open_matter
from jingkai.kernel.parties.tests.people import AT, Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.sequence import latest
from tests.month.canaries import say
from tests.proof import proves

from .calling import Program, program, read, refusal


def all_of(one: Program, address: str, limit: int = 2) -> list[list[int]]:
    """The ids of each page, from the first to the last."""
    pages, mark = [], "&" if "?" in address else "?"
    found = read(one.get(f"{address}{mark}limit={limit}"))
    while True:
        pages.append([row["id"] for row in found["items"]])
        if found["next"] is None:
            return pages
        found = read(one.get(f"{address}{mark}limit={limit}&cursor={found['next']}"))


@proves("W1.4.3")
def test_a_fact_is_an_interval_in_text_with_what_it_stands_on(zone: Zone) -> None:
    fact = say(zone, "用工", "30", zone.east, unit="人")
    (row,) = read(program("east").get("/facts?measure=用工"))["items"]
    assert row["id"] == fact.pk
    assert row["value"] == {"lo": "30", "hi": "30", "marks": "", "unit": "人", "text": "30"}
    assert row["holder"] == {"id": zone.east.pk, "name": "东城街道"}
    assert (row["period"], row["caliber"], row["source"]["words"]) == ("2024-01/2024-03", "自报", "月报")


@proves("W1.4.3")
def test_a_bound_stays_a_bound(zone: Zone) -> None:
    from jingkai.engines.quantity import read_number
    from jingkai.kernel.facts.drafts import Draft as FactDraft
    from jingkai.kernel.facts.drafts import Source
    from jingkai.kernel.facts.recording import record
    from tests.month.canaries import YTD

    said = read_number("200余人")
    assert said is not None
    record(
        SYSTEM,
        [FactDraft("参会", zone.east, YTD, said, zone.east, Source(words="月报"))],
        at=AT,
    )
    (row,) = read(program("east").get("/facts?measure=参会"))["items"]
    assert (row["value"]["lo"], row["value"]["hi"], row["value"]["text"]) == ("200", None, "200余人")


@proves("W1.4.3")
def test_pages_follow_each_other_also_while_something_is_entered(zone: Zone) -> None:
    one = program("head")
    whole = [row["id"] for row in read(one.get("/facts?limit=200"))["items"]]
    assert len(whole) >= 4
    first = read(one.get("/facts?limit=2"))
    say(zone, "税收", "9", zone.west)
    second = read(one.get(f"/facts?limit=2&cursor={first['next']}"))
    assert [row["id"] for row in first["items"] + second["items"]] == whole[:4]
    # The pages of one reading know what was known when it began.
    assert second["as_of"] == first["as_of"] < latest()
    assert list(chain.from_iterable(all_of(one, f"/facts?as_of={first['as_of']}"))) == whole


@proves("W1.4.3")
def test_a_cursor_is_of_its_own_query(zone: Zone) -> None:
    one = program("head")
    cursor = read(one.get("/facts?limit=1"))["next"]
    assert refusal(one.get(f"/facts?limit=1&measure=税收&cursor={cursor}")) == (400, "api.cursor-unreadable")
    for broken in ("x", cursor[:-6], "WyJ4Il0=", cursor + "AAAA"):
        assert refusal(one.get(f"/facts?limit=1&cursor={broken}")) == (400, "api.cursor-unreadable")


@proves("W1.4.3")
def test_what_was_corrected_is_read_as_it_was_known(zone: Zone) -> None:
    fact, before = say(zone, "用工", "30", zone.east, unit="人"), latest()
    correct(SYSTEM, fact.pk, Quantity.exactly("31", "人", text="31"), reason="漏报", source="更正函", at=AT)
    one = program("east")
    values = [
        read(one.get(f"/facts?measure=用工{past}"))["items"][0]["value"]["lo"]
        for past in ("", f"&as_of={before}")
    ]
    assert values == ["31", "30"]
    now = Fact.objects.get(supersedes=fact)
    history = read(one.get(f"/facts/{now.pk}"))["history"]
    assert [(row["value"]["lo"], row["reason"]) for row in history] == [("30", ""), ("31", "漏报")]
    assert refusal(one.get(f"/facts?as_of={latest() + 5}")) == (404, "web.no-such-as-of")


@proves("W1.4.3")
def test_what_is_unchanged_is_not_sent_again(zone: Zone) -> None:
    one = program("head")
    tag = one.get("/facts")["ETag"]
    again = one.get("/facts", **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    # Another's tag is not one's own, and after a write none is.
    assert program("east").get("/facts", **{"If-None-Match": tag}).status_code == 200
    say(zone, "税收", "9", zone.west)
    assert one.get("/facts", **{"If-None-Match": tag}).status_code == 200


@proves("W1.4.3")
def test_the_month_says_the_figures_of_its_page(zone: Zone) -> None:
    found = read(program("head").get("/months/2024-03"))
    by = {(line["indicator"], line["holder"]["id"]): line for line in found["lines"]}
    tax = by["tax", zone.east.pk]
    assert tax["value"]["lo"] == "1.5"
    # 1.5 on 1.2 of last year; 1.5 of 20 is 7.5 %, of which half was due at the end of June.
    assert Decimal(tax["growth_derived"]["lo"]) == 25
    assert Decimal(tax["target"]["progress"]["lo"]) == Decimal("7.5")
    assert tax["light"]["level"] >= 3
    assert any(ref.startswith("fact:") for ref in tax["refs"])
    assert {row["code"] for row in read(program("head").get("/indicators"))["items"]} >= {"tax", "exports"}


@proves("W1.4.3")
def test_the_ledger_is_read_whole_by_cursor_in_each_order(zone: Zone) -> None:
    hand = zone.actor(zone.clerk)
    for n, due in enumerate([date(2024, 6, 3), None, date(2024, 5, 1), None, date(2024, 6, 1)]):
        draft = Draft(f"事项{n}", zone.east if n % 2 else zone.west, due=due or date(2024, 7, 1))
        open_matter(hand, zone.zone, draft, flow="flow.task", at=AT)
    one, by_due = program("head"), Matter.objects.order_by("case__now__finish", "pk")
    for limit in (1, 2, 50):
        assert list(chain.from_iterable(all_of(one, "/matters", limit))) == list(
            by_due.values_list("pk", flat=True)
        )
        assert list(chain.from_iterable(all_of(one, "/matters?show=all", limit))) == list(
            Matter.objects.order_by("-year", "-number").values_list("pk", flat=True)
        )
    assert all_of(one, "/matters?show=ended") == [[]]
    assert len(read(one.get(f"/matters?unit={zone.west.pk}"))["items"]) == 3
    (row,) = read(one.get("/matters?q=事项1"))["items"]
    assert row["state_words"]["zh"]
    assert row["light"]["level"] == 3  # due in 2024, and it is later: the gravest of the shipped rule


@proves("W1.4.3")
def test_search_signals_and_organisations_answer(zone: Zone) -> None:
    one = program("head")
    kinds = {group["kind"] for group in read(one.get("/search?q=东"))["groups"]}
    assert {"matter", "organisation"} <= kinds
    # A token that does not open matters finds none.
    found = read(program("head", "facts:read").get("/search?q=东"))
    assert "matter" not in {group["kind"] for group in found["groups"]}
    assert list(chain.from_iterable(all_of(one, "/organisations"))) == [
        zone.zone.pk,
        zone.office.pk,
        zone.east.pk,
        zone.west.pk,
    ]
    assert read(one.get("/signals"))["items"] == []
    assert read(one.get("/me"))["since"] == str(timezone.localdate())
