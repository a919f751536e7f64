"""Restoring a backup: everything is checked, then the files are put in, and the database last."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from ..filestore import store
from ..problems import ARCHIVE_DAMAGED, ARCHIVE_FOREIGN, ARCHIVE_NEWER, NOT_WRITTEN
from ..startup import known_migrations
from .archive import Archive, checked_archive
from .copier import copier_of
from .manifest import Manifest


@dataclass(frozen=True)
class Restored:
    """What is there now. `older`: the program has migrations that this database has not had yet."""

    manifest: Manifest
    older: bool


def restore_backup(path: Path) -> Restored:
    """Put a backup into an empty database and the data directory.

    Until the last step there is no database, so a restore that is broken off looks like none; it can be begun
    again. Raises Problem `records.archive-damaged`, `records.archive-foreign`, `records.archive-newer`,
    `records.database-not-empty`, `records.not-written`, `records.tool-missing` or `records.tool-failed`; then
    nothing was changed but for files that nothing refers to.
    """
    with checked_archive(path) as archive:
        manifest = archive.manifest
        copier = copier_of(connection)
        if manifest.database != copier.vendor:
            raise ARCHIVE_FOREIGN(theirs=manifest.database, ours=copier.vendor)
        older = _older(manifest)
        copier.assert_empty()
        try:
            _put_files(archive, path)
            copier.load(archive.open(manifest.part))
        except OSError as error:
            raise NOT_WRITTEN(place=error.filename or path, why=error.strerror or error) from error
    return Restored(manifest, older)


def _put_files(archive: Archive, path: Path) -> None:
    for sha256, content in archive.files():
        if store(content).sha256 != sha256:
            # It was whole when it was checked: the disk, or somebody, changes it now.
            raise ARCHIVE_DAMAGED(place=path, part=sha256)


def _older(manifest: Manifest) -> bool:
    """Whether the program knows more migrations. Raises Problem `records.archive-newer` if it knows fewer."""
    known = known_migrations()
    if unknown := sorted(set(manifest.migrations) - known):
        raise ARCHIVE_NEWER(version=manifest.program, migrations=unknown[0])
    return bool(known - set(manifest.migrations))
