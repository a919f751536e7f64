"""What is said of results, in both languages."""

from collections.abc import Mapping

from jingkai.engines.documents import Words

from .figures import nano_text
from .models import Grading

# Why results may not be announced yet, as the values of Problem `rounds.not-public`.
SAID: dict[str, dict[str, str]] = {
    "no-template": {"why": "规则没有写明公示", "why_en": "the rule of the round has no such paper"},
    "not-published": {"why": "这次评定还没有公示", "why_en": "this grading was not published"},
    "still-shown": {"why": "异议期未满", "why_en": "objections are still possible"},
    "undecided": {"why": "还有异议没有处理", "why_en": "an objection is not decided"},
    "sustained": {
        "why": "有异议成立，请更正或调整后重新评定、公示",
        "why_en": "an objection was sustained: correct or adjust, grade and publish again",
    },
}


def ties_in_words(grading: Grading) -> list[Words]:
    """How entrants with the same points were told apart, a sentence for each."""
    return [_tie(one) for one in grading.ties]


def draws_in_words(grading: Grading) -> list[Words]:
    """Which classes lie too close together, a sentence for each."""
    return [
        Words(
            zh=f"{one['group'] or '全部对象'}最高与最低只差 {nano_text(one['spread'])} 分，"
            f"规则要求至少 {nano_text(one['limit'])} 分",
            en=f"{one['group'] or 'all'}: {nano_text(one['spread'])} points from first to last, of "
            f"{nano_text(one['limit'])} that the rule asks for",
        )
        for one in grading.draws
    ]


def _tie(one: Mapping[str, object]) -> Words:
    points = nano_text(one["points"])  # type: ignore[arg-type]
    entrants = list(one["entrants"])  # type: ignore[call-overload]
    named = "、".join(entrants)
    zh = [f"“{node}”得分（{'、'.join(map(nano_text, values))}）" for node, values in one["by"]]  # type: ignore[attr-defined]
    en = [f"{node} ({', '.join(map(nano_text, values))})" for node, values in one["by"]]  # type: ignore[attr-defined]
    if not zh:
        return Words(
            zh=f"{named}同为 {points} 分，规则没有分出先后，位次并列",
            en=f"{', '.join(entrants)} have {points} points each and share a place: the rule does not tell them apart",
        )
    rest = ("", "") if one["told"] else ("，其余并列", "; the others share a place")
    return Words(
        zh=f"{named}同为 {points} 分，依次比{'、'.join(zh)}分出先后{rest[0]}",
        en=f"{', '.join(entrants)} have {points} points each and are told apart by {', then '.join(en)}{rest[1]}",
    )
