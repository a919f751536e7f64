"""Each manner of the house is broken once here and must be noticed; a well-mannered file must not be."""

import pytest

from scripts import manners
from tests.proof import proves

TEST = "jingkai/kernel/facts/tests/test_a_fact.py"
CODE = "jingkai/kernel/facts/services.py"

# Spelled in halves, so that this file keeps the manners itself.
UNFINISHED = "TO" + "DO"
REGISTRY = "pypi" + ".org"
SOMEBODY = "/ho" + "me/li/"


@proves("K1.3.4")
@pytest.mark.parametrize(
    ("name", "text", "line", "advice"),
    [
        (TEST, "import pytest\nx = pytest.mark.django_db(transaction=True)\n", 2, "committed_db"),
        (TEST, "import time\ntime.sleep(1)\n", 2, "does not sleep"),
        (TEST, "def f(page):\n    page.wait_for_timeout(5)\n", 2, "does not sleep"),
        (TEST, "def f(page):\n    page.wait_for_load_state()\n", 2, "expect_navigation"),
        (TEST, "def f(page):\n    page.wait_for_url('**/guide')\n", 2, "expect_navigation"),
        (TEST, "def test_it():\n    1 + 1\n", 1, "test_it asserts nothing"),
        (TEST, "def test_it():\n    outer()\ndef outer():\n    1 + 1\n", 1, "test_it asserts nothing"),
        (CODE, "def f(at):\n    return at.date()\n", 2, "Shanghai"),
        (CODE, "day = timezone.now().date()\n", 1, "Shanghai"),
        (CODE, "day = entry.at.date()\n", 1, "Shanghai"),
        (CODE, "from decimal import Decimal\nx = Decimal(-0.1)\n", 2, "never of a float"),
        (CODE, "from decimal import Decimal\nx = Decimal(float('1'))\n", 2, "never of a float"),
        ("jingkai/kernel/facts/__init__.py", "import os\nos.umask(0)\n", 2, "does nothing else"),
        (CODE, "x = 1\n" * 401, 401, "401 lines"),
        (CODE, f"x = 1  # {UNFINISHED}\n", 1, "finish it"),
        ("requirements/dev.txt", f"# from {REGISTRY}\n", 1, "name no package registry"),
        ("docs/a.md", f"see {SOMEBODY}notes\n", 1, "a path of somebody's machine"),
        ("docs/a.md", f"see {manners.ROOT}/notes\n", 1, "a path of this machine"),
    ],
)
def test_a_broken_manner_is_noticed_at_its_line(name: str, text: str, line: int, advice: str) -> None:
    assert [(at, advice in said) for at, said in manners.faults_of(name, text)] == [(line, True)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (TEST, "def test_it():\n    assert 1\n"),
        (TEST, "def test_it():\n    the_books_agree()\n"),
        (TEST, "def test_it():\n    outer()\ndef outer():\n    inner()\ndef inner():\n    assert 1\n"),
        (CODE, "import time\ntime.sleep(1)\n"),
        (CODE, "from decimal import Decimal\nx = Decimal('0.1')\n"),
        (CODE, "x = 1\n" * 400),
        ("jingkai/kernel/facts/__init__.py", '"""Facts."""\nfrom a import b\n__all__ = ["b"]\n'),
        ("docs/a.md", "see https://example.cn/home/list and var/home/x\n"),
    ],
)
def test_a_well_mannered_file_is_left_alone(name: str, text: str) -> None:
    assert manners.faults_of(name, text) == []


def test_the_whole_house_is_read() -> None:
    names = manners.files()
    assert {"Makefile", "scripts/manners.py", "jingkai/__init__.py"} <= set(names)
    assert not any(name.startswith(".venv/") for name in names)
