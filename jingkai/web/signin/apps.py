from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "jingkai.web.signin"
    label = "jk_signin"
    verbose_name = "登录"

    def ready(self) -> None:
        from .journalling import listen

        listen()
