"""Bring your folder (K4.4): last year's workbooks become drafts of units, indicators, targets and aliases."""
