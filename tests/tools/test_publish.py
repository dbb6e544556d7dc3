"""Published copies install what they need, from the checkout's own remote, and read well outside the site."""

import ast
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from tests.notebooks import examples
from tools import notebooks, publish
from tools.remote import Remote

REMOTE = Remote("github", "github.com", "someone", "course")
INSTALL = "unrolled{} @ git+https://github.com/someone/course.git@v1"


def run_install_cell(monkeypatch: pytest.MonkeyPatch, there: set[str]) -> list[list[str]]:
    """The arguments that the install cell gives to pip where these modules are there."""
    calls: list[list[str]] = []
    monkeypatch.setattr("importlib.util.find_spec", lambda name: SimpleNamespace() if name in there else None)
    monkeypatch.setattr("subprocess.run", lambda command, check: calls.append([*command, check]))
    exec(publish.install_source(REMOTE, "v1"), {})
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


def test_the_cell_is_first_and_stands_there_once() -> None:
    lesson = examples.lesson()
    before = lesson.copy()
    once = publish.with_install_cell(lesson, REMOTE, "v1")
    twice = publish.with_install_cell(once, REMOTE, "v2")
    nbformat.validate(twice)
    assert [cell.id for cell in twice.cells] == ["install-lib", *(cell.id for cell in lesson.cells)]
    assert "@v2" in twice.cells[0].source
    assert lesson == before, "the notebook itself must stay as it is"
    ast.parse(twice.cells[0].source)


CITATIONS = {"a2001one": "Able (2001)", "b2002two": "Baker and Cook (2002)"}
MYST = {
    "a box": (
        "````{admonition} Why?\n:class: question\n\nBecause.\n\n```python\nx = 1\n```\n````\nAfter.",
        "> **Why?**\n>\n> Because.\n>\n> ```python\n> x = 1\n> ```\nAfter.",
    ),
    "a box with colons": (":::{note}\nMind.\n:::", "> **Note**\n>\n> Mind."),
    "a figure": ("```{figure} a.svg\n:alt: A line\n\nIt rises.\n```", "![A line](a.svg)\n\nIt rises."),
    "another directive": ("```{code-block} python\nx = 1\n```", "```{code-block} python\nx = 1\n```"),
    "plain code": ("```python\nx = {1}\n```", "```python\nx = {1}\n```"),
    "citations": ("See {cite}`a2001one, b2002two`.", "See Able (2001); Baker and Cook (2002)."),
    "an unknown citation": ("See {cite:t}`c2003`.", "See c2003."),
    "terms": ("A {term}`token`, {term}`tokens <token>`.", "A token, tokens."),
    "a number from the run": ("It is {glue:text}`accuracy:.3f`.", "It is `accuracy`."),
    "mathematics": ("{math}`x_t` and $h_t$", "$x_t$ and $h_t$"),
}


@pytest.mark.parametrize("name", MYST)
def test_plain_markdown(name: str) -> None:
    source, expected = MYST[name]
    assert publish.plain_markdown(source, CITATIONS) == expected


def test_citations_from_a_bibliography(tmp_path: Path) -> None:
    bibliography = tmp_path / "references.bib"
    bibliography.write_text(
        "@book{a, author = {{\\v{R}}eh{\\r{u}}{\\v{r}}ek, Radim}, title = {One}, year = 2001}\n"
        "@book{b, author = {van der Maaten, L. and Hinton, G.}, title = {Two}, year = 2008}\n"
        "@book{c, author = {A, B. and C, D. and E, F.}, title = {Three}, year = 2003}\n"
        "@misc{d, title = {Four}}\n",
        encoding="utf-8",
    )
    assert publish.read_citations(bibliography) == {
        "a": "Řehůřek (2001)",
        "b": "van der Maaten and Hinton (2008)",
        "c": "A et al. (2003)",
        "d": "Four",
    }


# --- The tree ---------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]
    command = ["git", *identity, "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with one lesson and one exercise, committed, and a remote."""
    root = tmp_path / "checkout"
    for name in ("chapters/1", "exercises/a1", "lib", "requirements", "etc"):
        (root / name).mkdir(parents=True)
        (root / name / "file.txt").write_text(name, encoding="utf-8")
    shutil.copytree(notebooks.ROOT / "binder", root / "binder")
    shutil.copy(notebooks.ROOT / "pyproject.toml", root)
    (root / "glossary.md").write_text("# Words\n", encoding="utf-8")
    links = "See [](../../exercises/a1/a1.ipynb), [terms](../../glossary.md#token), [](../../glossary.md)."
    lesson = examples.lesson()
    lesson.cells[2].source = f"{links} And [a site](https://example.org), ![a picture](two.svg)."
    notebooks.write(lesson, root / "chapters/1/1-1.ipynb")
    notebooks.write(examples.assignment(), root / "exercises/a1/a1.ipynb")
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", "git@github.com:someone/course.git")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Begin")
    (root / "lib" / "untracked.txt").write_text("not published", encoding="utf-8")
    return root


