"""The register of projects: invented names, and stages by the dates they were reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from .chance import choice, pick
from .declared import projects_file, zone_file

_HUNDRED = 100


@dataclass(frozen=True)
class Project:
    """One project; `reached` are its stages by date, `due` is what is promised next."""

    code: str
    title: str
    unit: str
    trade: str
    tenths: int
    reached: dict[str, date] = field(default_factory=dict)
    due: tuple[str, date] | None = None

    @property
    def size(self) -> str:
        whole, tenth = divmod(self.tenths, 10)
        return f"{whole}.{tenth}亿元"


def projects() -> list[Project]:
    """The whole register, in the order of signing."""
    made = [_project(number) for number in range(1, projects_file().count + 1)]
    return sorted(made, key=lambda one: (one.reached["签约"], one.code))


def _project(number: int) -> Project:
    declared = projects_file()
    trade = choice(sorted(declared.trades), "trade", number)
    product = choice(declared.trades[trade], "product", number)
    title = f"{product}{choice(declared.manners, 'manner', number)}（样例{number:03}）"
    units = [one.name for one in zone_file().units if one.territory]
    reached, due = _life(number)
    return Project(
        f"XM{number:03}", title, choice(units, "unit", number), trade, _tenths(number), reached, due
    )


def _tenths(number: int) -> int:
    """The size in tenths of 亿元."""
    drawn = pick(_HUNDRED, "size class", number)
    for one in projects_file().sizes:
        if drawn < one.share:
            return one.least + pick(one.most - one.least + 1, "size", number)
        drawn -= one.share
    raise ValueError("projects.yaml: the shares of sizes do not make a hundred")


def _life(number: int) -> tuple[dict[str, date], tuple[str, date] | None]:
    """Stages reached up to the last day, and the first one that lies after it."""
    declared = projects_file()
    span = (declared.last_day - declared.first_day).days + 1
    reached = {"签约": declared.first_day + timedelta(days=pick(span, "signed", number))}
    due: tuple[str, date] | None = None
    for stage, pace in declared.pace.items():
        before = reached.get(pace.after)
        if before is None or pick(_HUNDRED, "stuck", stage, number) < declared.stuck.get(stage, 0):
            continue
        on = before + timedelta(days=pace.least + pick(pace.more, "pace", stage, number))
        if on <= declared.last_day:
            reached[stage] = on
        elif due is None or on < due[1]:
            due = (stage, on)
    return reached, due
