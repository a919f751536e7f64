"""Documents (规则文件): YAML whose scalars are all text, checked part by part; what is wrong is said in both
languages.
"""

from .faults import Wrong, line_of_yaml, near, said_of_yaml, told
from .parts import Part, Words, first_fault
from .text import LARGEST_CHARACTERS, Place, TextLoader, lines_of, load_text

__all__ = [
    "LARGEST_CHARACTERS",
    "Part",
    "Place",
    "TextLoader",
    "Words",
    "Wrong",
    "first_fault",
    "line_of_yaml",
    "lines_of",
    "load_text",
    "near",
    "said_of_yaml",
    "told",
]
