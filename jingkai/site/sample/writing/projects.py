"""The register of projects: invented names, and stages by the dates they were reached."""

from __future__ import annotations

from datetime import datetime

from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.registers.events import standing
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.registers.services import enter, promise, reach

from ..declared import projects_file
from ..register import Project, projects
from .people import Parties


def write_projects(parties: Parties, at: datetime) -> int:
    """Enter what is not in the register yet, with every stage and what is promised next; how many are new."""
    there = set(_subjects(parties))
    listed = projects()
    for one in listed:
        if one.code not in there:
            _enter(parties, one, at)
    subjects = _subjects(parties)
    have = set(standing().filter(subject__in=subjects.values()).values_list("subject__code", "stage"))
    for one in listed:
        for stage, on in one.reached.items():
            if (one.code, stage) not in have:
                reach(SYSTEM, subjects[one.code], stage, on, evidence="样例", at=at)
        if one.due is not None and one.code not in there:
            promise(SYSTEM, subjects[one.code], one.due[0], one.due[1], at=at)
    return len(listed) - len(there)


def _subjects(parties: Parties) -> dict[str, Subject]:
    """What is in the register, by code."""
    units = [one.pk for one in parties.units.values()]
    rows = Subject.objects.known_at().filter(kind=projects_file().kind, holder__in=units)
    return {row.code: row for row in rows}


def _enter(parties: Parties, one: Project, at: datetime) -> None:
    fields = {"size": one.size, "行业": one.trade, "来源": "样例"}
    kind = projects_file().kind
    enter(SYSTEM, kind, one.title, parties.units[one.unit], code=one.code, fields=fields, at=at)
