"""Web addresses from git's addresses, and none where none can be known."""

import subprocess
from pathlib import Path

import pytest

from tools.remote import Remote, commit_of, parse_remote, remote_of

GITHUB = Remote("github", "github.com", "someone", "a-course")


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/someone/a-course",
        "https://github.com/someone/a-course.git",
        "https://github.com/someone/a-course/",
        "https://user:secret@github.com/someone/a-course.git",
        "git@github.com:someone/a-course.git",
        "github.com:someone/a-course",
        "ssh://git@github.com/someone/a-course.git",
        "ssh://git@github.com:22/someone/a-course.git",
        "git://github.com/someone/a-course.git",
    ],
)
def test_every_form_of_one_address(address: str) -> None:
    assert parse_remote(address) == GITHUB


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("git@gitlab.com:group/team/course.git", Remote("gitlab", "gitlab.com", "group/team", "course")),
        ("https://gitlab.school.example/a/b.git", Remote("gitlab", "gitlab.school.example", "a", "b")),
        ("ssh://git@github.school.example/a/b", Remote("github", "github.school.example", "a", "b")),
    ],
)
def test_other_servers(address: str, expected: Remote) -> None:
    assert parse_remote(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/srv/git/course.git",
        "../course",
        "file:///srv/git/course.git",
        "https://example.org/someone/a-course.git",
        "http://127.0.0.1:3000/git/someone/a-course",
        "git@localhost:someone/a-course.git",
        "https://github.com/someone",
        "https://github.com/",
        "https://github.com/someone/a-course/deeper",
        "https://notgithub.example/someone/a-course",
    ],
)
def test_no_address_is_made_up(address: str) -> None:
    assert parse_remote(address) is None


def test_addresses_of_a_notebook() -> None:
    path = "chapters/1 part/a.ipynb"
    where = "someone/a-course"
    assert GITHUB.url == f"https://github.com/{where}"
    assert GITHUB.colab_url(path) == (
        f"https://colab.research.google.com/github/{where}/blob/notebooks/chapters/1%20part/a.ipynb"
    )
    assert GITHUB.binder_url(path) == (
        f"https://mybinder.org/v2/gh/{where}/notebooks?urlpath=lab/tree/chapters/1%20part/a.ipynb"
    )


def test_only_what_a_service_can_read_is_offered() -> None:
    gitlab = Remote("gitlab", "gitlab.com", "group/team", "course")
    assert gitlab.colab_url("a.ipynb") is None
    assert "/gl/group%2Fteam%2Fcourse/notebooks?" in (gitlab.binder_url("a.ipynb") or "")
    own = Remote("gitlab", "gitlab.school.example", "group", "course")
    assert (own.colab_url("a.ipynb"), own.binder_url("a.ipynb")) == (None, None)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def test_what_git_says_of_a_checkout(tmp_path: Path) -> None:
    git(tmp_path, "init")
    assert remote_of(tmp_path) is None
    assert commit_of(tmp_path) is None
    git(tmp_path, "remote", "add", "origin", "git@github.com:someone/a-course.git")
    git(tmp_path, "commit", "--allow-empty", "-m", "first")
    assert remote_of(tmp_path) == GITHUB
    assert len(commit_of(tmp_path) or "") >= 40


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert remote_of(tmp_path) is None
