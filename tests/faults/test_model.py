"""The store does what a dictionary does, whatever happens (150 runs of 40 steps: ``python -m tests.soak model``)."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.faults.model import Offices

TestOffices = Offices.TestCase
TestOffices.settings = settings(
    max_examples=4, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
