"""The built site, a loopback server for it, and a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

pytest.register_assert_rewrite("site_browser")

from site_browser import BROWSERS, FLAGS, HTML, Opener, pages, served  # noqa: E402 (pytest must rewrite its asserts first)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page_path" in metafunc.fixturenames:
        # Without a site one test remains, and its fixture `site` says what to do.
        metafunc.parametrize("page_path", pages() or ["intro.html"], scope="module")


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the built site."""
    if not (HTML / "intro.html").is_file():
        pytest.fail("There is no site in _build/html: run make book first", pytrace=False)
    return HTML


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Address of a plain file server on this machine that holds the site."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium from the system."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.fail("No Chromium found: run make browser, or install the package chromium", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opener]:
    """A function that opens a page in a context of its own."""
    opener = Opener(browser)
    yield opener
    opener.close()
