"""A scheme scored: processor seconds beside plain pandas and, where it is installed, COINr on R.

Three levels, eight parts, every indicator and node placed among all. Reading the facts from Parquet is inside, for
COINr it is not. In the same run the points of all three are held against each other.
"""

from __future__ import annotations

import csv
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from bench.peers.scoring_pandas import Tree
from bench.row import Row

PARTS = 8
METHODS: dict[str, Any] = {
    "min-max": "min-max",
    "completion": {"completion": {"target": 60}},
    "rank": {"rank-step": {"step": 0.2, "floor": -1000}},
    "efficacy": {"efficacy": {"good": 80, "bad": 20}},
    "z-score": {"z-score": {"at": 50, "per": 10}},
}
PANDAS = "plain pandas, points and places only"
COINR = "COINr: Normalise, Aggregate, results with ranks; reading not counted"


def name(indicator: int) -> str:
    return f"i{indicator:03}"


def parts(indicators: int) -> dict[str, list[tuple[str, float]]]:
    """The indicators of each part, with their weights."""
    return {
        f"part{part}": [(name(one), 1.0 + one % 3) for one in range(part, indicators, PARTS)]
        for part in range(PARTS)
    }


def tree(indicators: int) -> Tree:
    """Parts, and the total over them."""
    below = parts(indicators)
    return {**below, "total": [(part, 10.0 + number) for number, part in enumerate(below)]}


def scheme(methods: dict[str, str]) -> dict[str, Any]:
    """The same as a document. Every indicator has 100 points and its weight in the mean."""
    total = dict(tree(len(methods))["total"])
    listed = [
        {
            "id": part,
            "weight": total[part],
            "full": 100,
            "combine": "arithmetic",
            "of": [
                {"id": one, "weight": weight, "full": 100, "method": METHODS[methods[one]]}
                for one, weight in of
            ],
        }
        for part, of in parts(len(methods)).items()
    ]
    return {"tree": {"id": "total", "full": 100, "combine": "arithmetic", "of": listed}}


def write_facts(path: Path, units: int, indicators: int, periods: int) -> None:
    """FACTS of every unit, indicator and month, in no order that helps anybody."""
    draws = np.random.default_rng(1)
    count = units * indicators * periods
    order = draws.permutation(count)
    columns = {
        "unit": (order // (indicators * periods), [f"单位{one:06}" for one in range(units)]),
        "indicator": (order // periods % indicators, [name(one) for one in range(indicators)]),
        "period": (order % periods, [f"2024-{one + 1:02}" for one in range(periods)]),
    }
    table = {
        key: pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), names).cast(pa.string())
        for key, (codes, names) in columns.items()
    }
    values = pa.array(draws.uniform(1, 100, count).round(4)[order])
    pyarrow.parquet.write_table(pa.table({**table, "value": values}), path, compression="zstd")


def ours(facts: Path, methods: dict[str, str], trace: str) -> tuple[float, float, float]:
    """Seconds of processor, most memory in MiB, and the first unit's total."""
    from jingkai.engines.scoring import plan_of, score

    plan = plan_of(scheme(methods))
    took, scored = timed(lambda: score(plan, facts, trace=trace))  # type: ignore[arg-type]
    rows = scored.scores
    total = rows.filter(pa.compute.equal(rows.column("node").cast(pa.string()), "total"))
    return took, memory(), total.column("points")[0].as_py()


