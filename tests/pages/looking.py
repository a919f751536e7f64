"""How a page is looked at in a browser: wide and on a phone, in both languages."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, PHONE = 1366, 390
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What axe has to say in all is longer than most pages: only what is wrong leaves the browser.
VIOLATIONS = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it is open: wider than the screen, or anything that axe finds."""
    beyond = page.evaluate(BEYOND)
    found = [f"wider by {beyond}"] if beyond > 0 else []
    page.evaluate(Axe().axe_script)
    return found + [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in page.evaluate(VIOLATIONS)]


def assert_reads_well(page: Page) -> None:
    """The page that is open, asked for again in either language and width; afterwards as it was."""
    address, wrong = page.url, {}
    before = page.viewport_size
    for lang in ("zh", "en"):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        for width in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            if found := faults(page):
                wrong[f"{lang} {width}"] = found
    if before is not None:
        page.set_viewport_size(before)
    page.goto(f"{address}{'&' if '?' in address else '?'}lang=zh")
    assert not wrong, f"{address}: {wrong}"
