"""Taking a backup: into a scratch folder beside its place, and there under its name by one rename."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from jingkai import __version__

from ..filestore import damaged, open_stored, path_of
from ..problems import BACKUP_EXISTS, FILE_DAMAGED, NOT_WRITTEN
from ..startup import examining
from .archive import ArchiveWriter, file_name
from .copier import copier_of
from .disk import sync, sync_folder
from .manifest import Manifest, State


@dataclass(frozen=True)
class Backup:
    """An archive that is whole and on disk."""

    path: Path
    manifest: Manifest


def take_backup(place: Path, *, at: datetime) -> Backup:
    """Back up the database as it is at one moment, with the files it refers to; others may write meanwhile.

    `place` is a folder, in which the archive gets a name by time and number, or the archive's own path, which
    must be free. Files that are missing or have changed are left out and named in the manifest. The secret key
    is not in it. Raises Problem `records.backup-exists`, `records.not-written`, and what copying raises.
    """
    if place.exists() and not place.is_dir():
        raise BACKUP_EXISTS(place=place)
    folder = place if place.is_dir() else place.parent
    try:
        with TemporaryDirectory(dir=folder, prefix=".jingkai-backup-") as scratch:
            draft = Path(scratch) / "archive.tar"
            manifest = _write(draft, Path(scratch), at)
            target = place / _name(manifest, at) if place.is_dir() else place
            if target.exists():
                raise BACKUP_EXISTS(place=target)
            draft.replace(target)
            sync_folder(folder)
    except OSError as error:
        raise NOT_WRITTEN(place=place, why=error.strerror or error) from error
    return Backup(target, manifest)


def _write(draft: Path, scratch: Path, at: datetime) -> Manifest:
    copier = copier_of(connection)
    copy = scratch / copier.part
    with examining():
        state = copier.copy(copy)
    lost = list(damaged(iter(state.files)))
    # Nobody but its owner reads an archive of everything.
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        archive = ArchiveWriter(target, int(at.timestamp()))
        with copy.open("rb") as content:
            archive.add(copier.part, content, copy.stat().st_size)
        copy.unlink()
        _add_files(archive, state, set(lost))
        manifest = Manifest(
            program=__version__,
            at=at.astimezone(UTC).isoformat(),
            database=copier.vendor,
            server=copier.server(),
            part=copier.part,
            last=state.last,
            sealed=state.sealed,
            head=state.head,
            files=len(state.files) - len(lost),
            damaged=lost,
            migrations=list(state.migrations),
        )
        archive.close(manifest)
        sync(target)
    return manifest


def _add_files(archive: ArchiveWriter, state: State, lost: set[str]) -> None:
    for sha256 in state.files:
        if sha256 in lost:
            continue
        with open_stored(sha256) as content:
            if archive.add(file_name(sha256), content, path_of(sha256).stat().st_size) != sha256:
                raise FILE_DAMAGED(sha256=sha256)


def _name(manifest: Manifest, at: datetime) -> str:
    return f"jingkai-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{manifest.last}.tar"
