"""`jingkai person` and `jingkai alias`: who is there, and what units are also called."""

from pathlib import Path

import pytest

from jingkai.kernel.parties.models import Alias, Grant, Person, Post
from jingkai.kernel.records.models import Entry

from .commands import Shell


@pytest.fixture
def zone(shell: Shell) -> Shell:
    assert shell("init", "--zone", "滨河经济开发区", "--unit", "统计办", "--unit", "向阳街道").code == 0
    return shell


def test_a_person_has_a_post_and_a_role_in_its_unit_by_one_entry(zone: Shell) -> None:
    before = Entry.objects.count()
    done = zone("person", "add", "王芳", "--unit", "统计办", "--post", "经办", "--role", "牵头部门")
    (one,) = Person.objects.all()
    assert (done.code, f"登记：王芳，统计办经办（person:{one.pk}）" in done.out) == (0, True)
    assert Entry.objects.count() == before + 1
    (grant,) = Grant.objects.all()
    assert (grant.role, grant.scope, str(grant.unit), grant.post.title) == ("lead", "unit", "统计办", "经办")
    listed = zone("person", "list").out
    assert all(word in listed for word in ("王芳", "统计办", "经办", "lead", "1 个职务"))


def test_a_leader_of_the_zone_reaches_all_of_it(zone: Shell) -> None:
    zone("person", "add", "李强", "--unit", "滨河经济开发区", "--post", "主任", "--role", "principal")
    assert Grant.objects.get().scope == "subtree"


def test_the_same_person_in_the_same_post_is_not_entered_twice(zone: Shell) -> None:
    command = ("person", "add", "王芳", "--unit", "统计办", "--post", "经办")
    assert "没有写 --role" in zone(*command).out
    assert "已有，没有改动" in zone(*command).out
    assert (Person.objects.count(), Post.objects.count()) == (1, 1)


def test_a_namesake_is_told_and_a_further_post_is_given_by_number(zone: Shell) -> None:
    zone("person", "add", "王芳", "--unit", "统计办", "--post", "经办")
    first = Person.objects.get()
    assert (
        f"另有同名人员 person:{first.pk}"
        in zone("person", "add", "王芳", "--unit", "向阳街道", "--post", "经办").out
    )
    refused = zone("import", "x.csv", "--as", "王芳")
    assert "parties.person-ambiguous" in refused.err
    assert f"person:{first.pk}" in refused.err
    zone("person", "add", f"person:{first.pk}", "--unit", "向阳街道", "--post", "联络员")
    assert Person.objects.count() == 2
    assert list(Post.objects.filter(person=first).values_list("title", flat=True)) == ["经办", "联络员"]


def test_whoever_is_not_there_is_spoken_of_as_a_person(zone: Shell) -> None:
    refused = zone("month", "2024-03", "--as", "无此人").err
    assert "人员" in refused
    assert "机构" not in refused
    assert "jingkai person add" in refused
    assert "person" in zone("month", "2024-03", "--as", "无此人", "--lang", "en").err


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--role", "局长"), "site.role-unknown"),
        (("--unit", "无此单位"), "parties.name-unknown"),
        (("--as", "无此人"), "parties.person-unknown"),
    ],
)
def test_what_is_unknown_is_refused_and_nobody_is_entered(
    zone: Shell, more: tuple[str, str], code: str
) -> None:
    refused = zone("person", "add", "王芳", "--unit", "统计办", "--post", "经办", *more)
    assert (refused.code, code in refused.err) == (1, True)
    assert Person.objects.count() == 0


def test_a_short_name_is_understood_in_tables_once_it_is_entered(zone: Shell, tmp_path: Path) -> None:
    table = tmp_path / "投资_2024年1-3月.csv"
    text = "滨河经济开发区2024年1-3月投资\n单位：亿元\n单位名称,完成投资\n向阳街办,5.5\n统计办,2.2\n"
    table.write_text(text, encoding="utf-8-sig")
    assert "“向阳街办”是哪个单位？" in zone("import", table).out
    done = zone("alias", "add", "向阳街办", "--unit", "向阳街道")
    assert (done.code, "登记：“向阳街办”即“向阳街道”" in done.out) == (0, True)
    assert Alias.objects.get(name="向阳街办").kind == "short"
    again = zone("import", table).out
    assert "“向阳街办”按“向阳街道”入账" in again
    assert "?" not in again


def test_two_units_do_not_share_a_name(zone: Shell) -> None:
    zone("alias", "add", "向阳", "--unit", "向阳街道")
    assert "没有改动" in zone("alias", "add", "向阳", "--unit", "向阳街道").out
    refused = zone("alias", "add", "向阳", "--unit", "统计办")
    assert (refused.code, "site.alias-taken" in refused.err, "向阳街道" in refused.err) == (1, True, True)
    assert Alias.objects.filter(name="向阳").count() == 1
