"""A package's words may stand in several files, by what they are about; a key stands in one of them."""

import sys
from pathlib import Path

import pytest

from jingkai.web.words import word_table

SAID = "{key}: {{zh: 一, en: one}}\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "worded_for_this_test"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "words.yaml").write_text(SAID.format(key="heading"), encoding="utf-8")
    (folder / "other.yaml").write_text(SAID.format(key="no_word"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, folder.name, raising=False)
    word_table.cache_clear()
    return folder


def test_the_words_of_all_its_files_are_one_table(package: Path) -> None:
    (package / "words.importing.yaml").write_text(SAID.format(key="import"), encoding="utf-8")
    assert word_table(package.name).keys() == {"heading", "import"}


def test_a_key_that_two_files_have_is_refused(package: Path) -> None:
    (package / "words.importing.yaml").write_text(SAID.format(key="heading"), encoding="utf-8")
    with pytest.raises(ValueError, match="heading"):
        word_table(package.name)
