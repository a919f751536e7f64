"""A zip archive without the hour at which it was packed, so that the same book gives the same bytes."""

import re
import zipfile
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def make_repeatable(path: Path) -> None:
    """Repack an xlsx or ods with one fixed time for every member and every property."""
    with zipfile.ZipFile(path) as packed:
        members = [(info, packed.read(info)) for info in packed.infolist()]
    with zipfile.ZipFile(path, "w") as repacked:
        for info, content in members:
            fixed = zipfile.ZipInfo(info.filename, LONG_AGO)
            fixed.compress_type = info.compress_type
            repacked.writestr(fixed, STAMP.sub(rb"\g<1>2024-01-01T00:00:00Z\g<2>", content))
