"""Settings shared by the tests of lib."""

from hypothesis import HealthCheck, settings

# No test passes or fails by the clock: machines differ, and some are busy.
settings.register_profile(
    "course", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("course")
