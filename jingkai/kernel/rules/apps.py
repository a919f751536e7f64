from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "jingkai.kernel.rules"
    label = "jk_rules"
    verbose_name = "规则"

    def ready(self) -> None:
        from . import examine, holidays, problems, roles, schemes, tokens  # noqa: F401  they enter themselves
