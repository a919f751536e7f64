"""PostgreSQL: migrations run as the owner of the tables, everything else as jk_app, which owns nothing."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper

from .problems import ROLE_MISSING

APP_ROLE = "jk_app"


def on_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Every new connection to the zone's database gives up the owner's rights."""
    if connection.vendor == "postgresql" and connection.alias == DEFAULT_DB_ALIAS:
        become_app(connection)


def become_app(connection: BaseDatabaseWrapper) -> None:
    """Act as jk_app. A database that was never migrated may lack the role: there is nothing to protect in it
    yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', rolname::text, false) FROM pg_roles WHERE rolname = %s", [APP_ROLE]
        )


def become_owner(connection: BaseDatabaseWrapper) -> None:
    """Act as the user who logged in, who owns the tables."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def ensure_role(connection: BaseDatabaseWrapper) -> None:
    """Make jk_app where it is missing. Raises Problem `records.role-missing` without the right to do so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone():
            return
        try:
            cursor.execute(f"CREATE ROLE {APP_ROLE} NOLOGIN")
            cursor.execute(f"GRANT {APP_ROLE} TO CURRENT_USER")
        except IntegrityError:
            # Roles belong to the server: another database's migration made it at this very moment.
            return
        except DatabaseError as error:
            raise ROLE_MISSING(role=APP_ROLE) from error
