"""docs/tours.md: every address is a page, every account is one of the sample's; the pictures of the README are those
that `make screenshots` takes.
"""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from jingkai.site.sample.declared import accounts_file
from tests.proof import proves

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/tours.md").read_text(encoding="utf-8")


@proves("W5.4.1")
@pytest.mark.parametrize("address", sorted(set(re.findall(r"`(/[a-z/]+)`", TEXT))))
def test_each_address_is_a_page(address: str) -> None:
    assert resolve(address).func


@proves("W5.4.1")
def test_each_role_has_its_account() -> None:
    named = set(re.findall(r"^## .*\(`(\w+)`\)$", TEXT, re.MULTILINE))
    assert len(named) == 5
    assert named <= {one.account for one in accounts_file().accounts}


@proves("W5.4.1")
def test_each_picture_is_taken_by_the_script_and_shown() -> None:
    taken = set(
        re.findall(r'Shot\("([a-z-]+)"', (ROOT / "scripts/screenshots.py").read_text(encoding="utf-8"))
    )
    readmes = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
    shown = set(re.findall(r"docs/screenshots/([a-z-]+)\.png", readmes))
    there = {path.stem for path in (ROOT / "docs/screenshots").iterdir()}
    assert taken == shown == there
    assert all((ROOT / f"docs/screenshots/{one}.png").stat().st_size < 250_000 for one in there)
