"""Two names are proposed as one, asked about, or kept apart, always with reasons, and never merged."""

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import jingkai.engines.identity as engine
from jingkai.engines.identity import Name, Proposal, Verdict, candidates, compare
from jingkai.engines.identity.reasons import CATALOGUE, reason
from jingkai.engines.identity.tables import table
from jingkai.engines.quantity.problems import Problem
from tests.proof import proves

PAIRS = yaml.safe_load((Path(__file__).parent / "labelled_pairs.yaml").read_text(encoding="utf-8"))
VALID, OTHER, BROKEN = "91350100M000100Y43", "91321199700000714K", "91350100M000100Y34"
NAMES = st.text("云溪临江绿源新材料有限责任公司街道办镇开发区一二东南12 ", min_size=1, max_size=12).filter(
    str.strip
)


def verdict(left: str, right: str) -> Verdict:
    return compare(Name(left), Name(right)).verdict


def codes(proposal: Proposal) -> set[str]:
    return {item.code for item in proposal.reasons}


@proves("K3.5.2", "K3.5.3")
@pytest.mark.parametrize(("left", "right"), PAIRS["one"])
def test_names_of_one_are_proposed(left: str, right: str) -> None:
    assert verdict(left, right) in (Verdict.SAME, Verdict.LIKELY)


@proves("K3.5.3")
@pytest.mark.parametrize(("left", "right"), PAIRS["two"])
def test_names_of_two_are_kept_apart(left: str, right: str) -> None:
    assert verdict(left, right) is Verdict.DIFFERENT


@proves("K3.5.4")
@pytest.mark.parametrize(("left", "right"), PAIRS["two_but_asked"])
def test_names_of_two_that_look_alike_are_asked_and_never_called_the_same(left: str, right: str) -> None:
    assert verdict(left, right) is Verdict.LIKELY


@proves("K3.5.2")
def test_traditional_script_is_certain_and_short_forms_are_asked() -> None:
    assert verdict("向陽街道", "向阳街道") is Verdict.SAME
    assert verdict("拱辰街道", "拱辰街道办事处") is Verdict.SAME
    asked = compare(Name("拱辰办"), Name("拱辰街道办事处"))
    assert asked.verdict is Verdict.LIKELY
    assert codes(asked) == {"same-stem", "short-form"}


@proves("K3.5.3")
def test_the_threshold_is_stated_in_the_data_and_said_in_the_reason() -> None:
    limit = table("names.yaml")["similarity"]["likely_at"]
    alike = compare(Name("云溪精密机械"), Name("云溪精密机器"))
    assert (alike.score, alike.verdict) == (Decimal("0.833"), Verdict.LIKELY)
    assert limit in alike.reasons[0].zh
    assert limit in alike.reasons[0].en
    unlike = compare(Name("云溪机械"), Name("云溪机器"))
    assert (unlike.score, unlike.verdict) == (Decimal("0.750"), Verdict.DIFFERENT)


def test_a_legal_form_is_evidence_and_not_folded_away() -> None:
    loose = compare(Name("云溪机械有限公司"), Name("云溪机械有限责任公司"))
    assert (loose.verdict, codes(loose)) == (Verdict.LIKELY, {"same-stem"})
    other = compare(Name("云溪机械有限公司"), Name("云溪机械股份有限公司"))
    assert codes(other) == {"same-stem", "other-form"}


def test_one_valid_code_makes_two_names_the_same_unless_they_are_far_apart() -> None:
    assert compare(Name("云溪机械有限公司", VALID), Name("云溪机器有限公司", VALID)).verdict is Verdict.LIKELY
    assert compare(Name("云溪机械公司", VALID), Name("云溪机械有限公司", VALID)).verdict is Verdict.SAME
    far = compare(Name("云溪机械", VALID), Name("临江纺织", VALID))
    assert (far.verdict, codes(far)) == (Verdict.LIKELY, {"same-code", "names-differ"})


def test_two_valid_codes_keep_equal_names_apart() -> None:
    apart = compare(Name("云溪机械", VALID), Name("云溪机械", OTHER))
    assert (apart.verdict, codes(apart)) == (Verdict.DIFFERENT, {"other-code", "same-text"})


def test_a_code_that_fails_its_check_is_no_evidence_and_is_named() -> None:
    found = compare(Name("云溪机械", VALID), Name("云溪机械", BROKEN))
    assert (found.verdict, codes(found)) == (Verdict.SAME, {"bad-code", "same-text"})
    assert BROKEN in found.reasons[0].zh


@given(NAMES, NAMES)
def test_the_order_of_two_names_does_not_matter(left: str, right: str) -> None:
    one, other = compare(Name(left), Name(right)), compare(Name(right), Name(left))
    assert (one.verdict, one.score, one.reasons) == (other.verdict, other.score, other.reasons)
    assert one.reasons


@given(NAMES)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert verdict(name, name) is Verdict.SAME


@proves("K3.5.4")
@given(NAMES, NAMES)
def test_every_proposal_needs_a_person_and_leaves_both_names_as_they_were(left: str, right: str) -> None:
    proposal = compare(Name(left), Name(right))
    assert proposal.needs_confirmation is True
    assert (proposal.left.text, proposal.right.text) == (left, right)
    with pytest.raises(dataclasses.FrozenInstanceError):
        proposal.verdict = Verdict.SAME  # type: ignore[misc]


@proves("K3.5.4")
def test_the_engine_offers_no_way_to_merge() -> None:
    assert not [name for name in engine.__all__ if "merge" in name.lower() or "resolve" in name.lower()]


def test_candidates_come_in_order_and_the_unlike_are_left_out() -> None:
    register = [Name("濮阳县"), Name("向阳镇"), Name("向阳街道办事处"), Name("向陽街道"), Name("城东街道")]
    found = candidates(Name("向阳街道"), register)
    assert [proposal.right.text for proposal in found[:2]] == ["向阳街道办事处", "向陽街道"]
    assert [proposal.right.text for proposal in found[2:]] == ["向阳镇"]
    assert len(candidates(Name("向阳街道"), register, limit=1)) == 1


def test_a_bare_suffix_finds_every_unit_of_its_family() -> None:
    register = [Name("濮阳经济技术开发区"), Name("濮阳工业园区"), Name("云溪经济开发区")]
    found = candidates(Name("开发区"), register)
    assert {proposal.right.text for proposal in found} == {"濮阳经济技术开发区", "云溪经济开发区"}
    assert codes(found[0]) == {"bare-form"}


@pytest.mark.parametrize("empty", ["", "  ", "（）", "—"])
def test_a_name_without_any_character_is_refused(empty: str) -> None:
    with pytest.raises(Problem) as refused:
        compare(Name(empty), Name("向阳街道"))
    assert refused.value.code == "identity.name-empty"


@pytest.mark.parametrize("code", CATALOGUE)
def test_each_reason_speaks_both_languages(code: str) -> None:
    fields = {
        "left": "甲",
        "right": "乙",
        "short": "甲",
        "long": "甲乙",
        "form": "办",
        "family": "街道",
        "stem": "甲",
    }
    fields |= {
        "score": "0.9",
        "limit": "0.8",
        "branch": "丙",
        "printed": "9",
        "changes": "script",
        "changes_zh": "繁简",
    }
    said = reason(code, **fields)
    assert any("\u4e00" <= char <= "\u9fff" for char in said.zh)
    assert said.en[0].isascii()
    assert "{" not in said.zh + said.en
