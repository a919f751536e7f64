"""What may be written here; each takes the actor first."""

from .approve import approve
from .draft import draft
from .ship import ship, ship_folder, shipped_files

__all__ = ["approve", "draft", "ship", "ship_folder", "shipped_files"]
