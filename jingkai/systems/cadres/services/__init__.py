"""What may be written here; each takes the actor first."""

from .rewarding import follow_falls, move_reward, propose_reward, rule_of

__all__ = ["follow_falls", "move_reward", "propose_reward", "rule_of"]
