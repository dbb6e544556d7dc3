"""Packages of lib load what a name needs, and no more."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAZY = [".".join(stub.parent.relative_to(ROOT).parts) for stub in ROOT.glob("lib/**/__init__.pyi")]


@pytest.mark.parametrize("name", LAZY)
def test_each_name_of_a_package_is_there(name: str) -> None:
    package = importlib.import_module(name)
    assert package.__all__
    for each in package.__all__:
        assert getattr(package, each) is not None
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        _ = package.nothing_of_this_name


@pytest.mark.parametrize("name", LAZY)
def test_a_package_alone_loads_none_of_its_modules(name: str) -> None:
    code = f"import sys, {name}; print(*(m for m in sys.modules if m.startswith('{name}.')))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert loaded.stdout.split() == []


def test_a_name_loads_its_module_alone() -> None:
    code = "import sys; from lib.text import words; print(*(m for m in sys.modules if m.startswith('lib.')))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert set(loaded.stdout.split()) == {"lib._cache", "lib.text", "lib.text.tokens"}
