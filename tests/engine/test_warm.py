"""Kernels that are forks: they come, can be interrupted, and end with whoever wanted them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from tools.engine import warm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


@dataclass
class Program:
    """A program that has started a server and waits."""

    process: subprocess.Popen[str]
    server: int  # its process
    address: str


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    code = (
        "import os, sys\n"
        "from tools.engine import warm\n"
        "with warm.Server() as server:\n"
        "    assert not server.reason, server.reason\n"
        "    print(server._process.pid, os.environ[warm.ADDRESS], flush=True)\n"
        "    sys.stdin.read()"
    )
    # As one who does not start it with make: OpenBLAS would have threads.
    environ = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command, pipe = [sys.executable, "-c", code], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environ) as process:
        assert process.stdout is not None
        server, address = process.stdout.readline().split()
        yield Program(process, int(server), address)


@contextlib.contextmanager
def started(folder: Path) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    """A kernel in a folder."""
    manager = KernelManager(kernel_name="python3")
    manager.kernel_spec.argv, manager.kernel_spec.interrupt_mode = warm.command(), "message"
    manager.start_kernel(cwd=str(folder), env={**os.environ, "OWN": "mine"})
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    monkeypatch.setenv(warm.ADDRESS, program.address)
    with started(tmp_path) as running:
        yield running


def ask(client: BlockingKernelClient, code: str) -> str:
    """What code prints, or the class of the error that it raises."""
    said = []
    client.execute_interactive(code, output_hook=said.append, timeout=60)
    return "".join(m["content"].get("text", "") or m["content"].get("ename", "") for m in said).strip()


def ended(pid: int) -> bool:
    """Whether a process is gone, or goes within seconds."""
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.1)
    return False


def test_a_kernel_has_its_own_folder_environment_and_path(kernel: tuple, tmp_path: Path) -> None:
    _, client = kernel
    here = str(Path(warm.__file__).parent)
    code = f"import os, sys; print(os.getcwd(), os.environ['OWN'], {here!r} in sys.path)"
    assert ask(client, code) == f"{tmp_path} mine False"
    assert ask(client, "import sys; print('keras' in sys.modules, 'lib' in sys.modules)") == "True False"


def test_it_trains(kernel: tuple) -> None:
    _, client = kernel
    code = (
        "import keras, numpy as np\n"
        "model = keras.Sequential([keras.layers.SimpleRNN(4)])\n"
        "model.compile('adam', 'mse')\n"
        "history = model.fit(np.ones((8, 5, 3)), np.ones((8, 4)), verbose=0)\n"
        "print(len(history.history['loss']))"
    )
    assert ask(client, code) == "1"


def test_it_can_be_interrupted(kernel: tuple) -> None:
    manager, client = kernel
    pid = int(ask(client, "import os; print(os.getpid())"))
    client.execute("import time; time.sleep(600)", stop_on_error=False)
    time.sleep(1)
    manager.interrupt_kernel()
    assert ask(client, "print('here')") == "here"
    assert Path(f"/proc/{pid}").exists()


def test_it_ends_with_its_client_and_takes_along_what_it_started(kernel: tuple) -> None:
    manager, client = kernel
    pids = ask(client, "import os, subprocess; print(os.getpid(), subprocess.Popen(['sleep', '600']).pid)")
    os.kill(manager.provisioner.pid, signal.SIGKILL)
    assert all(ended(int(pid)) for pid in pids.split())


def test_a_kernel_that_dies_is_seen_to_die(kernel: tuple) -> None:
    manager, client = kernel
    client.execute("import os; os._exit(7)")
    for _ in range(100):
        if not manager.is_alive():
            break
        time.sleep(0.1)
    assert not manager.is_alive()


def test_a_client_that_died_before_it_asked_does_no_harm(program: Program, kernel: tuple) -> None:
    for message in (b"", b"{"):
        with warm.local_socket() as client:
            client.connect(program.address)
            client.send(message)
    _, client = kernel
    assert ask(client, "print('here')") == "here"


def test_a_kernel_has_nothing_of_another(kernel: tuple, tmp_path: Path) -> None:
    with started(tmp_path) as (_, other):
        pid = ask(other, "import os; print(os.getpid())")
        files = [os.readlink(name) for name in Path(f"/proc/{pid}/fd").iterdir()]
    assert files
    assert "anon_inode:[pidfd]" not in files


# The last test that needs the program.
def test_all_end_with_the_program_that_started_the_server(program: Program, kernel: tuple) -> None:
    _, client = kernel
    pid = int(ask(client, "import os; print(os.getpid())"))
    program.process.kill()
    assert ended(program.server)
    assert ended(pid)


@pytest.mark.parametrize(
    ("system", "backend", "said"),
    [
        ("darwin", "", "forks of TensorFlow are not tried on darwin"),
        ("linux", "jax", "jax starts threads when it is imported"),
    ],
)
def test_what_cannot_be_forked_starts_cold(
    system: str, backend: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(warm.ADDRESS, raising=False)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("KERAS_BACKEND", backend)
    with warm.Server():
        assert f"Kernels start cold: {said}" in capsys.readouterr().out
        assert warm.command() is None
