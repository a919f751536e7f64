"""Leaving words out of the lexicons, to see what each workbook needs."""
