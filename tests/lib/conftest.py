"""Settings shared by the tests of lib."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test passes or fails by the clock: machines differ, and some are busy.
settings.register_profile(
    "course", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("course")


@pytest.fixture
def nothing_here(monkeypatch, tmp_path):
    """No mirror, no downloads, an empty cache."""
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_DOWNLOADS", str(tmp_path / "downloads"))
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def unprivileged():
    """A folder of a user who is not root, as whom the test runs: root may read everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        if os.geteuid() != 0:
            yield folder
            return
        nobody = pwd.getpwnam("nobody").pw_uid
        os.chown(folder, nobody, -1)
        os.seteuid(nobody)
        try:
            yield folder
        finally:
            os.seteuid(0)


# --- Figures in a browser -----------------------------------------------------------------------------------

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Opened:
    """A page with a figure in it, and what went wrong there."""

    def __init__(self, browser, html: str, **settings) -> None:
        self.context = browser.new_context(viewport={"width": 390, "height": 844}, **settings)
        self.page, self.errors = self.context.new_page(), []
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.set_content(
            f'<!doctype html><html lang="en"><title>A figure</title><body>{html}</body></html>'
        )

    def part(self, name: str):
        return self.page.locator(f'[data-part="{name}"]')

    @property
    def reading(self) -> str:
        return self.part("reading").inner_text()


@pytest.fixture(scope="module")
def browser() -> Iterator:
    if BROWSER is None:
        pytest.skip("no Chromium here; the tests of the site demand one")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def in_browser(browser) -> Iterator[Callable[..., Opened]]:
    """Opens HTML in a page; at the end none of the pages may have seen an error."""
    pages: list[Opened] = []

    def open_page(html: str, **settings) -> Opened:
        pages.append(Opened(browser, html, **settings))
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()
    assert [error for page in pages for error in page.errors] == []
