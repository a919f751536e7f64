"""The register as a workbook: a line a subject, as the page has it."""

from __future__ import annotations

from datetime import datetime

from jingkai.kernel.registers.kinds import RegisterBody
from jingkai.web.dates import moment
from jingkai.web.sheets import write_register

from .register import Register, Row
from .words import Words

# The columns (words.yaml) with their widths in characters; the fields of the kind follow.
_COLUMNS = {"code": 12, "name": 44, "holder": 18, "stage": 10, "since": 12, "next": 10, "next_due": 12}
_FIELD_WIDTH = 14


def workbook(
    found: Register, words: Words, rule: RegisterBody | None, kind: str, zone: str, at: datetime
) -> bytes:
    """The workbook's bytes: a title that says whose and when, a head, a line for each."""
    title = words("sheet_title", zone=zone, kind=words.kind(kind, rule), at=moment(at))
    columns = [(words(name), width) for name, width in _COLUMNS.items()]
    columns += [(words.field(name, rule), _FIELD_WIDTH) for name in found.fields]
    # What was filed first, of the fields that anybody mended.
    mended = [
        place for place in range(len(found.fields)) if any(row.first[place] is not None for row in found.rows)
    ]
    columns += [
        (words("filed_first_of", field=words.field(found.fields[one], rule)), _FIELD_WIDTH) for one in mended
    ]
    return write_register(
        words("register"), title, columns, [_cells(row, found, words, rule, mended) for row in found.rows]
    )


def _cells(
    row: Row, found: Register, words: Words, rule: RegisterBody | None, mended: list[int]
) -> list[object]:
    promised = row.next
    return [
        row.subject.code, row.subject.title, row.subject.holder.name,
        words.stage(row.stage, rule) or None, row.on,
        words.stage(promised.stage, rule) if promised else None, promised.due if promised else None,
        *(words.value(name, one, rule) for name, one in zip(found.fields, row.values, strict=True)),
        *(
            words.value(found.fields[one], row.first[one], rule) if row.first[one] is not None else None
            for one in mended
        ),
    ]  # fmt: skip
