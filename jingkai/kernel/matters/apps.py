from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "jingkai.kernel.matters"
    label = "jk_matters"
    verbose_name = "事项"

    def ready(self) -> None:
        from . import examine, kinds, problems  # noqa: F401  they enter themselves
