"""The archive keeps an instant in UTC; the command line says it in the time of the house."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from jingkai.site.cli import main

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Manifest:
    at: str = "2024-04-08T20:15:59.123456+00:00"
    last: int = 7
    sealed: int = 7
    files: int = 0
    head: str = "ab12"


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    older: bool = True


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "已恢复 2024-04-09 04:15 的备份"), ("en", "restored the backup of 2024-04-09 04:15:")],
)
def test_the_time_is_that_of_beijing(
    lang: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "备份.tar"
    archive.touch()
    monkeypatch.setattr("jingkai.kernel.records.backup.restore_backup", lambda _: Restored(Manifest()))
    assert main(["restore", str(archive), "--lang", lang]) == 0
    assert said in capsys.readouterr().out
