from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "jingkai.kernel.activities"
    label = "jk_activities"
    verbose_name = "活动"

    def ready(self) -> None:
        from . import problems  # noqa: F401  they enter themselves
