import hashlib
import io
from pathlib import Path

import pytest
from django.test.utils import override_settings

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import damaged, open_stored, path_of, store
from tests.proof import proves


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, settings: object) -> None:
    settings.JINGKAI_DATA_DIR = tmp_path  # type: ignore[attr-defined]


def everything(directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_file()]


@proves("K2.1.1")
@pytest.mark.parametrize("content", [b"", "三月，固定资产投资".encode(), b"x" * 3_000_001])
def test_what_comes_out_is_what_went_in_and_lies_under_its_sha256(content: bytes) -> None:
    stored = store(io.BytesIO(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.size == len(content)
    with open_stored(stored.sha256) as read:
        assert read.read() == content


def test_the_same_content_lies_there_once(tmp_path: Path) -> None:
    first = store(io.BytesIO(b"same"))
    again = store(io.BytesIO(b"same"))
    assert first == again
    assert len(everything(tmp_path)) == 1


def test_a_file_is_not_written_to_by_accident() -> None:
    stored = store(io.BytesIO(b"evidence"))
    assert path_of(stored.sha256).stat().st_mode & 0o222 == 0


def test_a_source_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(5)

    with pytest.raises(ConnectionResetError):
        store(Broken(b"half of a file"))
    assert everything(tmp_path) == []


def test_missing_and_changed_content_is_told_apart_from_good() -> None:
    good, changed = store(io.BytesIO(b"good")), store(io.BytesIO(b"changed"))
    path_of(changed.sha256).chmod(0o600)
    path_of(changed.sha256).write_bytes(b"x")
    missing = hashlib.sha256(b"never stored").hexdigest()
    assert list(damaged(iter([good.sha256, changed.sha256, missing]))) == [changed.sha256, missing]
    with pytest.raises(Problem) as refusal:
        open_stored(missing)
    assert refusal.value.code == "records.file-damaged"


def test_the_directory_is_the_installations_own(tmp_path: Path) -> None:
    other = tmp_path / "other"
    with override_settings(JINGKAI_DATA_DIR=other):
        stored = store(io.BytesIO(b"x"))
        assert path_of(stored.sha256).is_relative_to(other)
    assert not path_of(stored.sha256).exists()
