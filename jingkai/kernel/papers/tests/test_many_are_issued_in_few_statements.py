"""Whoever issues a list holds the write lock while rows are written, not while they are thought about."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.papers.services import issue_papers, issuing

from .samples import MONDAY, Press, a_press, a_reviewed

pytestmark = pytest.mark.django_db


def statements(press: Press, count: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What issuing so many papers asks the database while it holds the lock, but for the counter's own."""
    papers = [a_reviewed(press, f"{count}-{n}", to=(press.zone.east, press.zone.west)) for n in range(count)]
    joining, found = issuing.joining, []

    @contextmanager
    def listening(*arguments: Any, **more: Any) -> Iterator[Any]:
        with CaptureQueriesContext(connection) as queries, joining(*arguments, **more) as writer:
            yield writer
        found.extend(one["sql"] for one in queries.captured_queries)

    with monkeypatch.context() as patch:
        patch.setattr(issuing, "joining", listening)
        issue_papers(press.clerk, papers, at=MONDAY)
    return [one for one in found if "UPDATE jk_papers_papercounter SET" not in one]


def test_thirty_take_as_many_statements_as_three(monkeypatch: pytest.MonkeyPatch) -> None:
    press = a_press()
    few, many = statements(press, 3, monkeypatch), statements(press, 30, monkeypatch)
    assert len(few) > 5
    assert len(many) == len(few)
