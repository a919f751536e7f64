"""Two schemes laid beside each other: what is new, dropped, moved and changed, and where the full marks went."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingkai.engines.scoring import Change, Plan, SchemeDiff, compare, plan_of, read_scheme, score
from jingkai.engines.scoring.comparing import full_marks
from tests.proof import proves

from .small import facts, leaf, points

COMPLETION = {"completion": {"target": 100}}


def half_year(**more: Any) -> dict[str, Any]:
    """st-E2: 20 indicators worth 100: project building 20, ecology 15, the rest 65."""
    rest = [leaf(f"其他{n:02}", COMPLETION, weight=65 / 13) for n in range(13)]
    return {
        "key": "考核", "version": "v1", "body": {"tree": {"id": "总分", "of": [
            {"id": "项目建设", "of": [leaf(f"项目{n}", COMPLETION, weight=5) for n in range(4)]},
            {"id": "生态环境", "of": [leaf(f"生态{n}", COMPLETION, weight=5) for n in range(3)]},
            {"id": "其余", "of": rest},
        ]}},
    } | more  # fmt: skip


def changed(document: dict[str, Any], change: Any) -> dict[str, Any]:
    made = copy.deepcopy(document)
    change(made["body"]["tree"])
    return made


@proves("A1.6.4")
def test_story_e2_the_list_newly_added_shows_one_and_the_half_year_stays_as_it_was() -> None:
    v1 = half_year()
    v2 = changed(v1, lambda tree: tree["of"][0]["of"].append(leaf("营商环境", COMPLETION, weight=2)))
    assert len(plan_of(v1).leaves) == 20
    found = compare(plan_of(v1), plan_of(v2))
    assert found.changes == (Change("new", "indicator", "营商环境", "of", None, "项目建设"),)
    assert len(found.indicators("new")) == 1
    assert (found.before, found.new, found.dropped, found.changed, found.after) == (100, 2, 0, 0, 102)

    # 12 of 20, 9 of 15, 59 of 65: 60 %, 60 % and 59/65 of each.
    done = {"项目": 60, "生态": 60, "其他": 100 * 59 / 65}
    rows = [("本区", slot.item.id, "2024-H1", done[slot.item.id[:2]]) for slot in plan_of(v1).leaves]
    assert points(score(plan_of(v1), facts(rows)), "总分")["本区"] == pytest.approx(80.0)
    rows.append(("本区", "营商环境", "2024-H1", 100))
    assert points(score(plan_of(v2), facts(rows)), "总分")["本区"] == pytest.approx(82.0)
    assert points(score(plan_of(v1), facts(rows)), "总分")["本区"] == pytest.approx(80.0)


OLD = """
missing: rescale
tie_break: [项目]
tree:
  id: 总分2023
  of:
    - id: 项目
      weight: 60
      of:
        - {id: 开工, weight: 25, method: {target-count: {target: 20, per: 0.10, limit: 3}}, clause: 细则三}
        - {id: 投资, weight: 35, method: {completion: {target: {indicator: 计划}}}}
    - id: 生态
      weight: 40
      combine: arithmetic
      of:
        - {id: 能耗, weight: 3, method: min-max}
        - {id: 扬尘, weight: 1, direction: low, method: {rank-share: {step: 5}}}
    - {id: 通报, indicator: 通报次数, missing: zero, method: {events: {per: -0.5}}}
gates:
  - {id: 事故, indicator: 事故起数, over: 0, then: 不予评定}
tiers:
  - {tier: 优秀, score: 90}
  - {tier: 良好}
"""
NEW = """
tie_break: [项目]
tree:
  id: 总分2024
  of:
    - id: 项目
      weight: 50
      of:
        - {id: 开工, weight: 25.0, method: {target-count: {target: 24, per: 0.1, limit: 3}}, clause: 细则四}
        - {id: 扬尘, weight: 1, method: {rank-share: {step: 5}}}
        - {id: 投资, weight: 24, cap: 30, method: {bands: {bands: [[60, 3]]}}}
    - id: 生态
      weight: 40
      combine: arithmetic
      of:
        - {id: 能耗, weight: 3, method: min-max}
    - {id: 负面事件, indicator: 通报次数, missing: zero, method: {events: {per: -0.5}}}
    - {id: 绿电, weight: 10, method: min-max}
gates:
  - {id: 事故, indicator: 事故起数, over: 1, then: 不予评定}
  - {id: 环保, node: 生态, under: 20, not_above: 良好}
tiers:
  - {tier: 良好, rank: 5}
  - {tier: 优秀, score: 90}
