"""A pytest plugin beside nbval: what lessons show is checked too, and a failure names lesson, cell, message.

Loaded by `tools.run_notebooks`. Beyond nbval's own comparison of golden outputs it fails a cell that writes
to stderr, a figure without alt text or caption, two figures from one cell, and a cell that is said to raise
and does not. After the first cell that raised, the rest of its notebook is skipped: it could only fail too.
"""

import re
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Generator
from queue import Empty
from typing import Any

import nbval.plugin
import pytest
from nbval.kernel import RunningKernel
from nbval.plugin import IPyNbCell, NbCellError

from tools import notebooks

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PROBLEM = "notebook problem"
_DIFFERS = "Cell outputs differ"  # nbval's words
_TICK = 1.0
_PATIENCE = 60  # seconds for a finished cell's output to arrive; nbval's 5 are few on a busy machine


class CellError(Exception):
    """A cell ran, and what it put out is not fit to be shown."""


class DeadKernelError(Exception):
    """The kernel ended while a cell ran."""


class WatchedKernel(RunningKernel):
    """A kernel in an empty folder of its own, whose death is noticed at once, not at the cell's timeout."""

    def __init__(self, kernel_name: str, cwd: str | None = None, startup_timeout: float = 60) -> None:
        self.folder = tempfile.mkdtemp(prefix="notebook-")
        super().__init__(kernel_name, cwd=self.folder, startup_timeout=startup_timeout)

    def await_reply(self, msg_id: str, timeout: float | None = None) -> None:
        end = time.monotonic() + timeout if timeout else float("inf")
        while True:
            left = end - time.monotonic()
            try:
                super().await_reply(msg_id, timeout=min(_TICK, max(left, 0.01)))
                return
            except Empty:
                if not self.is_alive():
                    message = "the kernel died: out of memory, or a crash in compiled code"
                    raise DeadKernelError(message) from None
                if left <= 0:
                    raise

    def stop(self) -> None:
        super().stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    nbval.plugin.RunningKernel = WatchedKernel


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every cell its place among all cells (nbval counts code cells only), and patience."""
    for item in items:
        if isinstance(item, IPyNbCell):
            places = [number for number, _ in notebooks.code_cells(item.parent.nb)]
            item.number = places[item.cell_num]
            item.output_timeout = _PATIENCE


def pytest_runtest_setup(item: pytest.Item) -> None:
    if isinstance(item, IPyNbCell) and getattr(item.parent, "stopped", False):
        pytest.skip("an earlier cell failed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    result = yield
    if isinstance(item, IPyNbCell):
        _check_outputs(item)
    return result


def _check_outputs(item: IPyNbCell) -> None:
    outputs = item.test_outputs or []
    if "raises-exception" in notebooks.tags(item.cell) and not any(o.output_type == "error" for o in outputs):
        raise CellError("is tagged raises-exception and raised nothing: remove the tag, or mend the cell")
    for output in outputs:
        if output.get("name") == "stderr":
            line = output.text.strip().splitlines()[0]
            raise CellError(f"wrote to stderr ({line}): readers would see it, nbgrader would give no points")
    if "chapters" in item.path.parts:
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not (isinstance(item, IPyNbCell) and report.failed and call.excinfo):
        return report
    error = call.excinfo.value
    item.parent.stopped = not (isinstance(error, CellError) or str(error) == _DIFFERS)
    where = f"{notebooks.shown(item.path)}: {notebooks.label(item.number, item.cell)}"
    headline = f"{where}: {_message(item, error)}"
    details = getattr(error, "inner_traceback", None) or ""
    source = "\n".join(f"    {line}" for line in item.cell.source.splitlines())
    body = f"{headline}\n\n{source}\n\n{details}".rstrip()
    report.longrepr = body if item.config.get_terminal_writer().hasmarkup else _ANSI.sub("", body)
    report.user_properties.append((_PROBLEM, headline))
    return report


def _message(item: IPyNbCell, error: BaseException) -> str:
    for output in item.test_outputs or []:
        if output.output_type == "error" and isinstance(error, NbCellError) and not item.parent.timed_out:
            first, *rest = _ANSI.sub("", output.evalue).strip().splitlines() or [""]
            return f"{output.ename}: {first}{' ...' if rest else ''}"
    if str(error) == _DIFFERS:
        return "the output is not the stored one; if the new one is right, run tools.check_notebooks --golden"
    known = isinstance(error, NbCellError | CellError | DeadKernelError)
    return str(error) if known else f"{type(error).__name__}: {error}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The seconds that each notebook took, and one line for each cell that failed."""
    seconds: dict[str, float] = defaultdict(float)
    problems: list[str] = []
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.split("::")[0]] += report.duration
                problems += [str(text) for name, text in report.user_properties if name == _PROBLEM]
    terminalreporter.section("notebooks")
    for path, duration in sorted(seconds.items(), key=lambda pair: -pair[1]):
        terminalreporter.write_line(f"{duration:7.1f} s  {path}")
    for problem in dict.fromkeys(problems):
        terminalreporter.write_line(f"FAILED {problem}", red=True)
