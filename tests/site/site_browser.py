"""The built site's pages, a browser that opens them, and what must hold of each page that was opened."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

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
AXE = Axe()
DESKTOP = {"width": 1280, "height": 900}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Address of a plain file server on this machine, which runs meanwhile."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def pages() -> list[str]:
    """Paths of all pages below the site's folder; empty if there is no site yet."""
    found = (path.relative_to(HTML) for path in HTML.rglob("*.html"))
    return sorted(path.as_posix() for path in found if path.parts[0] != "_static")


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


class Opener:
    """Opens pages of a given size and theme."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def __call__(self, address: str, size: dict[str, int] = DESKTOP, theme: str = "light") -> Visit:
        context = self._browser.new_context(viewport=size, color_scheme=theme)
        self._contexts.append(context)
        return Visit(context.new_page()).open(address)

    def close(self) -> None:
        """Close all of them."""
        for context in self._contexts:
            context.close()


def check_quiet(visit: Visit, home: str) -> None:
    """No error in the console, no request to anywhere but the site, every equation understood."""
    assert visit.errors == []
    assert visit.left_machine(home) == []
    assert visit.page.locator("mjx-merror").count() == 0


def check_no_sideways_scrolling(visit: Visit) -> None:
    """The page is as wide as its window; what is wider scrolls inside a box of its own."""
    width, window = visit.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    too_wide = visit.page.evaluate(
        """() => [...document.querySelectorAll('.bd-article *')]
            .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
            .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert width <= window, f"{width} px wide: {too_wide}"


def check_accessible(visit: Visit) -> None:
    """axe-core finds no serious and no critical violation."""
    # No preload: from disk axe could not fetch style sheets, and none of these rules needs them.
    results = AXE.run(visit.page, options={"resultTypes": ["violations"], "preload": False}).response
    assert results["passes"] or results["violations"], "axe looked at nothing"
    problems = [
        f"{found['id']} ({found['impact']}): {found['help']}: "
        + "; ".join(f"{node['html'][:150]} {node['failureSummary']}" for node in found["nodes"][:3])
        for found in results["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert problems == []
