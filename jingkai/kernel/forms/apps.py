from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "jingkai.kernel.forms"
    label = "jk_forms"
    verbose_name = "填报"

    def ready(self) -> None:
        from . import examine, kinds, problems  # noqa: F401  they enter themselves
