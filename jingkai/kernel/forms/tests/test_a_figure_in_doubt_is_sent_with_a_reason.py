"""A form asks about its figures as every way in does; who accepts it reads what was asked, and what was answered."""

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.forms.models import Explanation, Line, Saving, Submission
from jingkai.kernel.forms.services import FieldDraft, accept, give_back, save, send
from jingkai.kernel.forms.sheet import Cell, sheet_of
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from tests.proof import proves

from .samples import Asking, a_form, an_asking_zone, asked, fields, figure, known

pytestmark = pytest.mark.django_db

WHEN = at("2024-04-08")
FINE = {"staff": "12", "people": "52000", "funds": "13", "share": "40"}


def about(asking: Asking) -> Submission:
    """Staff is of no measure; people, funds (to date) and a share are."""
    fields(
        asking,
        FieldDraft("staff", "在编工作人员数", asking.bureau, unit="人"),
        figure("people", "常住人口", asking.bureau, unit="人", aspect="count"),
        figure("funds", "到位资金", asking.bureau, span="ytd"),
        figure("share", "税收占比", asking.bureau, unit="%", aspect="share"),
    )
    form = a_form(asking, ["staff", "people", "funds", "share"])
    known(
        asking, "到位资金", "12.5", asking.zone.east, by=asking.bureau, caliber="自报",
        period=Period.parse("2024-01/2024-02"),
    )  # fmt: skip
    return asked(asking, form)[0]


def sending(
    asking: Asking,
    submission: Submission,
    reasons: dict[str, str] | None = None,
    *,
    seen: int = 0,
    **typed: str,
) -> Saving:
    who = asking.by(asking.zone.easterner)
    return send(who, submission, FINE | typed, seen=seen, at=WHEN, reasons=reasons)


def cell(submission: Submission, code: str) -> Cell:
    (one,) = [one for one in sheet_of(submission).cells if one.line.field.code == code]
    return one


@proves("W4.2.3")
def test_a_count_below_none_is_mended_whatever_is_said() -> None:
    asking = an_asking_zone()
    submission = about(asking)
    for typed in ({"staff": "-5"}, {"people": "-5"}):
        with pytest.raises(Problem) as refused:
            sending(asking, submission, dict.fromkeys(typed, "确实如此"), **typed)
        assert refused.value.code == "forms.cells-wrong"
        assert "个数不能为负" in refused.value.zh
    assert not Saving.objects.exists()


@proves("W4.2.3")
@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("people", "5.2", "带了小数"),
        ("staff", "5.2", "带了小数"),
        ("share", "883", "超出 0–100%"),
        ("funds", "1.2", "累计数比前期小"),
        ("funds", "125000", "倍"),
    ],
)
def test_what_is_in_doubt_is_sent_with_a_reason_only(code: str, text: str, said: str) -> None:
    asking = an_asking_zone()
    submission = about(asking)
    with pytest.raises(Problem) as refused:
        sending(asking, submission, {code: " "}, **{code: text})
    assert refused.value.code == "forms.doubts-unanswered"
    assert cell(submission, code).line.field.name in refused.value.zh
    # Of a figure that is not in doubt no reason is kept.
    reasons = {"people": "没有疑问", "share": "没有疑问", code: "口径调整"}
    saving = sending(asking, submission, reasons, **{code: text})
    (kept,) = Explanation.objects.filter(saving=saving)
    assert (kept.line.field.code, kept.reason) == (code, "口径调整")
    assert said in kept.words("zh")
    assert kept.words("en") != kept.words("zh")


@proves("W4.2.1")
def test_who_accepts_reads_what_was_asked_and_answered() -> None:
    asking = an_asking_zone()
    submission = about(asking)
    sending(asking, submission, {"share": "含上年结转"}, share="883")
    explained = cell(submission, "share").explained
    assert explained is not None
    assert "占比超出" in explained.words("zh")
    assert cell(submission, "people").explained is None
    # Given back it still stands there to be changed; what is fine now is explained no more.
    give_back(asking.by(asking.asker), submission, reason="请再核", at=WHEN)
    assert cell(submission, "share").explained == explained
    sending(asking, submission, {"share": "不再需要"}, seen=1, share="88.3")
    assert cell(submission, "share").explained is None
    accept(asking.by(asking.asker), submission, at=WHEN)
    assert Fact.objects.get(measure__name="税收占比").text == "88.3"


def test_a_reason_that_was_typed_is_saved_with_the_form() -> None:
    asking = an_asking_zone()
    submission = about(asking)
    who = asking.by(asking.zone.easterner)
    save(who, submission, {"share": "883", "staff": "-5"}, seen=0, at=WHEN, reasons={"share": "含上年结转"})
    explained = cell(submission, "share").explained
    assert explained is not None
    assert explained.reason == "含上年结转"


def test_the_database_keeps_what_an_explanation_is() -> None:
    asking = an_asking_zone()
    submission = about(asking)
    saving = sending(asking, submission, {"share": "含上年结转"}, share="883")
    there = Explanation.objects.get()
    other = about_another_form(asking)
    elsewhere = Line.objects.get(form=other.request.form)
    for line, reason, code in (
        (there.line, "因为", "records.row-exists"),
        (elsewhere, "因为", "forms.field-unknown"),
        (cell(submission, "staff").line, "", "forms.doubts-unanswered"),
    ):
        row = Explanation(saving=saving, line=line, asked="疑问", asked_en="asked", reason=reason)
        with pytest.raises(Problem) as refused:
            insert(row)
        assert refused.value.code == code


def about_another_form(asking: Asking) -> Submission:
    fields(asking, figure("other", "别的数", asking.bureau))
    return asked(asking, a_form(asking, ["other"], code="other"))[0]
