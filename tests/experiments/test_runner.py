"""The runner on experiments that cost nothing: what it measures, keeps, and goes on from."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

import experiments.__main__ as command
from experiments import runner
from experiments.experiment import Experiment, Part
from experiments.ledger import Measured, Published, ResultsError, load_table, write_table
from experiments.runner import jobs, measure, refresh
from lib.datasets import MissingDataError

ran: list[tuple[str, int]] = []
trouble: dict[tuple[str, int], Callable[[], BaseException]] = {}  # what stops a run, by name and seed


@dataclass(frozen=True)
class Fake:
    """A trial whose figure is its size and a hundredth for each seed."""

    metric: ClassVar[str] = "accuracy"
    name: str
    size: float = 0.5

    def run(self, seed: int) -> float:
        if (self.name, seed) in trouble:
            raise trouble.pop((self.name, seed))()
        ran.append((self.name, seed))
        return self.size + seed / 100


@pytest.fixture(autouse=True)
def no_trouble() -> None:
    trouble.clear()


def part(*trials: Fake, seeds: int = 3) -> dict[str, Part]:
    rows = {trial.name: Experiment(f"model {trial.name}", trial, seeds=seeds) for trial in trials}
    return {"part1": Part("Title", "page", "data", rows)}


def run(parts: dict[str, Part], folder: Path, runs: int | None = None) -> list[str]:
    """Measure what is lacking, and return what was said."""
    ran.clear()
    return list(measure([job for job in jobs(parts, folder, runs=runs) if not job.done]))


def rows(folder: Path) -> dict[str, Measured]:
    return {row.name: row for row in load_table(folder / "part1.json").rows}


def test_a_table_is_measured_once(tmp_path: Path) -> None:
    parts = part(Fake("a"), Fake("b", 0.8))
    run(parts, tmp_path)
    assert ran == [("a", 0), ("a", 1), ("a", 2), ("b", 0), ("b", 1), ("b", 2)]
    row = rows(tmp_path)["b"]
    assert (row.value, row.spread, row.runs, row.figures) == (0.81, 0.02, 3, (0.8, 0.81, 0.82))
    assert "Keras" in row.versions
    assert "cores" in row.machine
    run(parts, tmp_path)
    assert ran == []


def test_what_was_stopped_goes_on_from_the_run_it_lost(tmp_path: Path) -> None:
    trouble["b", 1] = KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        run(part(Fake("a"), Fake("b")), tmp_path)
    assert rows(tmp_path)["b"].figures == (0.5,)
    assert rows(tmp_path)["b"].spread is None
    run(part(Fake("a"), Fake("b")), tmp_path)
    assert ran == [("b", 1), ("b", 2)]
    assert rows(tmp_path)["b"].figures == (0.5, 0.51, 0.52)


def test_a_changed_definition_is_measured_again(tmp_path: Path) -> None:
    run(part(Fake("a"), Fake("b")), tmp_path)
    run(part(Fake("a"), Fake("b", 0.6)), tmp_path)
    assert ran == [("b", 0), ("b", 1), ("b", 2)]
    assert rows(tmp_path)["b"].figures == (0.6, 0.61, 0.62)


def test_other_surroundings_start_a_row_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(part(Fake("a"), Fake("b")), tmp_path, runs=2)
    monkeypatch.setattr(runner, "surroundings", lambda: ("another machine", "Keras 4"))
    run(part(Fake("a"), Fake("b")), tmp_path, runs=2)
    assert ran == []  # what is complete stays
    run(part(Fake("a")), tmp_path, runs=3)
    assert ran == [("a", 0), ("a", 1), ("a", 2)]
    assert {name: row.machine for name, row in rows(tmp_path).items()}["a"] == "another machine"


def test_more_seeds_continue_a_row(tmp_path: Path) -> None:
    run(part(Fake("a")), tmp_path)
    run(part(Fake("a")), tmp_path, runs=4)
    assert ran == [("a", 3)]
    run(part(Fake("a")), tmp_path, runs=1)
    assert ran == []
    assert rows(tmp_path)["a"].runs == 4


def test_a_row_without_the_figures_of_its_runs_is_complete_but_not_continued(tmp_path: Path) -> None:
    run(part(Fake("a")), tmp_path)
    path = tmp_path / "part1.json"
    table = load_table(path)
    write_table(path, replace(table, rows=(replace(table.rows[0], figures=()),)))
    run(part(Fake("a")), tmp_path)
    assert ran == []
    run(part(Fake("a")), tmp_path, runs=4)
    assert ran == [("a", 0), ("a", 1), ("a", 2), ("a", 3)]


def test_new_words_and_order_change_no_figure(tmp_path: Path) -> None:
    run(part(Fake("a"), Fake("b")), tmp_path)
    before = rows(tmp_path)
    published = Published(0.9, "there")
    changed = {
        "b": Experiment("new words", Fake("b", 0.7)),  # another experiment, not measured yet
        "a": Experiment("new words", Fake("a"), published),
    }
    refresh({"part1": Part("Title", "page", "data", changed)}, tmp_path)
    assert list(rows(tmp_path)) == ["b", "a"]
    assert rows(tmp_path)["a"] == replace(before["a"], what="new words", published=published)
    assert rows(tmp_path)["b"] == before["b"]


def test_a_row_of_no_experiment_is_not_lost(tmp_path: Path) -> None:
    run(part(Fake("old")), tmp_path)
    run(part(Fake("new")), tmp_path)
    assert list(rows(tmp_path)) == ["new", "old"]


def test_what_another_run_wrote_meanwhile_is_not_lost(tmp_path: Path) -> None:
    def other() -> BaseException:
        run(part(Fake("b")), tmp_path)
        return KeyboardInterrupt()

    trouble["a", 1] = other
    with pytest.raises(KeyboardInterrupt):
        run(part(Fake("a")), tmp_path)
    assert set(rows(tmp_path)) == {"a", "b"}


@pytest.mark.parametrize("text", ["", "{", '{"title": "cut', "[]", '{"title": "T"}'])
def test_a_damaged_ledger_is_an_error_and_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "part1.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResultsError, match=r"part1\.json: "):
        run(part(Fake("a")), tmp_path)
    assert ran == []
    assert path.read_text(encoding="utf-8") == text


def test_a_figure_that_is_no_number_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="part1/b, seed 0: the figure is nan"):
        run(part(Fake("a"), Fake("b", float("nan"))), tmp_path)
    assert list(rows(tmp_path)) == ["a"]


def test_progress_says_which_row_which_seed_and_how_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clock() -> Iterator[float]:
        now = 0.0
        while True:
            yield now
            now += 30  # a run starts or ends every half minute

    monkeypatch.setattr(runner.time, "monotonic", clock().__next__)
    assert run(part(Fake("a"), Fake("b"), seeds=2), tmp_path) == [
        "Experiments to measure: 2, in 4 runs.",
        "[1/2] part1/a: model a",
        "[1/2] seed 0: 0.5000 in 30 s, about 2 min left",
        "[1/2] seed 1: 0.5100 in 30 s, about 60 s left",
        "[2/2] part1/b: model b",
        "[2/2] seed 0: 0.5000 in 30 s, about 30 s left",
        "[2/2] seed 1: 0.5100 in 30 s, about 0 s left",
    ]


def test_only_some(tmp_path: Path) -> None:
    parts = part(Fake("a"), Fake("b")) | {"part2": part(Fake("a"))["part1"]}

    def labels(only: list[str]) -> list[str]:
        return [job.label for job in jobs(parts, tmp_path, only)]

    assert labels([]) == ["part1/a", "part1/b", "part2/a"]
    assert labels(["part1"]) == ["part1/a", "part1/b"]
    assert labels(["part1/b", "part2"]) == ["part1/b", "part2/a"]
    with pytest.raises(ValueError, match="named c, part1/c; there are part1, part2, part1/a"):
        labels(["part1/c", "c", "part2"])


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command knows two experiments that cost nothing."""
    monkeypatch.setattr(command, "load_parts", lambda: part(Fake("a"), Fake("b")))


