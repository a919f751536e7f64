"""Runs every bench/bench_*.py and writes bench/results.md: our figure, the peer's and the ratio of one run.

A bench is a program that prints one JSON object a row (bench/row.py). BENCH_DATABASES gives it two empty
databases with safe settings. A bench that fails leaves no row, and the run exits 1.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench/results.md"
SCRATCH = ROOT / "bench/scratch"


def machine() -> str:
    """What the figures were taken on, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[2]
    kind = f"Python {platform.python_version()}, {platform.machine()}"
    return f"{kind}, {cores} cores, {memory:.0f} GiB, load {load:.1f} over the last quarter of an hour"


def commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def run(bench: Path, databases: str) -> list[dict[str, Any]]:
    """The rows that a bench prints; raises CalledProcessError when it fails."""
    name = f"bench.{bench.stem}"
    print(f"{name} ...", file=sys.stderr)
    environment = os.environ | {"BENCH_DATABASES": databases}
    command = [sys.executable, "-m", name]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def render(tables: dict[str, list[dict[str, Any]]], taken: str) -> str:
    """The page bench/results.md."""
    lines = ["# Measured", "", f"Written by `make bench`. {taken}.", ""]
    lines += ["| what | unit | ours | peer | ratio | beside |", "|---|---|---|---|---|---|"]
    for rows in tables.values():
        for row in rows:
            figures = " | ".join(f"{value:,.4g}" for value in (row["ours"], row["peers"]))
            ratio = row["ours"] / row["peers"]
            lines.append(f"| {row['what']} | {row['unit']} | {figures} | {ratio:.3g} | {row['peer']} |")
    return "\n".join(lines) + "\n"


def postgres(deed: str) -> str:
    done = subprocess.run(["scripts/postgres", deed, "durable"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def main() -> int:
    tables, failed = {}, []
    for bench in sorted((ROOT / "bench").glob("bench_*.py")):
        SCRATCH.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
            try:
                databases = f"sqlite://{scratch}/bench.sqlite3 {postgres('start')}"
                tables[bench.stem] = run(bench, databases)
            except subprocess.CalledProcessError:
                failed.append(bench.stem)
            finally:
                postgres("stop")
    taken = f"At commit {commit()}, {machine()}"
    RESULTS.write_text(render(tables, taken), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    if failed:
        print(f"make bench: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
