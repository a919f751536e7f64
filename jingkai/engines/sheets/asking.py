"""Questions and warnings: what the reader is not sure of, at the cell, and what the answers do."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.forms import NONE, Form
from jingkai.engines.sheets.workbook import address


@dataclass(frozen=True)
class Option:
    """One possible answer: its key, and what it means in both languages."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True)
class Notice:
    """Something noticed that needs no answer (info), or that makes a figure doubtful (error)."""

    kind: str
    severity: str
    sheet: str
    cells: tuple[str, ...]
    text: str
    en: str


@dataclass(frozen=True)
class Question:
    """One question. `must`: the figures it touches wait for the answer. `remember` identifies the same question in next
    month's file of the same unit (None: it has to be asked each time). An answer is the key of an option or a text of
    `form`; where there is neither, the file itself has to be mended."""

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
    form: Form | None = None

    def takes(self, answer: str) -> bool:
        """Whether this is an answer to the question."""
        return any(option.key == answer for option in self.options) or (
            self.form is not None and self.form.fits(answer)
        )

    def accepts(self, lang: str) -> str:
        """What may be answered, in words."""
        form = self.form if self.form is not None or self.options else NONE
        typed = [] if form is None else [form.en if lang == "en" else form.zh]
        return " / ".join([*(option.key for option in self.options), *typed])

    def refusal(self, answer: str) -> Notice:
        """That an answer is not taken, and what would be."""
        return Notice(
            "answer", "error", self.sheet, self.cells,
            f"答复“{answer[:30]}”不能采用，可答：{self.accepts('zh')}（{self.id}）",
            f"the answer “{answer[:30]}” is not taken; accepted: {self.accepts('en')} ({self.id})",
        )  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """A question with its answer. `recalled` says that it is the one of an earlier month, and none was given now."""

    question: Question
    answer: str
    recalled: bool = False


def ids_of(questions: Iterable[Question], answered: Iterable[Answered]) -> frozenset[str]:
    """The ids of all questions that came up, open or answered."""
    return frozenset([*(one.id for one in questions), *(one.question.id for one in answered)])


@dataclass
class Asker:
    """Collects questions and warnings; hands back an answer that was given now or remembered.

    An answer that the question does not take is told as a warning, and the question stays. `answered` are those that
    have their answer, by id.
    """

    answers: Mapping[str, str]
    remembered: Mapping[str, str]
    sheet: str = ""
    questions: list[Question] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    answered: dict[str, Answered] = field(default_factory=dict)

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
        form: Form | None = None,
    ) -> str | None:
        """The answer to a question, or None when it is open (and is asked)."""
        places = tuple(address(*key) for key in cells)
        identity = "|".join((kind, self.sheet, subject or ",".join(places)))
        question_id = f"{kind}-{hashlib.sha256(identity.encode()).hexdigest()[:10]}"
        memory = f"{kind}|{subject}" if remember and subject else None
        question = Question(
            question_id, kind, self.sheet, places, zh, en, why, must, tuple(options), memory, form
        )
        answer = self.answers.get(question_id)
        if answer is not None and not question.takes(answer):
            refusal = question.refusal(answer)
            if refusal not in self.warnings:
                self.warnings.append(refusal)
            answer = None
        recalled = answer is None
        if answer is None and memory is not None:
            before = self.remembered.get(memory)
            answer = before if before is not None and question.takes(before) else None
        if answer is not None:
            self.used[memory or question_id] = answer
            self.answered[question_id] = Answered(question, answer, recalled)
            return answer
        if all(asked.id != question_id for asked in self.questions):
            self.questions.append(question)
        return None

    def warn(self, kind: str, severity: str, cells: Iterable[Key], zh: str, en: str) -> None:
        """Notes something."""
        warning = Notice(kind, severity, self.sheet, tuple(address(*key) for key in cells), zh, en)
        if warning not in self.warnings:
            self.warnings.append(warning)
