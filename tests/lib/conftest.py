"""Settings shared by the tests of lib."""

import pytest
from hypothesis import HealthCheck, settings

# No test passes or fails by the clock: machines differ, and some are busy.
settings.register_profile(
    "course", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("course")


@pytest.fixture
def nothing_here(monkeypatch, tmp_path):
    """No mirror, no downloads, an empty cache."""
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_DOWNLOADS", str(tmp_path / "downloads"))
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
