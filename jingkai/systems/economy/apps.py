from django.apps import AppConfig


class EconomyConfig(AppConfig):
    name = "jingkai.systems.economy"
    label = "jk_economy"
    verbose_name = "经济运行"

    def ready(self) -> None:
        from . import kinds, problems, trial  # noqa: F401  they enter themselves where they belong

        kinds.enter()
        trial.enter()
