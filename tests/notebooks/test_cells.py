"""Warnings about a notebook name the cell and its line."""

import logging

import pytest
from course_site.cells import CellNames, name_cells

PLACES = {
    "/book/a.ipynb:10002": "/book/a.ipynb, cell 1, line 1",
    "/book/a.ipynb:120012": "/book/a.ipynb, cell 12, line 11",
    "/book/a.ipynb:20001": "/book/a.ipynb, cell 2, line 1",
    "/book/a.ipynb": "/book/a.ipynb",
    "/book/a.ipynb:17": "/book/a.ipynb:17",
    "/book/a.md:10002": "/book/a.md:10002",
}


@pytest.mark.parametrize("place", PLACES)
def test_places(place: str) -> None:
    assert name_cells(place) == PLACES[place]


@pytest.mark.parametrize("location", ["/book/a.ipynb:20007", None, ("a", 3)])
def test_no_warning_is_lost(location: object) -> None:
    record = logging.LogRecord("sphinx", logging.WARNING, "", 0, "text", (), None)
    record.location = location
    assert CellNames().filter(record)
    expected = "/book/a.ipynb, cell 2, line 6" if isinstance(location, str) else location
    assert record.location == expected
