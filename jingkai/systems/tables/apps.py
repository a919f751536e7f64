from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "jingkai.systems.tables"
    label = "jk_tables"
    verbose_name = "填报减负"
