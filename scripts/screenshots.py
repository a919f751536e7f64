"""Photographs the pages of the sample zone into docs/screenshots/: `make screenshots`.

Each picture is of a page as somebody of the sample sees it, on the sample's own data. It takes a minute or two, and
writes over the pictures there are.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.pages.serving import answering, free_port  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
WIDE, PHONE = 1280, 390


@dataclass(frozen=True)
class Shot:
    """A picture: its file, who looks, at which address; clicked first, where something has to be opened."""

    name: str
    person: str
    address: str
    width: int = WIDE
    height: int = 800
    click: str = ""


STATISTICS, OFFICE, STREET = "统计办 主要负责人", "督查室 主要负责人", "向阳街道 主要负责人"
SHOTS = (
    Shot("month", STATISTICS, "/economy/month?period=2024-03"),
    Shot("month-en", STATISTICS, "/economy/month?period=2024-03&lang=en"),
    Shot("bulletin", STATISTICS, "/scheduling/bulletin?period=2024-03"),
    Shot("today", OFFICE, "/supervision/today"),
    Shot("meeting", OFFICE, "/scheduling/meetings", click="main table a"),
    Shot("form", STREET, "/forms/mine", click="main table a"),
    Shot("today-phone", STREET, "/supervision/today", PHONE),
)


@contextmanager
def sample() -> Iterator[dict[str, str]]:
    """The environment of a sample zone whose month is closed, in a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        place = {
            "JINGKAI_DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "JINGKAI_DATA_DIR": f"{folder}/data",
        }
        environment = os.environ | place | {"SERVE": "no"}
        subprocess.run([ROOT / "scripts" / "run.sh"], env=environment, check=True, stdout=subprocess.DEVNULL)
        yield environment


@contextmanager
def served(environment: dict[str, str], person: str) -> Iterator[str]:
    """The address at which this person of the sample finds the pages."""
    port = free_port()
    command = [sys.executable, "-m", "jingkai.site.cli", "serve", "--port", str(port), "--processes", "1"]
    server = subprocess.Popen(
        [*command, "--as", person], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait()


def photograph(browser: Browser, address: str, shot: Shot) -> None:
    """One picture, of what is seen without scrolling."""
    view = {"width": shot.width, "height": shot.height}
    page = browser.new_page(viewport=view, locale="zh-CN")  # type: ignore[arg-type]
    page.goto(f"{address}{shot.address}")
    if shot.click:
        with page.expect_navigation():
            page.locator(shot.click).first.click()
    page.screenshot(path=FOLDER / f"{shot.name}.png")
    page.close()


def main() -> int:
    """Take them all."""
    found = shutil.which(os.environ.get("BROWSER", "chromium"))
    if found is None:
        print("no Chromium here: BROWSER=/path/to/one names it", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with sample() as environment, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for person in dict.fromkeys(one.person for one in SHOTS):
            with served(environment, person) as address:
                for shot in SHOTS:
                    if shot.person == person:
                        photograph(browser, address, shot)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
