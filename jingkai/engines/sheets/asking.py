"""Questions and warnings: what the reader is not sure of, at the cell, and what the answers do."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.workbook import address


@dataclass(frozen=True)
class Option:
    """One possible answer: its key, and what it means in both languages."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True)
class Question:
    """One question. `must`: the figures it touches wait for the answer. `remember` identifies the same question in next
    month's file of the same unit (None: it has to be asked each time)."""

    id: str
    kind: str
    sheet: str
    cells: tuple[str, ...]
    text: str
    en: str
    why: str
    must: bool
    options: tuple[Option, ...] = ()
    remember: str | None = None


@dataclass(frozen=True)
class Notice:
    """Something noticed that needs no answer (info), or that makes a figure doubtful (error)."""

    kind: str
    severity: str
    sheet: str
    cells: tuple[str, ...]
    text: str
    en: str


@dataclass
class Asker:
    """Collects questions and warnings; hands back an answer that was given now or remembered."""

    answers: Mapping[str, str]
    remembered: Mapping[str, str]
    sheet: str = ""
    questions: list[Question] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        kind: str,
        cells: Iterable[Key],
        zh: str,
        en: str,
        *,
        why: str = "",
        must: bool = True,
        options: Iterable[Option] = (),
        subject: str = "",
        remember: bool = False,
    ) -> str | None:
        """The answer to a question, or None when it is open (and is asked)."""
        places = tuple(address(*key) for key in cells)
        identity = "|".join((kind, self.sheet, subject or ",".join(places)))
        question_id = f"{kind}-{hashlib.sha256(identity.encode()).hexdigest()[:10]}"
        memory = f"{kind}|{subject}" if remember and subject else None
        answer = self.answers.get(question_id)
        if answer is None and memory is not None:
            answer = self.remembered.get(memory)
        if answer is not None:
            self.used[memory or question_id] = answer
            return answer
        if all(question.id != question_id for question in self.questions):
            self.questions.append(
                Question(question_id, kind, self.sheet, places, zh, en, why, must, tuple(options), memory)
            )
        return None

    def warn(self, kind: str, severity: str, cells: Iterable[Key], zh: str, en: str) -> None:
        """Notes something."""
        warning = Notice(kind, severity, self.sheet, tuple(address(*key) for key in cells), zh, en)
        if warning not in self.warnings:
            self.warnings.append(warning)
