"""Questions on the page, at their cells: what may be answered, what was answered, what was not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from jingkai.engines.sheets import Question
from jingkai.engines.sheets.workbook import position
from jingkai.kernel.facts.workbooks.answered import Answered

from ..shown import moment
from ..words import Lang, Words

CHOSEN, TYPED = "answer:", "typed:"
# What a button says before the id of the question whose remembered answer is to be forgotten.
FORGET = "forget:"
# The choice beside the options: what stands in the text field.
OTHER = "="
_LONGEST = 200


@dataclass(frozen=True)
class Choice:
    """One radio button."""

    value: str
    words: str
    checked: bool


@dataclass(frozen=True)
class QuestionOnPage:
    """`accepts` says what may be typed ("" where nothing may); `remembered` by whom and when it was answered before;
    `refused` why an answer was not taken. A question without choices and without a form has to be mended in the file.
    """

    id: str
    sheet: str
    cells: tuple[str, ...]
    text: str
    why: str
    must: bool
    choices: tuple[Choice, ...]
    accepts: str
    typed: str
    open: bool
    remembered: str = ""
    refused: str = ""
    # Whether it is answered by what was answered for an earlier table, which may be forgotten.
    forgettable: bool = False


def open_question(one: Question, given: str, lang: Lang) -> QuestionOnPage:
    """A question that has no answer; `given` is one that was not taken."""
    words = Words(lang)
    accepts = _accepts(one, lang)
    options = " / ".join(_option(option.zh, option.en, lang) for option in one.options)
    takes = words("or").join(part for part in (options, accepts) if part)
    refused = words("import_not_taken", answer=given[:30], accepts=takes) if given else ""
    return _on_page(one, "", given, lang, refused=refused, is_open=True)


def answered_question(one: Answered, lang: Lang) -> QuestionOnPage:
    """A question with its answer, which may still be changed."""
    before = one.remembered
    said = ""
    if before is not None:
        words = Words(lang)
        by = before.person or words("system")
        said = words("import_remembered", at=moment(before.at), by=by)
    on_page = _on_page(one.question, one.answer, one.answer, lang, remembered=said, is_open=False)
    return replace(on_page, forgettable=before is not None)


def in_order(questions: Sequence[QuestionOnPage]) -> list[QuestionOnPage]:
    """Open ones first, each as it is met from the top of its sheet."""
    return sorted(questions, key=lambda one: (not one.open, not one.must, one.sheet, _row(one.cells), one.id))


def answers_in(form: QueryDict, remembered: Mapping[str, str]) -> dict[str, str]:
    """The answers of a form that was sent, by question id. What is `remembered` so already is no new answer."""
    found = {}
    for key in form:
        kind, _, question = key.partition(":")
        if f"{kind}:" not in (CHOSEN, TYPED) or not question:
            continue
        chosen = form.get(f"{CHOSEN}{question}", OTHER)
        # "Later" stands there from the start: who types an answer and ticks nothing has answered.
        answer = (form.get(f"{TYPED}{question}", "") if chosen in (OTHER, "") else chosen).strip()[:_LONGEST]
        if answer and remembered.get(question) != answer:
            found[question] = answer
    return found


def _on_page(
    one: Question,
    answer: str,
    typed: str,
    lang: Lang,
    *,
    is_open: bool,
    remembered: str = "",
    refused: str = "",
) -> QuestionOnPage:
    words = Words(lang)
    options = {option.key: _option(option.zh, option.en, lang) for option in one.options}
    choices = [Choice(key, said, key == answer) for key, said in options.items()]
    free = typed if typed not in options else ""
    if choices and one.form is not None:
        choices.append(Choice(OTHER, words("import_other"), bool(free)))
    if choices and not remembered:
        choices.append(Choice("", words("import_later"), not answer and not free))
    return QuestionOnPage(
        id=one.id,
        sheet=one.sheet,
        cells=one.cells,
        text=one.text if lang == "zh" else one.en,
        why=one.why if lang == "zh" else "",
        must=one.must,
        choices=tuple(choices),
        accepts=_accepts(one, lang),
        typed=free,
        open=is_open,
        remembered=remembered,
        refused=refused,
    )


def _accepts(one: Question, lang: Lang) -> str:
    return "" if one.form is None else (one.form.zh if lang == "zh" else one.form.en)


def _option(zh: str, en: str, lang: Lang) -> str:
    return zh if lang == "zh" else en


def _row(cells: tuple[str, ...]) -> tuple[int, int]:
    return position(cells[0]) if cells else (-1, -1)
