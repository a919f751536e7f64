"""The same Excel back (K4.5): a department's own workbook, its layout untouched, with what is known filled in."""

from jingkai.systems.economy.filling.answers import Answer, answers_for
from jingkai.systems.economy.filling.writing import Filled, fill_workbook

__all__ = ["Answer", "Filled", "answers_for", "fill_workbook"]
