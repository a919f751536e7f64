"""Whose figures they are: the names of a workbook against the organisations of the zone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jingkai.engines.identity import Name, candidates
from jingkai.engines.sheets import Answered, Notice, Option, Question
from jingkai.engines.sheets.forms import Form
from jingkai.kernel.parties.models import Alias, Organisation
from jingkai.kernel.parties.naming import folded

NEW = "new"
NOT_OURS = "skip"


@dataclass
class Holders:
    """Finds the organisation a printed name means. A likeness is never taken: it is asked (K3.5.4).

    `answers` maps question ids, and `remembered` "holder|<name>", to the id of an organisation or a name it goes by,
    to `new` (to be registered under the zone) or to `skip` (not of this zone).
    """

    zone: Organisation
    on: date
    answers: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    to_register: list[str] = field(default_factory=list)
    refusals: list[Notice] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    _asked: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _answered: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _found: dict[str, Organisation | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        units = Organisation.objects.live_on(self.on).filter(self.zone.subtree())
        self._units = {unit.pk: unit for unit in units}
        self._names: dict[str, set[int]] = {}
        aliases = Alias.objects.valid_on(self.on).filter(organisation__in=list(self._units))
        listed = [(unit.name, unit.pk) for unit in self._units.values()]
        listed += list(aliases.values_list("name", "organisation_id"))
        for name, unit in listed:
            self._names.setdefault(folded(name), set()).add(unit)

    def find(self, name: str, sheet: str = "", cell: str = "") -> Organisation | None:
        """The organisation, or None: then it is asked, or answered to be registered or left out."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        found = self._found[name]
        if f"holder|{name}" in self.used:
            self._answered.setdefault(name, []).append((sheet, cell))
        elif found is None:
            self._asked.setdefault(name, []).append((sheet, cell))
        if found is not None and found.name != name:
            self.renamed[name] = found.name
        return found

    def known(self, name: str) -> Organisation | None:
        """The organisation a name means as far as it is known; nothing is asked."""
        return self._found[name] if name in self._found else self._look_up(name)

    def questions(self) -> list[Question]:
        """A question for each name that is not known, with the likely organisations as options."""
        asked = [self._question(name, cells) for name, cells in self._asked.items()]
        self.refusals = [one.refusal(self.answers[one.id]) for one in asked if one.id in self.answers]
        return asked

    def answered(self) -> list[Answered]:
        """The same of each name that has its answer."""
        return [
            Answered(one, self.used[f"holder|{name}"], one.id not in self.answers)
            for name, cells in self._answered.items()
            for one in (self._question(name, cells),)
        ]

    def _look_up(self, name: str) -> Organisation | None:
        keys = self._names.get(folded(name), set())
        if len(keys) == 1:
            return self._units[next(iter(keys))]
        self.met.add(question_id(name))
        answer = self.answers.get(question_id(name)) or self.remembered.get(f"holder|{name}") or ""
        unit = self._unit(answer)
        if answer not in (NEW, NOT_OURS) and unit is None:
            return None
        self.used[f"holder|{name}"] = answer if unit is None else str(unit.pk)
        if answer == NEW:
            self.to_register.append(name)
        return unit

    def _unit(self, answer: str) -> Organisation | None:
        """The unit that an answer names, by its id or by a name that is its alone."""
        if answer.isdecimal() and int(answer) in self._units:
            return self._units[int(answer)]
        keys = self._names.get(folded(answer), set()) if answer.strip() else set()
        return self._units[next(iter(keys))] if len(keys) == 1 else None

    def _question(self, name: str, cells: list[tuple[str, str]]) -> Question:
        offered = {unit.pk: unit for unit in self._likely(name)}
        if (chosen := self._unit(self.used.get(f"holder|{name}", ""))) is not None:
            offered[chosen.pk] = chosen
        options = [
            Option(str(unit.pk), f"即“{unit.name}”", f"it is {unit.name}") for unit in offered.values()
        ]
        options.append(Option(NEW, "登记为本区新单位", "register it as a unit of this zone"))
        options.append(Option(NOT_OURS, "不是本区单位，不入账", "not of this zone: leave it out"))
        sheet = cells[0][0] if cells else ""
        return Question(
            id=question_id(name),
            kind="holder",
            sheet=sheet,
            cells=tuple(dict.fromkeys(cell for at, cell in cells if at == sheet)),
            text=f"“{name}”是哪个单位？",
            en=f"Which unit is {name}?",
            why="名称不在本区单位名录中",
            must=True,
            options=tuple(options),
            remember=f"holder|{name}",
            form=Form(
                "本区已登记单位的名称",
                "the name of a registered unit",
                lambda text: self._unit(text) is not None,
            ),
        )

    def _likely(self, name: str) -> list[Organisation]:
        known = {unit.name: unit for unit in self._units.values()}
        proposals = candidates(Name(name), [Name(other) for other in known])
        return [known[one.right.text] for one in proposals]


def question_id(name: str) -> str:
    """The id of the question whose this name is."""
    return f"holder-{hashlib.sha256(name.encode()).hexdigest()[:10]}"
