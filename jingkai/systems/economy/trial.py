"""A draft of a rule is tried on a month: what every row would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jingkai.engines.documents import Words
from jingkai.engines.periods import Period
from jingkai.kernel.facts.kinds import CURVE, SCHEDULE_LIGHT, TOLERANCE
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.trial import Line as Said
from jingkai.kernel.rules.trial import computes

from .because import because
from .kinds import DERIVATIONS
from .line import Line
from .month import compute
from .shown import shown


def lines_of_month(unit: Organisation, on: date, as_of: int | None, reader: Reader | None) -> dict[str, Said]:
    """What each row that the reader may see says about light and derived values; and each finding."""
    zone = unit if unit.parent_id is None else Organisation.objects.get(pk=unit.root)
    month = compute(zone, Period.month(on.year, on.month), as_of, reader)
    at = f"{month.period}/{as_of or latest()}"
    found = {key: said for line in month.everything for key, said in _lines(line, at)}
    for one in month.findings:
        key = " ".join(["finding", one.kind, one.signal or one.about, *one.refs])
        found[key] = Said(_FINDING, Words(zh=one.zh, en=one.en))
    return found


_FINDING = Words(zh="苗头", en="signal")


def _lines(line: Line, at: str) -> Iterator[tuple[str, Said]]:
    """The light of a row, and each value that is derived from it; `at` is the period and the as_of."""
    of, whose = line.definition, line.holder.name
    about = Words(zh=f"{of.name} {whose}", en=f"{of.english}, {whose}")
    key, ref = f"{of.code}@{line.holder.pk}", f"figure:{line.holder.pk}/{at}/{of.code}"
    lamp, why = line.light.lamp, line.light.why
    zh = lamp.zh if lamp else f"无灯：{because(why, 'zh')}"
    en = lamp.en if lamp else f"no light: {because(why, 'en')}"
    yield f"{key} light", Said(about, Words(zh=zh, en=en), ref)
    for one in line.derived:
        zh = f"{one.zh} {shown(one.value, 'zh', decimals=one.decimals)}"
        en = f"{one.en} {shown(one.value, 'en', decimals=one.decimals)}"
        yield f"{key} {one.code}", Said(about, Words(zh=zh, en=en), ref)


def enter() -> None:
    """Enter the computation; called once, when the system is ready."""
    kinds = [SCHEDULE_LIGHT, CURVE, TOLERANCE, DERIVATIONS]
    computes("month", kinds, lines_of_month, zh="月度调度", en="the month")
