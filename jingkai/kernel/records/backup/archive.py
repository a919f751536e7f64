"""The archive: a plain tar, whose last member SHA256SUMS names every other one.

    database.sqlite3 or database.pgdump    the copy of the database
    files/ab/abcd...                       content under its hash
    manifest.json                          what this is a backup of
    SHA256SUMS                             by hand: tar -xf ARCHIVE && sha256sum -c SHA256SUMS

An archive that was cut off has no SHA256SUMS, and a changed byte no longer meets it.
"""

import hashlib
import re
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from ..problems import ARCHIVE_DAMAGED
from .manifest import Manifest

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"

_PIECE = 1 << 20
_LINE = re.compile(r"([0-9a-f]{64})  ([\w./-]+)")
_FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
# What the standard library raises for a tar that is none, or is broken.
_BROKEN = (tarfile.TarError, OSError, ValueError, TypeError, LookupError, EOFError)


class ArchiveWriter:
    """Writes members one after the other, and the sums at the end."""

    def __init__(self, target: IO[bytes], at: int) -> None:
        self._tar = tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self._at = at
        self._sums: dict[str, str] = {}

    def add(self, name: str, source: IO[bytes], size: int) -> str:
        """Write a member of `size` bytes; its sha256. Raises OSError if the source is shorter."""
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o440, self._at
        hashing = _Hashing(source)
        self._tar.addfile(member, hashing)  # type: ignore[arg-type]
        self._sums[name] = hashing.digest.hexdigest()
        return self._sums[name]

    def close(self, manifest: Manifest) -> None:
        """Write manifest and sums. Without them the archive is none."""
        content = manifest.to_json()
        self.add(MANIFEST, BytesIO(content), len(content))
        sums = "".join(f"{digest}  {name}\n" for name, digest in self._sums.items()).encode()
        self.add(SUMS, BytesIO(sums), len(sums))
        self._tar.close()


class Archive:
    """An archive every byte of which was met by its sums."""

    def __init__(self, tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo], manifest: Manifest) -> None:
        self._tar = tar
        self._members = members
        self.manifest = manifest

    def open(self, name: str) -> IO[bytes]:
        """The content of a member."""
        return _content(self._tar, self._members[name])

    def files(self) -> Iterator[tuple[str, IO[bytes]]]:
        """Hash and content of every file."""
        for name in self._members:
            if found := _FILE.fullmatch(name):
                yield found[2], self.open(name)


def file_name(sha256: str) -> str:
    """The member that holds the file with this hash."""
    return f"files/{sha256[:2]}/{sha256}"


@contextmanager
def checked_archive(path: Path) -> Iterator[Archive]:
    """Open an archive and read all of it. Raises Problem `records.archive-damaged`."""
    with _damaged(path, lambda: "tar"):
        tar = tarfile.open(path, "r:")  # noqa: SIM115 - closed below, after its caller is done
    with tar:
        yield _checked(tar, path)


def _checked(tar: tarfile.TarFile, path: Path) -> Archive:
    members: dict[str, tarfile.TarInfo] = {}
    found: dict[str, str] = {}
    reading = "tar"
    with _damaged(path, lambda: reading):
        for member in tar:
            reading = member.name
            if reading in members or not member.isreg():
                raise ValueError(reading)
            members[reading] = member
            found[reading] = _digest(_content(tar, member))
        reading = SUMS
        if list(members)[-1] != SUMS:
            raise ValueError(SUMS)
        found.pop(SUMS)
        sums = _content(tar, members[SUMS]).read().decode()
        # Compared as texts: every name and digest, in the order of the archive, and nothing else.
        if sums != "".join(f"{digest}  {name}\n" for name, digest in found.items()):
            reading = _first_difference(sums, found)
            raise ValueError(reading)
        reading = MANIFEST
        manifest = Manifest.from_json(_content(tar, members[MANIFEST]).read())
        for name in found.keys() - {MANIFEST, manifest.part}:
            reading = name
            if (file := _FILE.fullmatch(name)) is None or file[2] != found[name]:
                raise ValueError(name)
        reading = manifest.part
        if manifest.part not in found or len(found) != manifest.files + 2:
            raise ValueError(manifest.part)
    return Archive(tar, members, manifest)


def _first_difference(sums: str, found: dict[str, str]) -> str:
    """The member that a reader should know of: the first that is not as its line says."""
    named = {line[2]: line[1] for line in _LINE.finditer(sums)}
    return next((name for name in [*named, *found] if named.get(name) != found.get(name)), SUMS)


@contextmanager
def _damaged(path: Path, part: Callable[[], str]) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise ARCHIVE_DAMAGED(place=path, part=part()) from error


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    if content is None:
        raise ValueError(member.name)
    return content


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := content.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


class _Hashing:
    """A source that hashes what is read from it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        piece = self._source.read(size)
        self.digest.update(piece)
        return piece
