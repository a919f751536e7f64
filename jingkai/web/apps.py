from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jingkai.web"
    label = "jk_web"
    verbose_name = "页面"
