"""Downloads from a server on this machine that answers well, badly, or only half; and the command line."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections import namedtuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lib.datasets import (
    ChecksumError,
    DiskFullError,
    DownloadError,
    MissingDataError,
    __main__,
    download,
    load_names,
    registry,
)

DATA = bytes(range(256)) * 2000
CHUNK = download._CHUNK  # cuts fall between chunks here, so that nothing is lost


class Handler(BaseHTTPRequestHandler):
    """Serves `server.data` the way that `server.manner` says."""

    def do_GET(self):
        server = self.server
        server.asked.append(self.headers.get("Range"))
        data, asked = server.data, self.headers.get("Range")
        if server.status:
            self.send_error(server.status.pop(0) if len(server.status) > 1 else server.status[0])
            return
        start = int(asked[len("bytes=") : -1]) if asked and server.resumes else 0
        if start >= len(data) and start:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(data)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        start = max(0, start + server.shift) if start else 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        if server.says_length:
            self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        end = start + server.cuts.pop(0) if server.cuts else len(data)
        self.wfile.write(data[start:end])
        # Left alone, the connection is closed here: before the promised length, if cut.

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.data, server.asked, server.cuts, server.status = DATA, [], [], []
    server.resumes, server.says_length, server.shift = True, True, 0
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_DOWNLOADS", str(tmp_path / "downloads"))
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(download.time, "sleep", lambda _: None)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "downloads"


def address(server):
    return f"http://127.0.0.1:{server.server_port}/data.bin"


def remote(server, data=DATA, **changes):
    values = {
        "name": "data.bin",
        "url": address(server),
        "checksums": (f"sha256:{hashlib.sha256(data).hexdigest()}",),
        "size": len(data),
    }
    return registry.RemoteFile(**{**values, **changes})


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_whole_file_is_checked_and_kept(server, folder):
    assert download.download_file(remote(server), folder) == folder / "data.bin"
    assert contents(folder) == {"data.bin": DATA}
    download.download_file(remote(server), folder)
    assert server.asked == [None]  # the second time it is checked only


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
def test_kinds_of_checksum(server, folder, algorithm):
    checksum = f"{algorithm}:{hashlib.new(algorithm, DATA).hexdigest()}"
    download.download_file(remote(server, checksums=(checksum, "sha256:other")), folder)
    assert contents(folder) == {"data.bin": DATA}


def test_cut_connection_goes_on_where_it_was(server, folder):
    server.cuts = [CHUNK, 3 * CHUNK, 9 * CHUNK]
    download.download_file(remote(server), folder)
    assert server.asked == [None, *(f"bytes={n * CHUNK}-" for n in (1, 4, 13))]
    assert contents(folder) == {"data.bin": DATA}


def test_tries_that_bring_something_do_not_count(server, folder):
    server.cuts = [CHUNK + 100] * 20
    download.download_file(remote(server), folder)
    assert len(server.asked) == 21
    assert contents(folder) == {"data.bin": DATA}


def test_given_up_then_run_again(server, folder):
    server.cuts = [12 * CHUNK, 0, 0, 0, 0]
    with pytest.raises(DownloadError, match=rf"{address(server)} .*run the same command again"):
        download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin.part": DATA[: 12 * CHUNK]}
    server.cuts, server.asked = [], []
    download.download_file(remote(server), folder)
    assert server.asked == [f"bytes={12 * CHUNK}-"]
    assert contents(folder) == {"data.bin": DATA}


def test_server_that_cannot_resume_starts_again(server, folder):
    server.resumes, server.cuts = False, [CHUNK, 2 * CHUNK]
    download.download_file(remote(server), folder)
    assert server.asked == [None, f"bytes={CHUNK}-", f"bytes={2 * CHUNK}-"]
    assert contents(folder) == {"data.bin": DATA}


@pytest.mark.parametrize("shift", [-10, 10])
def test_server_that_goes_on_elsewhere(server, folder, shift):
    server.cuts, server.shift = [CHUNK], shift
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


def test_everything_had_arrived_but_its_name(server, folder):
    folder.mkdir()
    (folder / "data.bin.part").write_bytes(DATA)
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


def test_part_longer_than_the_file(server, folder):
    folder.mkdir()
    (folder / "data.bin.part").write_bytes(DATA + b"more")
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


def test_part_of_another_version_is_thrown_away(server, folder):
    folder.mkdir()
    (folder / "data.bin.part").write_bytes(b"old" * 1000)
    download.download_file(remote(server), folder)
    assert server.asked == ["bytes=3000-", None]
    assert contents(folder) == {"data.bin": DATA}


def test_half_a_file_under_the_name_is_replaced(server, folder):
    folder.mkdir()
    (folder / "data.bin").write_bytes(DATA[:1000])
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


def test_wrong_contents_are_not_kept(server, folder):
    server.data = b"<html>another page</html>"
    with pytest.raises(ChecksumError, match=r"data\.bin has another checksum"):
        download.download_file(remote(server), folder)
    assert contents(folder) == {}
    assert server.asked == [None]


def test_cut_without_a_stated_length_is_not_kept(server, folder):
    """Without a length nobody can tell that the connection was cut, but the checksum does."""
    server.says_length, server.cuts = False, [1000]
    with pytest.raises(ChecksumError):
        download.download_file(remote(server), folder)
    assert contents(folder) == {}
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


@pytest.mark.parametrize("status", [403, 404, 410])
def test_address_that_is_gone(server, folder, status):
    server.status = [status]
    with pytest.raises(DownloadError, match=rf"{address(server)} answers {status}"):
        download.download_file(remote(server), folder)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_server_in_trouble_is_asked_again(server, folder, status):
    server.status = [status]
    with pytest.raises(DownloadError, match=f"the server answers {status}"):
        download.download_file(remote(server), folder)
    assert len(server.asked) == 4
    server.status = []
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


def test_nobody_answers(server, folder):
    gone = remote(server, url="http://127.0.0.1:9/data.bin")
    with pytest.raises(DownloadError, match="no connection to the server"):
        download.download_file(gone, folder)
    assert contents(folder) == {}


def test_text_in_lower_case(server, folder):
    server.data = "SUPPOSING that Truth is É".encode()
    lower = server.data.decode().lower().encode()
    file = remote(server, lower, lower=True)
    download.download_file(file, folder)
    assert contents(folder) == {"data.bin": lower}


def test_no_room_is_said_before_a_byte_is_written(server, folder, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 10_000_000 + len(DATA) - 1))
    with pytest.raises(DiskFullError, match=r"No room for data\.bin in .*downloads: it needs 0\.5 MB more"):
        download.download_file(remote(server), folder)
    assert contents(folder) == {}
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 10_000_000 + len(DATA)))
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


def test_only_what_is_missing_needs_room(server, folder, monkeypatch):
    folder.mkdir()
    (folder / "data.bin.part").write_bytes(DATA[:-100])
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 10_000_100))
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_disk_that_fills_up_while_writing(server, folder, monkeypatch, code):
    opened = Path.open

    class Full:
        def __init__(self, file):
            self.file, self.room = file, 100_000

        def write(self, data):
            if len(data) > self.room:
                raise OSError(code, os.strerror(code))
            self.room -= len(data)
            return self.file.write(data)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

    def open_part(self, mode="r", *rest, **more):
        file = opened(self, mode, *rest, **more)
        return Full(file) if self.suffix == ".part" else file

    monkeypatch.setattr(Path, "open", open_part)
    with pytest.raises(DiskFullError, match=r"No room for data\.bin in .*COURSE_DOWNLOADS"):
        download.download_file(remote(server), folder)
    monkeypatch.undo()
    assert set(contents(folder)) == {"data.bin.part"}
    arrived = (folder / "data.bin.part").stat().st_size
    assert 0 < arrived <= 100_000
    server.asked.clear()
    download.download_file(remote(server), folder)
    assert server.asked == [f"bytes={arrived}-"]
    assert contents(folder) == {"data.bin": DATA}


def test_folder_that_cannot_be_written_to(server, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match=r"cannot be written to.*COURSE_DOWNLOADS"):
        download.download_file(remote(server), tmp_path / "file")


def test_stop_leaves_what_has_arrived(server, folder, monkeypatch):
    class Bar:
        def __init__(self, **_):
            self.chunks = 0

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def update(self, _):
            self.chunks += 1
            if self.chunks == 3:
                raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(download, "tqdm", Bar)
        with pytest.raises(KeyboardInterrupt):
            download.download_file(remote(server), folder)
    (part,) = folder.iterdir()
    assert part.name == "data.bin.part"
    size = part.stat().st_size
    assert DATA.startswith(part.read_bytes())
    assert 0 < size < len(DATA)
    download.download_file(remote(server), folder)
    assert server.asked == [None, f"bytes={size}-"]
    assert contents(folder) == {"data.bin": DATA}


# ------------------------------------------------------------------------------------------------------------
# The command line

NAMES = b"emma\nolivia\n"


@pytest.fixture
def names_served(server, monkeypatch):
    """The names come from the server; everything else is nowhere."""
    server.data = NAMES
    file = remote(server, NAMES, name="names.txt")
    data_set = registry.DATA_SETS["names"]
    cmn = registry.DATA_SETS["cmn"]
    changed = registry.DataSet("names", data_set.title, "2 names", "MIT", (file,), "names of our own")
    monkeypatch.setattr(registry, "DATA_SETS", {"names": changed, "cmn": cmn})
    for module in (__main__, __import__("lib.datasets.places", fromlist=["places"])):
        monkeypatch.setattr(module, "DATA_SETS", registry.DATA_SETS)
    return server


def test_list_says_where_everything_would_come_from(capsys, folder, monkeypatch, tmp_path):
    assert __main__.main([]) == 0
    out = capsys.readouterr().out
    for name, data_set in registry.DATA_SETS.items():
        assert f"{name:14}{data_set.title}" in out
        assert data_set.terms.split(";")[0] in out
    assert "Now: 30,000 reviews from a grammar of our own (embedded)." in out
    assert "Now: not here." in out
    folder.mkdir()
    (folder / "names.txt").write_bytes(NAMES)
    (folder / "timemachine.txt.part").write_bytes(b"x" * 50_000)
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "cmn.txt").write_text("Hi.\t嗨。")
    monkeypatch.setenv("COURSE_DATA", str(mirror))
    assert __main__.main([]) == 0
    out = capsys.readouterr().out
    assert "Now: in the downloads." in out
    assert "Now: in the folder that COURSE_DATA names." in out
    assert "0.1 MB of a download have arrived" in out


def test_download_and_load(names_served, capsys):
    assert __main__.main(["names"]) == 0
    assert "names: complete and checked" in capsys.readouterr().out
    assert load_names("real") == ["emma", "olivia"]
    assert "from the downloads" in capsys.readouterr().out
    assert __main__.main(["names"]) == 0
    assert len(names_served.asked) == 1


def test_half_a_download_is_never_loaded(names_served, folder):
    names_served.cuts = [5, 0, 0, 0, 0]
    assert __main__.main(["names"]) == 1
    assert set(contents(folder)) == {"names.txt.part"}
    with pytest.raises(MissingDataError):
        load_names("real")
    assert "emma" not in load_names() or len(load_names()) > 100  # the embedded ones


def test_all_leaves_out_what_has_no_address(names_served, capsys, folder):
    assert __main__.main(["all"]) == 0
    captured = capsys.readouterr()
    assert "left out: cmn" in captured.err
    assert set(contents(folder)) == {"names.txt"}
    assert __main__.main(["cmn"]) == 1
    assert "error: cmn: nothing is known to download cmn.txt from" in capsys.readouterr().err


def test_one_failure_does_not_stop_the_others(names_served, capsys, folder):
    assert __main__.main(["cmn", "names"]) == 1
    assert set(contents(folder)) == {"names.txt"}


def test_nothing_to_download_that_the_mirror_has(names_served, monkeypatch, tmp_path, capsys):
    (tmp_path / "names.txt").write_bytes(NAMES)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    assert __main__.main(["names"]) == 0
    assert "nothing to download" in capsys.readouterr().out
    assert names_served.asked == []


def test_ctrl_c(names_served, monkeypatch, capsys):
    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(download, "download", stop)
    assert __main__.main(["names"]) == 130
    assert "run the same command again" in capsys.readouterr().err


def test_unknown_name(capsys):
    with pytest.raises(SystemExit) as stop:
        __main__.main(["nope"])
    assert stop.value.code == 2
    assert "no data set is called nope; there are imdb" in capsys.readouterr().err


def run_module(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "lib.datasets", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_errors_are_one_line_without_traceback():
    done = run_module(COURSE_DATA="/no/such/folder")
    assert done.returncode == 1
    assert done.stderr.startswith("error: COURSE_DATA names /no/such/folder")
    assert done.stderr.count("\n") == 1


def test_help():
    done = run_module("--help")
    assert done.returncode == 0
    assert "COURSE_DATA" in done.stdout
    assert "imdb" in done.stdout
