"""The printed forms of a paper, in the layout of GB/T 9704-2012: `word(sheet)`, `pdf(sheet)`."""

from .pdf import pdf, substituted
from .word import word

__all__ = ["pdf", "substituted", "word"]
