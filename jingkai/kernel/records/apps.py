from django.apps import AppConfig
from django.core.checks import register
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class RecordsConfig(AppConfig):
    name = "jingkai.kernel.records"
    label = "jk_records"
    verbose_name = "留痕"

    def ready(self) -> None:
        from . import checks, install, role
        from .search import doctor  # noqa: F401  it enters itself

        connection_created.connect(role.on_connection, dispatch_uid="jk_records.role")
        pre_migrate.connect(install.before_migrations, dispatch_uid="jk_records.before_migrations")
        post_migrate.connect(install.after_migrations, dispatch_uid="jk_records.after_migrations")
        register(checks.declared_tables)
