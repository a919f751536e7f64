"""Gathering what speaks for and against two names being one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jingkai.engines.identity.checking import check_code
from jingkai.engines.identity.folding import Change, fold_name
from jingkai.engines.identity.parts import FirmName, UnitName, firm_name, unit_names, without_shared_place
from jingkai.engines.identity.reasons import Reason, reason
from jingkai.engines.identity.similarity import contrast, similarity
from jingkai.engines.identity.tables import table

CHANGES_ZH: dict[Change, str] = {
    "script": "繁简",
    "width": "全半角",
    "space": "空格",
    "punctuation": "标点",
    "case": "大小写",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Reasons, and how alike the cores of both names are."""

    score: Fraction
    reasons: tuple[Reason, ...]


def gather(left: str, left_code: str, right: str, right_code: str) -> Evidence:
    """All evidence about two printed names and the codes beside them (empty where there is none)."""
    one, other = fold_name(left), fold_name(right)
    reasons = list(_codes(left_code, right_code))
    if one.text == other.text:
        reasons.append(_equal(left, right, one.changes ^ other.changes or one.changes))
        return Evidence(Fraction(1), tuple(reasons))
    score, found = _names(one.text, other.text)
    reasons += found
    if any(item.code == "same-code" for item in reasons) and any(item.code == "unlike" for item in found):
        reasons = [item for item in reasons if item.code != "unlike"]
        reasons.append(reason("names-differ"))
    return Evidence(score, tuple(reasons))


def _codes(left: str, right: str) -> list[Reason]:
    if not left or not right:
        return []
    readings = [check_code(code, "credit_code") for code in (left, right)]
    bad = [reading for reading in readings if reading.status == "invalid"]
    if bad:
        return [reason("bad-code", printed=reading.text) for reading in sorted(bad, key=lambda one: one.text)]
    return [reason("same-code" if readings[0].text == readings[1].text else "other-code")]


def _equal(left: str, right: str, changes: frozenset[Change]) -> Reason:
    if left == right:
        return reason("same-text")
    named = [change for change in CHANGES_ZH if change in changes]
    return reason(
        "same-after-folding",
        changes=", ".join(named),
        changes_zh="、".join(CHANGES_ZH[change] for change in named),
    )


def _names(left: str, right: str) -> tuple[Fraction, list[Reason]]:
    """Evidence from two folded names that are not equal."""
    found = _units(left, right)
    if found:
        return Fraction(1), found
    one, other = firm_name(left), firm_name(right)
    if one.branch != other.branch:
        return _score(one.core, other.core), [_branch(one, other)]
    if one.core == other.core:
        return Fraction(1), _forms(one, other)
    return _cores(one, other)


def _branch(one: FirmName, other: FirmName) -> Reason:
    return reason("branch", branch="、".join(sorted({one.branch, other.branch} - {""})))


def _units(left: str, right: str) -> list[Reason]:
    """Evidence when both names are units' and have one stem; nothing otherwise."""
    for one in unit_names(left):
        for other in unit_names(right):
            if one.family == other.family:
                found = _of_one_family(*sorted((one, other), key=lambda name: (name.stem, name.form)))
                if found:
                    return found
            elif one.stem == other.stem and one.stem:
                return _of_two_families(one, other)
    return []


def _of_two_families(one: UnitName, other: UnitName) -> list[Reason]:
    """One stem in two families: asked when the one turns into the other, else two units."""
    kinds = sorted((_family(one), _family(other)))
    related = any({one.family, other.family} <= set(group) for group in table("names.yaml")["turned_into"])
    if not related:
        return [reason("kinds-apart", left=kinds[0], right=kinds[1])]
    return [reason("same-stem", stem=one.stem), reason("other-kind", left=kinds[0], right=kinds[1])]


def _of_one_family(one: UnitName, other: UnitName) -> list[Reason]:
    if one.stem == other.stem and one.stem:
        if one.full and other.full:
            return [reason("same-unit", left=one.form, right=other.form)]
        short = other if one.full else one
        return [
            reason("same-stem", stem=one.stem),
            reason("short-form", short=short.stem + short.form, family=_family(short)),
        ]
    if not one.stem or not other.stem:
        return [reason("bare-form", form=other.form if one.stem else one.form)]
    return []


def _family(name: UnitName) -> str:
    return str(table("names.yaml")["families"][name.family]["zh"])


def _forms(one: FirmName, other: FirmName) -> list[Reason]:
    """Two firms of one core: it is asked, and where the forms cannot be one another, that is said."""
    found = [reason("same-stem", stem=one.core)]
    forms = sorted((one.form, other.form))
    if forms[0] and not any(set(forms) <= set(group) for group in table("names.yaml")["same_forms"]):
        found.append(reason("other-form", left=forms[0], right=forms[1]))
    return found


def _cores(one: FirmName, other: FirmName) -> tuple[Fraction, list[Reason]]:
    """Two different cores: alike, one inside the other, told apart by one contrast, or simply two."""
    rules = table("names.yaml")["similarity"]
    limit = Fraction(rules["likely_at"])
    left, right = sorted(without_shared_place(one.core, other.core))
    score = similarity(left, right)
    pair = contrast(left, right)
    if pair is not None:
        return score, [reason("contrast", left=pair[0], right=pair[1])]
    if score >= limit:
        return score, [reason("alike", score=_three(score), limit=rules["likely_at"])]
    short, long = sorted((left, right), key=len)
    enough = len(short) >= int(rules["contained_from"])
    if enough and short in long and Fraction(len(short), len(long)) >= Fraction(rules["contained_share"]):
        return score, [reason("contained", short=short, long=long)]
    return score, [reason("unlike", score=_three(score), limit=rules["likely_at"])]


def _score(left: str, right: str) -> Fraction:
    return similarity(*without_shared_place(left, right))


def _three(score: Fraction) -> str:
    return f"{round(score * 1000) / 1000:.3f}"