"""


@proves("A1.6.4")
def test_every_change_is_told_as_the_documents_write_it() -> None:
    found = compare(read_scheme(OLD), read_scheme(NEW))
    assert set(found.changes) == {
        Change("new", "indicator", "绿电", "of", None, ""),
        Change("new", "indicator", "负面事件", "of", None, ""),
        Change("dropped", "indicator", "通报", "of", "", None),
        Change("perhaps-renamed", "indicator", "负面事件", "id", "通报", "负面事件"),
        Change("moved", "indicator", "扬尘", "of", "生态", "项目"),
        Change("changed", "indicator", "扬尘", "direction", "low", None),
        Change("changed", "node", "总分2024", "id", "总分2023", "总分2024"),
        Change("changed", "node", "项目", "weight", "60", "50"),
        Change("changed", "indicator", "开工", "clause", "细则三", "细则四"),
        Change("changed", "indicator", "开工", "target-count.target", "20", "24"),
        Change("changed", "indicator", "投资", "weight", "35", "24"),
        Change("changed", "indicator", "投资", "cap", None, "30"),
        Change(
            "changed", "indicator", "投资", "method",
            "{completion: {target: {indicator: 计划}}}", "{bands: {bands: [[60, 3]]}}",
        ),
        Change("changed", "scheme", "", "missing", "rescale", None),
        Change("changed", "scheme", "", "gates.事故.over", "0", "1"),
        Change("changed", "scheme", "", "gates.环保", None, "{id: 环保, node: 生态, under: 20, not_above: 良好}"),
        Change("changed", "scheme", "", "tiers.良好.rank", None, "5"),
        Change("changed", "scheme", "", "tiers", "[优秀, 良好]", "[良好, 优秀]"),
    }  # fmt: skip
    assert {one.id: (one.before, one.after) for one in found.marks} == {
        "开工": (25, 25), "扬尘": (10, 1), "投资": (35, 24), "能耗": (30, 40), "绿电": (None, 10),
        "负面事件": (None, 0), "通报": (0, None),
    }  # fmt: skip
    assert (found.before, found.new, found.dropped, found.changed, found.after) == (100, 10, 0, -10, 100)


@proves("A1.6.4")
def test_an_indicator_is_perhaps_renamed_only_where_one_pair_can_be_meant() -> None:
    def scheme(*ids: str) -> Plan:
        of = [leaf(id, COMPLETION, weight=10, indicator="税收") for id in ids]
        return plan_of({"tree": {"id": "总分", "of": of}})

    def renamed(found: SchemeDiff) -> list[tuple[str | None, str | None]]:
        return [(one.before, one.after) for one in found.indicators("perhaps-renamed")]

    one = compare(scheme("甲"), scheme("乙"))
    assert renamed(one) == [("甲", "乙")]
    # It is said beside what is new and dropped, and takes nothing away from it.
    assert [len(one.indicators(what)) for what in ("new", "dropped")] == [1, 1]
    assert renamed(compare(scheme("甲"), scheme("乙", "丙"))) == []
    assert renamed(compare(scheme("甲"), scheme("甲", "乙"))) == []
    other = plan_of({"tree": {"id": "总分", "of": [leaf("乙", "min-max", weight=10, indicator="税收")]}})
    assert renamed(compare(scheme("甲"), other)) == []


@proves("A1.6.4")
def test_full_marks_that_no_indicator_has_stand_by_their_node() -> None:
    tree = {"id": "总分", "of": [
        {"id": "甲", "full": 60, "of": [leaf("a", weight=40), leaf("b", weight=25)]},
        {"id": "乙", "weight": 40, "combine": "geometric", "of": [leaf("c", weight=1), leaf("d", weight=2)]},
    ]}  # fmt: skip
    marks, undivided = full_marks(plan_of({"tree": tree}))
    assert marks == {"甲": -5, "乙": 40, "a": 40, "b": 25}
    assert undivided == ["乙"]


def test_two_tiers_of_one_name_are_told_as_a_whole() -> None:
    def scheme(share: int) -> Plan:
        tiers = [{"tier": "甲等", "score": 90}, {"tier": "甲等", "share": share}, {"tier": "乙等"}]
        return plan_of({"tree": {"id": "总分", "of": [leaf(weight=1)]}, "tiers": tiers})

    (change,) = compare(scheme(30), scheme(40)).changes
    assert change == Change(
        "changed", "scheme", "", "tiers",
        "[{tier: 甲等, score: 90}, {tier: 甲等, share: 30}, {tier: 乙等}]",
        "[{tier: 甲等, score: 90}, {tier: 甲等, share: 40}, {tier: 乙等}]",
    )  # fmt: skip


METHODS = ("given", "min-max", COMPLETION, {"events": {"per": 1}})
LEAVES = st.builds(
    lambda id, method, weight: leaf(id, method, weight=weight),
    st.sampled_from("abcdefgh"), st.sampled_from(METHODS), st.integers(1, 40),
)  # fmt: skip


@st.composite
def schemes(draw: st.DrawFn) -> Plan:
    """Trees of two levels with sums, means and nodes that declare full marks of their own."""
    leaves = draw(st.lists(LEAVES, min_size=1, max_size=8, unique_by=lambda one: one["id"]))
    nodes: dict[str, list[dict[str, Any]]] = {}
    for one in leaves:
        nodes.setdefault(draw(st.sampled_from("PQR")), []).append(one)
    of = [
        {
            "id": id,
            "of": below,
            "combine": draw(st.sampled_from(["sum", "arithmetic", "geometric"])),
            "weight": draw(st.integers(1, 50)),
        }
        for id, below in nodes.items()
    ]
    combine = draw(st.sampled_from(["sum", "arithmetic"]))
    missing = draw(st.sampled_from(["refuse", "rescale"]))
    return plan_of({"tree": {"id": "总分", "of": of, "combine": combine}, "missing": missing})


MIRRORED = {"new": "dropped", "dropped": "new"}


@proves("A1.6.4")
@settings(max_examples=150, deadline=None)
@given(old=schemes(), new=schemes())
def test_every_point_of_the_full_marks_is_accounted_for_and_the_way_back_undoes_it(
    old: Plan, new: Plan
) -> None:
    found, back = compare(old, new), compare(new, old)
    assert math.isclose(
        math.fsum(one.change for one in found.marks), new.slots[0].full - old.slots[0].full, abs_tol=1e-9
    )
    assert found.accounted
    assert math.isclose(found.before - found.dropped + found.new + found.changed, found.after, abs_tol=1e-9)
    turned = {
        Change(MIRRORED.get(one.what, one.what), one.of, one.id, one.key, one.after, one.before)  # type: ignore[arg-type]
        for one in back.changes
        if one.what != "perhaps-renamed"
    }
    assert {one for one in found.changes if one.what != "perhaps-renamed"} == turned
    assert (old.identity == new.identity) <= (found.changes == ())
    assert compare(old, old).changes == ()


@proves("A1.6.4")
@settings(max_examples=100, deadline=None)
@given(old=schemes(), data=st.data())
def test_no_edit_of_a_tree_passes_without_a_word(old: Plan, data: st.DataObject) -> None:
    body = copy.deepcopy(dict(old.body))
    node = data.draw(st.sampled_from(body["tree"]["of"]))
    at = data.draw(st.sampled_from(node["of"]))
    edit = data.draw(
        st.sampled_from(["weight", "decimals", "drop", "add", "method", "clause", "rename", "move"])
    )
    if edit == "weight":
        at["weight"] += 1
    elif edit == "decimals":
        at["decimals"] = 1
    elif edit == "clause":
        at["clause"] = "细则一"
    elif edit == "method":
        at["method"] = {"completion": {"target": 101}}
    elif edit == "rename":
        at["id"] = "z"
    elif edit == "add":
        node["of"].append(leaf("z", weight=1))
    elif edit == "move":
        node["of"].remove(at)
        body["tree"]["of"] = [one for one in body["tree"]["of"] if one["of"]]
        body["tree"]["of"].append({"id": "S", "weight": 5, "of": [at]})
    else:
        node["of"].remove(at)
        node["of"] = node["of"] or [leaf("z", weight=1)]
    assert compare(old, plan_of(body)).changes


def test_a_scheme_of_a_file_knows_its_head() -> None:
    plan = plan_of(half_year())
    assert (plan.key, plan.version) == ("考核", "v1")
    assert read_scheme(OLD).version == ""


@proves("A1.6.4")
@settings(max_examples=25, deadline=None)
@given(plan=schemes())
def test_full_marks_are_what_the_trace_gives_a_unit_that_has_them_all(plan: Plan) -> None:
    body = copy.deepcopy(dict(plan.body))
    for node in body["tree"]["of"]:
        for one in node["of"]:
            one["method"] = "given"
    rows = [("甲", slot.item.id, "2024", slot.full) for slot in plan.leaves]
    trace = score(plan_of(body), facts(rows)).trace
    assert trace is not None
    marks, undivided = full_marks(plan)
    reached = {row["node"]: row["points"] for row in trace.to_pylist() if row["points"]}
    divided = [slot.item.id for slot in plan.leaves if slot.item.id in marks]
    assert {id: reached[id] for id in (*divided, *undivided)} == pytest.approx(
        {id: marks[id] for id in (*divided, *undivided)}
    )
