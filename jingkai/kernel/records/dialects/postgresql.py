"""PostgreSQL: statement triggers on one shared function, and a function for each guard."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from ..declare import Declaration
from ..role import APP_ROLE
from .dialect import Trigger, guards_of, message, trigger_name

# Bits of pg_trigger.tgtype.
_ROW, _BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 4, 8, 16, 32
_EVENT_BITS = {"insert": _INSERT, "update": _UPDATE, "delete": _DELETE}
_EVENT_WORDS = {_INSERT: "INSERT", _DELETE: "DELETE", _UPDATE: "UPDATE", _TRUNCATE: "TRUNCATE"}

_SEPARATOR = "\n--\n"

# Class 23 makes it an IntegrityError for every driver; J01 is not used by PostgreSQL.
_RAISE = "RAISE EXCEPTION USING ERRCODE = '23J01', MESSAGE = '{message}'"

_INSTALLED = """
    SELECT c.relname, t.tgname, t.tgtype, t.tgqual IS NULL AND t.tgattr::text = '' AND t.tgenabled = 'O',
    p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""

_CHANGING = ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES")


class PostgreSQL:
    """UPDATE, DELETE and TRUNCATE are refused for the statement, so before a row is looked for: also ON
    CONFLICT DO UPDATE without a conflict. Each trigger has a function of its own name, whose source the
    catalogue gives back.
    """

    vendor = "postgresql"

    def render(self, declaration: Declaration) -> list[Trigger]:
        table = declaration.table
        triggers = []
        if declaration.kind == "append-only":
            bits = _BEFORE | _UPDATE | _DELETE | _TRUNCATE
            source = f"BEGIN {_RAISE.format(message=message('records.append-only', table))}; END"
            triggers.append(_trigger(table, "no-change", bits, source))
        for guard in guards_of(declaration):
            if condition := guard.condition(self.vendor):
                refusal = _RAISE.format(message=message(guard.problem, table))
                source = f"BEGIN IF ({condition}) THEN {refusal}; END IF; RETURN NULL; END"
                triggers.append(_trigger(table, guard.name, _ROW | _EVENT_BITS[guard.on], source))
        return triggers

    def installed(self, link: BaseDatabaseWrapper) -> set[Trigger]:
        with link.cursor() as cursor:
            cursor.execute(_INSTALLED)
            return {
                Trigger(table, name, _body(bits, source, always))
                for table, name, bits, always, source in cursor.fetchall()
            }

    def create(self, link: BaseDatabaseWrapper, trigger: Trigger) -> None:
        head, source = trigger.body.split(_SEPARATOR)
        bits = int(head.split()[0])
        when = "BEFORE" if bits & _BEFORE else "AFTER"
        events = " OR ".join(word for bit, word in _EVENT_WORDS.items() if bits & bit)
        each = "ROW" if bits & _ROW else "STATEMENT"
        with link.cursor() as cursor:
            cursor.execute(
                f'CREATE OR REPLACE FUNCTION "{trigger.name}"() RETURNS trigger'
                f" LANGUAGE plpgsql AS $jk${source}$jk$"
            )
            cursor.execute(
                f'CREATE TRIGGER "{trigger.name}" {when} {events} ON "{trigger.table}"'
                f' FOR EACH {each} EXECUTE FUNCTION "{trigger.name}"()'
            )

    def drop(self, link: BaseDatabaseWrapper, trigger: Trigger) -> None:
        with link.cursor() as cursor:
            cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger.name}" ON "{trigger.table}"')
            # Only a function of ours goes with its trigger; a stranger's may serve other tables.
            if trigger.name.startswith("jk_"):
                cursor.execute(f'DROP FUNCTION IF EXISTS "{trigger.name}"()')

    def grant(self, link: BaseDatabaseWrapper, found: Iterable[Declaration]) -> None:
        read_and_add = [f'"{one.table}"' for one in found if one.kind == "append-only"]
        with link.cursor() as cursor:
            cursor.execute(
                f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}"
            )
            cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")
            if read_and_add:
                tables = ", ".join(read_and_add)
                cursor.execute(f"REVOKE ALL ON {tables} FROM {APP_ROLE}")
                cursor.execute(f"GRANT SELECT, INSERT ON {tables} TO {APP_ROLE}")

    def weaknesses(self, link: BaseDatabaseWrapper, found: Iterable[Declaration]) -> list[str]:
        weak = []
        with link.cursor() as cursor:
            cursor.execute("SELECT current_user")
            user = cursor.fetchone()[0]
            if user != APP_ROLE:
                weak.append(f"current_user is {user}, must be {APP_ROLE}")
            for one in found:
                if one.kind != "append-only":
                    continue
                for right in _CHANGING:
                    cursor.execute(
                        "SELECT has_table_privilege(%s, %s, %s)", [APP_ROLE, f'"{one.table}"', right]
                    )
                    if cursor.fetchone()[0]:
                        weak.append(f"{APP_ROLE} may {right} {one.table}")
        return weak


def _trigger(table: str, name: str, bits: int, source: str) -> Trigger:
    return Trigger(table, trigger_name(table, name), _body(bits, source, True))


def _body(bits: int, source: str, always: bool) -> str:
    """Type bits, whether it fires always (enabled, no WHEN, no column list), the function's source."""
    return f"{bits} {'always' if always else 'sometimes'}{_SEPARATOR}{source}"
