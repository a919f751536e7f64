from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "jingkai.systems.assessment"
    label = "jk_assessment"
    verbose_name = "考核"

    def ready(self) -> None:
        from . import problems  # noqa: F401  they enter themselves
        from .upper import kinds  # noqa: F401
        from .upper import problems as upper_problems  # noqa: F401
