"""Taking chosen files in: they are stored as they are, and nothing is recorded yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile

from jingkai.engines.sheets.load.limits import MAX_FILE_BYTES
from jingkai.kernel.records.filestore import store

from .problems import NOTHING_CHOSEN, TOO_LARGE, TOO_MANY

MOST_FILES = 30
_MB = 2**20


def take_in(files: Sequence[UploadedFile]) -> list[tuple[str, str]]:
    """Store each file by its content; (sha256, name) of each, in their order.

    Raises Problem `importing.nothing-chosen`, `importing.too-many`, `importing.too-large`; then none is stored.
    """
    if not files:
        raise NOTHING_CHOSEN()
    if len(files) > MOST_FILES:
        raise TOO_MANY(count=len(files), most=MOST_FILES)
    for one in files:
        if (one.size or 0) > MAX_FILE_BYTES:
            raise TOO_LARGE(name=one.name, size=(one.size or 0) // _MB, most=MAX_FILE_BYTES // _MB)
    return [(store(one).sha256, one.name or "") for one in files]
