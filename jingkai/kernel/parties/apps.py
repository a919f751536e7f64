from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "jingkai.kernel.parties"
    label = "jk_parties"
    verbose_name = "主体"
