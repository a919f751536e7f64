"""The shipped rule set of roles against the matrix of practice, cell by cell; the matrix is read where it stands."""

import re
from pathlib import Path

import pytest

from jingkai.kernel.parties.tests.people import AT, DAY
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.access import role_of
from jingkai.kernel.rules.document import checked
from jingkai.kernel.rules.roles import Reach, RolesBody, known_roles, roles_for
from jingkai.kernel.rules.services import ship, shipped_files
from jingkai.kernel.rules.yaml_text import read_yaml
from tests.proof import proves

PRACTICE = Path(__file__).resolve().parents[5] / "shared" / "practice" / "practice-S.md"

# The rows of the matrix in their order; the row of the census stands for three roles.
ROWS = [
    ["principal"], ["deputy"], ["supervision"], ["lead"], ["street"], ["inspector"], ["grid-worker"],
    ["enterprise-safety"], ["safety-office"], ["petition-clerk"], ["welfare-clerk"],
    ["enumerator", "census-supervisor", "census-office"], ["assessment"], ["discipline"], ["duty-officer"],
    ["editor"], ["system-administrator"], ["outside"],
]  # fmt: skip
# Roles that the matrix does not have: somebody approves what follows from results.
BESIDE = {"organisation"}
COLUMNS = [
    ("items", Reach.OWN), ("items", Reach.OTHERS), ("closing", None), ("hazards", None), ("petitions", None),
    ("persons", None), ("medical", None), ("census", None), ("sealed-plans", None), ("scores", None),
    ("publishing", None), ("logs", None),
]  # fmt: skip
ACTS = {"w", "a", "a1", "a2", "a3", "apply", "report", "rate", "re-check", "form"}


def shipped() -> RolesBody:
    file = next(one for one in shipped_files() if one.name == "roles.yaml")
    return checked(RolesBody, read_yaml(file.read_text(encoding="utf-8"))["body"])


def level_of(cell: str) -> str:
    """What a cell of the matrix says: `r w(place)` is act, `r own` content, `s` and `n` aggregate, `-` none."""
    words = re.findall(r"[a-z0-9-]+", re.sub(r"\(.*?\)", "", cell))
    if not words or words[0] == "-":
        return "none"
    if ACTS & set(words):
        return "act"
    return "content" if {"r", "own"} & set(words) else "aggregate"


def cells() -> list[list[str]]:
    lines = PRACTICE.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("### 4.4"))
    table = [line for line in lines[start : start + 25] if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")[1:]] for line in table[1:]]


def granted(body: RolesBody, role: str, kind: str, reach: Reach | None) -> str:
    order = ["none", "aggregate", "content", "act"]
    found = [
        one.level
        for one in body.roles[role].opens
        if one.of == kind and (reach is None or one.reach in (reach, Reach.ZONE))
    ]
    return max(found, key=order.index, default="none")


@proves("K2.4.4")
@pytest.mark.skipif(not PRACTICE.exists(), reason="practice-S.md is not beside this checkout")
def test_each_cell_of_the_matrix_has_its_level() -> None:
    body = shipped()
    matrix = cells()
    assert len(matrix) == len(ROWS)
    wrong = [
        (role, kind, str(reach), cell, granted(body, role, kind, reach))
        for roles, line in zip(ROWS, matrix, strict=True)
        for role in roles
        for (kind, reach), cell in zip(COLUMNS, line, strict=True)
        if granted(body, role, kind, reach) != level_of(cell)
    ]
    assert wrong == []
    assert set(body.roles) == {role for roles in ROWS for role in roles} | BESIDE


@proves("K2.4.4")
@pytest.mark.parametrize(
    ("role", "opening", "rule"),
    [
        ("inspector", {"of": "census", "level": "aggregate"}, "普查"),
        ("principal", {"of": "census", "level": "content"}, "普查"),
        ("deputy", {"of": "facts", "level": "act", "may": ["write"]}, "填改数据"),
        ("system-administrator", {"of": "items", "level": "aggregate"}, "系统管理员"),
    ],
)
def test_a_role_that_breaks_a_hard_rule_is_refused(role: str, opening: dict[str, object], rule: str) -> None:
    file = next(one for one in shipped_files() if one.name == "roles.yaml")
    body = read_yaml(file.read_text(encoding="utf-8"))["body"]
    body["roles"][role]["opens"].append(opening)
    with pytest.raises(Problem) as refused:
        checked(RolesBody, body)
    assert refused.value.code == "rules.invalid"
    assert rule in refused.value.zh


@pytest.mark.parametrize(
    "opening",
    [
        {"of": "nonsense", "level": "content"},
        {"of": "items", "level": "content", "may": ["fly"]},
        {"of": "items", "level": "content", "narrow": "nearly"},
    ],
)
def test_a_word_that_is_not_declared_is_refused(opening: dict[str, object]) -> None:
    file = next(one for one in shipped_files() if one.name == "roles.yaml")
    body = read_yaml(file.read_text(encoding="utf-8"))["body"]
    body["roles"]["street"]["opens"].append(opening)
    with pytest.raises(Problem) as refused:
        checked(RolesBody, body)
    assert "is not declared above" in refused.value.en


@pytest.mark.django_db
def test_a_role_is_asked_for_by_its_name() -> None:
    ship(at=AT)
    assert role_of("street", None, DAY).title.en == "street or executing unit"
    with pytest.raises(Problem) as refused:
        role_of("king", None, DAY)
    assert refused.value.code == "rules.role-unknown"
    assert "principal" in refused.value.en
    assert set(roles_for(None, DAY).roles) == known_roles()