@pytest.mark.usefixtures("parts")
def test_the_command_measures_and_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["--only", "part1/a", "--seeds", "2", "--output", str(tmp_path)])
    assert "[1/1] seed 1: 0.5100" in capsys.readouterr().out
    command.main(["--list", "--output", str(tmp_path)])
    listed = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert listed == [["part1/a", "0.5050 in 2 of 3 runs"], ["part1/b", "not measured yet"]]
    assert json.loads((tmp_path / "part1.json").read_text())["rows"][0]["runs"] == 2


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (MissingDataError("put it there"), "python -m experiments: put it there"),
        (KeyboardInterrupt(), "the same command goes on from there"),
    ],
)
@pytest.mark.usefixtures("parts")
def test_the_command_says_what_stopped_it(tmp_path: Path, error: BaseException, says: str) -> None:
    trouble["a", 0] = lambda: error
    with pytest.raises(SystemExit, match=says):
        command.main(["--output", str(tmp_path)])
    assert not (tmp_path / "part1.json").exists()


@pytest.mark.usefixtures("parts")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--seeds", "0"], "--seeds must be at least 1, got 0"),
        (["--only", "part3"], "no part or experiment is named part3; there are part1, part1/a, part1/b"),
    ],
)
def test_arguments_that_mean_nothing(
    arguments: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command.main([*arguments, "--output", str(tmp_path)])
    assert says in capsys.readouterr().err


def test_without_the_real_reviews_the_command_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_DOWNLOADS", str(tmp_path / "none"))
    with pytest.raises(SystemExit, match=r"python -m lib\.datasets imdb"):
        command.main(["--only", "part1/first-20", "--output", str(tmp_path)])
