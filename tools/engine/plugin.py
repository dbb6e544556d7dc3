"""The engine's pytest plugin beside nbval: it keeps what cells put out, and checks what readers would see.

Beyond nbval's own comparison of golden outputs it fails a cell that writes to stderr, a figure without alt
text or caption, two figures from one cell, and a cell that is said to raise and does not. After the first
cell that raised, the rest of its notebook is skipped: it could only fail too. A notebook whose cells all
passed is kept in the store, with the files of `lib` that its kernel loaded or read.
"""

import ast
import re
import shutil
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from queue import Empty
from typing import Any

import nbval.kernel
import nbval.plugin
import pytest
from jupyter_client.kernelspec import KernelSpec
from nbval.kernel import NbvalKernelspecManager, RunningKernel
from nbval.plugin import IPyNbCell, IPyNbFile, NbCellError

from tools import notebooks
from tools.engine import warm
from tools.engine.run import FINISHED, PROBLEM
from tools.engine.store import Store, code_digest

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_DIFFERS = "Cell outputs differ"  # nbval's words
_LIVE = ("clear_output", "update_display_data", "comm_open")  # messages that no stored page can act on
_TICK = 1.0
_PATIENCE = 60  # seconds for a finished cell's output to arrive; nbval's 5 are few on a busy machine

# Files that the kernel opens are remembered, so that the data files of lib which a lesson reads are known.
_REMEMBER = """exec('''
import sys
sys.opened = set()
sys.addaudithook(lambda event, args: event == "open" and sys.opened.add(str(args[0])))
''', {})"""
# As one string: of a list IPython shows the first thousand.
_OPENED = r"""'\n'.join(__import__('sys').opened)"""
_LOADED = r"""'\n'.join(module.__file__ for name, module in list(__import__("sys").modules.items())
    if name.split(".")[0] == "lib" and getattr(module, "__file__", None))"""


class CellError(Exception):
    """A cell ran, and what it put out is not fit to be shown."""


class DeadKernelError(Exception):
    """The kernel ended while a cell ran."""


class KernelSpecs(NbvalKernelspecManager):
    """The environment's own kernel, started warm where that can be had."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        spec = super().get_kernel_spec(kernel_name)
        if argv := warm.command():
            # A message, since signals would reach the client that stands for the kernel.
            spec.argv, spec.interrupt_mode = argv, "message"
        return spec


class WatchedKernel(RunningKernel):
    """A kernel in an empty folder of its own, whose death is noticed at once, not at the cell's timeout."""

    def __init__(self, kernel_name: str, cwd: str | None = None, startup_timeout: float = 60) -> None:
        self.started = time.time()
        self.folder = tempfile.mkdtemp(prefix="notebook-")
        self.redrawn = False
        super().__init__(kernel_name, cwd=self.folder, startup_timeout=startup_timeout)
        self._ask(_REMEMBER, {})

    def await_reply(self, msg_id: str, timeout: float | None = None) -> None:
        end = time.monotonic() + timeout if timeout else float("inf")
        while True:
            left = end - time.monotonic()
            try:
                super().await_reply(msg_id, timeout=min(_TICK, max(left, 0.01)))
                return
            except Empty:
                if not self.is_alive():
                    shutil.rmtree(self.folder, ignore_errors=True)  # nbval stops the living only
                    message = "the kernel died: out of memory, or a crash in compiled code"
                    raise DeadKernelError(message) from None
                if left <= 0:
                    raise

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> str:
        # With history, unlike nbval: IPython looks there whether a line ends with a semicolon.
        return self.kc.execute(cell_input, allow_stdin=allow_stdin, stop_on_error=False)

    def get_message(self, stream: str, timeout: float | None = None) -> dict[str, Any]:
        message: dict[str, Any] = super().get_message(stream, timeout)
        self.redrawn |= message["msg_type"] in _LIVE
        return message

    def used_files(self, checkout: Path) -> list[str]:
        """Files of `lib` that were loaded or opened, as paths below the checkout."""
        content = self._ask("", {"opened": _OPENED, "loaded": _LOADED})["user_expressions"]
        opened, loaded = (
            [Path(path) for path in ast.literal_eval(content[name]["data"]["text/plain"]).splitlines()]
            for name in ("opened", "loaded")
        )
        lib = checkout.resolve() / "lib"
        if foreign := [path for path in loaded if not path.resolve().is_relative_to(lib)]:
            raise CellError(f"lib was loaded from {foreign[0].parent}, not from this checkout: run make env")
        used = {path.resolve() for path in (*loaded, *opened) if path.suffix != ".pyc"}
        used = {path for path in used if path.is_relative_to(lib)}
        for path in used:
            if path.exists() and path.stat().st_ctime > self.started:
                raise CellError(f"{notebooks.shown(path)} was changed while the notebook ran: run it again")
        return sorted(path.relative_to(lib.parent).as_posix() for path in used)

    def stop(self) -> None:
        super().stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, code: str, expressions: dict[str, str]) -> dict[str, Any]:
        asked = self.kc.execute(code, silent=True, store_history=False, user_expressions=expressions)
        while True:
            reply = self.kc.get_shell_msg(timeout=_PATIENCE)
            if reply["parent_header"].get("msg_id") == asked:
                content: dict[str, Any] = reply["content"]
                return content


def pytest_addoption(parser: pytest.Parser) -> None:
    """What `tools.engine.run` passes on."""
    parser.addoption("--engine-store", type=Path, help="folder that keeps what notebooks put out")
    parser.addoption("--engine-golden", action="store_true", help="store golden outputs anew")


