"""The original stands beside what was understood, with the questions at the cell; looking writes nothing."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.workbooks.brought_in import batches_of
from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.models import Batch, Entry
from jingkai.systems.economy.models import PublishedMonth
from jingkai.web.words import word_table
from tests.month.commands import Shell
from tests.proof import proves

from .conftest import SHEET, TOWNS
from .reading import read
from .wizard import Wizard, asked_for, batch_of, unit

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "2024-03"
POWER = EXAMPLES / "经发局_用电量_3月.xlsx"
INCOME = EXAMPLES / "国投集团_营业收入_2024年3月.xlsx"


@pytest.fixture
def wizard(founded: Shell) -> Wizard:
    return Wizard(Client(HTTP_HOST="localhost"))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return written(tmp_path / "三月_2024年1-3月.csv", SHEET)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8-sig")
    return path


@proves("W2.1.1")
def test_the_original_stands_beside_what_was_understood(wizard: Wizard, table: Path) -> None:
    at = wizard.open(table)
    # The sheet has its own rows and letters, and the cells that were read are marked and lead to the figure.
    assert '<tr><th>4</th><td id="c1-A4" class="">固定资产投资</td>' in at.html
    assert re.search(r'class="[rn ]*at new"><a href="#f\d+"', at.cell("C4"))
    assert "38.62" in at.cell("C4")
    row = at.page.words[at.page.words.index("读懂的数据") :]
    assert "固定资产投资滨河经济开发区 · 2024年1-3月38.62亿元可入账" in row
    assert "固定资产投资 · 计划滨河经济开发区 · 2024年150亿元" in row


@proves("W2.1.1")
def test_a_question_stands_at_its_cell_and_its_answer_changes_what_was_understood(wizard: Wizard) -> None:
    at = wizard.open(POWER)
    (question,) = at.questions
    assert f'class=" at ask"><a href="#q-{question}"' in at.cell("A1")
    assert "四位年份，如2024" in at.page.words
    assert at.html.count("没有年份或时期") == 6
    # An answer that is none stays, with the sentence.
    refused = wizard.answer(at, {}, **{f"typed:{question}": "九九"})
    assert "“九九”不能采用，可答：四位年份，如2024" in refused.page.words
    assert 'value="九九"' in refused.html
    answered = wizard.answer(refused, {}, **{f"typed:{question}": "2024"})
    assert "没有疑问。" in answered.page.words
    assert "刚才答复的，可以改" in answered.page.words
    assert "23,759万千瓦时" in answered.page.words
    assert "at new" in answered.cell("B3")


def test_an_option_is_a_radio_button_and_what_it_says_goes_in(wizard: Wizard) -> None:
    at = wizard.open(INCOME)
    jump, holder = sorted(at.questions, reverse=True)
    assert f'<input type="radio" name="answer:{jump}" value="computed">' in at.html
    given = {jump: "computed", holder: "new"}
    answered = wizard.answer(at, given)
    assert f'name="answer:{jump}" value="computed" checked' in answered.html
    assert "入账时登记为新单位" in answered.page.words
    address = wizard.bring(answered, given)
    # Opened by its number alone, the batch does not ask again what was answered for it.
    assert re.search(r"<b>0</b><span>待答复", wizard.client.get(address.partition("?")[0]).content.decode())
    fact = Fact.objects.get(cell="B6")
    assert (fact.lo, fact.holder.name) == (97_000_000_00, "滨河国有资本投资集团")


def test_a_batch_says_what_is_still_asked_of_its_table(wizard: Wizard, tmp_path: Path) -> None:
    at = wizard.open(written(tmp_path / "三月_2024年1-3月.csv", TOWNS.replace("三水镇", "三水乡")))
    batch = wizard.bring(at)
    html = wizard.client.get(batch).content.decode()
    assert '<b class="late">1</b><span>待答复' in html
    assert "<b>1</b><span>未入账" in html
    assert wizard.look(read(wizard.client.get(batch)).link("去答复")).questions == at.questions


@proves("W2.1.1")
def test_looking_writes_nothing(wizard: Wizard, table: Path) -> None:
    address = wizard.choose(table).headers["Location"]
    before = [Batch.objects.count(), Entry.objects.count(), Fact._base_manager.count()]
    with CaptureQueriesContext(connection) as queries:
        at = wizard.look(address)
        wizard.look(f"{address}&whole=1")
        wizard.client.get("/economy/import")
        wizard.answer(at, {}, reason="核对")
    assert not [one for one in queries if re.match("INSERT|UPDATE|DELETE|BEGIN", one["sql"])]
    assert [Batch.objects.count(), Entry.objects.count(), Fact._base_manager.count()] == before


@proves("W2.1.2")
def test_what_departments_say_differently_is_shown_before_anything_is_written(
    wizard: Wizard, table: Path, tmp_path: Path
) -> None:
    wizard.bring(wizard.open(table))
    finance = Wizard(wizard.client, "财政审计部")
    at = finance.open(written(tmp_path / "财政_2024年1-3月.csv", SHEET.replace("38.62", "39.10")))
    assert "与别处报的不一致" in at.page.words
    fact = Fact.objects.get(text="38.62")
    assert at.page.link("38.62亿元").startswith(f"/economy/facts/{fact.pk}?")
    assert 'at differ"><a href="#d1"' in at.cell("C4")
    assert not Fact.objects.filter(reported_by=unit("财政审计部")).exists()
    # The same unit in the same caliber is no difference but a correction, and what agrees is not shown.
    assert at.html.count('<span class="shape differ"></span>固定资产投资') == 1
    assert "一般公共预算收入" not in at.html[at.html.index("与别处报的不一致") : at.html.index("读懂的数据")]


@proves("W2.1.2")
def test_an_answer_is_remembered_and_may_be_changed(wizard: Wizard, tmp_path: Path) -> None:
    march = written(tmp_path / "三月_2024年1-3月.csv", TOWNS.replace("三水镇", "三水乡"))
    at = wizard.open(march)
    (question,) = at.questions
    town = unit("三水镇").pk
    answered = wizard.answer(at, {question: str(town)})
    wizard.bring(answered, {question: str(town)})
    april = written(
        tmp_path / "四月_2024年1-4月.csv", TOWNS.replace("三水镇", "三水乡").replace("1-3月", "1-4月")
    )
    again = wizard.open(april)
    assert again.questions == [question]
    assert re.search(r"沿用 \d{4}-\d\d-\d\d \d\d:\d\d 平台的答复，可以改", again.page.words)
    assert f'value="{town}" checked' in again.html
    assert "三水镇 · 2024年1-4月" in again.page.words
    # To send the remembered answer again is no new answer; another one is.
    same = wizard.send(again, "look", {question: str(town)})
    assert "answers=" not in same
    # It can be forgotten: here and in every later table it is asked again, and what came in by it stays.
    count = Fact.objects.count()
    forgotten = wizard.look(wizard.send(again, f"forget:{question}"))
    assert "这个答复已不再沿用" in forgotten.page.words
    assert "沿用" not in forgotten.page.words.replace("不再沿用", "")
    assert f'value="{town}" checked' not in forgotten.html
    assert wizard.open(april).questions == [question]
    assert Fact.objects.count() == count
    wizard.send(forgotten, f"forget:{question}")
    kept = wizard.answer(forgotten, {question: str(town)})
    again = wizard.look(kept.address)
    other = wizard.answer(again, {question: "skip"})
    assert "不是本区单位，不入账" in other.page.words
    assert "三水镇 · 2024年1-4月" not in other.page.words


def test_a_figure_that_differs_from_before_asks_for_a_reason(
    wizard: Wizard, table: Path, tmp_path: Path
) -> None:
    wizard.bring(wizard.open(table))
    changed = written(tmp_path / "更正_2024年1-3月.csv", SHEET.replace("38.62", "38.90"))
    at = wizard.open(changed)
    assert "与原报不同" in at.page.words
    assert "at differ" in at.cell("C4")
    fact = Fact.objects.get(text="38.62")
    assert at.page.link("38.62亿元").startswith(f"/economy/facts/{fact.pk}?")
    # Without a reason it stays out, and there is nothing else to write.
    assert asked_for(wizard.bring(at), "note") == "nothing"
    batch = batch_of(wizard.bring(at, reason="统计口径调整"))
    corrected = Fact.objects.get(batch=batch)
    assert (corrected.supersedes_id, corrected.reason) == (fact.pk, "统计口径调整")


@proves("W2.1.3")
def test_a_batch_says_what_it_brought_and_is_taken_back_whole(wizard: Wizard, table: Path) -> None:
    address = wizard.bring(wizard.open(table))
    page = read(wizard.client.get(address))
    assert "去答复" not in page.words
    fact = Fact.objects.get(text="38.62")
    assert page.link("38.62亿元").startswith(f"/economy/facts/{fact.pk}?")
    assert wizard.client.get(page.link("38.62亿元")).status_code == 200
    assert "三月_2024年1-3月.csv" in page.words
    refused = wizard.client.post(address, {"reason": " "})
    assert (refused.status_code, "撤回批次必须写明原因" in read(refused).words) == (400, True)
    done = wizard.client.post(address, {"reason": "报错了"})
    assert (done.status_code, done.headers["Location"]) == (302, address)
    page = read(wizard.client.get(address))
    assert "撤回：报错了" in page.words
    assert not Fact.objects.known_at().exists()
    # What it brought is still opened, as it was known; a second click changes nothing.
    assert wizard.client.get(page.link("38.62亿元")).status_code == 200
    entries = Entry.objects.count()
    assert wizard.client.post(address, {"reason": "再撤一次"}).status_code == 302
    assert Entry.objects.count() == entries


@proves("W2.1.3")
def test_a_batch_under_a_published_month_says_why_it_stays(
    wizard: Wizard, table: Path, founded: Shell
) -> None:
    address = wizard.bring(wizard.open(table))
    assert founded("month", "2024-03", "--publish").code == 0
    page = wizard.client.get(address)
    assert f"已有公布的结果以其为依据（月度:{PublishedMonth.objects.get().pk}）" in read(page).words
    assert 'name="reason"' not in page.content.decode()
    assert "不能整批撤回" in read(wizard.client.post(address, {"reason": "还是要撤"})).words
    assert Fact.objects.known_at().exists()


def test_a_double_click_and_the_way_back_bring_in_once(wizard: Wizard, table: Path) -> None:
    at = wizard.open(table)
    first = wizard.bring(at)
    assert batch_of(wizard.bring(at)) == batch_of(first)
    again = wizard.look(at.address)
    assert "这张表没有新的内容可入账。" in again.page.words
    assert f"这份文件已入账：批次 {batch_of(first)}" in again.page.words
    assert len(batches_of(Fact.objects.all()[0].file.sha256, unit("统计办"), "统计")) == 1  # type: ignore[union-attr]
    assert Batch.objects.filter(kind="facts.import").count() == 1


def test_only_what_was_shown_is_brought_in(wizard: Wizard, table: Path, tmp_path: Path) -> None:
    # An answer that nobody saw the effect of is shown first.
    address = wizard.bring(wizard.open(INCOME), {wizard.open(INCOME).questions[0]: "skip"})
    assert asked_for(address.partition("#")[0], "note") == "answers"
    assert not Fact.objects.exists()
    # So is what changed meanwhile.
    first = wizard.open(table)
    Wizard(wizard.client, "财政审计部").bring(
        Wizard(wizard.client, "财政审计部").open(
            written(tmp_path / "财政_2024年1-3月.csv", SHEET.replace("38.62", "39.10"))
        )
    )
    moved = wizard.bring(first)
    assert asked_for(moved, "note") == "changed"
    assert "39.1亿元" in wizard.look(moved).page.words
    assert batch_of(wizard.bring(wizard.look(moved)))


def test_several_tables_are_a_list_with_their_state(wizard: Wizard, table: Path, tmp_path: Path) -> None:
    towns = written(tmp_path / "街镇_2024年1-3月.csv", TOWNS)
    address = wizard.choose(table, towns).headers["Location"]
    page = read(wizard.client.get(address))
    batch = batch_of(wizard.bring(wizard.look(page.link("三月_2024年1-3月.csv"))))
    page = read(wizard.client.get(address))
    assert page.link(f"已入账（批次 {batch}）") == f"/economy/batches/{batch}"
    assert "未入账" in page.words
    assert wizard.look(page.link("街镇_2024年1-3月.csv")).page.link("← 这次选的表格")


def test_a_long_sheet_is_folded_until_all_is_asked_for(wizard: Wizard, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["滨河经济开发区2024年1-3月产品产量"], ["单位：吨"], ["指标", "1-3月累计"]):
        sheet.append(row)
    for number in range(120):
        sheet.append([f"产品第{number}号", 1000 + number])
    book.save(tmp_path / "产量_2024年1-3月.xlsx")
    at = wizard.open(tmp_path / "产量_2024年1-3月.xlsx")
    assert "产品第100号" not in at.page.words
    assert '<tr class="gap">' in at.html
    whole = wizard.look(at.address + "&whole=1")
    assert whole.page.words.count("产品第100号") == 2
    assert '<tr class="gap">' not in whole.html


def test_an_own_export_is_brought_back(wizard: Wizard, table: Path, tmp_path: Path, founded: Shell) -> None:
    wizard.bring(wizard.open(table))
    assert founded("export", tmp_path / "导出.xlsx").code == 0
    at = wizard.open(tmp_path / "导出.xlsx")
    assert "这是本平台导出的表" in at.page.words
    assert "这张表没有新的内容可入账。" in at.page.words


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.xlsx", b"", "sheets.empty"),
        ("网页.xls", b"<html><table><tr><td>1</td></tr></table></html>", "sheets.web-page"),
        ("坏.xlsx", b"PK\x03\x04" + b"\0" * 60, "sheets.damaged"),
        ("图.xlsx", bytes(range(256)) * 4, "sheets."),
    ],
)
def test_a_bad_file_ends_in_its_sentence(
    wizard: Wizard, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    chosen = wizard.choose(path)
    page = wizard.client.get(chosen.headers["Location"])
    assert (page.status_code, f"<code>{code}" in page.content.decode()) == (400, True)
    assert name in read(page).words


def test_what_is_chosen_wrongly_is_refused_on_the_form(
    wizard: Wizard, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def code(response: object) -> str:
        found = re.search(r"<code>([\w.-]+)</code>", response.content.decode())  # type: ignore[attr-defined]
        return found[1] if found else ""

    post, sender = wizard.client.post, unit("统计办").pk
    assert code(post("/economy/import", {"sender": sender})) == "importing.nothing-chosen"
    with table.open("rb") as file:
        assert code(post("/economy/import", {"tables": file})) == "importing.sender-missing"
    assert code(post("/economy/import", {"sender": 99999})) == "web.no-such-unit"
    assert code(post("/economy/import", {"sender": sender, "caliber": "听说"})) == "facts.unknown-word"
    monkeypatch.setattr("jingkai.systems.economy.importing.choosing.MAX_FILE_BYTES", 10)
    assert code(wizard.choose(table)) == "importing.too-large"
    monkeypatch.setattr("jingkai.systems.economy.importing.choosing.MOST_FILES", 1)
    assert code(wizard.choose(table, table)) == "importing.too-many"


def test_an_address_that_leads_nowhere_is_a_page(wizard: Wizard, table: Path) -> None:
    at = wizard.open(table)
    get = wizard.client.get
    assert get(f"/economy/import/{'0' * 64}?sender={unit('统计办').pk}").status_code == 404
    assert get("/economy/import/..%2f..%2fsecret").status_code == 404
    assert get("/economy/batches/99999").status_code == 404
    other = store(BytesIO(b'{"answers": {}}')).sha256
    for lost in ("x", "0" * 64, at.address.partition("?")[0].rpartition("/")[2], other):
        assert "importing.answers-lost" in get(f"{at.address}&answers={lost}").content.decode()


def test_a_form_from_elsewhere_is_not_taken(founded: Shell, table: Path) -> None:
    strict = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    with table.open("rb") as file:
        sent = {"tables": file, "sender": unit("统计办").pk}
        assert strict.post("/economy/import", sent).status_code == 403
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get("/economy/import").content.decode()
    )
    assert token
    with table.open("rb") as file:
        sent = {"tables": file, "sender": unit("统计办").pk, "csrfmiddlewaretoken": token[1]}
        assert strict.post("/economy/import", sent).status_code == 302


@pytest.mark.parametrize("path", [POWER, INCOME], ids=["asked", "doubted"])
def test_the_english_pages_have_no_chinese_of_ours(wizard: Wizard, path: Path) -> None:
    wizard.client.get("/economy/import?lang=en")
    at = wizard.open(path)
    tables = [*word_table("jingkai.web").values(), *word_table("jingkai.systems.economy").values()]
    # The brand, the way back to Chinese, a heading of the table itself, and what stands between cells in a warning.
    ours = {one["zh"] for one in tables if one["zh"] != one["en"]} - {"经开", "中文", "指标", "、"}
    assert sorted(at.page.texts & ours) == []
    assert "Please answer" in at.page.words
