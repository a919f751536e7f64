"""The report of a scored scheme: report.html."""

from .writing import write_report

__all__ = ["write_report"]