def pytest_configure(config: pytest.Config) -> None:
    nbval.plugin.RunningKernel = WatchedKernel
    nbval.kernel.NbvalKernelspecManager = KernelSpecs


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every cell its place among all cells (nbval counts code cells only), and patience."""
    cells = [item for item in items if isinstance(item, IPyNbCell)]
    for file in {item.parent for item in cells}:
        file.code, file.places = code_digest(file.nb), [number for number, _ in notebooks.code_cells(file.nb)]
        file.left = len(file.places)
    for item in cells:
        item.number, item.is_last = item.parent.places[item.cell_num], item.cell_num == item.parent.left - 1
        item.output_timeout = _PATIENCE
        _steer(item)


def _steer(item: IPyNbCell) -> None:
    """Let our tags alone decide what is run and compared, not nbval's comments or a missing count."""
    check = notebooks.is_golden(item.cell) and not item.config.option.engine_golden
    item.options = {"check": check, "check_exception": notebooks.may_raise(item.cell), "skip": False}
    item.cell.execution_count = notebooks.GOLDEN_COUNT


def pytest_runtest_setup(item: pytest.Item) -> None:
    if isinstance(item, IPyNbCell) and getattr(item.parent, "stopped", False):
        pytest.skip("an earlier cell failed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    result = yield
    if isinstance(item, IPyNbCell):
        _check_outputs(item)
        item.cell.outputs, item.cell.execution_count = item.test_outputs, item.cell_num + 1
        item.parent.left -= 1
        if not item.parent.left:  # every cell passed, in this process: a worker that died has a successor
            _keep(item.parent)
    return result


def _check_outputs(item: IPyNbCell) -> None:
    outputs = item.test_outputs or []
    if item.parent.kernel.redrawn:
        item.parent.kernel.redrawn = False
        raise CellError("clears or updates what it showed, which no stored page can: show the result once")
    if notebooks.may_raise(item.cell) and not any(o.output_type == "error" for o in outputs):
        raise CellError("is tagged raises-exception and raised nothing: remove the tag, or mend the cell")
    for output in outputs:
        if output.get("name") == "stderr":
            line = output.text.strip().splitlines()[0]
            raise CellError(f"wrote to stderr ({line}): readers would see it, nbgrader would give no points")
    if "solutions" not in item.path.parts:
        _check_figures(item, outputs)


def _check_figures(item: IPyNbCell, outputs: list[Any]) -> None:
    images = sum(any(kind.startswith("image/") for kind in output.get("data", {})) for output in outputs)
    missing = [key for key in ("caption", "alt") if key not in notebooks.figure(item.cell)]
    if images > 1:
        raise CellError(f"shows {images} images: one figure a cell, returned by its last line")
    if images and missing:
        names = {"caption": "mystnb.figure.caption", "alt": "mystnb.image.alt"}
        fields = " and ".join(names[key] for key in missing)
        raise CellError(f"shows an image without {fields}: add it to the cell's metadata")


def _keep(file: IPyNbFile) -> None:
    if file.config.option.engine_golden:
        _store_golden(file)
        return
    store = Store(file.config.option.engine_store)
    page = file.path.relative_to(file.config.rootpath)
    files = file.kernel.used_files(store.checkout)
    try:
        store.keep(page, file.nb, files, _age(file), code=file.code)
    except OSError as error:
        raise CellError(f"could not be kept ({error}): free space, or set COURSE_STORE") from None


def _store_golden(file: IPyNbFile) -> None:
    stored = notebooks.read(file.path)
    for (_, cell), (_, executed) in zip(
        notebooks.code_cells(stored), notebooks.code_cells(file.nb), strict=True
    ):
        if notebooks.is_golden(cell):
            cell.outputs, cell.execution_count = executed.outputs, notebooks.GOLDEN_COUNT
    notebooks.write(stored, file.path)


def _age(file: IPyNbFile) -> float:
    """Seconds since the notebook's kernel began to start."""
    return time.time() - file.kernel.started if file.kernel else 0.0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if isinstance(item, IPyNbCell):
        if report.failed and call.excinfo:
            _describe(item, call.excinfo.value, report)
        if item.is_last and report.when == "teardown":
            report.user_properties.append((FINISHED, (notebooks.shown(item.path), _age(item.parent))))
    return report


def _describe(item: IPyNbCell, error: BaseException, report: pytest.TestReport) -> None:
    item.parent.stopped = not (isinstance(error, CellError) or str(error) == _DIFFERS)
    where = f"{notebooks.shown(item.path)}: {notebooks.label(item.number, item.cell)}"
    headline = f"{where}: {_message(item, error)}"
    details = getattr(error, "inner_traceback", None) or ""
    source = "\n".join(f"    {line}" for line in item.cell.source.splitlines())
    body = f"{headline}\n\n{source}\n\n{details}".rstrip()
    report.longrepr = body if item.config.get_terminal_writer().hasmarkup else _ANSI.sub("", body)
    report.user_properties.append((PROBLEM, headline))


def _message(item: IPyNbCell, error: BaseException) -> str:
    for output in item.test_outputs or []:
        if output.output_type == "error" and isinstance(error, NbCellError) and not item.parent.timed_out:
            first, *rest = _ANSI.sub("", output.evalue).strip().splitlines() or [""]
            return f"{output.ename}: {first}{' ...' if rest else ''}"
    if str(error) == _DIFFERS:
        return "the output is not the stored one; if the new one is right, run tools.engine --golden on it"
    known = isinstance(error, NbCellError | CellError | DeadKernelError)
    return str(error) if known else f"{type(error).__name__}: {error}"
