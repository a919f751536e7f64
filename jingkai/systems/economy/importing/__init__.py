"""Bringing tables in, as pages: choose, look at what was understood, answer, bring in, take back."""
