"""The built site, a loopback server for it, and a browser that reports what a page did."""

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build/html"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these Chromium looks for servers of its own, and a page's requests would drown in its own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


def pages() -> list[str]:
    """Paths of all pages below the site's folder; empty if there is no site yet."""
    found = (path.relative_to(HTML) for path in HTML.rglob("*.html"))
    return sorted(path.as_posix() for path in found if path.parts[0] != "_static")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page_path" in metafunc.fixturenames:
        # Without a site one test remains, and its fixture `site` says what to do.
        metafunc.parametrize("page_path", pages() or ["intro.html"])


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the built site."""
    if not (HTML / "intro.html").is_file():
        pytest.fail("There is no site in _build/html: run make book first", pytrace=False)
    return HTML


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Address of a plain file server on this machine that holds the site."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


@pytest.fixture(scope="session")
def browser(site: Path) -> Iterator[Browser]:
    """A headless Chromium from the system."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.fail("No Chromium found: run make browser, or install the package chromium", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


class Visit:
    """A page that was opened, with everything that went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.errors.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(f"exception: {e}"))
        page.on("requestfailed", lambda r: self.errors.append(f"failed request: {r.url} ({r.failure})"))
        page.on("request", lambda r: self.requests.append(r.url))

    def open(self, address: str) -> "Visit":
        """Go there and wait until equations are set, as the last thing that a page does."""
        self.page.goto(address, wait_until="load")
        self.page.evaluate("() => window.MathJax?.startup?.promise")
        return self

    def left_machine(self, home: str) -> list[str]:
        """Requests to anywhere but the site itself."""
        return [url for url in self.requests if not url.startswith((home, "data:", "blob:"))]


@pytest.fixture
def visit(browser: Browser) -> Iterator["Opener"]:
    """A function that opens a page in a context of its own."""
    opener = Opener(browser)
    yield opener
    opener.close()


class Opener:
    """Opens pages of a given size and theme; see the fixture `visit`."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list = []

    def __call__(self, address: str, size: dict[str, int] = DESKTOP, theme: str = "light") -> Visit:
        context = self._browser.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
        self._contexts.append(context)
        return Visit(context.new_page()).open(address)

    def close(self) -> None:
        """Close all of them."""
        for context in self._contexts:
            context.close()
