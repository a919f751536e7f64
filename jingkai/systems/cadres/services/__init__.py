"""What may be written here; each takes the actor first."""

from .rewarding import propose_reward

__all__ = ["propose_reward"]
