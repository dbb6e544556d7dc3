"""What the book's own Sphinx extension adds, on a small book built here with the real settings."""

import json
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
import pytest
from bs4 import BeautifulSoup
from jupyter_book.sphinx import build_sphinx
from playwright.sync_api import Browser
from site_browser import Opener, served

from tools import notebooks
from tools.engine.store import code_digest

ROOT = Path(__file__).resolve().parents[2]
REMOTE = "git@github.com:someone/a-course.git"
LESSON = "chapters/1-part/1-2-lesson"
EXERCISE = "exercises/assignment1/assignment1"
TEXT = "# {title}\n\nAs {{cite:t}}`elman1990finding` says, see [the beginning](../../beginning.md)."
LIST = """# Part 1

```{lesson-list}
1-2-lesson | 1.2 An old title | what it is about.
1-3-next | 1.3 The next | what *will* be.
```
"""
PAGES = {
    "beginning.md": "# Beginning\n\nText.\n",
    "status.md": "# Status\n\n```{lesson-runs}\n```\n",
    "results.md": "# Results\n\n```{measured-results}\n```\n",
    "chapters/1-part/index.md": LIST,
    "references.bib": "@book{elman1990finding, title={A}, author={Elman, Jeff}, year={1990}, publisher={B}}",
    "bibliography.md": "# Sources\n\n```{bibliography}\n```\n",
}
RESULTS: dict[str, Any] = {
    "title": "Reviews",
    "page": LESSON,
    "data": "25,000 reviews",
    "rows": [
        {
            "name": "model",
            "what": "a model",
            "metric": "accuracy",
            "definition": "Model()",
            "date": "2026-01-01",
            "machine": "2 cores",
            "versions": "Keras 3",
            "value": 0.8412,
            "spread": 0.0123,
            "runs": 3,
            "published": {
                "value": 0.846,
                "where": "A book",
                "cite": "elman1990finding",
                "differs": "Another split",
            },
        }
    ],
}
TWICE_MEASURED = {
    "title": "Words",
    "data": "words",
    "rows": [
        RESULTS["rows"][0] | {"name": name, "what": name, "date": date}
        for name, date in (("first", "2026-01-01"), ("second", "2026-02-02"), ("third", "2026-01-01"))
    ],
}
TOC = {
    "format": "jb-book",
    "root": "beginning",
    "chapters": [
        {"file": "chapters/1-part/index", "sections": [{"file": LESSON}, {"file": EXERCISE}]},
        *({"file": name} for name in ("status", "results", "bibliography")),
    ],
}


def executed(root: Path) -> None:
    """Lay out a run of the lesson, as `make book` does."""
    lesson = notebooks.read(root / f"{LESSON}.ipynb")
    lesson.metadata["run"] = {
        "code": code_digest(lesson),
        "seconds": 12.34,
        "finished": "2026-01-02T10:20:30+00:00",
        "machine": {"Processor": "A processor", "Python": "3.11.7"},
    }
    path = root / notebooks.EXECUTED / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    notebooks.write(lesson, path)


def write_book(root: Path) -> Path:
    for name, text in PAGES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name in (LESSON, EXERCISE):
        cells = [v4.new_markdown_cell(TEXT.format(title=name.split("-")[-1])), v4.new_code_cell("1 + 1")]
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(v4.new_notebook(cells=cells, metadata=kernel), root / f"{name}.ipynb")
    (root / "_toc.yml").write_text(json.dumps(TOC), encoding="utf-8")
    shutil.copytree(ROOT / "_static", root / "_static")
    executed(root)
    return root


def build(root: Path, remote: str) -> Path:
    """Build without executing, with the repository's settings; returns the site's folder."""
    html = root / "_build/html"
    status = build_sphinx(
        root,
        html,
        noconfig=True,
        path_config=ROOT / "_config.yml",
        confoverrides={
            "external_toc_path": str(root / "_toc.yml"),
            "latex_individualpages": False,
            "html_favicon": None,
            "course_remote": remote,
        },
        quiet=True,
        warningiserror=True,
        keep_going=True,
    )
    assert status == 0
    return html