def pandas(facts: Path, methods: dict[str, str]) -> tuple[float, float, float]:
    """The same of the peer."""
    from bench.peers.scoring_pandas import score

    took, found = timed(lambda: score(facts, methods, tree(len(methods))))
    return took, memory(), float(found["total"].iloc[0])


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    """The least processor seconds of several runs, of few where one takes long."""
    found = []
    while not found or (len(found) < 5 and sum(found) < 15):
        before = time.process_time()
        result = do()
        found.append(time.process_time() - before)
    return min(found), result


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def coinr(facts: Path, indicators: int, folder: Path) -> float | None:
    """Its processor seconds; None where R or COINr is not installed."""
    if shutil.which("Rscript") is None:
        return None
    wide: dict[str, dict[str, float]] = {}
    for row in pyarrow.parquet.read_table(facts).to_pylist():
        wide.setdefault(row["unit"], {})[row["indicator"]] = row["value"]
    names = [name(one) for one in range(indicators)]
    with (folder / "data.csv").open("w", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(["uCode", *names])
        rows.writerows([f"u{number}", *(of[one] for one in names)] for number, of in enumerate(wide.values()))
    with (folder / "meta.csv").open("w", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(["iCode", "Type", "Level", "Parent", "Direction", "Weight"])
        for node, of in [*parts(indicators).items(), ("total", tree(indicators)["total"])]:
            depth = 3 if node == "total" else 2
            rows.writerows(
                [one, "Indicator" if depth == 2 else "Aggregate", depth - 1, node, 1, weight]
                for one, weight in of
            )
        rows.writerow(["total", "Aggregate", 3, "", 1, 1])
    script = Path(__file__).parent / "peers/scoring_coinr.R"
    done = subprocess.run(
        ["Rscript", str(script), str(folder / "data.csv"), str(folder / "meta.csv"), "3"],
        capture_output=True,
        text=True,
    )
    return float(done.stdout) if done.returncode == 0 else None


def alone(do: Callable[..., tuple[float, float, float]], *arguments: Any) -> tuple[float, float, float]:
    """In a process of its own, so that its memory is its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(do, arguments)


def show(units: int, indicators: int, periods: int, kinds: list[str], *, traced: bool) -> None:
    """The rows of one size."""
    methods = {name(one): kinds[one % len(kinds)] for one in range(indicators)}
    many = f"{len(kinds)} methods" if len(kinds) > 1 else kinds[0]
    what = f"scoring, {units:,} units x {indicators} indicators x {periods} periods, {many}"
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.parquet"
        write_facts(facts, units, indicators, periods)
        seconds, most, points = alone(ours, facts, methods, "none")
        others, less, same = alone(pandas, facts, methods)
        assert abs(points - same) < 1e-8, (points, same)
        Row(f"{what}, no trace", "s CPU", seconds, others, PANDAS).show()
        Row(f"{what}, no trace, most memory", "MiB", most, less, PANDAS).show()
        if traced:
            Row(
                f"{what}, whole trace", "s CPU", alone(ours, facts, methods, "full")[0], others, PANDAS
            ).show()
        if (
            periods == 1
            and kinds == ["min-max"]
            and (peer := coinr(facts, indicators, Path(folder))) is not None
        ):
            Row(f"{what}, no trace, beside COINr", "s CPU", seconds, peer, COINR).show()


def large(facts: Path, indicators: int) -> tuple[float, float, float]:
    """Seconds by the clock of one run without trace, most memory in MiB, and those of the processors."""
    from jingkai.engines.scoring import plan_of, score

    methods = {name(one): list(METHODS)[one % len(METHODS)] for one in range(indicators)}
    clock, busy = time.perf_counter(), time.process_time()
    score(plan_of(scheme(methods)), facts, trace="none")
    return time.perf_counter() - clock, memory(), time.process_time() - busy


def made(facts: Path, units: int, indicators: int, periods: int) -> tuple[float, float, float]:
    """Facts, which take more memory to make than to score."""
    write_facts(facts, units, indicators, periods)
    return 0.0, 0.0, 0.0


def firm(units: int, indicators: int) -> tuple[float, float, float]:
    """Seconds for 10,000 replications of the places, memory, and the first place."""
    from jingkai.engines.scoring import Cube, plan_of, rank_ranges, score

    methods = {name(one): list(METHODS)[one % len(METHODS)] for one in range(indicators)}
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.parquet"
        write_facts(facts, units, indicators, 1)
        cube = Cube.of(score(plan_of(scheme(methods)), facts, trace="none"))
    took, found = timed(lambda: rank_ranges(cube))
    return took, memory(), float(found[0].rank)


def main() -> None:
    show(51, 50, 1, ["min-max"], traced=True)
    show(10_000, 50, 1, ["min-max"], traced=True)
    show(3_000, 100, 12, list(METHODS), traced=False)
    what = "scoring, 30,000 units x 100 indicators x 12 periods, 5 methods, no trace"
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.parquet"
        alone(made, facts, 30_000, 100, 12)
        seconds, most, busy = alone(large, facts, 100)
    Row(f"{what}, by the clock", "s", seconds, 12.0, "the bound, on two quiet processors").show()
    Row(what, "s CPU", busy, 12.0, "the bound, on two quiet processors").show()
    Row(f"{what}, most memory", "MiB", most, 4096.0, "the bound").show()
    seconds, _, _ = alone(firm, 217, 53)
    Row(
        "rank intervals, 217 units x 53 indicators, 10,000 replications", "s CPU", seconds, 5.0, "the bound"
    ).show()


if __name__ == "__main__":
    main()
