"""The same Excel back (K4.5): a department's own workbook, its layout untouched, with what is known filled in."""
