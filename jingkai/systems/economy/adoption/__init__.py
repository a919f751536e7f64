"""Bring your folder (K4.4): last year's workbooks become drafts of units, indicators, targets and aliases."""

from jingkai.systems.economy.adoption.confirming import Adopted, confirm
from jingkai.systems.economy.adoption.draft import Draft, read_draft, write_draft
from jingkai.systems.economy.adoption.proposing import propose, read_folder

__all__ = ["Adopted", "Draft", "confirm", "propose", "read_draft", "read_folder", "write_draft"]
