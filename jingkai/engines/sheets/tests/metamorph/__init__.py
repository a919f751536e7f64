"""Metamorphosis: changes of a workbook that must not change what is read."""
