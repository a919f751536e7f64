"""The tables of the room."""

from .approval import Approval
from .rule_set import RuleSet

__all__ = ["Approval", "RuleSet"]
