import pytest

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.forms.models import Answer, Field, How, Remark, Saving
from jingkai.kernel.forms.queries import standing_of
from jingkai.kernel.forms.services import accept, give_back, save, send
from jingkai.kernel.forms.sheet import sheet_of
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from tests.proof import proves

from .samples import Asking, a_form, an_asking_zone, asked, fields, figure, known, sent, the_form

pytestmark = pytest.mark.django_db

STEPS = "加快在建项目进度"


def one_asked(asking: Asking):  # type: ignore[no-untyped-def]
    """Investment is known (38.62), output and next steps are asked."""
    form = the_form(asking)
    known(asking, "固定资产投资", "38.62", asking.zone.east)
    return asked(asking, form)[0]


@proves("W4.2.1")
def test_what_was_sent_says_of_each_cell_whether_it_was_filled_or_typed() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    sent(asking, submission, {"output": "200多", "next": STEPS})
    saving = Saving.objects.get()
    assert (saving.n, saving.sent, saving.person, saving.at) == (
        1,
        True,
        asking.zone.easterner,
        at("2024-04-08"),
    )
    rows = [
        (one.line.field.code, one.how, one.text, one.fact_id is not None)
        for one in saving.answers.order_by("line")
    ]
    assert rows == [
        ("invest", "filled", "", True), ("output", "typed", "200多", False), ("next", "typed", STEPS, False),
    ]  # fmt: skip


@proves("W4.2.1")
def test_typed_figures_become_facts_of_their_owner_with_their_qualifier_when_somebody_else_accepts() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    sent(asking, submission, {"output": "200多", "next": STEPS})
    with pytest.raises(Problem) as own:
        accept(asking.by(asking.zone.easterner), submission, at=at("2024-04-09"))
    assert own.value.code in {"flows.verifier-is-doer", "parties.not-allowed"}
    (fact,) = accept(asking.by(asking.asker), submission, at=at("2024-04-09"))
    assert (fact.text, fact.hi, fact.caliber, fact.reported_by, fact.holder, fact.reporter, fact.evidence) == (
        "200多", None, "自报", asking.bureau, asking.zone.east, asking.zone.easterner, submission.ref,
    )  # fmt: skip
    assert [one.code for one in examine() if one.code.startswith("forms.")] == []


def test_what_became_a_fact_is_filled_in_next_time() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    sent(asking, submission, {"output": "12.3", "next": STEPS})
    accept(asking.by(asking.asker), submission, at=at("2024-04-09"))
    (again,) = asked(asking, submission.request.form)
    assert [one.asked for one in sheet_of(again).cells] == [False, False, True]


@proves("W4.2.1")
def test_what_contradicts_a_fact_stands_beside_it_and_the_fact_counts() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    sent(asking, submission, {"invest": "45", "output": "12", "next": STEPS})
    cell = sheet_of(submission).cells[0]
    assert cell.filled is not None
    assert (cell.contradicted, cell.typed, str(cell.filled.quantity)) == (True, "45", "38.62亿元")
    accept(asking.by(asking.asker), submission, at=at("2024-04-09"))
    said = Fact.objects.filter(measure__name="固定资产投资").order_by("pk")
    assert [(one.text, one.reported_by) for one in said] == [
        ("38.62", asking.statistics), ("45", asking.zone.east),
    ]  # fmt: skip
    (again,) = asked(asking, submission.request.form)
    filled = sheet_of(again).cells[0].filled
    assert filled is not None
    assert str(filled.quantity) == "38.62亿元"


@pytest.mark.parametrize("same", ["38.62", "38.620亿元", "38.6", "386200万元", "39"])
def test_what_repeats_a_fact_or_rounds_it_is_no_contradiction_and_is_not_kept(same: str) -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    sent(asking, submission, {"invest": same, "output": "12", "next": STEPS})
    assert not Answer.objects.filter(how=How.TYPED, line__field__code="invest").exists()


@pytest.mark.parametrize(("typed", "beside"), [("5.1%", False), ("5.15%", False), ("5.31%", True)])
def test_a_rate_within_the_tolerance_of_the_rule_does_not_contradict(typed: str, beside: bool) -> None:
    """5.2 % is known; the rule allows 0.1 points."""
    asking = an_asking_zone()
    growth = {"measure": "税收", "aspect": "growth", "unit": "%"}
    fields(
        asking, figure("growth", "税收增速", asking.statistics, **growth), figure("m", "税收", asking.bureau)
    )
    form = a_form(asking, ["growth", "m"])
    record_growth(asking)
    (submission,) = asked(asking, form)
    sent(asking, submission, {"growth": typed, "m": "3"})
    assert Answer.objects.filter(how=How.TYPED, line__field__code="growth").exists() is beside


