from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "jingkai.systems.cadres"
    label = "jk_cadres"
    verbose_name = "干部实绩"

    def ready(self) -> None:
        from . import kinds, problems  # noqa: F401  they enter themselves
