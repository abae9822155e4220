"""The stages of the pipeline by name, and what they share."""

from __future__ import annotations

from collections.abc import Callable

from tests.windows import chroot, on_windows, products, tools
from tests.windows.run import Run
from tests.windows.summary import report

STAGES: dict[str, Callable[[Run], None]] = {
    "chroot": chroot.make,
    "tools": tools.make,
    "wheels": products.wheels,
    "source": products.source,
    "tests": on_windows.tests,
    "bundle": products.bundle,
    "setup": products.setups,
    "life": on_windows.life,
    "brief": on_windows.brief,
    "pictures": on_windows.pictures,
    "report": report,
}
OFFLINE = {"tests", "bundle", "setup", "life", "brief", "pictures"}
"""From the first of these on nothing reaches a network, as on a hospital's workstation."""
