"""One database with the sample zone for all tests of a module: writing it takes seconds."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from jingkai.site.sample.writing import Written, write_sample
from tests.harness import fresh_database


@pytest.fixture(scope="module")
def sample(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Written]:
    """The sample zone, committed; what its writing reported."""
    with django_db_blocker.unblock(), fresh_database(tmp_path_factory.mktemp("sample")):
        yield write_sample()
