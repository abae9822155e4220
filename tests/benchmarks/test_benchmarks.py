"""The benchmarks run; how fast things are is measured by hand (``python -m tests.benchmarks``) and not here."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import NAMES, measured
from tests.benchmarks.ratio import Ratio

FEWER = {"ROUNDS": 1, "SHORT": 300, "THINGS": 300, "EVENTS": 200, "LINES": 100, "JOURNALISTS": 5}


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_runs_on_a_small_office(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = importlib.import_module(f"tests.benchmarks.{name}")
    for constant, few in FEWER.items():
        if hasattr(figures, constant):
            monkeypatch.setattr(figures, constant, few)
    found = measured((name,), tmp_path / "office", 300)
    assert found
    for ratio in found:
        assert ratio.value > 0
        assert ratio.name in ratio.line()
        assert ratio.shape()["what"]


def test_a_limit_is_kept_or_not() -> None:
    assert Ratio("x", 3.0, 1.0, 3.0, "").is_met
    assert not Ratio("x", 3.1, 1.0, 3.0, "").is_met
    assert Ratio("x", 3.1, 1.0, None, "").is_met
