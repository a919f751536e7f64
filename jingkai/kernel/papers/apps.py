from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "jingkai.kernel.papers"
    label = "jk_papers"
    verbose_name = "文件"

    def ready(self) -> None:
        from . import examine, kinds, problems  # noqa: F401  they enter themselves
