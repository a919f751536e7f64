from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "jingkai.kernel.registers"
    label = "jk_registers"
    verbose_name = "台账"

    def ready(self) -> None:
        from . import kinds, problems, timed  # noqa: F401  they enter themselves
