"""Signals on record and their matters: the printed month, the page and the document for programs say the same."""

import html
import json
import re
from pathlib import Path

import pytest

from jingkai.kernel.facts.models import Target
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.site.cli import main
from jingkai.systems.economy.stories.test_e6_one_set_of_facts_three_light_rules import (
    WUHAN,
    a_town_with_projects,
)
from tests.proof import proves

pytestmark = pytest.mark.django_db

TITLE = {"zh": "登记的苗头与事项", "en": "Signals on record and their matters"}


class Forms:
    """The month of June 2025 in its three forms."""

    def __init__(self, capture: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capture, self._path = capture, folder / "month.html"

    def run(self, *words: str) -> str:
        self._capture.readouterr()
        assert main(list(words)) == 0
        return self._capture.readouterr().out

    def text(self, lang: str = "zh") -> list[str]:
        """The lines below the title, trimmed."""
        said = self.run("month", "2025-06", "--lang", lang).partition(TITLE[lang])[2]
        return [line.strip() for line in said.partition("\n\n")[0].splitlines() if line.strip()]

    def page(self, title: str, lang: str = "zh") -> list[str]:
        """The items below a title, as a browser shows their words."""
        self._path.unlink(missing_ok=True)
        self.run("month", "2025-06", "--html", str(self._path), "--lang", lang)
        said = self._path.read_text(encoding="utf-8").partition(f"<h2>{title}")[2].partition("</ul>")[0]
        items = re.findall(r"<li>(.*?)</li>", said)
        return [re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", one))).strip() for one in items]

    def json(self, *words: str) -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = json.loads(self.run("month", "2025-06", "--json", *words))
        return found


@pytest.fixture
def forms(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Forms:
    """Two of four projects are red and become matters; people enter a policy and a market; one is dismissed."""
    forms = Forms(capsys, tmp_path)
    a_town_with_projects(WUHAN)
    for kind, text in (("market", "锂价<回落>"), ("policy", "出口退税调整")):
        forms.run("signal", "enter", kind, text, "--on", "2025-06-20")
    forms.run("month", "2025-06", "--publish", "--yes")
    return forms


@proves("K4.3.4")
def test_terminal_page_and_json_name_the_same_signals_and_matters(forms: Forms) -> None:
    labels = [one.label for one in Matter.objects.order_by("pk")]
    assert len(labels) == 2
    expected = [
        ("policy", "政策类", "出口退税调整", "待处理", None),
        ("market", "市场类", "锂价<回落>", "待处理", None),
        ("operation", "运行类", "项目3完成投资：黄灯", "", labels[0]),
        ("operation", "运行类", "项目4完成投资：红灯", "", labels[1]),
    ]
    printed, told = forms.text(), forms.json()["on_record"]
    # The page says what the month noticed by itself once, with what came of it.
    shown = forms.page("另外登记的苗头与事项") + [
        f"运行类 {one}" for one in forms.page("苗头") if "事项" in one
    ]
    assert len(printed) == len(shown) == len(told) == len(expected)
    rows = zip(printed, shown, told, expected, strict=True)
    for line, item, one, (family, zh, sentence, state, label) in rows:
        sentence = sentence.partition("：")[0]
        assert line.startswith(f"{zh} · {sentence}")
        assert line.endswith(f"→ 事项 {label}" if label else f"（{state}）")
        assert item.startswith(f"{zh} {sentence}")
        assert item.endswith(f"事项 {label}" if label else state)
        assert (one["family"], str(one["zh"]).startswith(sentence)) == (family, True)
        matter = one["matter"]
        assert (matter["number"] if isinstance(matter, dict) else None) == label


def test_english_says_the_same(forms: Forms) -> None:
    printed, shown = forms.text("en"), forms.page("Other signals on record and their matters", "en")
    assert [line.split(" · ")[0] for line in printed] == ["policy", "market", "operation", "operation"]
    assert [item.split()[0] for item in shown] == ["policy", "market"]
    assert printed[0] == "policy · 出口退税调整 (open)"
    assert shown[0] == "policy 出口退税调整 open"


@proves("K4.3.4")
def test_the_document_says_what_each_signal_stands_on_and_what_became_of_it(forms: Forms) -> None:
    market = Signal.objects.get(kind="market")
    forms.run("signal", "open", str(market.pk), "--unit", "项目办")
    policy, opened, *_, red = forms.json()["on_record"]
    assert (policy["state"], policy["refs"], policy["matter"], policy["level"]) == ("open", [], None, None)
    assert (opened["id"], opened["state"]) == (market.pk, "opened")
    matter = Matter.objects.get(joinings__signal=market)
    assert opened["matter"] == {"number": matter.label, "title": "锂价<回落>"}
    target = Target.objects.get(holder__name="项目4")
    assert f"target:{target.pk}" in red["refs"]  # type: ignore[operator]
    assert (red["unit"], red["level"]) == ({"id": target.holder_id, "name": "项目4"}, 3)


def test_what_the_month_noticed_says_whether_it_is_on_record(forms: Forms) -> None:
    published = forms.run("month", "2025-06")
    assert "4 条苗头（4 条已登记）：政策 1 · 市场 1 · 运行 2" in published
    assert {one["on_record"] for one in forms.json()["signals"]} == {True}
    before = forms.run("month", "2025-06", "--as-of", "20")
    assert re.search(r"(\d) 条苗头（0 条已登记）", before), before
    assert before.count("（未登记）") == 2


def test_a_record_without_any_figure_is_shown_too(forms: Forms) -> None:
    forms.run("signal", "enter", "policy", "汛期将至", "--on", "2031-06-02")
    said = forms.run("month", "2031-06")
    assert "还没有任何数据" in said
    assert "政策类 · 汛期将至（待处理）" in said
