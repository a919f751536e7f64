"""Loading the rule files that a release ships; the release is their approval."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.apps import apps

from jingkai import __version__
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.writing import writing

from ..models import RuleSet
from ..problems import UNREADABLE
from .approve import enter_approval
from .entering import approval_of, parsed, row_of


def shipped_files() -> Iterator[Path]:
    """The rule files of the release: `rules/*.yaml` of every room and system, lower ones first."""
    for app in apps.get_app_configs():
        if app.label.startswith("jk_"):
            yield from sorted(Path(app.path, "rules").glob("*.yaml"))


def ship(*, at: datetime) -> list[RuleSet]:
    """Load what the release ships and is not there yet; the new versions. Nothing happens the second time.

    Raises Problem `rules.version-approved` if a file was changed without a new version, and those of reading
    a file, each with the file's name.
    """
    return _load(shipped_files(), at)


def ship_folder(folder: Path, *, at: datetime) -> list[RuleSet]:
    """As `ship`, from the `*.yaml` of one folder: rules that a region's edition brings along."""
    return _load(sorted(folder.glob("*.yaml")), at)


def _load(files: Iterable[Path], at: datetime) -> list[RuleSet]:
    rows: dict[tuple[str, str, str], RuleSet] = {}
    for file in files:
        row = _row(file)
        if row is not None:
            rows.setdefault((row.key, row.scope, row.version), row)
    if not rows:
        return []
    with writing(SYSTEM, act="rules.ship", at=at, ref=f"release {__version__}") as call:
        for row in rows.values():
            if row.pk is None:
                call.add(row)
            enter_approval(call, row, release=__version__)
    return list(rows.values())


def _row(file: Path) -> RuleSet | None:
    """The row that a file asks for; None if it is there and approved."""
    try:
        text = file.read_text(encoding="utf-8")
        document, header = parsed(text)
        row, new = row_of(document, header, None, SYSTEM, text)
    except Problem as problem:
        problem.add_note(str(file.name))
        raise
    except UnicodeDecodeError as error:
        raise UNREADABLE(why=f"{file.name} 不是 UTF-8 编码", why_en=f"{file.name} is not UTF-8") from error
    return row if new or approval_of(row) is None else None
