"""The first cell of what is handed out finds the course's library, installs it, or says how to get it."""

from types import SimpleNamespace

import pytest

from tools.first_cell import first_cell
from tools.remote import Remote

REMOTE = Remote("github", "github.com", "someone", "course")
INSTALL = "unrolled{} @ git+https://github.com/someone/course.git@v1"


def run_install_cell(monkeypatch: pytest.MonkeyPatch, there: set[str]) -> list[list[str]]:
    """The arguments that the install cell gives to pip where these modules are there."""
    calls: list[list[str]] = []
    monkeypatch.setattr("importlib.util.find_spec", lambda name: SimpleNamespace() if name in there else None)
    monkeypatch.setattr("subprocess.run", lambda command, check: calls.append([*command, check]))
    exec(first_cell(REMOTE, "v1").source, {})
    assert all(call[1:5] == ["-m", "pip", "install", "--quiet"] and call[-1] for call in calls)
    return [call[5:-1] for call in calls]


def test_where_lib_is_the_cell_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_install_cell(monkeypatch, {"lib"}) == []


def test_an_empty_environment_gets_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_install_cell(monkeypatch, set()) == [[INSTALL.format("[lessons]")]]


def test_the_tensorflow_that_is_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    light, library = run_install_cell(monkeypatch, {"tensorflow", "keras"})
    assert library == ["--no-deps", INSTALL.format("")]
    names = {requirement.split(">")[0] for requirement in light}
    assert {
        "keras",
        "numpy",
        "pooch",
        "platformdirs",
        "tqdm",
        "matplotlib",
        "myst-nb",
        "scikit-learn",
    } <= names
    assert not {name for name in names if name.startswith(("tensorflow", "ipykernel"))}


def test_without_a_repository_two_lines_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    source = first_cell(None, "").source
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError) as error:
        exec(source, {})
    what, todo = str(error.value).splitlines()
    assert "needs `lib`, the library of the course" in what
    assert "type `make lab` in it" in todo
    monkeypatch.undo()
    exec(source, {})  # here lib is installed, and nothing happens
