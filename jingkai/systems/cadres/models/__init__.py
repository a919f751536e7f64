"""What no kernel room can hold: rewards of persons and the entries they stand on."""

from .reward import Ground, Reward

__all__ = ["Ground", "Reward"]
