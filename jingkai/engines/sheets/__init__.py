"""Sheets (表格): a messy workbook to typed facts with provenance, questions and warnings."""

from jingkai.engines.sheets.asking import Answered, Notice, Option, Question, ids_of
from jingkai.engines.sheets.facts import ReadFact
from jingkai.engines.sheets.lists import Record
from jingkai.engines.sheets.outline import Blank, Outline, outline
from jingkai.engines.sheets.problems import CATALOGUE, SheetProblem
from jingkai.engines.sheets.reading import Reading, read_workbook, understand

__all__ = [
    "CATALOGUE",
    "Answered",
    "Blank",
    "Notice",
    "Option",
    "Outline",
    "Question",
    "ReadFact",
    "Reading",
    "Record",
    "SheetProblem",
    "ids_of",
    "outline",
    "read_workbook",
    "understand",
]
