"""What only some pages do, and what all of them weigh."""

from pathlib import Path

import pytest
from site_browser import Opener, check_quiet

# A page may not be heavier than this: its own text and pictures, without the scripts that all pages share.
MEGABYTES = 1.5


def test_weight(page_path: str, site: Path) -> None:
    page = site / page_path
    text = page.read_text(encoding="utf-8")
    pictures = [p for p in (site / "_images").glob("*") if f"_images/{p.name}" in text]
    megabytes = sum(p.stat().st_size for p in (page, *pictures)) / 1e6
    assert megabytes < MEGABYTES, f"{page_path} weighs {megabytes:.1f} MB"


def test_equations_are_set_without_a_network(site: Path, visit: Opener) -> None:
    opened = visit((site / "notation.html").as_uri())
    assert opened.page.locator("mjx-container").count() > 50
    assert opened.page.locator("text=\\langle").count() == 0
    loaded = opened.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("MJX" in family for family in loaded), f"no font of MathJax was loaded, only {loaded}"


@pytest.mark.parametrize("place", ["disk", "server"])
def test_search_finds_a_word(place: str, site: Path, server: str, visit: Opener) -> None:
    home = server if place == "server" else site.as_uri()
    opened = visit(f"{home}/search.html?q=perplexity")
    opened.page.wait_for_selector("#search-results li a")
    found = opened.page.locator("#search-results li a").evaluate_all("links => links.map(a => a.href)")
    assert any("/glossary.html" in link for link in found), found
    opened.page.wait_for_load_state("networkidle")
    check_quiet(opened, home)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_follows_the_system_and_the_button(theme: str, site: Path, visit: Opener) -> None:
    page = visit((site / "intro.html").as_uri(), theme=theme).page
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    seen = set()
    for _ in range(3):
        page.locator("button.theme-switch-button").first.click()
        seen.add(page.evaluate("document.documentElement.dataset.theme"))
    assert seen == {"light", "dark"}


def test_code_can_be_copied(site: Path, visit: Opener) -> None:
    lesson = next(p for p in sorted(site.glob("chapters/**/1-1-*.html")))
    page = visit(lesson.as_uri()).page
    assert page.locator("div.cell_input button.copybtn").count() == page.locator("div.cell_input").count() > 0
