"""The sample zone is written once for all tests of this folder; each module works on a copy of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker

from jingkai.kernel.records.models import Seal
from jingkai.kernel.records.sealer import seal
from jingkai.site.sample.writing import Written, write_sample
from tests.harness import fresh_database


@dataclass(frozen=True)
class Original:
    """The database that the sample was written into, and what its writing reported."""

    name: str
    written: Written
    chain: list[str]


@pytest.fixture(scope="package")
def original(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Original]:
    """Written once; nobody is connected to it afterwards, so that it can be copied."""
    with django_db_blocker.unblock(), fresh_database(tmp_path_factory.mktemp("original")):
        written = write_sample()
        seal()
        links = chain()
        name = connection.settings_dict["NAME"]
        connections.close_all()
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"]
        yield Original(name, written, links)


@pytest.fixture(scope="module")
def sample(
    original: Original, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Written]:
    """A copy of the sample for one module of tests; what its writing reported."""
    folder = tmp_path_factory.mktemp("sample")
    with django_db_blocker.unblock(), _in_place_of_the_test_database(original.name), fresh_database(folder):
        yield original.written


def chain() -> list[str]:
    """The hash chain over every entry."""
    return list(Seal.objects.order_by("entry").values_list("digest", flat=True))


@contextmanager
def _in_place_of_the_test_database(name: str) -> Iterator[None]:
    """The harness copies the test database and no other."""
    settings = connection.settings_dict
    empty = settings["NAME"]
    settings["NAME"] = settings["TEST"]["NAME"] = name
    try:
        yield
    finally:
        settings["NAME"] = settings["TEST"]["NAME"] = empty
