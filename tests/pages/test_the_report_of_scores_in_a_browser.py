"""report.html in Chromium: wide and on a phone, in both languages, by axe; and on paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from jingkai.engines.scoring import load_scheme, score
from jingkai.engines.scoring.analysis.report import write_report
from jingkai.engines.scoring.analysis.report.said import Lang
from jingkai.engines.scoring.tests.documented import whole_scheme
from tests.proof import proves

from .looking import PHONE, WIDE, faults

A4_MM = (210, 297)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of the documented scheme in each language."""
    folder = tmp_path_factory.mktemp("reports")
    given = dict(zip(("scheme.yaml", "facts.csv", "units.csv"), whole_scheme(), strict=False))
    for name, text in given.items():
        (folder / name).write_text(text, encoding="utf-8")
    scored = score(load_scheme(folder / "scheme.yaml"), folder / "facts.csv", folder / "units.csv")
    found = {lang: folder / f"{lang}.html" for lang in get_args(Lang)}
    for lang, path in found.items():
        write_report(scored, path, facts="facts.csv", lang=lang)
    return found


@proves("A1.5.4")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_report_fits_the_screen_and_axe_finds_nothing(
    chromium: Browser, reports: dict[str, Path], width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    wrong = {}
    for lang, path in reports.items():
        page.goto(path.as_uri())
        if found := faults(page):
            wrong[lang] = found
    page.close()
    assert wrong == {}


@proves("A1.5.4")
def test_the_report_prints_on_a4_with_all_its_figures(chromium: Browser, reports: dict[str, Path]) -> None:
    page = chromium.new_page()
    page.goto(reports["zh"].as_uri())
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    box = printed.pages[0].mediabox
    assert tuple(round(float(side) / 72 * 25.4) for side in (box.width, box.height)) == A4_MM
    text = "".join(one.extract_text() for one in printed.pages)
    assert "90.45" in text
    assert "24.70" in text
