"""Every lesson and assignment of the repository keeps the conventions."""

from pathlib import Path

import pytest

from tools import check_notebooks, notebooks

ALL = notebooks.find()


def test_there_are_lessons() -> None:
    assert any(notebooks.shown(path).startswith("chapters/") for path in ALL)


@pytest.mark.parametrize("path", ALL, ids=notebooks.shown)
def test_conventions(path: Path) -> None:
    found = check_notebooks.check(path)
    assert not found, "\n".join(f"{notebooks.shown(path)}: {problem}" for problem in found)
