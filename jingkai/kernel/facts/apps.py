from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "jingkai.kernel.facts"
    label = "jk_facts"
    verbose_name = "数据"

    def ready(self) -> None:
        from . import doctor, kinds, problems  # noqa: F401  they enter themselves where they belong

        kinds.enter()
