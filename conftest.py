"""The test harness: SQLite or PostgreSQL by JINGKAI_DATABASE_URL, never a flush.

`@pytest.mark.django_db` runs a test inside a transaction that is rolled back. A test that must really commit
(other processes, threads, kill -9) takes the fixture `committed_db`: a fresh copy of the migrated database.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from tests.harness import CommittedDatabase, Reads, fresh_database

_BANNED_FIXTURES = {"transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Append-only tables can't be flushed, so a test that asks Django to flush fails before it runs."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        asks = _BANNED_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if asks or (marker and marker.kwargs.get("transaction")):
            raise pytest.UsageError(
                f"{item.nodeid}: transaction=True is banned; take the fixture committed_db"
            )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A test database of this process's own, so that runs beside each other don't meet; on SQLite a file,
    since an in-memory database has no WAL and can't be opened by another process.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        name = f"test_{database['NAME']}_{os.getpid()}"
    database.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Make the test database, whichever tests run. pytest-django's own leaves it out where none of them has the
    django_db mark, and tests with `committed_db` alone would then copy the installation's database.
    """
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def _files_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests store never lands in the installation's data directory."""
    from django.conf import settings

    settings.JINGKAI_DATA_DIR = tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True, scope="session")
def _what_is_remembered_names_what_it_reads() -> None:
    """Everywhere, so that each page that is tested is a test of it."""
    from tests.watching import watch

    watch()


@pytest.fixture(autouse=True, scope="session")
def _a_rule_file_is_read_once() -> Iterator[None]:
    """Every test begins with a zone of its own, and the same seventy rule files are read for each."""
    from jingkai.kernel.rules.services import entering
    from jingkai.kernel.rules.yaml_text import read_yaml

    @cache
    def once(text: str) -> str:
        return json.dumps(read_yaml(text))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entering, "read_yaml", lambda text: json.loads(once(text)))
        yield


@pytest.fixture(autouse=True, scope="session")
def _pages_without_sign_in() -> None:
    """Pages are read as the console, or as the person of JINGKAI_ACTS_AS; tests of sign-in ask for it themselves."""
    from django.conf import settings

    settings.JINGKAI_SIGN_IN = False


@pytest.fixture
def committed_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[CommittedDatabase]:
    """A fresh migrated database in which commits are real; `.url` opens it from another process."""
    if request.node.get_closest_marker("django_db"):
        raise pytest.UsageError("committed_db is a database of its own: leave the django_db mark out")
    with django_db_blocker.unblock(), fresh_database(tmp_path) as database:
        yield database


@pytest.fixture(scope="module")
def shared_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CommittedDatabase]:
    """The same as `committed_db`, but one for all tests of a file: none of them changes what another one reads."""
    with django_db_blocker.unblock(), fresh_database(tmp_path_factory.mktemp("shared")) as database:
        yield database


@pytest.fixture(autouse=True)
def _remembers_nothing() -> None:
    """Tests have databases of their own, in which the same numbers mean something else."""
    from jingkai.kernel.records.remembering import forget

    forget()


@pytest.fixture
def reads(settings: Settings) -> Reads:
    """The pages as a person reads them."""

    def reads(person: Any) -> Client:
        settings.JINGKAI_ACTS_AS = person.pk
        return Client(HTTP_HOST="localhost")

    return reads
