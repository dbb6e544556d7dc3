"""Every page from disk, on a phone, in the dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from site_browser import PHONE, Opener, Visit, check_accessible, check_no_sideways_scrolling, check_quiet


@pytest.fixture(scope="module")
def opened(page_path: str, site: Path, browser: Browser) -> Iterator[Visit]:
    """A page, opened once for all tests below."""
    opener = Opener(browser)
    yield opener((site / page_path).as_uri(), PHONE, "dark")
    opener.close()


def test_quiet(opened: Visit, site: Path) -> None:
    check_quiet(opened, site.as_uri())


def test_no_sideways_scrolling(opened: Visit) -> None:
    check_no_sideways_scrolling(opened)


def test_accessible(opened: Visit) -> None:
    check_accessible(opened)
