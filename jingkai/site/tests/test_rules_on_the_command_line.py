import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jingkai.engines.documents import Words
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.services import grant
from jingkai.kernel.parties.tests.people import AT, START, Zone
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules import trial
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.tests.samples import LimitBody, a_ruled_zone, text
from jingkai.kernel.rules.trial import Line, computes
from jingkai.site.cli import main
from tests.proof import proves

pytestmark = pytest.mark.django_db

Jingkai = Callable[..., tuple[int, str, str]]


@pytest.fixture
def jingkai(capsys: pytest.CaptureFixture[str]) -> Jingkai:
    """Runs `jingkai rules ...`: its exit code, what it prints, what it complains of."""

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["rules", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def limit_in_words(limit: int) -> Words:
    return Words(zh=f"限 {limit}", en=f"limit {limit}")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Zone:
    found = a_ruled_zone()
    for person, role in ((found.head, "deputy"), (found.clerk, "assessment")):
        grant(SYSTEM, person, role, scope=Scope.SUBTREE, unit=found.zone, since=START, at=AT)
    monkeypatch.setattr(trial, "_TRIALS", {})
    computes(
        "month",
        ["test-limit"],
        lambda unit, on, as_of, reader: {
            "招商引资": Line(
                Words(zh="招商引资", en="investment"),
                limit_in_words(RuleBook(as_of).body("test.limit", unit, on, LimitBody).limit),
            )
        },
        zh="月度",
        en="month",
    )
    return found


@proves("K2.6.3", "K2.6.5", "K2.6.6")
def test_a_rule_goes_from_draft_over_trial_to_approval(jingkai: Jingkai, zone: Zone, tmp_path: Path) -> None:
    """One writes, tries, compares; another approves; then it holds."""
    file = tmp_path / "limit.yaml"
    file.write_text(text("10"), encoding="utf-8")
    code, said, _ = jingkai("draft", file, "--unit", zone.zone.name, "--as", "督查员")
    assert code == 0
    first = int(re.findall(r"\d+", said)[0])
    assert jingkai("approve", first, "--as", "主任")[0] == 0

    file.write_text(text("20", version="2", valid_from="2024-02-01"), encoding="utf-8")
    code, said, _ = jingkai("draft", file, "--unit", zone.zone.pk, "--as", f"person:{zone.clerk.pk}")
    second = int(re.findall(r"\d+", said)[0])
    code, said, _ = jingkai("diff", first, second)
    assert said.splitlines() == [
        "~ body.limit: 10 → 20",
        "~ valid_from: 2024-01-01 → 2024-02-01",
        "~ version: 1 → 2",
    ]
    code, said, _ = jingkai("try", second, "--month", "2024-03")
    assert said == "招商引资: 限 10 → 限 20\n1 处不同。未写入任何数据。\n"
    # A month before it begins: as if it had begun with that month.
    code, said, _ = jingkai("try", second, "--month", "2024-01", "--lang", "en")
    assert said == "investment: limit 10 → limit 20\n1 lines differ. Nothing was written.\n"

    code, _, complaint = jingkai("approve", second, "--as", "督查员")
    assert (code, "[rules.approver-is-author]" in complaint) == (1, True)
    assert jingkai("approve", second, "--as", "主任")[0] == 0
    code, said, _ = jingkai("list", "--kind", "test-limit", "--unit", zone.zone.name, "--on", "2024-03-31")
    assert len(said.splitlines()) == 1
    assert "主任批准" in said
    assert str(second) in said


def test_drafts_and_versions_that_do_not_hold_are_listed_when_asked_for(
    jingkai: Jingkai, zone: Zone, tmp_path: Path
) -> None:
    file = tmp_path / "limit.yaml"
    file.write_text(text("10"), encoding="utf-8")
    jingkai("draft", file, "--unit", zone.zone.name, "--as", "督查员")
    assert jingkai("list", "--kind", "test-limit")[1] == ""
    said = jingkai("list", "--kind", "test-limit", "--all", "--lang", "en")[1]
    assert "[draft]" in said
    assert "●" not in said


def test_a_version_is_shown_with_source_and_identity(jingkai: Jingkai, zone: Zone) -> None:
    row = RuleSet.objects.get(key="due-light")
    _, said, _ = jingkai("show", row.pk)
    assert row.identity in said
    assert json.loads(row.document)["source"] in said
    assert "days_left < 3" in said
    assert "随 " in said


def test_two_that_say_the_same_are_said_to(jingkai: Jingkai, zone: Zone) -> None:
    row = RuleSet.objects.get(key="due-light")
    assert jingkai("diff", row.pk, row.pk)[1] == "两个版本内容相同。\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["show", "99999"], "rules.version-not-found"),
        (["draft", "{binary}", "--as", "督查员"], "rules.unreadable"),
        (["draft", "{file}"], "rules.author-missing"),
        (["draft", "{file}", "--as", "东城干部"], "parties.not-allowed"),
        (["draft", "{file}", "--as", "无名氏"], "parties.person-unknown"),
        (["list", "--unit", "99999"], "parties.not-found"),
        (["list", "--unit", "不存在的街道"], "parties.name-unknown"),
    ],
)
def test_what_is_refused_says_its_code(
    jingkai: Jingkai, zone: Zone, tmp_path: Path, words: list[str], code: str
) -> None:
    file = tmp_path / "limit.yaml"
    file.write_text(text("10"), encoding="utf-8")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff")
    told = [word.format(file=file, binary=binary) for word in words]
    exit_code, _, complaint = jingkai(*told)
    assert (exit_code, f"[{code}]" in complaint) == (1, True), complaint


def test_a_rule_file_that_cannot_be_read_is_named_in_either_language(
    jingkai: Jingkai, zone: Zone, tmp_path: Path
) -> None:
    file = tmp_path / "none.yaml"
    code, _, complaint = jingkai("draft", file, "--as", "督查员")
    assert (code, complaint) == (1, f"读写不了 {file}：没有这个文件或文件夹\n")
    file.write_bytes(b"\xff")
    assert "none.yaml 不是 UTF-8 编码的文本" in jingkai("draft", file, "--as", "督查员")[2]
    assert "it is not text in UTF-8" in jingkai("draft", file, "--as", "督查员", "--lang", "en")[2]
