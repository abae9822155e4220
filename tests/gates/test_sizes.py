"""No module, function or class outgrows what can be read at one sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.gates.tree import classes, functions, length, listed, modules, shown

MODULE, FUNCTION, CLASS, PUBLIC_METHODS = 400, 40, 200, 15
# Two faces are wider by nature: the one door to the data, and the one way to word each kind of value.
WIDER = {"Store": 20, "Locale": 16}


def test_a_module_its_functions_and_its_classes_keep_their_size() -> None:
    found = [f"{shown(path)}: {fault}" for path in modules() for fault in _too_large(path)]
    assert not found, listed(found)


def _too_large(path: Path) -> Iterator[str]:
    """What of a module is longer or wider than allowed."""
    lines = path.read_text(encoding="utf-8").count("\n")
    if lines > MODULE:
        yield f"the module has {lines} lines"
    for limit, nodes in ((FUNCTION, functions(path)), (CLASS, classes(path))):
        yield from (
            f"line {node.lineno}: {node.name} has {length(node)} lines" for node in nodes if length(node) > limit
        )
    if not shown(path).startswith(("hospcomms", "ui")):
        return
    for node in classes(path):
        if (count := _public_methods(node)) > WIDER.get(node.name, PUBLIC_METHODS):
            yield f"line {node.lineno}: {node.name} has {count} public methods"


def _public_methods(node: ast.ClassDef) -> int:
    """Methods of our own: Qt's overrides (camelCase) are Qt's interface, properties are facts."""
    return sum(
        isinstance(item, ast.FunctionDef)
        and not item.name.startswith("_")
        and item.name.islower()
        and not item.decorator_list
        for item in node.body
    )
