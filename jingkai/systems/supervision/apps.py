from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "jingkai.systems.supervision"
    label = "jk_supervision"
    verbose_name = "督查督办"

    def ready(self) -> None:
        from . import kinds, problems, trial  # noqa: F401  kinds and problems enter themselves

        trial.enter()
