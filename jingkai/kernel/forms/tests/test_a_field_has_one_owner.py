import pytest

from jingkai.kernel.forms.models import Field, Form, Line
from jingkai.kernel.forms.services import FieldDraft, LineDraft, SectionDraft, define_fields
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from tests.proof import proves

from .samples import MORNING, a_form, an_asking_zone, fields, figure, the_form

pytestmark = pytest.mark.django_db


@proves("W4.2.1")
@pytest.mark.parametrize(
    "again",
    [
        {"code": "invest", "name": "投资"},
        {"code": "invest-2", "name": "固定资产投资"},
        {"code": "invest-3", "name": "投资完成额", "measure": "固定资产投资"},
    ],
)
def test_two_owners_of_one_field_are_refused_by_service_and_database(again: dict[str, str]) -> None:
    """Another code, another name, or another figure does not make another field of it."""
    asking = an_asking_zone()
    (invest,) = fields(asking, figure("invest", "固定资产投资", asking.statistics))
    said = {"measure": ""} | again
    with pytest.raises(Problem) as refused:
        define_fields(
            SYSTEM, asking.zone.zone, [FieldDraft(owner=asking.bureau, unit="亿元", **said)], at=MORNING
        )
    assert refused.value.code == "forms.field-owned"
    row = Field(
        zone=asking.zone.zone, code=said["code"], name=said["name"], kind="quantity", unit="亿元", owner=asking.bureau,
        measure=invest.measure if said["measure"] else None, category="", span="period", calibers=[], choices=[],
    )  # fmt: skip
    with pytest.raises(Problem) as by_sql:
        insert(row)
    assert by_sql.value.code == "forms.field-owned"


def test_the_same_field_entered_twice_is_one() -> None:
    asking = an_asking_zone()
    one = figure("invest", "固定资产投资", asking.statistics)
    assert fields(asking, one)[0].pk == fields(asking, one)[0].pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": ""},
        {"unit": ""},
        {"unit": "头牛"},
        {"kind": "text", "unit": "", "measure": "固定资产投资"},
        {"kind": "choice", "unit": "", "measure": "", "choices": ("是",)},
        {"calibers": ("道听途说",)},
        {"span": "century"},
    ],
)
def test_a_field_that_says_nothing_clear_is_refused(wrong: dict[str, object]) -> None:
    asking = an_asking_zone()
    with pytest.raises(Problem) as refused:
        fields(asking, figure(**({"code": "x", "name": "固定资产投资", "owner": asking.bureau} | wrong)))  # type: ignore[arg-type]
    assert refused.value.code == "forms.field-unclear"


def test_a_unit_that_does_not_convert_to_the_measure_is_refused() -> None:
    asking = an_asking_zone()
    fields(asking, figure("invest", "固定资产投资", asking.statistics))
    with pytest.raises(Problem) as refused:
        fields(asking, figure("y", "投资户数", asking.bureau, measure="固定资产投资", unit="户", span="ytd"))
    assert refused.value.code == "forms.field-unclear"
    with pytest.raises(Problem) as by_sql:
        insert(
            Field(zone=asking.zone.zone, code="z", name="z", kind="text", unit="亿元", owner=asking.bureau,
                  calibers=[], choices=[])
        )  # fmt: skip
    assert by_sql.value.code == "forms.field-unclear"


@proves("W4.2.1")
def test_a_changed_form_is_a_new_version_and_the_same_one_is_not() -> None:
    asking = an_asking_zone()
    first = the_form(asking)
    assert a_form(asking, ["invest", "output", "next"]).pk == first.pk
    second = a_form(asking, ["output", "next"])
    assert (first.version, second.version) == (1, 2)
    assert first.lines.count() == 3


def test_a_form_does_not_grow_and_its_versions_have_no_gap() -> None:
    asking = an_asking_zone()
    form = the_form(asking)
    (extra,) = fields(asking, figure("extra", "税收", asking.bureau))
    zone = asking.zone.zone
    rows = {
        "forms.form-fixed": Line(form=form, field=extra, place=9, calibers=[]),
        "forms.version-gap": Form(
            zone=zone, code="monthly", version=3, title="x", issuer=asking.bureau, period="month"
        ),
        "forms.version-taken": Form(
            zone=zone, code="monthly", version=1, title="x", issuer=asking.bureau, period="month"
        ),
        "forms.title-missing": Form(
            zone=zone, code="other", version=1, title="", issuer=asking.bureau, period="month"
        ),
        "forms.period-unknown": Form(
            zone=zone, code="other", version=1, title="x", issuer=asking.bureau, period="era"
        ),
    }
    for code, row in rows.items():
        with pytest.raises(Problem) as refused:
            insert(row)
        assert refused.value.code == code


def test_what_is_no_form_is_refused() -> None:
    asking, other = an_asking_zone(), an_asking_zone_named("邻区")
    the_form(asking)
    for code, said in {
        "forms.title-missing": {"title": " "},
        "forms.period-unknown": {"period": "era"},
        "forms.fields-missing": {"sections": []},
        "forms.field-twice": {"sections": [SectionDraft("", [LineDraft("next"), LineDraft("next")])]},
        "forms.field-unknown": {"sections": [SectionDraft("", [LineDraft("nothing")])]},
        "forms.unit-elsewhere": {"issuer": other.zone},
        "facts.unknown-word": {"sections": [SectionDraft("", [LineDraft("next", records="道听途说")])]},
    }.items():
        with pytest.raises(Problem) as refused:
            a_form(asking, ["invest"], **({"code": "another"} | said))  # type: ignore[arg-type]
        assert refused.value.code == code, code
    (abroad,) = define_fields(
        SYSTEM, other.zone, [FieldDraft("abroad", "邻区字段", other.east, kind="text")], at=MORNING
    )
    form = Form.objects.get()
    with pytest.raises(Problem) as by_sql:
        insert(Line(form=form, field=abroad, place=9, calibers=[]))
    assert by_sql.value.code in {"forms.field-elsewhere", "forms.form-fixed"}


def an_asking_zone_named(name: str):  # type: ignore[no-untyped-def]
    from jingkai.kernel.parties.tests.people import a_zone

    return a_zone(name, "321203")