@pytest.fixture(scope="module")
def with_remote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_book(tmp_path_factory.mktemp("with-remote"))
    (root / "results").mkdir()
    (root / "results/reviews.json").write_text(json.dumps(RESULTS), encoding="utf-8")
    (root / "results/words.json").write_text(json.dumps(TWICE_MEASURED), encoding="utf-8")
    return build(root, REMOTE)


@pytest.fixture(scope="module")
def without_remote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(write_book(tmp_path_factory.mktemp("without-remote")), "")


def page(html: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((html / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def links(html: Path, name: str) -> set[str]:
    """Addresses of the web on a page."""
    found = {str(a["href"]) for a in page(html, name).find_all("a", href=True)}
    return {link for link in found if link.startswith("http")}


def test_buttons_lead_to_the_remote(with_remote: Path) -> None:
    where = "someone/a-course"
    found = links(with_remote, LESSON)
    assert f"https://colab.research.google.com/github/{where}/blob/notebooks/{LESSON}.ipynb" in found
    assert f"https://mybinder.org/v2/gh/{where}/notebooks?urlpath=lab/tree/{LESSON}.ipynb" in found
    assert f"https://github.com/{where}/edit/main/{LESSON}.ipynb" in found
    assert f"https://github.com/{where}" in found
    assert any(link.startswith(f"https://github.com/{where}/issues/new") for link in found)


def test_a_generated_assignment_is_not_offered_for_editing(with_remote: Path) -> None:
    found = links(with_remote, EXERCISE)
    assert any(f"/notebooks/{EXERCISE}.ipynb" in link for link in found)
    assert [link for link in found if "/edit/" in link] == []


def test_a_page_of_text_cannot_be_launched(with_remote: Path) -> None:
    found = links(with_remote, "beginning")
    assert "https://github.com/someone/a-course/edit/main/beginning.md" in found
    assert [link for link in found if "colab" in link or "binder" in link] == []


@pytest.mark.parametrize("name", [LESSON, EXERCISE, "beginning", "status"])
def test_without_a_remote_no_address_is_made_up(without_remote: Path, name: str) -> None:
    assert links(without_remote, name) == set()
    assert page(without_remote, name).select(".dropdown-launch-buttons, .dropdown-source-buttons") == []


def download(html: Path) -> nbformat.NotebookNode:
    """The notebook that the lesson's download button leads to."""
    button = page(html, LESSON).select_one("a.btn-download-source-button")
    assert button is not None
    return nbformat.read((html / f"{LESSON}.html").parent / str(button["href"]), as_version=4)


def test_a_download_installs_what_it_needs(with_remote: Path) -> None:
    cells = download(with_remote).cells
    assert "https://github.com/someone/a-course" in cells[0].source
    assert "pip" in cells[0].source
    assert "Elman (1990)" in cells[1].source
    assert "(https://github.com/someone/a-course/blob/" in cells[1].source


def test_a_download_without_a_remote_says_how_to_get_lib(without_remote: Path) -> None:
    cells = download(without_remote).cells
    assert "type `make lab` in it" in cells[0].source
    assert cells[1].source.endswith("As Elman (1990) says, see the beginning.")


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_the_download_button_saves_the_notebook(with_remote: Path, browser: Browser, scheme: str) -> None:
    with served(with_remote) if scheme == "http" else nullcontext(with_remote.as_uri()) as address:
        opener = Opener(browser)
        tab = opener(f"{address}/{LESSON}.html").page
        tab.click(".dropdown-download-buttons > button")
        with tab.expect_download() as saved:
            tab.click("a.btn-download-source-button")
        assert saved.value.suggested_filename == "1-2-lesson.ipynb"
        assert nbformat.read(saved.value.path(), as_version=4) == download(with_remote)
        assert tab.url == f"{address}/{LESSON}.html"
        opener.close()


def test_a_second_build_adds_no_second_cell(with_remote: Path) -> None:
    before = download(with_remote)
    build(with_remote.parents[1], REMOTE)
    assert [cell.source for cell in download(with_remote).cells] == [cell.source for cell in before.cells]


def rows(html: Path, name: str) -> list[list[str]]:
    cells = [row.find_all(["td", "th"]) for row in page(html, name).select("article table tr")]
    return [[" ".join(cell.get_text().split()) for cell in row] for row in cells]


def test_the_status_page_names_lesson_time_and_machine(with_remote: Path) -> None:
    found = rows(with_remote, "status")
    assert ["1.2 lesson", "12.3", "2026-01-02 10:20"] in found
    assert ["Processor", "A processor"] in found
    assert ["Python", "3.11.7"] in found


def test_results_stand_beside_published_ones(with_remote: Path) -> None:
    where = "A book [Elman, 1990]. Another split"
    expected = ["a model", "accuracy", "0.8412", "0.0123 in 3 runs", "0.846", where]
    assert expected in rows(with_remote, "results")
    text = page(with_remote, "results").get_text()
    assert "Measured with 25,000 reviews. Lesson: 1.2 lesson" in text
    assert "On 2026-01-01; 2 cores; Keras 3." in text


def test_rows_of_a_table_say_when_each_was_measured(with_remote: Path) -> None:
    text = page(with_remote, "results").get_text()
    assert "1: On 2026-01-01; 2 cores; Keras 3." in text
    assert "2: On 2026-02-02; 2 cores; Keras 3." in text
    found = {(cells[0], cells[-1]) for cells in rows(with_remote, "results") if cells[-1].isdigit()}
    assert found == {("first", "1"), ("second", "2"), ("third", "1")}


def test_a_lesson_bears_its_number_everywhere(with_remote: Path) -> None:
    lesson = page(with_remote, LESSON)
    assert lesson.h1 is not None
    assert lesson.h1.get_text().startswith("1.2 lesson")
    assert lesson.title is not None
    assert lesson.title.get_text().startswith("1.2 lesson")
    assert "1.2 lesson" in [
        link.get_text(strip=True) for link in page(with_remote, "beginning").select("nav.bd-links a")
    ]
    assert "1.2 lesson" in (with_remote / "searchindex.js").read_text(encoding="utf-8")
    assert lesson.select_one("section#lesson"), "anchors stay as they were"


def test_lessons_are_linked_once_they_exist(with_remote: Path) -> None:
    items = page(with_remote, "chapters/1-part/index").select("article li")
    assert [item.get_text(strip=False).strip() for item in items] == [
        "1.2 lesson: what it is about.",
        "1.3 The next (to come): what will be.",
    ]
    assert [[link["href"] for link in item.find_all("a")] for item in items] == [["1-2-lesson.html"], []]


def test_a_lesson_that_enters_the_contents_gets_its_link(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    toc = (root / "_toc.yml").read_text(encoding="utf-8")
    (root / "_toc.yml").write_text(toc.replace(f'{{"file": "{LESSON}"}}, ', ""), encoding="utf-8")
    assert page(build(root, ""), "chapters/1-part/index").select("article li a") == []
    (root / "_toc.yml").write_text(toc, encoding="utf-8")
    assert len(page(build(root, ""), "chapters/1-part/index").select("article li a")) == 1


def test_other_pages_bear_none(with_remote: Path) -> None:
    heading = page(with_remote, EXERCISE).h1
    assert heading is not None
    assert heading.get_text().startswith("exercises/assignment1/assignment1")


def test_before_anything_was_measured(without_remote: Path) -> None:
    assert "Nothing has been measured yet" in page(without_remote, "results").get_text()


def test_a_results_file_that_cannot_be_read_stops_the_build(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = write_book(tmp_path)
    (root / "results").mkdir()
    (root / "results/reviews.json").write_text("{}", encoding="utf-8")
    with pytest.raises(AssertionError):
        build(root, "")
    assert "results/reviews.json: the file lacks title" in capfd.readouterr().err


def test_toggles_in_the_sidebar_have_names(without_remote: Path) -> None:
    toggles = page(without_remote, "beginning").select("nav.bd-links summary")
    assert [toggle.get("aria-label") for toggle in toggles] == ["Lessons of Part 1"]


def test_only_the_parts_of_mathjax_that_pages_load_are_copied(without_remote: Path) -> None:
    folder = without_remote / "_static/mathjax"
    assert (folder / "tex-chtml.js").stat().st_size > 500_000
    assert len(list((folder / "output/chtml/fonts/woff-v2").glob("*.woff"))) > 20
    assert sum(path.stat().st_size for path in folder.rglob("*.*")) < 4_000_000
