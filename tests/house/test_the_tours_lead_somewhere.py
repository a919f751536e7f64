"""docs/tours.md: every address is a page, every account is one of the sample's."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from jingkai.site.sample.declared import accounts_file
from tests.proof import proves

TEXT = (Path(__file__).parents[2] / "docs/tours.md").read_text(encoding="utf-8")


@proves("W5.4.1")
@pytest.mark.parametrize("address", sorted(set(re.findall(r"`(/[a-z/]+)`", TEXT))))
def test_each_address_is_a_page(address: str) -> None:
    assert resolve(address).func


@proves("W5.4.1")
def test_each_role_has_its_account() -> None:
    named = set(re.findall(r"^## .*\(`(\w+)`\)$", TEXT, re.MULTILINE))
    assert len(named) == 5
    assert named <= {one.account for one in accounts_file().accounts}
