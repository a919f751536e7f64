"""The table of who answers for an indicator has another name since; what was written before is proven as it was."""

from typing import Any

from django.core.management import call_command
from django.db import connection

from jingkai.kernel.records.hashing import row_text
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.verify import verify

from ...models import Responsibility
from ..saying import Named, make_responsible
from .samples import READ, an_assessed_zone


def rows_of(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")
        return cursor.fetchall()


def test_rows_written_under_the_earlier_name_stay_and_are_proven(committed_db: object) -> None:
    del committed_db
    there = an_assessed_zone()
    make_responsible(there.clerk, there.upper, there.responsibilities, at=READ)
    seal()
    before, head = rows_of("jk_assessment_responsibility"), verify().head
    assert len(before) == 3
    # As it stood in the release before: the same table, under its first name.
    call_command("migrate", "jk_assessment", "0001", verbosity=0)
    assert rows_of("jk_assessment_charge") == before
    call_command("migrate", "jk_assessment", verbosity=0)
    assert rows_of("jk_assessment_responsibility") == before
    found = verify()
    assert (found.intact, found.head) == (True, head)
    assert row_text(Responsibility.objects.all()[0]).startswith('{"":"jk_assessment.charge",')
    # It goes on under the same label, and the next turn follows the last.
    changed = {"项目建设": Named(there.office, there.deputies["分管经济"])}
    (row,) = make_responsible(there.clerk, there.upper, changed, at=READ)
    seal()
    assert (row.turn, verify().intact) == (2, True)
