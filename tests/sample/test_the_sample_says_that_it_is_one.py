"""Nobody mistakes the sample for a zone's data, and nobody in it has a name."""

import json
from importlib import resources

import pytest
from django.db.models import Q

from jingkai.kernel.facts.known import Known, current
from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.registers.models import Application, StageEvent, Subject
from jingkai.kernel.rules.models import RuleSet
from jingkai.site.sample.writing import Written
from tests.proof import proves

# Printed in the bulletins (inventory rows sC01, sM01, sM02, sM03, eI11, eK01, sY03, eE09), copied here by hand.
PRINTED = {
    ("经济普查清查单位", "count"): "≥5000家",
    ("无偿献血量", "amount"): "6000毫升",
    ("元旦联谊参加", "count"): "≥200人",
    ("反诈宣讲覆盖", "count"): "≥6万人",
    ("博士以上人才", "count"): "<100人",
    ("科技支出", "amount"): "1992万元",
    ("科技支出", "growth"): "20.5%",
    ("科技支出", "share"): "5.2%",
    ("主题党日清运垃圾", "amount"): "8车",
    ("二期扩建新增产能", "amount"): "≈200万套",
}


@proves("K6.1.3")
def test_every_figure_is_marked_sample_or_is_published_with_its_bulletin(sample: Written) -> None:
    assert Fact.objects.exclude(source__startswith="样例").exclude(caliber="公布").count() == 0
    published = Fact.objects.filter(caliber="公布")
    assert published.count() == 41
    assert all(one.source.startswith("公布：") and one.source[-3:].isalnum() for one in published)
    assert not published.filter(source__startswith="样例").exists()


@proves("K6.1.3")
@pytest.mark.parametrize(("name", "aspect"), sorted(PRINTED))
def test_a_printed_figure_stands_as_it_was_printed(sample: Written, name: str, aspect: str) -> None:
    (row,) = current().filter(measure__name=name, measure__aspect=aspect, caliber="公布")
    assert str(Known(row).quantity) == PRINTED[name, aspect]


@proves("K6.1.3")
def test_targets_projects_events_and_the_zones_own_rules_are_marked_too(sample: Written) -> None:
    assert not Target.objects.exclude(source__startswith="样例").exists()
    projects = Subject.objects.filter(kind="project")
    assert not StageEvent.objects.filter(subject__in=projects).exclude(evidence="样例").exists()
    assert all(one.fields["来源"] == "样例" for one in projects)
    assert all("样例" in one.title for one in Subject.objects.all())
    assert all("（样例）" in one.name for one in Organisation.objects.filter(kind="enterprise"))
    assert {json.loads(one.document)["source"][:2] for one in RuleSet.objects.exclude(unit=None)} == {"样例"}


@proves("K6.1.3")
def test_a_person_goes_by_unit_and_post(sample: Written) -> None:
    applicants = Q(pk__in=Application.objects.values("subject__holder"))
    rows = Organisation.objects.filter(~Q(kind="enterprise") | applicants)
    units = set(rows.values_list("name", flat=True))
    people = [one.name.split(" ", 1) for one in Person.objects.all()]
    assert len(people) == 63
    assert {unit for unit, _ in people} == units
    posts = {title for _, title in people}
    assert posts == {
        "主要负责人", "经办", "报表经办", "网格员", "企业服务专员", "财务经办",
        "投资统计岗", "项目管理岗", "外资管理岗",
        "检查人员甲", "检查人员乙", "信访专员", "民政专员", "信息编辑", "值班员", "组织干事", "纪检负责人",
        "系统管理员", "申报员",
        "分管负责人（经济）", "分管负责人（建设）", "分管负责人（安全环保）",
    }  # fmt: skip


def test_no_file_of_the_sample_holds_a_telephone_number_or_an_identity_number() -> None:
    folder = resources.files("jingkai.site.sample")
    texts = [one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".yaml")]
    assert len(texts) == 14
    for text in texts:
        digits = "".join(sign if sign.isdigit() else " " for sign in text).split()
        assert max(map(len, digits), default=0) < 7
