"""`jingkai init` founds a zone once, and registers units where they belong."""

from datetime import UTC, date, datetime

import pytest

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation, found_zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from tests.harness import CommittedDatabase

from .commands import Shell

AT = datetime(2024, 4, 8, tzinfo=UTC)
SINCE = date(2015, 1, 1)


def units() -> list[tuple[str, str]]:
    found = Organisation.objects.filter(parent__isnull=False).order_by("pk")
    return [(one.parent.name, one.name) for one in found if one.parent is not None]


def test_a_unit_without_a_zone_stands_in_the_only_one(shell: Shell) -> None:
    shell("init", "--zone", "东港经济开发区")
    done = shell("init", "--unit", "统计办", "--unit", "财政局")
    assert (done.code, "登记单位：统计办" in done.out) == (0, True)
    assert units() == [("东港经济开发区", "统计办"), ("东港经济开发区", "财政局")]


def test_of_several_zones_it_is_asked_which_and_nothing_is_registered(shell: Shell) -> None:
    shell("init", "--zone", "东港经济开发区")
    shell("init", "--zone", "西港经济开发区")
    refused = shell("init", "--unit", "统计办")
    assert (refused.code, refused.out) == (1, "")
    assert "facts.zone-unnamed" in refused.err
    assert units() == []
    assert shell("init", "--zone", "西港经济开发区", "--unit", "统计办").code == 0
    assert units() == [("西港经济开发区", "统计办")]


def test_a_unit_before_there_is_a_zone_is_refused(shell: Shell) -> None:
    refused = shell("init", "--unit", "统计办")
    assert (refused.code, "facts.no-zone" in refused.err) == (1, True)


def test_a_zone_is_not_founded_twice_whatever_day_and_width_its_name_has(shell: Shell) -> None:
    zone = found_zone(SYSTEM, "东港A区", since=SINCE, at=AT)
    for since in (date(1984, 1, 1), SINCE, date(2020, 1, 1)):
        with pytest.raises(Problem, match="东港") as refused:
            found_zone(SYSTEM, "东港Ａ区", since=since, at=AT)
        assert refused.value.code == "parties.zone-name-taken"
        assert f"organisation:{zone.pk}" in refused.value.zh
    assert shell("init", "--zone", "东港Ａ区").out == "就绪。\n"
    assert Organisation.objects.filter(kind="zone").count() == 1


def test_one_of_two_zones_of_one_name_is_named_by_its_number(
    committed_db: CommittedDatabase, shell: Shell
) -> None:
    # As a database may have them from before names were compared.
    first, second = (
        add_organisation(SYSTEM, "东港经济开发区", kind="zone", parent=None, since=SINCE, at=AT)
        for _ in range(2)
    )
    refused = shell("init", "--zone", "东港经济开发区", "--unit", "统计办")
    assert "facts.zone-ambiguous" in refused.err
    assert all(f"organisation:{one.pk}" in refused.err for one in (first, second))
    assert f"organisation:{first.pk}" in shell("init", "--unit", "统计办").err
    for number in (f"organisation:{second.pk}", second.pk):
        assert "export.nothing" in shell("export", "x.xlsx", "--zone", number).err
    assert "facts.zone-unknown" in shell("export", "x.xlsx", "--zone", 999999).err


def test_a_unit_that_is_unknown_is_told_with_those_that_share_its_characters(shell: Shell) -> None:
    shell("init", "--zone", "东港经济开发区", "--unit", "统计办", "--unit", "财政局", "--unit", "经济发展局")
    near = shell("import", "x.csv", "--unit", "统计班").err
    assert "相近的有：统计办。" in near
    far = shell("import", "x.csv", "--unit", "甲乙丙").err
    assert "已登记的有：东港经济开发区、经济发展局、统计办、财政局。" in far
