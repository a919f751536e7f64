"""Sheets (表格): a messy workbook to typed facts with provenance, questions and warnings."""

from jingkai.engines.sheets.asking import Option, Question, Warning_
from jingkai.engines.sheets.facts import ReadFact
from jingkai.engines.sheets.lists import Record
from jingkai.engines.sheets.problems import CATALOGUE, SheetProblem
from jingkai.engines.sheets.reading import Reading, read_workbook, understand

__all__ = [
    "CATALOGUE",
    "Option",
    "Question",
    "ReadFact",
    "Reading",
    "Record",
    "SheetProblem",
    "Warning_",
    "read_workbook",
    "understand",
]
