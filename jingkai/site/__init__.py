"""Composition only: settings, processes, command line."""