def record_growth(asking: Asking) -> None:
    from jingkai.engines.quantity import Quantity
    from jingkai.kernel.facts.drafts import Draft, Source
    from jingkai.kernel.facts.recording import record
    from jingkai.kernel.records.actor import SYSTEM

    from .samples import MARCH, MORNING

    draft = Draft(
        name="税收", aspect="growth", holder=asking.zone.east, period=MARCH, caliber="统计",
        quantity=Quantity.exactly("5.2", "%", text="5.2%"), reported_by=asking.statistics, source=Source(words="月报"),
    )  # fmt: skip
    record(SYSTEM, [draft], at=MORNING)


def test_a_unit_does_not_contradict_a_figure_of_its_own() -> None:
    asking = an_asking_zone()
    east = asking.zone.east
    fields(asking, figure("own", "村集体收入", east), figure("m", "税收", asking.bureau))
    known(asking, "村集体收入", "3", east, by=east)
    (submission,) = asked(asking, a_form(asking, ["own", "m"]))
    with pytest.raises(Problem) as refused:
        sent(asking, submission, {"own": "4", "m": "1"})
    assert refused.value.code == "forms.own-figure"


@proves("W4.2.1")
def test_an_unknown_is_sent_as_unknown_and_a_blank_is_not_sent() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    with pytest.raises(Problem) as blank:
        sent(asking, submission, {"output": " ", "next": STEPS})
    assert blank.value.code == "forms.cells-wrong"
    assert "工业总产值" in blank.value.zh
    sent(asking, submission, {"output": "不详", "next": STEPS})
    (fact,) = accept(asking.by(asking.asker), submission, at=at("2024-04-09"))
    assert (fact.lo, fact.hi) == (None, None)
    (again,) = asked(asking, submission.request.form)
    assert sheet_of(again).cells[1].asked


@pytest.mark.parametrize(
    ("field", "text"), [("output", "很多"), ("output", "12户"), ("day", "三月底"), ("kind", "也许")]
)
def test_what_cannot_be_read_is_saved_but_not_sent(field: str, text: str) -> None:
    from jingkai.kernel.forms.services import FieldDraft

    asking = an_asking_zone()
    bureau = asking.bureau
    fields(
        asking,
        figure("output", "工业总产值", bureau),
        FieldDraft("day", "开工日期", bureau, kind="date"),
        FieldDraft("kind", "是否达标", bureau, kind="choice", choices=("是", "否")),
    )
    (submission,) = asked(asking, a_form(asking, ["output", "day", "kind"]))
    good = {"output": "1", "day": "2024-03-31", "kind": "是"}
    by = asking.by(asking.zone.easterner)
    save(by, submission, good | {field: text}, seen=0, at=at("2024-04-08"))
    with pytest.raises(Problem) as refused:
        send(by, submission, good | {field: text}, seen=1, at=at("2024-04-08"))
    assert refused.value.code == "forms.cells-wrong"
    assert {cell.line.field.code: cell.typed for cell in sheet_of(submission).cells}[field] == text
    send(by, submission, good, seen=1, at=at("2024-04-08"))


@proves("W4.2.1")
def test_what_is_returned_says_which_cell_and_is_sent_again() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    sent(asking, submission, {"output": "12", "next": "无"})
    by = asking.by(asking.asker)
    with pytest.raises(Problem) as why:
        give_back(by, submission, at=at("2024-04-09"))
    assert why.value.code == "forms.reason-missing"
    with pytest.raises(Problem) as where:
        give_back(by, submission, at=at("2024-04-09"), remarks={"nowhere": "x"})
    assert where.value.code == "forms.field-unknown"
    give_back(by, submission, at=at("2024-04-09"), remarks={"next": "请写明措施和时限"})
    sheet = sheet_of(submission)
    assert [one.remarks for one in sheet.cells] == [(), (), ("请写明措施和时限",)]
    send(
        asking.by(asking.zone.easterner),
        submission,
        {"output": "12", "next": STEPS},
        seen=1,
        at=at("2024-04-11"),
    )
    accept(by, submission, at=at("2024-04-12"))
    (row,) = standing_of(submission.request, at("2024-04-12")).standings
    assert (row.state, row.returned, row.on_time, row.filled, row.typed) == ("accepted", 1, True, 1, 2)


