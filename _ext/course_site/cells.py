"""Warnings about a notebook name the cell and its line: Sphinx is given lines that no file has."""

import logging
import re

from sphinx.application import Sphinx
from sphinx.util.logging import WarningStreamHandler

# myst-nb counts 10,000 lines a cell, and the lines of a text cell from 2.
_PLACE = re.compile(r"\.ipynb:(\d+)(\d{4})(?!\d)")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("builder-inited", _rename_places)


def name_cells(location: str) -> str:
    """The place of a warning as a reader finds it: `a.ipynb:20007` is `a.ipynb, cell 2, line 6`."""
    return _PLACE.sub(lambda match: f".ipynb, cell {match[1]}, line {max(int(match[2]) - 1, 1)}", location)


class CellNames(logging.Filter):
    """Lets every record through, with the place of its warning renamed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rename the place."""
        location = getattr(record, "location", None)
        if isinstance(location, str):
            record.location = name_cells(location)
        return True


def _rename_places(app: Sphinx) -> None:
    for handler in logging.getLogger("sphinx").handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.addFilter(CellNames())
