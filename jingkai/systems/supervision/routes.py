"""Matters and signals, for programs."""

from .matter_routes import ROUTER as MATTERS
from .signal_routes import ROUTER as SIGNALS

ROUTERS = (MATTERS, SIGNALS)
