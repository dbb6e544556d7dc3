"""Lessons bear the numbers of their files: `1-3-alignment.ipynb` is headed "1.3 Alignment" on all pages."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

_LESSON = re.compile(r"^chapters/(?P<part>\d+)-[^/]+/(?P=part)-(?P<lesson>\d+)-[^/]+$")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_transform(NumberTitle)


def number_of(docname: str) -> str | None:
    """The number of a lesson, "1.3", from its path, or None for any other page."""
    match = _LESSON.match(docname)
    return f"{match['part']}.{match['lesson']}" if match else None


class NumberTitle(SphinxTransform):
    """Puts the number before the first heading, where links, sidebar and search take their titles from."""

    default_priority = 100

    def apply(self, **kwargs: Any) -> None:
        """Change the document."""
        number = number_of(self.env.docname)
        title = next(iter(self.document.findall(nodes.title)), None)
        if number and title is not None and not title.astext().startswith(number):
            title.insert(0, nodes.Text(f"{number} "))
