"""Licence and citation say the same everywhere."""

import tomllib

import yaml

from tools.notebooks import ROOT


def test_the_citation_agrees_with_the_package() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "authors"} <= set(citation)  # beside title and version, what the format demands
    assert str(citation["version"]) == project["version"]
    assert citation["title"] == f"{project['name'].capitalize()}: {project['description']}"
    assert " AND ".join(citation["license"]) == project["license"]


def test_the_licences_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    first_lines = {
        (ROOT / name).read_text(encoding="utf-8").splitlines()[0] for name in project["license-files"]
    }
    assert first_lines == {"BSD 3-Clause License", "Attribution 4.0 International"}
