"""No figure of the evaluation without the publication it comes from."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.gates.tree import ROOT, length

FOLDER = ROOT / "hospcomms" / "domain" / "evaluation"
FORMULAS = ("fisher", "image", "means", "paired", "planning", "proportions", "reading", "student", "trends")


@pytest.mark.parametrize("path", [FOLDER / f"{name}.py" for name in FORMULAS], ids=FORMULAS)
def test_every_formula_names_its_source_and_is_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert functions
    for node in functions:
        said = ast.get_docstring(node) or ""
        assert "Source: METHODS.md" in said, node.name
        assert length(node) <= 40, node.name


WEIGHED = ("conditions", "costs", "maintenance", "mixes", "reaim", "rules", "sample_size", "score")


@pytest.mark.parametrize("path", [FOLDER / f"{name}.py" for name in WEIGHED], ids=WEIGHED)
def test_every_cost_share_rule_and_score_names_its_section(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert functions
    for node in functions:
        assert "METHODS.md" in (ast.get_docstring(node) or ""), node.name
