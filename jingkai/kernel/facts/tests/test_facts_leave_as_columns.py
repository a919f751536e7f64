"""Facts as columns: exact in whole numbers, a float beside them, the unknown empty; scored as they leave."""

from decimal import Decimal
from pathlib import Path

import pyarrow.parquet
import pytest

from jingkai.engines.quantity import Quantity
from jingkai.engines.scoring import plan_of, score
from jingkai.kernel.facts.arrow import arrow
from jingkai.kernel.facts.drafts import Draft
from jingkai.kernel.facts.known import current, known
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.facts.workbooks.exporting import facts_of, write_columns
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from tests.proof import proves

from .samples import AT, CLERK, MARCH, Zone, a_draft, a_zone, recorded

pytestmark = pytest.mark.django_db
Q = Quantity


@proves("A5.3.2")
@pytest.mark.parametrize(
    ("said", "value", "mark"),
    [
        (Q.exactly("38.62", "亿元"), 3862000000.0, ""),
        (Q.exactly("0.07", "元"), 0.07, ""),
        (Q.exactly("0", "亿元"), 0.0, ""),
        (Q.exactly("-3.5", "万元"), -35000.0, ""),
        (Q.exactly("0.1", "万元"), 1000.0, ""),
        (Q.at_least("200", "万元"), 2000000.0, "≥"),
        (Q.more_than("10", "亿元"), 1000000000.0, ">"),
        (Q.less_than("100", "万元"), 1000000.0, "<"),
        (Q.at_most("100", "万元"), 1000000.0, "≤"),
        (Q.approximately("200", "万元"), 2000000.0, "≈"),
        (Q.between("30", "40", "万元"), 300000.0, "~"),
        (Q.unknown("万元"), None, "?"),
    ],
)
def test_a_figure_keeps_its_mark_and_its_last_digit(said: Quantity, value: float | None, mark: str) -> None:
    zone = a_zone()
    recorded(a_draft(zone, quantity=Q.exactly(1, "万元"), name="别的"))
    recorded(a_draft(zone, quantity=said))
    (row,) = arrow(current().filter(measure__name="固定资产投资")).to_pylist()
    kept = next(one for one in known(MARCH) if one.row.measure.name == "固定资产投资")
    assert (row["value"], row["qualifier"], row["id"]) == (value, mark, kept.ref)
    ends = [None if end is None else Decimal(end).scaleb(-row["decimals"]) for end in (row["lo"], row["hi"])]
    assert ends == [kept.amount.lo, kept.amount.hi]
    assert row["qualifier"] == kept.quantity.qualifier
    assert (row["unit"], row["period"], row["caliber"]) == (zone.zone.name, "2024-01/2024-03", "统计")


@proves("A5.3.2", "INV.6")
def test_what_was_known_leaves_as_it_was_known(tmp_path: Path) -> None:
    zone = a_zone()
    recorded(a_draft(zone, "38.62", caliber="自报"))
    then = latest()
    first = current().get()
    correct(CLERK, first.pk, Q.exactly("39.10", "亿元"), reason="漏报一户", source="统计办电话", at=AT)
    at = {"then": then, "now": None}
    written = {}
    for name, number in at.items():
        path = tmp_path / f"{name}.parquet"
        assert write_columns(path, facts_of(zone.zone, reader=None, as_of=number)) == 1
        written[name] = pyarrow.parquet.read_table(path).column("value").to_pylist()
    assert written == {"then": [3862000000.0], "now": [3910000000.0]}
    with pytest.raises(FileExistsError):
        write_columns(tmp_path / "then.parquet", facts_of(zone.zone, reader=None))
    with pytest.raises(Problem, match=r"export\.nothing"):
        write_columns(tmp_path / "none.parquet", facts_of(zone.park, reader=None, unit=zone.park))


@proves("A1.5.1")
def test_a_zone_is_scored_on_the_file_it_exports(tmp_path: Path) -> None:
    """What is only a bound is not scored as a figure; a growth has a name of its own."""
    zone = a_zone()
    figures = {zone.statistics: "30", zone.finance: "20", zone.park: "10"}
    recorded(
        *(a_draft(zone, value, holder=unit, reported_by=zone.statistics) for unit, value in figures.items()),
        growth(zone),
    )
    path = tmp_path / "FACTS.parquet"
    write_columns(path, facts_of(zone.zone, reader=None))
    leaf = {"id": "固定资产投资", "full": 10, "method": "min-max"}
    scored = score(plan_of({"tree": {"id": "总分", "of": [leaf]}}), path)
    total = {row["unit"]: row["points"] for row in scored.scores.to_pylist() if row["node"] == "总分"}
    assert total == {"统计办": 10.0, "财政审计部": 5.0, "向阳街道": 0.0}
    assert scored.loaded.unused == ("固定资产投资·同比",)


def growth(zone: Zone) -> Draft:
    return a_draft(
        zone, holder=zone.park, reported_by=zone.statistics, aspect="growth", quantity=Q.exactly("11.2", "%")
    )
