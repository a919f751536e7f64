"""An indicator is defined and amended on its page: by whom the rules let, append-only, with the reason."""

import pytest

from jingkai.kernel.facts.amending import IndicatorDraft, amend_indicator, enter_indicator
from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.facts.models import Indicator
from jingkai.kernel.parties.models import Organisation, Person, Scope
from jingkai.kernel.parties.services import add_person, give_post, grant
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.sequence import latest
from jingkai.systems.economy.stories.people import AT, SINCE, Town, a_town, say
from tests.harness import Reads
from tests.pages.reading import read
from tests.proof import proves

pytestmark = pytest.mark.django_db

LIST, ONE = "/economy/indicators", "/economy/definitions/invest"
TYPED = {
    "code": "invest",
    "name": "固定资产投资",
    "name_en": "Fixed-asset investment",
    "formula": 'fact("固定资产投资", ytd)',
    "unit": "亿元",
    "decimals": "2",
    "direction": "higher",
    "frequency": "month",
    "caliber-1": "统计",
    "caliber-2": "自报",
}


@pytest.fixture
def town() -> Town:
    found = a_town()
    say(found, "固定资产投资", "38.62", "亿元", "2024-01/2024-03")
    give_post(SYSTEM, add_person(SYSTEM, "郑主任", at=AT), found.zone, "分管负责人", since=SINCE, at=AT)
    return found


def a_clerk(name: str, role: str, unit: Organisation) -> Person:
    person = add_person(SYSTEM, name, at=AT)
    grant(SYSTEM, person, role, scope=Scope.UNIT, unit=unit, since=SINCE, at=AT)
    return person


def draft(town: Town, **changed: object) -> IndicatorDraft:
    said = {
        "name": "固定资产投资",
        "formula": 'fact("固定资产投资", ytd)',
        "unit": "亿元",
        "owner": town.audit,
    }
    return IndicatorDraft(**(said | changed))  # type: ignore[arg-type]


@proves("W2.2.3")
def test_an_indicator_is_defined_and_all_of_it_can_be_seen(town: Town, reads: Reads) -> None:
    client = reads(town.person)
    empty = read(client.get(LIST)).words
    assert "还没有定义指标" in empty
    # It is said who may.
    assert "可由归口单位内有规则起草权的人员定义和修改" in empty
    assert "牵头部门" in empty
    answer = client.post(LIST, TYPED | {"owner": str(town.audit.pk)})
    assert answer.status_code == 302, answer.content.decode()
    row = Indicator.objects.get()
    assert (row.owner, row.calibers, row.frequency, row.place) == (town.audit, ["统计", "自报"], "month", 1)
    page = read(client.get(LIST))
    for said in ("固定资产投资", "财政审计部", "按月", "统计 > 自报", "亿元", "本年累计的“固定资产投资”"):
        assert said in page.words, said
    # The thresholds are those of the rule that lights it.
    assert any(address.startswith("/rules/") for _, address in page.links)
    assert "statistical > self-reported" in read(client.get(f"{LIST}?lang=en")).words


@proves("W2.2.3")
def test_what_is_wrong_is_said_and_what_was_typed_stays(town: Town, reads: Reads) -> None:
    client, number = reads(town.person), latest()
    for wrong, code in (
        ({"formula": 'fact("没有这个数据项")'}, "expr."),
        ({"unit": "头牛"}, "quantity."),
        ({"unit": "家"}, "expr."),
        ({"code": " "}, "facts.incomplete"),
        ({"decimals": "many"}, "facts.unknown-word"),
        ({"direction": "sideways"}, "facts.unknown-word"),
        ({"frequency": "daily"}, "facts.unknown-word"),
        ({"caliber-1": "道听途说"}, "facts.unknown-word"),
    ):
        answer = client.post(LIST, TYPED | wrong)
        html = answer.content.decode()
        assert (answer.status_code, f"<code>{code}" in html) == (400, True), wrong
        assert 'value="Fixed-asset investment"' in html
    assert (Indicator.objects.count(), latest()) == (0, number)
    # A name or a code is taken once.
    client.post(LIST, TYPED)
    for same in ({"code": "other"}, {"name": "别的名称"}):
        assert "facts.indicator-taken" in client.post(LIST, TYPED | same).content.decode()
    assert Indicator.objects.count() == 1


