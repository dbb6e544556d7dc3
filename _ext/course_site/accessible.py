"""Mends two things in generated HTML that a screen reader stumbles over."""

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_ENTRY = re.compile(
    r'<li class="[^"]*has-children[^"]*">\s*<a [^>]*>(?P<title>.*?)</a>\s*<details[^>]*>\s*<summary', re.S
)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", _mend, priority=510)


def name_toggles(html: str) -> str:
    """Give each arrow that unfolds a part of the sidebar a name: the theme leaves it without one."""

    def named(match: re.Match[str]) -> str:
        title = re.sub(r"<[^>]+>|\s+", " ", match["title"]).strip().replace('"', "&quot;")
        return f'{match[0]} aria-label="Lessons of {title}"'

    return _ENTRY.sub(named, html)


def mend_bibliography(html: str) -> str:
    """Entries of a list of sources are list items; docutils gives them a role that is none."""
    return html.replace('role="doc-biblioentry"', 'role="listitem"')


def _mend(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if "body" in context:
        context["body"] = mend_bibliography(context["body"])
    generate: Callable[..., Any] | None = context.get("generate_toctree_html")
    if generate is not None:
        context["generate_toctree_html"] = lambda *args, **kwargs: name_toggles(
            str(generate(*args, **kwargs))
        )