@proves("W4.2.1")
def test_two_people_in_one_form_the_second_is_told_and_loses_nothing() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    by = asking.by(asking.zone.easterner)
    save(by, submission, {"output": "12"}, seen=0, at=at("2024-04-08"))
    with pytest.raises(Problem) as refused:
        save(by, submission, {"next": STEPS}, seen=0, at=at("2024-04-08", "09:05"))
    assert refused.value.code == "forms.saved-meanwhile"
    assert "东城干部" in refused.value.zh
    typed = {"next": STEPS}
    assert [one.typed for one in sheet_of(submission, typed).cells] == ["", "", STEPS]
    with pytest.raises(Problem) as by_sql:
        insert(Saving(submission=submission, n=1, at=at("2024-04-08"), as_of=1))
    assert by_sql.value.code == "forms.saved-meanwhile"


def test_a_form_sent_twice_is_sent_once() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    by = asking.by(asking.zone.easterner)
    typed = {"output": "12", "next": STEPS}
    first, second = (send(by, submission, typed, seen=0, at=at("2024-04-08"), key="once") for _ in range(2))
    assert (first.pk, Saving.objects.count()) == (second.pk, 1)
    with pytest.raises(Problem) as other:
        send(by, submission, typed | {"output": "13"}, seen=0, at=at("2024-04-08"), key="once")
    assert other.value.code == "records.request-changed"


def test_what_was_sent_is_not_typed_into_and_nobody_else_fills_it() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    with pytest.raises(Problem) as another:
        save(asking.by(asking.zone.westerner), submission, {"output": "1"}, seen=0, at=at("2024-04-08"))
    assert another.value.code == "parties.not-allowed"
    with pytest.raises(Problem) as cell:
        save(asking.by(asking.zone.easterner), submission, {"x": "1"}, seen=0, at=at("2024-04-08"))
    assert cell.value.code == "forms.field-unknown"
    sent(asking, submission, {"output": "12", "next": STEPS})
    with pytest.raises(Problem) as refused:
        save(asking.by(asking.zone.easterner), submission, {"output": "1"}, seen=1, at=at("2024-04-08"))
    assert refused.value.code == "forms.not-open"


def test_what_was_sent_stays_as_it_was_when_the_figure_is_corrected() -> None:
    from jingkai.engines.quantity import Quantity
    from jingkai.kernel.facts.drafts import Draft, Source
    from jingkai.kernel.facts.recording import add_facts, correct
    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.writing import writing

    from .samples import MARCH

    asking = an_asking_zone()
    form = the_form(asking)
    known(asking, "固定资产投资", "38.62", asking.zone.east, caliber="自报")
    (submission,) = asked(asking, form)
    sent(asking, submission, {"output": "12", "next": STEPS})
    old = Fact.objects.get()
    correct(SYSTEM, old.pk, Quantity.exactly("40", "亿元"), reason="复核", source="函", at=at("2024-04-20"))
    filled = sheet_of(submission).cells[0].filled
    assert filled is not None
    assert str(filled.quantity) == "38.62亿元"
    unregistered = Draft(
        "没有的数据项",
        asking.zone.east,
        MARCH,
        Quantity.exactly("1", "亿元"),
        asking.bureau,
        Source(words="x"),
    )
    with pytest.raises(Problem) as refused, writing(SYSTEM, act="x", at=at("2024-04-20")) as call:
        add_facts(call, [unregistered])
    assert refused.value.code == "facts.not-known"


def test_the_database_refuses_an_answer_that_does_not_say_where_it_comes_from() -> None:
    asking = an_asking_zone()
    submission = one_asked(asking)
    sent(asking, submission, {"output": "12", "next": STEPS})
    saving = Saving.objects.get()
    line = submission.request.form.lines.get(field__code="invest")
    output = submission.request.form.lines.get(field__code="output")
    fact = Fact.objects.get()
    (alien,) = a_form(asking, ["next"], code="other").lines.all()
    move = submission.case.moves.get(n=2)
    elsewhere = asked(asking, submission.request.form, asking.zone.west)[0]
    for row, code in (
        (Answer(saving=saving, line=output, how="filled"), "forms.answer-unclear"),
        (Answer(saving=saving, line=line, how="typed", text=""), "forms.answer-unclear"),
        (Answer(saving=saving, line=line, how="typed", text="1", fact=fact), "forms.answer-unclear"),
        (Answer(saving=saving, line=alien, how="typed", text="1"), "forms.field-unknown"),
        (Saving(submission=submission, n=5, at=at("2024-04-08"), as_of=1), "forms.saved-meanwhile"),
        (Remark(submission=elsewhere, move=move, line=line, text="x"), "forms.remark-mismatch"),
        (Remark(submission=submission, move=move, line=line, text=""), "forms.reason-missing"),
    ):
        with pytest.raises(Problem) as refused:
            insert(row)
        assert refused.value.code == code
    assert Field.objects.count() == 3
