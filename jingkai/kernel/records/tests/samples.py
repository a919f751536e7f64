"""What the room's tests write."""

from datetime import UTC, datetime

from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Batch, File
from jingkai.kernel.records.staging import go_live, stage, stage_rows
from jingkai.kernel.records.writing import writing

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CLERK = Actor(person=7, post=3)


def a_file(name: str = "三月.xlsx") -> File:
    return File(sha256="a" * 64, name=name, size=10, media_type="text/csv")


def files(count: int) -> list[File]:
    return [a_file(f"{number}.xlsx") for number in range(count)]


def written(*names: str) -> Batch:
    """A live batch, written by one call."""
    with writing(CLERK, act="files.add", at=AT) as call:
        call.add_all(a_file(name) for name in names)
    return call.batch


def imported(*names: str) -> Batch:
    """A live batch, staged first."""
    batch = stage("files.import")
    stage_rows(batch, [a_file(name) for name in names])
    go_live(CLERK, batch, act="files.import", at=AT)
    return batch


def known(n: int | None = None) -> list[str]:
    return sorted(File.objects.known_at(n).values_list("name", flat=True))
