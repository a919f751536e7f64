"""Filters of the sign-in pages."""
