"""Text that is written in a page of the site: its model lies beside the pages, and comes when asked for.

The page is made here from what a lesson puts out, as the site makes it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pydata_sphinx_theme
import pytest
import sphinx_book_theme
from course_site import trained_models
from playwright.sync_api import Page
from site_browser import ROOT, Opener, check_accessible, served

from lib.models import trained
from lib.plots.interactive.text_generator import text_generator

SMALL = {"width": 360, "height": 740}
THEMES = (pydata_sphinx_theme, sphinx_book_theme)


def style_of(theme: ModuleType) -> Path:
    """The style sheet that a theme brings along."""
    name = theme.__name__.replace("_", "-")
    return next(Path(theme.__file__).parent.rglob(f"static/styles/{name}.css"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page for each model."""
    top = tmp_path_factory.mktemp("a site")
    trained_models.write_scripts(top)
    sheets = [*map(style_of, THEMES), ROOT / "_static/course.css"]
    for sheet in sheets:
        shutil.copy(sheet, top / "_static")
    styles = "".join(f'<link rel="stylesheet" href="../../_static/{sheet.name}">' for sheet in sheets)
    (top / "chapters/5").mkdir(parents=True)
    for name in trained.NAMES:
        outputs = [{"output_type": "display_data", "data": {"text/html": text_generator(name).html}}]
        trained_models.without_models(outputs, f"chapters/5/{name}")
        (top / f"chapters/5/{name}.html").write_text(
            '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">'
            '<link rel="icon" href="data:,">'
            f"{styles}<title>A page</title>"
            f'<main class="bd-article"><h1>A page</h1>{outputs[0]["data"]["text/html"]}</main>',
            encoding="utf-8",
        )
    return top


@pytest.fixture(params=["served", "from disk"])
def home(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Address of the site."""
    if request.param == "from disk":
        yield folder.as_uri()
        return
    with served(folder) as address:
        yield address


def load(page: Page) -> None:
    page.locator('[data-part="load"]').press("Enter")
    page.locator('[data-part="form"]').wait_for(state="visible")


@pytest.mark.parametrize("name", trained.NAMES)
def test_the_page_is_light_and_its_model_comes_when_asked_for(
    visit: Opener, home: str, folder: Path, name: str
) -> None:
    opened = visit(f"{home}/chapters/5/{name}.html", SMALL, "dark")
    assert (folder / f"chapters/5/{name}.html").stat().st_size < 60_000
    assert not [url for url in opened.requests if "trained" in url]
    load(opened.page)
    (asked,) = (url for url in opened.requests if "trained" in url)
    assert asked.startswith(f"{home}/_static/trained/{name}.js?v=")
    opened.page.locator('[data-part="one"]').press("Enter")
    assert opened.page.locator('[data-part="written"]').text_content() != ""
    assert opened.errors == []
    assert opened.left_machine(home) == []


def test_a_bar_is_as_long_as_its_number(visit: Opener, folder: Path) -> None:
    """The styles of the site leave the picture as it was drawn."""
    page = visit((folder / "chapters/5/names.html").as_uri()).page
    load(page)
    rows = page.locator(".likely").evaluate_all(
        """rows => rows.map(row => [
            row.querySelector('.bar').getBoundingClientRect().width / row.closest('svg').clientWidth,
            parseFloat(row.querySelector('.number').textContent),
        ])"""
    )
    assert len(rows) == 11
    longest = max(percent for _, percent in rows)
    for width, percent in rows:
        assert width / max(width for width, _ in rows) == pytest.approx(percent / longest, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_accessible_and_fits_a_small_phone(visit: Opener, folder: Path, theme: str) -> None:
    opened = visit((folder / "chapters/5/shakespeare.html").as_uri(), SMALL, theme)
    opened.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    check_accessible(opened)
    load(opened.page)
    opened.page.locator('[data-part="length"]').fill("0")  # with a message, too
    check_accessible(opened)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def test_a_model_that_does_not_come_is_named_and_asked_for_again(visit: Opener, folder: Path) -> None:
    page = visit((folder / "chapters/5/names.html").as_uri()).page
    script = folder / "_static/trained/names.js"
    kept = script.rename(script.with_suffix(".away"))
    try:
        page.locator('[data-part="load"]').press("Enter")
        problem = page.locator('[data-part="problem"]')
        problem.wait_for(state="visible")
        assert problem.inner_text().startswith(
            "The model could not be loaded from ../../_static/trained/names.js"
        )
        assert page.evaluate("document.activeElement.dataset.part") == "load"
    finally:
        kept.rename(script)
    load(page)
    assert page.locator('[data-part="problem"]').text_content() == ""


def test_a_model_of_another_checkout_stays_in_its_page() -> None:
    html = text_generator("names").html.replace(trained.as_json("names"), '{"name": "another"}')
    outputs = [{"data": {"text/html": html}}, {"data": {"text/plain": "7"}}, {"text": "8"}]
    trained_models.without_models(outputs, "chapters/5/names")
    assert outputs[0]["data"]["text/html"] == html
