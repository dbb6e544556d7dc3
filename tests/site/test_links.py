"""Links and pictures of the built pages, read without a browser."""

import functools
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

WEB = ("http", "https", "mailto")


@functools.cache
def parsed(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@functools.cache
def targets(page: Path) -> frozenset[str]:
    """Every id, and name of an anchor, that a link can lead to."""
    soup = parsed(page)
    names = {tag["name"] for tag in soup.find_all("a", attrs={"name": True})}
    return frozenset({str(tag["id"]) for tag in soup.find_all(id=True)} | names)


def broken(page: Path, link: str) -> str | None:
    """What is wrong with a link, or None."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        sound = parts.scheme in WEB and (parts.scheme == "mailto" or "." in parts.netloc)
        return None if sound else f"{link}: no address of the web"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file():
        return f"{link}: no such file"
    if parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in targets(target):
        return f"{link}: no such place on the page"
    return None


def test_links(page_path: str, site: Path) -> None:
    page = site / page_path
    links = [tag["href"] for tag in parsed(page).find_all("a", href=True)]
    assert [problem for link in links if (problem := broken(page, link))] == []


def test_nothing_is_loaded_from_elsewhere(page_path: str, site: Path) -> None:
    page = site / page_path
    wanted: list[Tag] = parsed(page).find_all(["img", "script", "link", "iframe", "source", "video", "audio"])
    links = [tag.get("src") or tag.get("href") for tag in wanted if tag.get("rel") != ["canonical"]]
    local = [link for link in links if link and not link.startswith("data:")]
    assert [link for link in local if urlsplit(link).scheme or urlsplit(link).netloc] == []
    assert [problem for link in local if (problem := broken(page, link.partition("?")[0]))] == []


def test_every_image_says_what_it_shows(page_path: str, site: Path) -> None:
    images = parsed(site / page_path).find_all("img")
    assert [str(image)[:200] for image in images if not image.get("alt", "").strip()] == []


def test_figures_have_captions(page_path: str, site: Path) -> None:
    figures = parsed(site / page_path).find_all("figure")
    assert [str(f)[:200] for f in figures if not (f.figcaption and f.figcaption.get_text(strip=True))] == []


def test_all_five_parts_are_in_the_sidebar(page_path: str, site: Path) -> None:
    sidebar = parsed(site / page_path).select_one("nav.bd-links")
    assert sidebar is not None
    assert [number for number in range(1, 6) if f"Part {number}." not in sidebar.get_text()] == []
