"""What must survive a power cut."""

import os
from pathlib import Path
from typing import IO


def sync(file: IO[bytes]) -> None:
    """Wait until the file's content is on disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on disk: a rename or link in it counts from then on."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
