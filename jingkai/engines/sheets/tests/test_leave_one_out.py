"""What is left of each published workbook when the words that only it needs are taken out of the lexicons.

The reader keeps no data about single workbooks but its word lists. So a workbook is left out by leaving out the words
that no other workbook, published or of the exam, needs.
"""

import re
from pathlib import Path

import pytest

from jingkai.engines.sheets import understand
from jingkai.engines.sheets.tests.ablation.alternatives import alternatives
from jingkai.engines.sheets.tests.ablation.entries import entries, lexicons_without
from jingkai.engines.sheets.tests.ablation.leave_one_out import Left, leave_one_out, needs
from jingkai.engines.sheets.tests.metamorph.samples import EXAM, PUBLISHED, sample
from tests.proof import proves

README = Path(__file__).resolve().parents[1] / "README.md"


@pytest.fixture(scope="module")
def left_out() -> dict[str, Left]:
    if sample(PUBLISHED[0]) is None:
        pytest.skip("the published workbooks (../shared/data/workbooks) are not beside the repository")
    return {left.name: left for left in leave_one_out(needs(), (*PUBLISHED, *EXAM))}


@proves("K3.4.19")
@pytest.mark.parametrize("name", PUBLISHED)
def test_every_figure_is_still_found_where_it_stands(name: str, left_out: dict[str, Left]) -> None:
    """Layout is read from the figures, not from the words: at most the aspect, unit or name of a figure gets lost."""
    verdict = left_out[name].verdict
    gone = [entry for entry in left_out[name].without if entry.path == ("missing",)]
    assert len(verdict.missing) <= len(gone)


@proves("K3.4.19")
@pytest.mark.parametrize("name", PUBLISHED)
def test_no_fewer_facts_survive_than_the_readme_says(name: str, left_out: dict[str, Left]) -> None:
    row = re.search(rf"^\| {name} \| (\d+) \| \d+ \| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)
    assert row is not None
    assert left_out[name].verdict.due == int(row[1])
    assert left_out[name].verdict.right >= int(row[2])


@proves("K3.4.19", "K3.4.16")
def test_no_word_that_only_one_workbook_needs_names_a_place_or_an_indicator(
    left_out: dict[str, Left],
) -> None:
    """What a single workbook needs are words of the trade; names of its town or its taxes are in no lexicon."""
    labels = {
        fact[key]
        for name in PUBLISHED
        for fact in sample(name).expected["facts"]  # type: ignore[union-attr]
        for key in ("holder", "category")
        if fact.get(key)
    }
    listed = {entry.word for entry in entries() if entry.listed}
    # 市本级, 区级 and 县级 are levels of government and 开发区 is a kind of place, wherever the table comes from.
    kinds = {label for label in labels if label.endswith("级") or label in ("开发区", "工业园区", "示范区")}
    assert not (labels - kinds) & listed


def test_the_alternatives_of_a_pattern_are_taken_out_one_by_one() -> None:
    pattern = r"^(?:合计|总[计和])(?:额)?$|小计[|)]"
    assert dict(alternatives(pattern)) == {
        "合计": r"^(?:总[计和])(?:额)?$|小计[|)]",
        "总[计和]": r"^(?:合计)(?:额)?$|小计[|)]",
        "额": r"^(?:合计|总[计和])$|小计[|)]",
        "^(?:合计|总[计和])(?:额)?$": "小计[|)]",
        "小计[|)]": r"^(?:合计|总[计和])(?:额)?$",
    }


def test_a_word_that_is_left_out_is_not_understood_and_comes_back_afterwards() -> None:
    one = sample("e02")
    assert one is not None
    whole = {fact.unit for fact in understand(one.book).facts}
    gone = [entry for entry in entries() if entry.file == "units" and entry.word == "万元"]
    assert gone
    with lexicons_without(gone):
        assert "万元" not in {fact.unit for fact in understand(one.book).facts}
    assert {fact.unit for fact in understand(one.book).facts} == whole
