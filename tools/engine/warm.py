"""Kernels that start in a tenth of a second: forks of a process that has imported Keras and run nothing.

`Server` starts that process; `command` is what a kernel's spec runs in place of `ipykernel_launcher`: a
small client that hands its folder, environment and output over a socket, waits, and ends as the kernel
ended. If the client is killed the kernel is; if whoever started the server ends, all end.

Sound only where a fork is: on Linux, on the CPU, with TensorFlow (JAX starts threads when it is imported),
and as long as the process has one thread. Elsewhere kernels start cold, and nothing else differs.
"""

import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ADDRESS = "COURSE_WARM_KERNELS"
# What most lessons import, and nothing of lib: each kernel must load that itself, for it may have changed.
_IMPORTED = (
    *("numpy", "tensorflow", "keras", "matplotlib.pyplot", "myst_nb", "ipykernel.kernelapp"),
    *("sklearn.feature_extraction.text", "sklearn.linear_model", "sklearn.pipeline", "sklearn.preprocessing"),
)
_MESSAGE = 1 << 20  # bytes; more than an environment has


def local_socket() -> socket.socket:
    """A socket on which a message comes whole or not at all."""
    return socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)


class Server:
    """The process that kernels are forked from, while the `with` block lasts.

    Its address is in the environment. Where it cannot be had, a line says why, and kernels start cold.
    """

    def __init__(self) -> None:
        self.reason = _why_not()
        self._folder = tempfile.TemporaryDirectory(prefix="kernels-")
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Server":
        if not self.reason:
            self._start()
        if self.reason:
            print(f"Kernels start cold: {self.reason}", flush=True)
        return self

    def _start(self) -> None:
        address = str(Path(self._folder.name, "socket"))
        # -P: the kernels shall find the installed lib, not what lies beside this file.
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__, "serve", address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            # NumPy's OpenBLAS starts its threads when it is imported.
            env={
                "OPENBLAS_NUM_THREADS": "1",
                **os.environ,
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            },
            start_new_session=True,  # Ctrl-C is for the program that started it
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline().strip()
        if said == "ready":
            os.environ[ADDRESS] = address
        else:
            self.reason = said or "the process to fork from ended"

    def __exit__(self, *error: object) -> None:
        os.environ.pop(ADDRESS, None)
        if self._process is not None:
            self._process.communicate()  # closes its input, at which it ends
        self._folder.cleanup()


def command() -> list[str] | None:
    """What a kernel's spec runs to get a warm kernel, or None if no server is there."""
    address = os.environ.get(ADDRESS)
    return (
        [sys.executable, "-I", "-S", __file__, "connect", address, "{connection_file}"] if address else None
    )


def _why_not() -> str:
    if sys.platform != "linux":
        return f"forks of TensorFlow are not tried on {sys.platform}"
    backend = os.environ.get("KERAS_BACKEND") or "tensorflow"
    if backend != "tensorflow":
        return f"{backend} starts threads when it is imported"
    if Path("/dev/nvidiactl").exists():
        return "a fork is not tried where there is a GPU"
    return ""


# --- The client: small, since it starts for every kernel -------------------------------------------------


def connect(address: str, connection_file: str) -> int:
    """Ask the server for a kernel, and wait until that ends; returns its exit status."""
    with local_socket() as server:
        server.connect(address)
        request = {"file": connection_file, "folder": os.getcwd(), "environment": dict(os.environ)}
        socket.send_fds(server, [json.dumps(request).encode()], [0, 1, 2])
        return int(server.recv(16) or b"1")


# --- The server ------------------------------------------------------------------------------------------


def serve(address: str) -> None:
    """Import, listen, fork; until standard input closes."""
    for name in _IMPORTED:
        __import__(name)
    threads = len(os.listdir("/proc/self/task"))
    if threads > 1:
        print(f"{threads - 1} threads run once everything is imported", flush=True)
        return
    with local_socket() as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)
        _loop(listener)


def _loop(listener: socket.socket) -> None:
    waiting = selectors.DefaultSelector()
    waiting.register(listener, selectors.EVENT_READ)
    waiting.register(sys.stdin, selectors.EVENT_READ)
    kernels: dict[int, tuple[socket.socket, int]] = {}  # by process
    while True:
        for key, _ in waiting.select():
            if key.fileobj is sys.stdin:
                for pid in kernels:
                    _kill(pid)
                return
            if key.fileobj is listener:
                client, _ = listener.accept()
                pid = _fork(client)
                ended = os.pidfd_open(pid)
                kernels[pid] = client, ended
                waiting.register(ended, selectors.EVENT_READ, pid)
                waiting.register(client, selectors.EVENT_READ, pid)
            elif key.data in kernels:  # the kernel ended, or its client went
                client, ended = kernels.pop(key.data)
                _kill(key.data)
                status = os.waitstatus_to_exitcode(os.waitpid(key.data, 0)[1])
                with contextlib.suppress(OSError):
                    client.sendall(str(status).encode())
                for gone in (client, ended):
                    waiting.unregister(gone)
                client.close()
                os.close(ended)


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):  # with what it started; by itself, if it has no group yet
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def _fork(client: socket.socket) -> int:
    message, files, *_ = socket.recv_fds(client, _MESSAGE, 3)
    pid = os.fork()
    if pid == 0:
        try:
            _become_kernel(json.loads(message), files)
        finally:
            os._exit(1)
    for file in files:
        os.close(file)
    return pid


def _become_kernel(request: dict[str, Any], files: list[int]) -> None:
    os.setsid()
    for number, file in enumerate(files):
        os.dup2(file, number)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # sockets of the server, and of other kernels
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    np.random.seed()  # else all forks would draw the same numbers
    # The end of the parent is this kernel's end, too.
    IPKernelApp.launch_instance(["-f", request["file"], f"--IPKernelApp.parent_handle={os.getppid()}"])
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    else:
        sys.exit(connect(*sys.argv[2:]))
