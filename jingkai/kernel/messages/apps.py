from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "jingkai.kernel.messages"
    label = "jk_messages"
    verbose_name = "消息"

    def ready(self) -> None:
        from . import problems  # noqa: F401
