"""The methods of scoring (评分方法)."""

from .base import Method
from .named import METHODS

__all__ = ["METHODS", "Method"]
