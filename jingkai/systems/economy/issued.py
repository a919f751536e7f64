"""The lights that were issued with a published month, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jingkai.engines.documents import Words as RuleWords
from jingkai.kernel.facts.kinds import ScheduleLightBody
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.models import RuleSet

from .because import because
from .evidence import indicator_names
from .models import IssuedLight
from .words import Lang, Words


def issued(
    lights: Iterable[IssuedLight], zone: Organisation, as_of: int, lang: Lang
) -> Iterator[tuple[str, str]]:
    """Of each light the row it stood in, and the lamp (or why there was none) with the rule that lit it."""
    rows, words = list(lights), Words(lang)
    names, rules = indicator_names(zone, lang, as_of), _rules(rows)
    for one in rows:
        rule, why = rules.get((one.rule, one.version)), because(one.why, lang)
        lamp = _in(lang, _lamp(one, rule)) if one.word else ""
        title = _in(lang, rule.header.title) if rule is not None else one.rule
        name = names.get(one.indicator, one.indicator)
        whose = "" if one.holder_id == zone.pk else f" · {one.holder.name}"
        said = lamp + words("aside", text=why) if lamp else why
        yield f"{name}{whose}", f"{said}  {title} {one.version}".rstrip()


def _rules(rows: list[IssuedLight]) -> dict[tuple[str, str], RuleSet]:
    """The rules by key and version; of several revisions the last, which is the approved one."""
    keys, versions = {one.rule for one in rows}, {one.version for one in rows}
    found = RuleSet.objects.filter(key__in=keys, version__in=versions).order_by("pk")
    return {(one.key, one.version): one for one in found}


def _lamp(one: IssuedLight, rule: RuleSet | None) -> RuleWords:
    """The words of a lamp; only the Chinese one is kept with the light, the other stands in its rule."""
    body = rule.body if rule is not None else None
    lamps = [*body.lamps, body.otherwise] if isinstance(body, ScheduleLightBody) else []
    found = [lamp.word for lamp in lamps if lamp is not None and lamp.word.zh == one.word]
    return found[0] if found else RuleWords(zh=one.word, en=one.word)


def _in(lang: Lang, words: RuleWords) -> str:
    return words.zh if lang == "zh" else words.en
