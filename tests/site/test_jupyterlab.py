"""The reader's copies as JupyterLab shows them: like the site, with the numbers of the last run."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from site_browser import DESKTOP, ROOT

from tools import lab, notebooks
from tools.copies import last_run
from tools.plain_markdown import NO_RUN

COPIES = [path.as_posix() for path in lab.files(ROOT) if path.suffix == ".ipynb"]
# No cell is left out because it is off the screen; no news from the network.
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},
}
OPEN = """async path => {
    const kernelPreference = { shouldStart: false, canStart: false };
    await window.jupyterapp.commands.execute('docmanager:open', { path, kernelPreference });
}"""
SHOWN = """([cells, prose]) => {
    const texts = [...document.querySelectorAll('.jp-MarkdownOutput')].map(output => output.textContent);
    return document.querySelectorAll('.jp-Cell').length === cells && texts.filter(Boolean).length === prose;
}"""
# Text of the prose as it is seen; a back-tick stands for code, where anything may stand.
PROSE = """() => [...document.querySelectorAll('.jp-MarkdownOutput')].map(cell => {
    const prose = cell.cloneNode(true);
    prose.querySelectorAll('code').forEach(part => part.replaceWith('`'));
    prose.querySelectorAll('mjx-container').forEach(part => part.remove());
    return prose.textContent;
})"""
RAW = re.compile(r"\{[a-z][\w:-]*\}`|:::|```|\$|^\(.*\)=|\]\(", re.MULTILINE)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running JupyterLab on a working folder, as `make lab` starts it, with settings of its own."""
    home = tmp_path_factory.mktemp("jupyter")
    lab.refresh(home / "work", ROOT, last_run)
    for name, setting in SETTINGS.items():
        path = home / "settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(setting), encoding="utf-8")
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
    }
    own = {name: str(home / folder) for name, folder in folders.items()}
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--port=0"]
    options = [
        "--LabApp.expose_app_in_browser=True",
        "--IdentityProvider.token=",
        f"--notebook-dir={home / 'work'}",
    ]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, *options], cwd=ROOT, env=os.environ | own, stdout=log, stderr=log
        )
    try:
        yield _address(server, home)
    finally:
        server.kill()  # asked to end, it may wait for a browser that has gone
        server.wait()


def _address(server: subprocess.Popen[bytes], home: Path) -> str:
    """Where the server listens, once it does."""
    runtime = home / "runtime" / f"jpserver-{server.pid}.json"
    for _ in range(600):
        if runtime.exists():
            return str(json.loads(runtime.read_text())["url"]).rstrip("/")
        assert server.poll() is None, (home / "log").read_text()
        time.sleep(0.1)
    pytest.fail((home / "log").read_text())


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """JupyterLab, started once for all tests below."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{address}/lab?reset")
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget")
    page.evaluate("() => window.jupyterapp.restored")
    yield page
    context.close()


@contextmanager
def opened(tab: Page, path: str) -> Iterator[None]:
    """A notebook while it is open; the text of every cell is there."""
    tab.evaluate(OPEN, path)
    notebook = notebooks.read(ROOT / path)
    tab.wait_for_function(SHOWN, arg=[len(notebook.cells), len(list(notebooks.text_cells(notebook)))])
    yield
    tab.evaluate("() => window.jupyterapp.shell.currentWidget.dispose()")


@pytest.mark.parametrize("path", COPIES, ids=lambda path: Path(path).stem)
def test_prose_is_shown_as_it_is_meant(tab: Page, path: str) -> None:
    with opened(tab, path):
        prose = tab.evaluate(PROSE)
        for _ in range(100):
            if "$" not in "".join(prose):  # equations are set after the text
                break
            tab.wait_for_timeout(100)
            prose = tab.evaluate(PROSE)
    assert len(" ".join(prose)) > 1000
    for text in prose:
        found = RAW.search(text)
        assert found is None, f"{found[0]!r} in {text}"
        assert NO_RUN not in text, f"run make book first: {text}"


def test_the_validate_button_runs_the_tests_of_an_exercise(tab: Page) -> None:
    path = next(path for path in COPIES if path.startswith("exercises/"))
    with opened(tab, path):
        tab.locator(".jp-ToolbarButtonComponent-label", has_text="Validate").click()
        dialog = tab.locator(".jp-Dialog")
        dialog.wait_for(timeout=120_000)
        assert "not answered yet" in dialog.inner_text().lower()
        dialog.locator("button").last.click()
