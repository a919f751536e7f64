"""角色: the rule set of roles, and what is read from it."""

from .body import KEY, Opening, Reach, Role, RolesBody
from .known import known_roles, roles_for

__all__ = ["KEY", "Opening", "Reach", "Role", "RolesBody", "known_roles", "roles_for"]
