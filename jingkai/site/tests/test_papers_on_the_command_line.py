from collections.abc import Callable
from pathlib import Path

import pytest

from jingkai.kernel.papers.content import Figure
from jingkai.kernel.papers.layout import word
from jingkai.kernel.papers.services import cancel_paper
from jingkai.kernel.papers.sheet import sheet_of
from jingkai.kernel.papers.tests.samples import MONDAY, Press, a_paper, a_press, an_issued
from jingkai.site.cli import main
from tests.proof import proves

pytestmark = pytest.mark.django_db

Jingkai = Callable[..., tuple[int, str, str]]


@pytest.fixture
def press() -> Press:
    return a_press()


@pytest.fixture
def jingkai(capsys: pytest.CaptureFixture[str]) -> Jingkai:
    """Runs a command: its exit code, what it prints, what it complains of."""

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["paper", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@proves("W4.1.1")
def test_the_list_says_number_state_and_title_in_both_languages(press: Press, jingkai: Jingkai) -> None:
    issue, draft = an_issued(press, "1", refs=("matter:1-2024-3",)), a_paper(press, "2")
    cancelled = an_issued(press, "3")
    cancel_paper(press.reviewer, cancelled.paper, reason="依据已废止", at=MONDAY)
    code, said, _ = jingkai("list")
    lines = [line.split() for line in said.splitlines()]
    assert code == 0
    assert lines[0] == ["编号", "状态", "文号", "成文日期", "发文单位", "标题"]
    assert lines[1][:3] == [str(cancelled.paper.pk), "已作废", cancelled.number.label]
    assert lines[2][:2] == [str(draft.pk), "拟稿中"]
    assert lines[3][:4] == [str(issue.paper.pk), "已印发", issue.number.label, "2024-01-08"]
    assert lines[-1] == ["3", "件"]
    _, english, _ = jingkai("list", "--about", "matter:1-2024-3", "--lang", "en")
    assert english.splitlines()[0].split() == ["ID", "State", "Number", "Issued", "Unit", "Title"]
    assert "issued" in english
    assert english.endswith("1 papers\n")


@proves("W4.1.1")
def test_a_paper_is_shown_with_where_its_figures_are_from(press: Press, jingkai: Jingkai) -> None:
    tax = Figure("税收24.4亿元", "fact:17", source="财政局", caliber="自报")
    slots = {"subject": "税收", "points": ["情况如下。"], "figures": [tax]}
    issue = an_issued(press, slots=slots)
    for number in (str(issue.paper.pk), issue.number.label):
        code, said, _ = jingkai("show", number)
        assert code == 0
        assert f"已印发  {issue.number.label}\n关于税收的通知\n东城街道：\n情况如下。" in said
        assert "税收24.4亿元 ← fact:17  财政局  自报" in said
        assert f"校验值 {issue.file.sha256}" in said
    assert f"as of {issue.as_of}, sha256" in jingkai("show", str(issue.paper.pk), "--lang", "en")[1]


@proves("W4.1.3")
def test_it_is_written_as_word_and_pdf_and_nothing_is_overwritten(
    press: Press, jingkai: Jingkai, tmp_path: Path
) -> None:
    issue = an_issued(press)
    docx, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    code, said, _ = jingkai("show", str(issue.paper.pk), "--docx", str(docx), "--pdf", str(pdf))
    assert (code, said) == (0, f"已写入 {docx}\n已写入 {pdf}\n")
    assert docx.read_bytes() == word(sheet_of(issue.paper))
    assert pdf.read_bytes().startswith(b"%PDF-")
    code, _, complaint = jingkai("show", str(issue.paper.pk), "--docx", str(docx))
    assert code == 1
    assert str(docx) in complaint


@proves("INV.7")
def test_who_may_not_see_it_is_told_that_it_is_not_there(press: Press, jingkai: Jingkai) -> None:
    issue = an_issued(press)
    assert jingkai("list", "--as", "西城干部")[1] == "0 件\n"
    for number in (str(issue.paper.pk), "900000"):
        code, said, complaint = jingkai("show", number, "--as", "西城干部")
        assert (code, said, complaint.partition("。")[0]) == (1, "", f"没有文件“{number}”")
    assert jingkai("show", str(issue.paper.pk), "--as", "东城干部")[0] == 0
