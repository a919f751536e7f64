from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "jingkai.systems.scheduling"
    label = "jk_scheduling"
    verbose_name = "经济调度"

    def ready(self) -> None:
        from . import kinds, problems  # noqa: F401  they enter themselves
        from .reports import kinds as _  # noqa: F401