def test_the_tree(checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert publish.main([str(out)], checkout) == 0
    commit = git(checkout, "rev-parse", "HEAD").strip()
    assert f"2 notebooks for https://github.com/someone/course at {commit[:12]}" in capsys.readouterr().out
    for path in ("chapters/1/1-1.ipynb", "exercises/a1/a1.ipynb"):
        copy = notebooks.read(out / path)
        nbformat.validate(copy)
        assert copy.cells[0].id == "install-lib"
        assert f"git+https://github.com/someone/course.git@{commit}" in copy.cells[0].source
    for path in ("lib/file.txt", "binder/requirements.txt", "requirements/file.txt", "pyproject.toml"):
        assert (out / path).read_bytes() == (checkout / path).read_bytes()
    assert os.access(out / "binder/postBuild", os.X_OK)
    assert not (out / "lib/untracked.txt").exists()


def test_links_lead_somewhere(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "tag", "v1")
    commit = git(checkout, "rev-parse", "HEAD").strip()
    assert publish.main([str(tmp_path / "out"), "--ref", "v1"], checkout) == 0
    copy = notebooks.read(tmp_path / "out/chapters/1/1-1.ipynb")
    assert next(cell for cell in copy.cells if cell.id == "prose").source == (
        "See [Assignment 1: adding](../../exercises/a1/a1.ipynb), "
        f"[terms](https://github.com/someone/course/blob/{commit}/glossary.md#token), "
        f"[Words](https://github.com/someone/course/blob/{commit}/glossary.md). "
        "And [a site](https://example.org), ![a picture](two.svg)."
    )


def test_an_unknown_commit_is_refused(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish.main([str(tmp_path / "out"), "--ref", "v9"], checkout) == 1
    assert "`git rev-parse --verify v9^{commit}` failed" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_second_call_replaces_the_first_and_keeps_git(checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert publish.main([str(out)], checkout) == 0
    (out / ".git").mkdir()
    (out / "chapters" / "old.ipynb").write_text("{}", encoding="utf-8")
    assert publish.main([str(out)], checkout) == 0
    assert (out / ".git").is_dir()
    assert not (out / "chapters" / "old.ipynb").exists()


def no_remote(checkout: Path, out: Path) -> None:
    git(checkout, "remote", "remove", "origin")


def local_remote(checkout: Path, out: Path) -> None:
    git(checkout, "remote", "set-url", "origin", str(checkout))


def foreign_files(checkout: Path, out: Path) -> None:
    out.mkdir()
    (out / "thesis.txt").write_text("mine", encoding="utf-8")


def untracked_binder(checkout: Path, out: Path) -> None:
    git(checkout, "rm", "-r", "--quiet", "--cached", "binder")


def no_git(checkout: Path, out: Path) -> None:
    def make_writable(remove: Callable[[str], object], path: str, _: object) -> None:
        os.chmod(path, stat.S_IWRITE)
        remove(path)

    shutil.rmtree(checkout / ".git", onerror=make_writable)


REFUSED = [
    (no_remote, "no git remote `origin` on GitHub or GitLab"),
    (local_remote, "no git remote `origin` on GitHub or GitLab"),
    (no_git, "no git remote `origin`"),
    (foreign_files, "holds files that this program did not write: give a new or empty folder"),
    (untracked_binder, "git tracks no binder/ in"),
]


@pytest.mark.parametrize(("spoil", "message"), REFUSED)
def test_what_is_refused(
    spoil: Callable[[Path, Path], None],
    message: str,
    checkout: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    spoil(checkout, out)
    before = sorted(out.rglob("*")) if out.exists() else []
    assert publish.main([str(out)], checkout) == 1
    assert message in capsys.readouterr().err
    assert (sorted(out.rglob("*")) if out.exists() else []) == before, "nothing may be written or removed"


# --- Binder -----------------------------------------------------------------------------------------------


def test_binder_builds_from_the_lock_and_installs_lib() -> None:
    binder = notebooks.ROOT / "binder"
    requirements = (binder / "requirements.txt").read_text(encoding="utf-8")
    (line,) = [line for line in requirements.splitlines() if line and not line.startswith("#")]
    option, target = line.split()
    assert option == "-r"
    assert (binder / target).resolve() == notebooks.ROOT / "requirements" / "lock.txt"
    assert (binder / "runtime.txt").read_text(encoding="utf-8") == "python-3.11\n"
    assert os.access(binder / "postBuild", os.X_OK)
    assert "pip install --no-cache-dir --no-deps" in (binder / "postBuild").read_text(encoding="utf-8")
    subprocess.run(["bash", "-n", str(binder / "postBuild")], check=True)
