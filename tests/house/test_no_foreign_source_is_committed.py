"""Nothing of others' is in the house: packages are pinned and fetched, never copied."""

import re
from pathlib import Path

from scripts import manners
from tests.proof import proves

ROOT = Path(__file__).resolve().parents[2]
FOREIGN_FOLDERS = {"vendor", "vendored", "third_party", "node_modules", "site-packages", "dist-info"}
FOREIGN_FILES = re.compile(r"\.(min\.(js|css)|whl|jar|so|dll|pyc|woff2?|ttf)$")
# Spelled so that it does not find itself.
FOREIGN_NOTICE = re.compile(
    r"[C]opyright (\(c\)|©|\d{4})|SPDX-[L]icense|@[l]icense|Licensed [u]nder", re.IGNORECASE
)


@proves("K1.4.4")
def test_no_folder_or_file_is_anothers() -> None:
    names = manners.files()
    assert [name for name in names if FOREIGN_FOLDERS & set(Path(name).parts)] == []
    assert [name for name in names if FOREIGN_FILES.search(name)] == []


@proves("K1.4.4")
def test_no_source_file_carries_anothers_notice() -> None:
    sources = [name for name in manners.files() if name.endswith((".py", ".js", ".css", ".sh", ".html"))]
    assert sources
    assert [
        name for name in sources if FOREIGN_NOTICE.search((ROOT / name).read_text(encoding="utf-8"))
    ] == []
