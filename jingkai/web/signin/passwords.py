"""How long a password must be, said in both languages (Django's own sentence has no Chinese any more)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from .words import spoken


class LengthValidator:
    """At least `least` characters (settings AUTH_PASSWORD_VALIDATORS)."""

    def __init__(self, least: int) -> None:
        self._least = least

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError for a shorter one."""
        if len(password) < self._least:
            raise ValidationError(spoken("too_short", least=self._least), code="password_too_short")

    def get_help_text(self) -> str:
        """What is asked for."""
        return str(spoken("too_short", least=self._least))
