from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "jingkai.kernel.rounds"
    label = "jk_rounds"
    verbose_name = "考评"

    def ready(self) -> None:
        from . import examine, kinds, problems, timed  # noqa: F401  they enter themselves
