"""Downloads from the publishers: resumable, checked, with a progress bar.

What has arrived of a file lies in `<name>.part` beside it. Only when all of it is there and its checksum is
right does it get its name, so that half a file is never taken for a whole one. Only one process at a time
works on a file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import time
from pathlib import Path

import pooch
import requests
from filelock import FileLock
from tqdm import tqdm

from lib.datasets import places
from lib.datasets.errors import ChecksumError, DiskFullError, DownloadError, MissingDataError
from lib.datasets.registry import DataSet, RemoteFile

_ATTEMPTS = 4
_CHUNK = 1 << 13  # a cut loses the chunk it falls into, so small ones
_COME_BACK = (408, 429)  # answers that mean "later"
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_GO_ON = "What has arrived is kept: run the same command again to go on."
_OTHER_DISK = "Free some space, or set COURSE_DOWNLOADS to a folder on another disk."
_SLACK = 1_000_000  # bytes that may arrive beyond the known size
_SPARE = 10_000_000  # bytes that shall stay free
_TIMEOUT = (10, 60)  # seconds to connect, and without a byte

pooch.get_logger().setLevel("WARNING")  # the command line says itself how it went


def download(data_set: DataSet) -> list[Path]:
    """Downloads the files of a data set into the downloads folder; those already there are checked only.

    Args:
        data_set: An entry of the registry.

    Returns:
        The paths of its files.

    Raises:
        MissingDataError: If no address is known for one of them.
        DownloadError: If a publisher cannot be reached, the connection is cut again and again, or the folder
            cannot be written to.
        ChecksumError: If what arrives is not what it should be, or is far longer.
        DiskFullError: If there is no room.
    """
    for file in data_set.files:
        if file.url is None:
            raise MissingDataError(
                f"{data_set.name}: nothing is known to download {file.name} from. Put it into a folder and "
                f"set COURSE_DATA to that."
            )
    return [download_file(file, places.downloads_folder()) for file in data_set.files]


def download_file(file: RemoteFile, folder: Path) -> Path:
    """Downloads one file into a folder, going on where an earlier try was cut off.

    Args:
        file: What to fetch; it must have an address.
        folder: Where it shall stand; made if need be.

    Returns:
        Its path.

    Raises:
        DownloadError: If it cannot be had; likewise ChecksumError and DiskFullError, see `download`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f".{file.name}.lock"):
            return _Downloader(file, folder).retrieve()
    except _OtherFileError as error:
        raise ChecksumError(
            f"{file.url}: what arrives as {file.name} is not what it should be: {error} Nothing was kept. "
            f"Try again later; if it stays so, the publisher has changed the file."
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(f"No room for {file.name} in {folder}. {_OTHER_DISK} {_GO_ON}") from error
        raise DownloadError(
            f"{folder} cannot be used ({error}). Set COURSE_DOWNLOADS to another folder."
        ) from error


class _OtherFileError(Exception):
    """What arrives is not the file that was asked for."""


class _CutOffError(Exception):
    """The connection ended before the file did, or never began."""


class _Downloader:
    """Fetches one file with pooch, which checks it and gives it its name; keeps the part between tries."""

    def __init__(self, file: RemoteFile, folder: Path):
        self.file = file
        self.folder = folder
        self.part = folder / f"{file.name}.part"
        self.most = file.size + _SLACK  # an answer without an end shall not fill the disk

    def retrieve(self) -> Path:
        """The path of the whole file."""
        resumes = self.part.exists()
        try:
            return self._retrieve()
        except _OtherFileError:
            if not resumes:
                raise
            # What an earlier try had left belonged to another version of the file: start again.
            return self._retrieve()

    def _retrieve(self) -> Path:
        known = self.file.checksums[0] if self.file.checksums else None
        try:
            return Path(pooch.retrieve(self.file.url, known, self.file.name, self.folder, downloader=self))
        except ValueError as error:  # the checksum is another one
            raise _OtherFileError(str(error)) from error

    def __call__(self, url: str, output_file: str, _: object) -> None:
        """What pooch calls: puts the whole file at `output_file`."""
        left, most = _ATTEMPTS, self._size()
        while True:
            try:
                self._fetch(url)
                break
            except _CutOffError as error:
                # A bad line may cut us off many times: only tries that bring nothing count.
                left = _ATTEMPTS if self._size() > most else left - 1
                most = max(most, self._size())
                if not left:
                    raise DownloadError(f"{url} could not be read to its end: {error}. {_GO_ON}") from error
                time.sleep(2.0 ** (_ATTEMPTS - left - 1))
        if self.file.lower:
            text = self.part.read_bytes().decode("utf-8", "replace")
            self.part.write_bytes(text.lower().encode("utf-8"))
        os.replace(self.part, output_file)

    def _size(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    def _fetch(self, url: str) -> None:
        """One request for what is still missing."""
        have = self._size()
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        try:
            with requests.get(url, headers=headers, stream=True, timeout=_TIMEOUT) as response:
                if not self._is_whole(response, have):
                    self._receive(response, have)
        except (requests.RequestException, ValueError) as error:  # ValueError for some redirects
            raise _CutOffError(_plainly(error)) from error

    def _is_whole(self, response: requests.Response, have: int) -> bool:
        """Whether the server says that the part is all there is; raises if it says something unusable."""
        if have and response.status_code == requests.codes.requested_range_not_satisfiable:
            if response.headers.get("Content-Range") != f"bytes */{have}":
                self.part.unlink()
                raise _CutOffError("what had arrived was longer than the file")
            return True
        if 400 <= response.status_code < 500 and response.status_code not in _COME_BACK:
            raise DownloadError(
                f"{response.url} answers {response.status_code} {response.reason}: the publisher may have "
                f"moved it. Put {self.file.name} into a folder and set COURSE_DATA to that."
            )
        response.raise_for_status()
        return False

    def _receive(self, response: requests.Response, have: int) -> None:
        """Appends the answer to the part, or starts the part again if the server sends everything."""
        start = self._start(response, have)
        length = response.headers.get("Content-Length", "")
        total = start + int(length) if length.isdecimal() else None
        self._refuse_if_longer(total or 0)
        self._make_sure_of_room((total or self.file.size) - have)
        with self.part.open("ab" if start else "wb") as part, self._bar(total, start) as bar:
            for chunk in response.iter_content(_CHUNK):
                part.write(chunk)
                bar.update(len(chunk))
                if part.tell() > self.most:
                    break
        size = self._size()
        self._refuse_if_longer(size)
        if total is not None and size < total:
            raise _CutOffError(f"{size:,} of {total:,} bytes arrived")

    def _start(self, response: requests.Response, have: int) -> int:
        """Where in the file the answer begins."""
        if response.status_code != requests.codes.partial_content:
            return 0
        match = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
        if match and int(match[1]) != have:
            self.part.unlink(missing_ok=True)
            raise _CutOffError("the server went on at another place than asked for")
        return have

    def _refuse_if_longer(self, size: int) -> None:
        if size > self.most:
            self.part.unlink(missing_ok=True)
            raise _OtherFileError(f"it should have {self.file.size:,} bytes, and {size:,} or more arrive.")

    def _bar(self, total: int | None, start: int) -> tqdm:
        # disable=None: no bar where there is no terminal to draw it on
        return tqdm(
            desc=self.file.name,
            total=total,
            initial=start,
            unit="B",
            unit_scale=True,
            disable=None,
            leave=False,
        )

    def _make_sure_of_room(self, need: int) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < need + _SPARE:
            raise DiskFullError(
                f"No room for {self.file.name} in {self.folder}: it needs {need / 1e6:,.1f} MB more, and "
                f"{max(0, free - _SPARE) / 1e6:,.1f} MB can be used. {_OTHER_DISK}"
            )


def _plainly(error: Exception) -> str:
    """What happened, without the object addresses that such messages are full of."""
    text = str(error)
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"the server answers {error.response.status_code} {error.response.reason}"
    if isinstance(error, requests.Timeout) or "timed out" in text:
        return "no answer in time"
    if isinstance(error, requests.exceptions.ChunkedEncodingError) or "IncompleteRead" in text:
        return "the connection was cut"
    if isinstance(error, requests.ConnectionError):
        return "no connection to the server"
    return f"the server's answer makes no sense ({type(error).__name__})"


def arrived(file: RemoteFile) -> int:
    """Bytes of a file that an unfinished download has left in the downloads folder."""
    with contextlib.suppress(OSError):
        return (places.downloads_folder() / f"{file.name}.part").stat().st_size
    return 0
