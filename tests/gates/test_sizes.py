"""No module, function or class outgrows what can be read at one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.gates.tree import classes, functions, length, modules, shown

MODULE, FUNCTION, CLASS, PUBLIC_METHODS = 400, 40, 200, 15
# Two faces are wider by nature: the one door to the data, and the one way to word each kind of value.
WIDER = {"Store": 20, "Locale": 16}


@pytest.mark.parametrize("path", modules(), ids=shown)
def test_a_module_its_functions_and_its_classes_keep_their_size(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    found = [f"the module has {lines} lines"] * (lines > MODULE)
    found += [f"{node.name} has {length(node)} lines" for node in functions(path) if length(node) > FUNCTION]
    found += [f"{node.name} has {length(node)} lines" for node in classes(path) if length(node) > CLASS]
    found += [
        f"{node.name} has {count} public methods"
        for node in classes(path)
        if shown(path).startswith(("hospcomms", "ui"))
        and (count := _public_methods(node)) > WIDER.get(node.name, PUBLIC_METHODS)
    ]
    assert found == []


def _public_methods(node: ast.ClassDef) -> int:
    """Methods of our own: Qt's overrides (camelCase) are Qt's interface, properties are facts."""
    return sum(
        isinstance(item, ast.FunctionDef)
        and not item.name.startswith("_")
        and item.name.islower()
        and not item.decorator_list
        for item in node.body
    )
