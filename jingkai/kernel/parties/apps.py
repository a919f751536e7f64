"""主体: organisations, persons, posts, places, and who may do what."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "jingkai.kernel.parties"
    label = "jk_parties"
    verbose_name = "主体"

    def ready(self) -> None:
        from . import examine, journal_access, problems  # noqa: F401
