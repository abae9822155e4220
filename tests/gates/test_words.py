"""Every module says what it holds, and names are the field's words."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.gates.tree import PROGRAM, classes, listed, modules, nodes, parsed, shown, tracked

BANNED_CLASS_WORDS = ("Manager", "Helper", "Handler", "Util", "Data", "Info", "Base")
BANNED_MODULES = {"utils", "util", "common", "helpers", "helper", "managers", "manager", "misc", "base"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|#.*\blater\b.*\bpass\b|pass\s+#\s*later", re.IGNORECASE)
BANNER = re.compile(r"#\s*([-=*#~_])\1{3,}")
_WORDS_OF_NAME = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


def test_a_module_says_in_its_docstring_what_it_holds() -> None:
    """An empty package file says nothing."""
    mute = [
        shown(path)
        for path in modules()
        if not ast.get_docstring(parsed(path))
        and not (path.name == "__init__.py" and not path.read_text(encoding="utf-8").strip())
    ]
    assert not mute, listed(mute)


def test_names_are_the_words_of_the_field() -> None:
    found = [
        f"{shown(path)}:{node.lineno}: class {node.name}"
        for path in modules(*PROGRAM)
        for node in classes(path)
        if set(_WORDS_OF_NAME.findall(node.name)) & set(BANNED_CLASS_WORDS)
    ]
    found += [shown(path) for path in modules(*PROGRAM) if path.stem in BANNED_MODULES]
    assert not found, listed(found)


def test_nothing_is_left_for_later_and_comments_are_no_banners() -> None:
    found = [f"{shown(path)}:{fault}" for path in modules() for fault in _unfinished(path)]
    assert not found, listed(found)


def _unfinished(path: Path) -> Iterator[str]:
    """The comments that put something off or draw a line, and what was not written at all."""
    text = path.read_text(encoding="utf-8")
    if UNFINISHED.search(text) or BANNER.search(text):  # perhaps in a comment: to know it takes twenty times as long
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT and (UNFINISHED.search(token.string) or BANNER.search(token.string)):
                yield f"{token.start[0]}: {token.string}"
    for node in nodes(path):
        if isinstance(node, ast.Name) and node.id == "NotImplementedError":
            yield f"{node.lineno}: NotImplementedError"


def test_no_file_names_a_machine_or_a_registry() -> None:
    """A path of one desk, or the address of a package registry, would not hold at the next desk."""
    # Written in pieces, so that this file does not accuse itself.
    machine = re.compile(r"(?<![\w.:/-])/(?:work|tmp|root|home)/(?=[\w.])|[A-Z]:\\+Users\\+")
    registry = re.compile(r"(?:pypi|pythonhosted|npmjs|debian)[.](?:org|com)|index[-]url|find[-]links", re.IGNORECASE)
    text_kinds = {
        ".py",
        ".toml",
        ".txt",
        ".md",
        ".csv",
        ".json",
        ".po",
        ".pot",
        ".iss",
        ".ini",
        ".cfg",
        ".html",
        "",
    }
    found = []
    for path in tracked():
        if path.suffix not in text_kinds or shown(path) == "tests/gates/test_words.py":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{shown(path)}: {match.group()}" for match in machine.finditer(text)]
        found += [f"{shown(path)}: {match.group()}" for match in registry.finditer(text)]
    assert not found, listed(found)


def test_every_tracked_text_file_is_utf_8_without_a_byte_order_mark() -> None:
    kinds = {".py", ".toml", ".txt", ".md", ".po", ".pot", ".json", ".svg", ".html"}
    found = []
    for path in tracked():
        if path.suffix in kinds:
            content = path.read_bytes()
            content.decode("utf-8")
            found += [shown(path)] * content.startswith(b"\xef\xbb\xbf")
    assert not found, listed(found)
