"""Faults below the grid: zip members changed after writing, zip bombs, OLE files that Office would write."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
Edit = Callable[[str], str]


def write_zip(path: Path, members: dict[str, bytes]) -> None:
    """Writes members as a deflated zip with a fixed clock."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, data)


def read_zip(path: Path) -> dict[str, bytes]:
    """All members of a zip, in their order."""
    with zipfile.ZipFile(path) as source:
        return {name: source.read(name) for name in source.namelist()}


def edit_parts(path: Path, edits: dict[str, Edit], more: dict[str, bytes] | None = None) -> None:
    """Changes parts of a written workbook as text, and adds parts. Raises if an edit changes nothing."""
    members = read_zip(path)
    for name, edit in edits.items():
        before = members[name].decode("utf-8")
        after = edit(before)
        if after == before:
            raise ValueError(f"the edit of {name} changed nothing")
        members[name] = after.encode("utf-8")
    write_zip(path, members | (more or {}))


def write_bomb(path: Path, members: dict[str, bytes], name: str, lies: bool) -> None:
    """A zip whose member `name` unfolds to 1 GiB of blanks between its head and its foot.

    One flushed deflate block is repeated, so that a megabyte on disk is enough. With `lies` the directory
    declares the size of the small original instead of the real one.
    """
    head, _, foot = members[name].partition(b"<sheetData>")
    packed, checksum, size = _padded(head + b"<sheetData>", foot, megabytes=1024)
    declared = len(members[name]) if lies else size
    parts = [(n, *_deflated(d)) for n, d in members.items() if n != name]
    parts.append((name, packed, checksum, declared))
    _write_raw(path, parts)


def _padded(head: bytes, foot: bytes, megabytes: int) -> tuple[bytes, int, int]:
    """Raw deflate of head + blanks + foot, its checksum and its size."""
    blank = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    middle = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.compress(foot) + packer.flush(zlib.Z_FINISH)
    checksum = zlib.crc32(head)
    for _ in range(megabytes):
        checksum = zlib.crc32(blank, checksum)
    size = len(head) + megabytes * len(blank) + len(foot)
    return first + middle * megabytes + last, zlib.crc32(foot, checksum), size


def _deflated(data: bytes) -> tuple[bytes, int, int]:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(), zlib.crc32(data), len(data)


def _write_raw(path: Path, parts: list[tuple[str, bytes, int, int]]) -> None:
    """A zip from already deflated parts (APPNOTE 4.3.7, 4.3.12, 4.3.16)."""
    body, directory = bytearray(), bytearray()
    for name, packed, checksum, size in parts:
        encoded, offset = name.encode(), len(body)
        common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, checksum, len(packed), size, len(encoded), 0)
        body += b"PK\x03\x04" + common + encoded + packed
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, offset) + encoded
    ending = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    path.write_bytes(bytes(body + directory + b"PK\x05\x06" + ending))


SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write_ole(path: Path, streams: dict[str, bytes]) -> None:
    """An OLE compound file (MS-CFB, version 3) with a few streams of at least 4096 bytes each.

    Streams are padded to whole sectors above the mini-stream limit, the directory fits one sector (up to
    three streams) and the allocation table one sector (up to 127): all that a password marker needs.
    """
    padded = {
        name: data.ljust(-(-max(len(data), 4096) // SECTOR) * SECTOR, b"\0") for name, data in streams.items()
    }
    table, body, placed = [FAT, END], bytearray(), []
    for name, data in padded.items():
        start, count = len(table), len(data) // SECTOR
        table += [*range(start + 1, start + count), END]
        body += data
        placed.append((name, start, len(data)))
    if len(table) > 128 or len(placed) > 3:
        raise ValueError("this small writer keeps one table and one directory sector")
    directory = _entry("Root Entry", 5, END, 0, right=FREE, child=1)
    for number, (name, start, size) in enumerate(placed, start=1):
        directory += _entry(name, 2, start, size, right=number + 1 if number < len(placed) else FREE)
    directory = directory.ljust(SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    table += [FREE] * (128 - len(table))
    path.write_bytes(header + struct.pack("<128I", *table) + directory + bytes(body))


def _entry(name: str, kind: int, start: int, size: int, right: int, child: int = FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return head + struct.pack("<III", FREE, right, child) + bytes(36) + struct.pack("<IQ", start, size)