@proves("W2.2.3", "INV.1")
def test_an_amendment_is_a_further_row_with_its_reason(town: Town, reads: Reads) -> None:
    client = reads(town.person)
    client.post(LIST, TYPED | {"owner": str(town.audit.pk)})
    first = Indicator.objects.get()
    sent = TYPED | {"owner": str(town.audit.pk), "seen": str(first.pk), "frequency": "quarter"}
    unexplained = client.post(ONE, sent | {"reason": " "})
    assert (unexplained.status_code, "facts.amendment-unexplained" in unexplained.content.decode()) == (
        400,
        True,
    )
    assert client.post(ONE, sent | {"reason": "按季度核算"}).status_code == 302
    second = indicators(town.zone)["invest"]
    assert (second.frequency, second.reason, second.replaces_id, second.place) == (
        "quarter", "按季度核算", first.pk, first.place,
    )  # fmt: skip
    page = read(client.get(ONE))
    for said in ("按季度核算", "首次定义", "按月", "按季", town.person.name):
        assert said in page.words, said
    # From a page that is out of date nothing is written, and neither is what changes nothing.
    number = latest()
    stale = client.post(ONE, sent | {"reason": "改名", "name": "投资"})
    assert (stale.status_code, "facts.indicator-amended" in stale.content.decode()) == (400, True)
    assert 'value="投资"' in stale.content.decode()
    same = client.post(ONE, sent | {"reason": "再存一次", "seen": str(second.pk)})
    assert (same.status_code, "facts.indicator-same" in same.content.decode()) == (400, True)
    assert (Indicator.objects.count(), latest()) == (2, number)


@proves("W2.2.3")
def test_another_units_indicator_is_neither_taken_nor_amended(town: Town, reads: Reads) -> None:
    other = a_clerk("项目办统计员", "lead", town.projects)
    row = enter_indicator(town.clerk, town.zone, "invest", draft(town), at=AT)
    mine = Actor(person=other.pk)
    for changed in ({"owner": town.projects}, {"name": "投资"}):
        with pytest.raises(Problem) as refused:
            amend_indicator(mine, row, draft(town, **changed), reason="归我们", at=AT)
        assert refused.value.code == "parties.not-allowed"
    with pytest.raises(Problem) as for_another:
        enter_indicator(mine, town.zone, "tax", draft(town, name="税收", formula="1亿元"), at=AT)
    assert for_another.value.code == "parties.not-allowed"
    page = read(reads(other).get(ONE)).words
    assert "保存修改" not in page
    assert "可由归口单位内有规则起草权的人员" in page
    # The assessment office drafts for the whole zone: it hands the indicator over, and says why.
    assessor = a_clerk("考核员", "assessment", town.zone)
    handed = amend_indicator(
        Actor(person=assessor.pk), row, draft(town, owner=town.projects), reason="三定方案调整", at=AT
    )
    assert handed.owner == town.projects


def test_who_drafts_no_rules_defines_nothing(town: Town, reads: Reads) -> None:
    client = reads(a_clerk("街道经办", "street", town.projects))
    assert "定义新指标" not in read(client.get(LIST)).words
    answer = client.post(LIST, TYPED)
    assert (answer.status_code, "parties.not-allowed" in answer.content.decode()) == (400, True)
    assert client.get("/economy/definitions/nothing").status_code == 404
    assert not Indicator.objects.exists()


def test_the_name_of_another_indicator_is_not_taken_by_an_amendment(town: Town) -> None:
    row = enter_indicator(town.clerk, town.zone, "invest", draft(town), at=AT)
    enter_indicator(town.clerk, town.zone, "one", draft(town, name="甲", formula="1亿元"), at=AT)
    with pytest.raises(Problem) as refused:
        amend_indicator(town.clerk, row, draft(town, name="甲"), reason="改名", at=AT)
    assert refused.value.code == "facts.indicator-taken"


@proves("W1.5.3")
def test_the_list_says_each_formula_in_words(town: Town, reads: Reads) -> None:
    enter_indicator(town.clerk, town.zone, "invest", draft(town, name_en="Fixed-asset investment"), at=AT)
    client = reads(a_clerk("经办", "lead", town.projects))
    assert "本单位本年累计的“固定资产投资”" in read(client.get(LIST)).words
    english = read(client.get(f"{LIST}?lang=en")).words
    assert "“Fixed-asset investment” of the unit at hand for the year to date" in english
