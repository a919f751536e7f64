from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "jingkai.kernel.flows"
    label = "jk_flows"
    verbose_name = "流程"

    def ready(self) -> None:
        from . import examine, kinds, problems  # noqa: F401  they enter themselves
