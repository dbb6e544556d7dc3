"""The branch of published copies installs what it needs, from the checkout's own remote."""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from tests.notebooks import examples
from tests.tools.test_copies import BIBLIOGRAPHY
from tools import notebooks, publish


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
    (root / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    lesson = examples.lesson()
    lesson.cells[2].source = "See [one](../../exercises/a1/a1.ipynb), [terms](../../glossary.md#token)."
    notebooks.write(lesson, root / "chapters/1/1-1.ipynb")
    notebooks.write(examples.assignment(), root / "exercises/a1/a1.ipynb")
    notebooks.write(examples.notebook(examples.markdown("# Refresher", "title")), root / "refresher.ipynb")
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
    assert f"3 notebooks for https://github.com/someone/course at {commit[:12]}" in capsys.readouterr().out
    for path in ("chapters/1/1-1.ipynb", "exercises/a1/a1.ipynb", "refresher.ipynb"):
        copy = notebooks.read(out / path)
        nbformat.validate(copy)
        assert copy.cells[0].id == "install-lib"
        assert f"git+https://github.com/someone/course.git@{commit}" in copy.cells[0].source
    for path in ("lib/file.txt", "binder/requirements.txt", "requirements/file.txt", "pyproject.toml"):
        assert (out / path).read_bytes() == (checkout / path).read_bytes()
    assert os.access(out / "binder/postBuild", os.X_OK)
    assert not (out / "lib/untracked.txt").exists()


def test_links_lead_to_copies_and_to_the_commit(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "tag", "v1")
    commit = git(checkout, "rev-parse", "HEAD").strip()
    assert publish.main([str(tmp_path / "out"), "--ref", "v1"], checkout) == 0
    copy = notebooks.read(tmp_path / "out/chapters/1/1-1.ipynb")
    assert next(cell for cell in copy.cells if cell.id == "prose").source == (
        "See [one](../../exercises/a1/a1.ipynb), "
        f"[terms](https://github.com/someone/course/blob/{commit}/glossary.md#token)."
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


def add_text(checkout: Path, text: str) -> None:
    path = checkout / "chapters/1/1-1.ipynb"
    lesson = notebooks.read(path)
    lesson.cells[0].source += text
    notebooks.write(lesson, path)


def odd_role(checkout: Path, out: Path) -> None:
    add_text(checkout, " {numref}`x`")


def no_run(checkout: Path, out: Path) -> None:
    add_text(checkout, " {glue:text}`x`")


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
    (odd_role, "chapters/1/1-1.ipynb, cell 1 (opening): the role {numref}"),
    (no_run, "numbers are missing in chapters/1/1-1.ipynb: run `make book` first"),
    (untracked_binder, "git tracks no binder in"),
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
