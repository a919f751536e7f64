"""The month and the tables behind it, for programs."""

from .importing.routes import ROUTER as IMPORTING
from .month_routes import ROUTER as MONTH

ROUTERS = (MONTH, IMPORTING)
