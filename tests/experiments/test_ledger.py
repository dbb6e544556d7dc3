"""Files of measured figures: what is read, and what is refused with the file's name."""

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.ledger import Measured, Published, ResultsError, Table, load_results, write_table

ROOT = Path(__file__).resolve().parents[2]


WHEN = {"date": "2026-01-01", "machine": "2 cores", "versions": "Keras 3"}


def content() -> dict[str, Any]:
    published = {"value": 0.846, "where": "a book", "cite": "key2018", "differs": "the split"}
    model = {
        "name": "model",
        "what": "a model",
        "metric": "accuracy",
        "definition": "Model(units=2)",
        "value": 0.84,
        **WHEN,
        "spread": 0.01,
        "runs": 2,
        "figures": [0.835, 0.845],
        "published": published,
    }
    baseline = {
        "name": "baseline",
        "what": "a baseline",
        "metric": "accuracy",
        "definition": "Majority()",
        "value": 0.5,
        **WHEN,
        "runs": 1,
    }
    return {"title": "Reviews", "data": "25,000 reviews", "rows": [model, baseline]}


def table() -> Table:
    published = Published(0.846, "a book", "key2018", "the split")
    when = ("2026-01-01", "2 cores", "Keras 3")
    rows = (
        Measured(
            "model", "a model", "accuracy", "Model(units=2)", 0.84, *when, 0.01, 2, (0.835, 0.845), published
        ),
        Measured("baseline", "a baseline", "accuracy", "Majority()", 0.5, *when),
    )
    return Table(title="Reviews", data="25,000 reviews", rows=rows)


def written(folder: Path, value: Any) -> Path:
    (folder / "reviews.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


def test_a_table_is_read(tmp_path: Path) -> None:
    assert load_results(written(tmp_path, content())) == [table()]


def test_a_table_is_written_without_what_says_nothing(tmp_path: Path) -> None:
    write_table(tmp_path / "reviews.json", table())
    assert json.loads((tmp_path / "reviews.json").read_text(encoding="utf-8")) == content()


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert load_results(tmp_path) == []


def test_the_readme_shows_the_format_that_is_read(tmp_path: Path) -> None:
    text = (ROOT / "results/README.md").read_text(encoding="utf-8")
    example = text.partition("```json\n")[2].partition("```")[0]
    (tmp_path / "example.json").write_text(example, encoding="utf-8")
    assert len(load_results(tmp_path)[0].rows) == 1


def test_our_own_files_can_be_read() -> None:
    assert len(load_results(ROOT / "results")) == len(list((ROOT / "results").glob("*.json")))


def changed(path: str, value: Any) -> dict[str, Any]:
    """The content with one value changed, or left out if the value is ...; the path is dotted."""
    result = content()
    *outer, last = path.split(".")
    place: Any = result
    for key in outer:
        place = place[int(key)] if key.isdigit() else place[key]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return result


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "the file must be a JSON object"),
        (changed("title", ...), "the file lacks title"),
        (changed("colour", "red"), "unknown fields colour"),
        (changed("rows", []), '"rows" must be a list with at least one figure'),
        (changed("rows", {"value": 1}), '"rows" must be a list with at least one figure'),
        (changed("rows.0.value", "0.8"), "row 1: value must be a finite number, got '0.8'"),
        (changed("rows.1.value", float("nan")), "row 2: value must be a finite number, got nan"),
        (changed("rows.1.value", True), "row 2: value must be a finite number"),
        (changed("rows.1.metric", ...), "row 2 lacks metric"),
        (changed("rows.1.name", "model"), "two rows have the name model"),
        (
            changed("rows.0.figures", [0.8, "0.9"]),
            "row 1: each of figures must be a finite number, got '0.9'",
        ),
        (changed("rows.0.published.where", ...), 'row 1, "published" lacks where'),
        (changed("rows.0.published.value", None), "row 1: published value must be a finite number"),
    ],
)
def test_what_cannot_be_shown_is_refused(tmp_path: Path, value: Any, says: str) -> None:
    with pytest.raises(ResultsError) as caught:
        load_results(written(tmp_path, value))
    assert "reviews.json" in str(caught.value)
    assert says in str(caught.value)


def test_a_file_that_is_no_json(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"title": ', encoding="utf-8")
    with pytest.raises(ResultsError, match=r"cut\.json: not valid JSON"):
        load_results(tmp_path)
