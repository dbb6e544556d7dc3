"""Where this checkout came from, as web addresses: read from git, never made up."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

# Lessons are published, with an install cell, on this branch; pages are edited on the other.
NOTEBOOK_BRANCH = "notebooks"
DEFAULT_BRANCH = "main"

_SCP = re.compile(r"^(?:[^@/]+@)?(?P<host>[^:/]+):(?P<path>[^/].*)$")


@dataclass(frozen=True)
class Remote:
    """A repository on GitHub or GitLab.

    Args:
        provider: Which of the two; decides how addresses are formed.
        host: For example "github.com"; a server of one's own is named by its own host.
        owner: Account or group; on GitLab it may hold subgroups, "group/team".
        name: Repository, without ".git".
    """

    provider: Literal["github", "gitlab"]
    host: str
    owner: str
    name: str

    @property
    def url(self) -> str:
        """Address of the repository's page."""
        return f"https://{self.host}/{self.owner}/{self.name}"

    def file_url(self, path: str, ref: str) -> str:
        """Address that shows a file as it was at a commit, tag or branch."""
        return f"{self.url}/{'-/' if self.provider == 'gitlab' else ''}blob/{ref}/{quote(path)}"

    def colab_url(self, path: str, branch: str = NOTEBOOK_BRANCH) -> str | None:
        """Address that opens a notebook in Colab, or None: Colab reads github.com only."""
        if self.host != "github.com":
            return None
        return (
            f"https://colab.research.google.com/github/{self.owner}/{self.name}/blob/{branch}/{quote(path)}"
        )

    def binder_url(self, path: str, branch: str = NOTEBOOK_BRANCH) -> str | None:
        """Address that opens a notebook on Binder, or None: Binder reads public hosts only."""
        if self.host == "github.com":
            repository = f"gh/{self.owner}/{self.name}"
        elif self.host == "gitlab.com":
            repository = "gl/" + quote(f"{self.owner}/{self.name}", safe="")
        else:
            return None
        return f"https://mybinder.org/v2/{repository}/{branch}?urlpath=lab/tree/{quote(path)}"


def parse_remote(address: str) -> Remote | None:
    """A remote from the address that git knows it by.

    Args:
        address: An https, ssh or scp-like address ("git@host:owner/name.git"). A user or token in it is
            dropped.

    Returns:
        The remote, or None if the address names no repository on GitHub or GitLab: a folder, say, or a
        server whose web addresses cannot be known from its name.
    """
    if "://" in address:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https", "ssh", "git"):
            return None
        host, path = parts.hostname or "", parts.path
    elif match := _SCP.match(address):
        host, path = match["host"].lower(), match["path"]
    else:
        return None
    provider = _provider(host)
    owner, _, name = path.strip("/").removesuffix(".git").rpartition("/")
    if provider is None or not owner or not name or (provider == "github" and "/" in owner):
        return None
    return Remote(provider, host, owner, name)


def remote_of(checkout: Path) -> Remote | None:
    """The remote "origin" of a checkout, or None if there is none, or no git."""
    address = _git(checkout, "remote", "get-url", "origin")
    return parse_remote(address) if address else None


def commit_of(checkout: Path) -> str | None:
    """The commit that is checked out, or None if there is none, or no git."""
    return _git(checkout, "rev-parse", "--verify", "HEAD")


def _git(checkout: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(checkout), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def _provider(host: str) -> Literal["github", "gitlab"] | None:
    labels = host.split(".")
    if len(labels) < 2:
        return None
    if "github" in labels:
        return "github"
    return "gitlab" if "gitlab" in labels else None
