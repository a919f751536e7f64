"""Files on disk under the hash of their content; what is there never changes."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

from django.conf import settings

from .models import File
from .problems import FILE_DAMAGED

_PIECE = 1 << 20


@dataclass(frozen=True)
class Stored:
    """Content that is safely on disk."""

    sha256: str
    size: int

    def row(self, name: str, media_type: str) -> File:
        """The File to add to a batch: this content under a name."""
        return File(sha256=self.sha256, size=self.size, name=name, media_type=media_type)


def store(source: IO[bytes]) -> Stored:
    """Write the content under its hash, whole or not at all. Call it before the transaction: it waits for
    the disk.

    Content without a File row is harmless: it is what an import that was broken off leaves behind.
    """
    _root().mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    size = 0
    with NamedTemporaryFile(dir=_root(), prefix=".incoming-", delete=False) as draft:
        try:
            while piece := source.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                draft.write(piece)
            draft.flush()
            os.fsync(draft.fileno())
            _move(Path(draft.name), path_of(digest.hexdigest()))
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    return Stored(digest.hexdigest(), size)


def path_of(sha256: str) -> Path:
    """Where content with this hash lies."""
    return _root() / sha256[:2] / sha256


def open_stored(sha256: str) -> BinaryIO:
    """The content with this hash. Raises Problem `records.file-damaged` if it is not there."""
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise FILE_DAMAGED(sha256=sha256) from error


def damaged(hashes: Iterator[str]) -> Iterator[str]:
    """Those of the hashes whose content is missing or has changed."""
    for sha256 in hashes:
        path = path_of(sha256)
        if not path.exists() or _hash(path) != sha256:
            yield sha256


def _root() -> Path:
    return Path(settings.JINGKAI_DATA_DIR) / "files"


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _move(draft: Path, place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    draft.chmod(0o440)
    draft.replace(place)
    # The rename itself must survive a power cut.
    for directory in (place.parent, place.parent.parent):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
