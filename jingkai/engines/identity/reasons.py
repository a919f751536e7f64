"""Why two names are put together or kept apart: a catalogue of reasons in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# certain: enough to call two names the same; likely: enough to ask; against: speaks for two without deciding;
# apart: decides that they are two, unless a code says otherwise.
Weight = Literal["certain", "likely", "against", "apart"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence; `weight` says how far it reaches."""

    code: str
    weight: Weight
    zh: str
    en: str


CATALOGUE: dict[str, tuple[Weight, str, str]] = {
    "same-text": ("certain", "写法相同", "written alike"),
    "same-after-folding": (
        "certain",
        "只有写法不同（{changes_zh}）",
        "they differ in writing only ({changes})",
    ),
    "same-unit": (
        "certain",
        "同一单位的两种正式名称：{left}、{right}",
        "two registered forms of one unit's name: {left}, {right}",
    ),
    "same-code": ("certain", "统一社会信用代码相同", "they have the same credit code"),
    "short-form": (
        "likely",
        "“{short}”可能是{family}的简称，但也有别的意思",
        "'{short}' may be short for the {family}, but has other meanings",
    ),
    "bare-form": (
        "likely",
        "只写了“{form}”，没有写是哪一个",
        "it only says '{form}', not which one",
    ),
    "same-stem": (
        "likely",
        "名称主干“{stem}”相同",
        "both have the stem '{stem}'",
    ),
    "alike": ("likely", "主干相似度{score}，不低于{limit}", "the cores are {score} alike, not below {limit}"),
    "contained": ("likely", "“{short}”包含在“{long}”里", "'{short}' is contained in '{long}'"),
    "other-kind": (
        "against",
        "单位类别不同：{left}、{right}（是否撤镇设街道等改设？）",
        "different kinds of unit: {left}, {right} (was one turned into the other?)",
    ),
    "kinds-apart": (
        "apart",
        "单位类别不同：{left}、{right}",
        "different kinds of unit: {left}, {right}",
    ),
    "other-form": (
        "against",
        "企业组织形式不同：{left}、{right}（是否改制或误写？）",
        "different legal forms: {left}, {right} (converted, or miswritten?)",
    ),
    "names-differ": ("against", "代码相同而名称差得多", "the code is the same, the names are far apart"),
    "bad-code": (
        "against",
        "信用代码校验不过，不作为依据：{printed}",
        "a credit code fails its check and is not used: {printed}",
    ),
    "other-code": ("apart", "统一社会信用代码不同", "they have different credit codes"),
    "branch": ("apart", "一个是分支机构：{branch}", "one is a branch: {branch}"),
    "contrast": (
        "apart",
        "只差“{left}”与“{right}”，是两个单位",
        "they differ in '{left}' and '{right}': two units",
    ),
    "unlike": ("apart", "主干相似度{score}，低于{limit}", "the cores are {score} alike, below {limit}"),
}


def reason(code: str, **fields: object) -> Reason:
    """The reason of `code` with its sentences filled in; raises KeyError if the catalogue lacks it."""
    weight, zh, en = CATALOGUE[code]
    return Reason(code, weight, zh.format(**fields), en.format(**fields))
