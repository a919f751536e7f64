"""Files to workbooks: one module a format, one door."""

from jingkai.engines.sheets.load.door import load_workbook

__all__ = ["load_workbook"]
