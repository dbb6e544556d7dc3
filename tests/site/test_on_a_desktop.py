"""Every page from a plain file server, on a desktop, in the light."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from site_browser import DESKTOP, Opener, Visit, check_accessible, check_no_sideways_scrolling, check_quiet


@pytest.fixture(scope="module")
def opened(page_path: str, server: str, browser: Browser) -> Iterator[Visit]:
    """A page, opened once for all tests below."""
    opener = Opener(browser)
    yield opener(f"{server}/{page_path}", DESKTOP, "light")
    opener.close()


def test_quiet(opened: Visit, server: str) -> None:
    check_quiet(opened, server)


def test_no_sideways_scrolling(opened: Visit) -> None:
    check_no_sideways_scrolling(opened)


def test_accessible(opened: Visit) -> None:
    check_accessible(opened)
