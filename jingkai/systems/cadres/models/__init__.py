"""What no kernel room can hold: the entries that rewards of persons stand on."""

from .ground import Ground

__all__ = ["Ground"]
