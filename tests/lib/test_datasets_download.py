"""Downloads from a server on this machine that answers well, badly, or only half; and the command line."""

import contextlib
import errno
import gzip
import hashlib
import itertools
import os
import shutil
import subprocess
import sys
import threading
from collections import namedtuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest

from lib import datasets
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
        server, data = self.server, self.server.data
        asked = self.headers.get("Range")
        server.asked.append(asked)
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
        self.wfile.write(data[start : (start + end) // 2])
        server.may_go_on.wait()
        self.wfile.write(data[(start + end) // 2 : end])
        # Left alone, the connection is closed here: before the promised length, if cut.

    def log_message(self, *_):
        pass


def answering(status, headers, body=()):
    """A handler that gives this answer whatever it is asked, and counts the bytes that it could send."""

    class Answer(Handler):
        def do_GET(self):
            self.server.asked.append(self.headers.get("Range"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                for piece in body:
                    self.wfile.write(piece)
                    self.server.sent += len(piece)

    return Answer


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.data, server.asked, server.cuts, server.status = DATA, [], [], []
    server.resumes, server.says_length, server.shift = True, True, 0
    server.may_go_on, server.sent = threading.Event(), 0
    server.may_go_on.set()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.may_go_on.set()
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
    """The files that hold something: a locked one is empty."""
    return {path.name: data for path in folder.iterdir() if (data := path.read_bytes())}


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
    with pytest.raises(ChecksumError, match=r"data\.bin is not what it should be.*hash"):
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

        def tell(self):
            return self.file.tell()

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
    with pytest.raises(DownloadError, match=r"cannot be used.*Set COURSE_DOWNLOADS"):
        download.download_file(remote(server), tmp_path / "file")


@pytest.mark.parametrize("says_length", [True, False])
def test_answer_without_an_end_is_stopped(server, folder, says_length):
    headers = {"Content-Length": str(10**12)} if says_length else {}
    server.RequestHandlerClass = answering(200, headers, itertools.repeat(bytes(1 << 16)))
    with pytest.raises(ChecksumError, match=r"should have 512,000 bytes, and [\d,]+ or more arrive"):
        download.download_file(remote(server), folder)
    assert contents(folder) == {}
    assert server.sent < 50_000_000  # what was on its way, not what the disk has room for
    assert len(server.asked) == 1


def test_little_that_unpacks_to_much_is_stopped(server, folder, monkeypatch):
    """It was asked for unpacked, but a server may answer as it likes."""
    bomb = gzip.compress(bytes(100_000_000))
    headers = {"Content-Encoding": "gzip", "Content-Length": str(len(bomb))}
    server.RequestHandlerClass = answering(200, headers, [bomb])
    written = []
    monkeypatch.setattr(download.tqdm, "update", lambda _, n: written.append(n))
    with pytest.raises(ChecksumError, match="or more arrive"):
        download.download_file(remote(server), folder)
    assert len(DATA) < sum(written) < len(DATA) + 2_000_000
    assert contents(folder) == {}


def test_part_of_something_endless_is_thrown_away(server, folder):
    folder.mkdir()
    (folder / "data.bin.part").write_bytes(bytes(1000))
    server.data = DATA + bytes(3_000_000)
    with pytest.raises(ChecksumError, match="or more arrive"):
        download.download_file(remote(server), folder)
    assert contents(folder) == {}


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (416, {"Content-Range": "bytes */512000"}, "answers 416"),
        (206, {"Content-Range": "bytes 10-511999/512000"}, "went on at another place than asked for"),
        (302, {"Location": "/data.bin"}, r"answer makes no sense \(TooManyRedirects\)"),
        (302, {"Location": "http://[::1"}, r"answer makes no sense \(ValueError\)"),
        (302, {"Location": "nothing://here"}, r"answer makes no sense \(InvalidSchema\)"),
        (200, {"Content-Encoding": "gzip"}, r"answer makes no sense \(ContentDecodingError\)"),
        (200, {"Content-Length": "1, 2"}, r"answer makes no sense \(InvalidHeader\)"),
    ],
)
def test_server_that_talks_nonsense_is_blamed(server, folder, status, headers, message):
    server.RequestHandlerClass = answering(status, headers, [b"not packed"])
    with pytest.raises(DownloadError, match=rf"{address(server)} .*{message}"):
        download.download_file(remote(server), folder)
    assert contents(folder) == {}


@pytest.mark.parametrize("length", ["many", "-5", "\u00b2", ""])
def test_length_that_is_no_number_is_passed_over(server, folder, length):
    server.RequestHandlerClass = answering(200, {"Content-Length": length}, [DATA])
    download.download_file(remote(server), folder)
    assert contents(folder) == {"data.bin": DATA}


FETCH = """
import sys
from pathlib import Path
from lib.datasets import download, registry

url, checksum, folder = sys.argv[1:]
print("ready", flush=True)
download.download_file(registry.RemoteFile("data.bin", url, (checksum,), 512_000), Path(folder))
"""


@pytest.fixture
def start(server, folder):
    """Starts a process that downloads the file; returns when it is about to."""
    started = []

    def begin():
        arguments = [address(server), remote(server).checksums[0], str(folder)]
        process = subprocess.Popen([sys.executable, "-c", FETCH, *arguments], stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout.readline() == b"ready\n"
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def test_one_process_at_a_time_downloads_a_file(server, folder, start):
    server.may_go_on.clear()
    processes = [start() for _ in range(3)]
    wait_until(lambda: server.asked)
    sleep(0.5)  # the others do what they do while the first is held in the middle
    server.may_go_on.set()
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert server.asked == [None]
    assert contents(folder) == {"data.bin": DATA}


def test_what_a_killed_process_left_is_gone_on_with(server, folder, start):
    server.may_go_on.clear()
    process, part = start(), folder / "data.bin.part"
    wait_until(lambda: part.exists() and part.stat().st_size)
    process.kill()
    process.wait()
    server.may_go_on.set()
    size = part.stat().st_size
    download.download_file(remote(server), folder)
    assert server.asked == [None, f"bytes={size}-"]
    assert contents(folder) == {"data.bin": DATA}


def wait_until(condition):
    while not condition():
        sleep(0.01)


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
    (part,) = contents(folder).values()
    size = len(part)
    assert DATA.startswith(part)
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
    assert (folder / "names.txt.part").exists()
    assert not (folder / "names.txt").exists()
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


def test_damaged_mirror_file_is_an_error(names_served, monkeypatch, tmp_path, capsys):
    (tmp_path / "names.txt").write_bytes(NAMES[:-2])
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    for arguments in (["names"], ["all"]):
        assert __main__.main(arguments) == 1
        captured = capsys.readouterr()
        assert "nothing to download" not in captured.out
        assert captured.err.startswith(f"error: {tmp_path / 'names.txt'} has sha256")
    assert names_served.asked == []


def test_mirror_that_is_not_there_is_said_once(names_served, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_DATA", "/no/such/folder")
    for arguments in (["names"], ["all"], []):
        assert __main__.main(arguments) == 1
        assert capsys.readouterr().err.count("error: COURSE_DATA names /no/such/folder, which is not") == 1
    assert names_served.asked == []


def test_unreadable_files_and_folders_are_named(names_served, monkeypatch, unprivileged, capsys):
    mirror, downloads = unprivileged / "mirror", unprivileged / "downloads"
    for folder in (mirror, downloads):
        folder.mkdir()
    file = mirror / "names.txt"
    file.write_bytes(NAMES)
    file.chmod(0)
    monkeypatch.setenv("COURSE_DATA", str(mirror))
    monkeypatch.setenv("COURSE_DOWNLOADS", str(downloads))
    monkeypatch.setenv("COURSE_CACHE", str(unprivileged / "cache"))
    assert __main__.main(["names"]) == 1
    assert f"error: {file} cannot be read (Permission denied)" in capsys.readouterr().err
    file.unlink()
    for folder in (downloads, mirror):
        folder.chmod(0)
        for arguments in ([], ["names"], ["all"]):
            assert __main__.main(arguments) == 1
            err = capsys.readouterr().err
            assert f"error: {folder}" in err
            assert "cannot be read (Permission denied)" in err
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


def test_loading_names_reaches_nothing_else():
    """What a lesson has loaded decides what it is executed again for."""
    code = "import sys; from lib.datasets import load_names; load_names(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stdout.splitlines()[-1].split())
    ours = {name.removeprefix("lib.datasets.") for name in modules if name.startswith("lib.datasets.")}
    assert ours == {"errors", "files", "names", "places", "registry", "types"}
    assert not modules & {"pooch", "requests", "tqdm", "filelock", "keras", "matplotlib"}


def test_everything_announced_is_there():
    assert set(datasets.__all__) >= {"DatasetError", "Splits", "load_names", "load_reviews", "make_recall"}
    for name in datasets.__all__:
        assert getattr(datasets, name).__name__ == name


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
