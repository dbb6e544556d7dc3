"""Kernels that are forks: they come, can be interrupted, and end with whoever wanted them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from tools.engine import warm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


@pytest.fixture(scope="module")
def server() -> Iterator[warm.Server]:
    with warm.Server() as running:
        assert running.reason == ""
        yield running
    assert warm.ADDRESS not in os.environ


@pytest.fixture
def kernel(server: warm.Server, tmp_path: Path) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    manager = KernelManager(kernel_name="python3")
    manager.kernel_spec.argv, manager.kernel_spec.interrupt_mode = warm.command(), "message"
    manager.start_kernel(cwd=str(tmp_path), env={**os.environ, "OWN": "mine"})
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


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


def test_kernels_end_with_the_program_that_started_the_server(tmp_path: Path) -> None:
    program = (
        "import os, subprocess, sys\n"
        "from tools.engine import warm\n"
        "server = warm.Server().__enter__()\n"
        "assert not server.reason, server.reason\n"
        "print(server._process.pid, flush=True)\n"
        "sys.stdin.read()"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    server = int(running.stdout.readline())
    running.kill()
    running.wait()
    assert ended(server)


def test_a_gpu_or_another_system_starts_cold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(warm.ADDRESS, raising=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    with warm.Server() as cold:
        assert "not tried on darwin" in cold.reason
        assert warm.command() is None
