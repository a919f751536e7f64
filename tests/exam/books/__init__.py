"""The fourteen workbooks of the exam, one a module; every figure in them is invented."""
