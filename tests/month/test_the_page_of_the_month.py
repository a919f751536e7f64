"""The month as one page: complete in itself, every figure a link to its proof, in both languages."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.proof import proves

from .commands import Shell

SHEET = """滨河经济开发区2024年1-3月主要经济指标完成情况
单位：亿元
指标,年度计划,1-3月累计,同比增长%
固定资产投资,150,38.62,11.2
一般公共预算收入,20.5,2.18,-3.6
社会消费品零售总额<b>,,12.05,6.4
"""


@pytest.fixture
def page(shell: Shell, tmp_path: Path) -> "Page":
    shell("init", "--zone", "滨河经济开发区", "--unit", "统计办", "--unit", "财政审计部")
    source = tmp_path / "经发_2024年1-3月.csv"
    source.write_text(SHEET, encoding="utf-8-sig")
    assert shell("import", source, "--unit", "统计办", "--caliber", "统计").code == 0
    other = tmp_path / "财政_2024年1-3月.csv"
    other.write_text(SHEET.replace("38.62", "39.10").replace("主要经济", "财政口"), encoding="utf-8-sig")
    shell("import", other, "--unit", "财政审计部")
    return Page(shell, tmp_path / "m.html")


class Page:
    """Writes the page in a language and reads it."""

    def __init__(self, shell: Shell, path: Path) -> None:
        self.shell, self.path = shell, path

    def read(self, lang: str) -> "Reader":
        assert self.shell("month", "2024-03", "--html", self.path, "--force", "--lang", lang).code == 0
        reader = Reader()
        reader.text = self.path.read_text(encoding="utf-8")
        reader.feed(reader.text)
        return reader


class Reader(HTMLParser):
    """What a browser would make of it: ids, links, words, and whether tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.words: list[str] = []
        self.lights: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag not in ("meta", "br", "circle", "polyline"):
            self._open.append(tag)
        self.ids += [said["id"]] if "id" in said else []
        self.links += [said["href"]] if tag == "a" else []
        self.loads += [said[name] for name in ("src", "srcset") if name in said]
        if "light" in said.get("class", "").split():
            self.lights.append(said["class"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.words.append(data)

    @property
    def whole(self) -> bool:
        return self._open == []

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize("lang", ["zh", "en"])
@proves("K4.6.1")
def test_every_figure_is_a_link_to_its_proof_on_the_same_page(page: Page, lang: str) -> None:
    found = page.read(lang)
    assert found.whole
    assert len(found.ids) == len(set(found.ids))
    assert found.links
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    # Nothing is loaded from anywhere: the file opens away from any network.
    assert found.loads == []
    assert "http" not in found.text.replace("http-equiv", "")


def test_a_light_is_colour_shape_and_word(page: Page) -> None:
    found = page.read("zh")
    assert "light green circle" in found.lights
    assert "light yellow triangle" in found.lights
    assert "正常" in found.said
    assert "偏慢" in found.said


def test_the_words_are_of_one_language(page: Page) -> None:
    zh, en = page.read("zh"), page.read("en")
    assert "落后时序 14.37 个百分点" in zh.said
    assert "14.37 points behind" in en.said
    assert 'lang="zh-CN"' in zh.text
    assert 'lang="en"' in en.text
    for word in ("指标", "快于", "苗头", "证明", "摘要", "灯"):
        assert word in zh.said
        assert word not in re.sub(r"fact\(\".*?\"", "", en.said)


def test_what_a_department_typed_is_shown_as_text_and_never_as_markup(page: Page) -> None:
    found = page.read("zh")
    assert "社会消费品零售总额<b>" in found.said
    assert "<b>," not in found.text


def test_what_differs_stands_side_by_side(page: Page) -> None:
    said = page.read("zh").said
    part = said.split("部门之间不一致")[1]
    assert "38.62亿元" in part
    assert "39.10亿元" in part
    assert "财政_2024年1-3月.csv" in part
