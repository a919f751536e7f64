"""What a name is made of: the stem that tells it from others, the suffix that says what kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from jingkai.engines.identity.folding import fold_name
from jingkai.engines.identity.tables import table


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name read as that of a unit: `full` when the suffix is one of the family's registered forms."""

    stem: str
    family: str
    form: str
    full: bool


@dataclass(frozen=True, slots=True)
class FirmName:
    """A name read as that of a firm; `form` and `branch` are empty when it names none."""

    core: str
    form: str
    branch: str


@cache
def _suffixes() -> tuple[tuple[str, str, bool], ...]:
    """(suffix, family, full), the longest first."""
    rows = [
        (fold_name(form).text, family, kind == "full")
        for family, forms in table("names.yaml")["families"].items()
        for kind in ("full", "short")
        for form in forms[kind]
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@lru_cache(maxsize=65536)
def unit_names(folded: str) -> tuple[UnitName, ...]:
    """Every way in which a folded name can be read as a unit's, the longest suffix first.

    拱辰办 is 拱辰 of the family street; 开发区 alone has an empty stem: it does not say which one.
    """
    found: dict[str, UnitName] = {}
    for suffix, family, full in _suffixes():
        if folded.endswith(suffix) and family not in found:
            found[family] = UnitName(folded.removesuffix(suffix), family, suffix, full)
    # The longest suffix decides: 经济开发区管委会 is no 开发区管委会 of a stem 经济.
    longest = max((len(name.form) for name in found.values()), default=0)
    return tuple(name for name in found.values() if len(name.form) == longest)


@lru_cache(maxsize=65536)
def firm_name(folded: str) -> FirmName:
    """A folded name without its legal form and, for a branch, with what follows the firm's own form."""
    rules = table("names.yaml")
    for form in sorted(rules["legal_forms"], key=len, reverse=True):
        at = folded.find(form)
        if at < 1:
            continue
        rest = folded[at + len(form) :]
        if not rest:
            return FirmName(folded[:at], form, "")
        if rest.endswith(tuple(rules["branch_endings"])):
            return FirmName(folded[:at], form, rest)
    return FirmName(folded, "", "")


def without_shared_place(left: str, right: str) -> tuple[str, str]:
    """Both names without a place that begins both of them (濮阳经济技术开发区建设局 and ...财政局).

    At least two characters of each must be left.
    """
    shared = 0
    for at in range(1, min(len(left), len(right)) - 1):
        if left[:at] != right[:at]:
            break
        if left[:at].endswith(tuple(table("names.yaml")["place_endings"])):
            shared = at
    return left[shared:], right[shared:]
