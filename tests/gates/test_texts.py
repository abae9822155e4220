"""Every text of the program is there in Arabic, French and English, and compiled."""

from __future__ import annotations

import ast

import pytest
from babel.messages.pofile import read_po

from tests.gates.catalogues import (
    LANGUAGES,
    LOCALE,
    ONE_TEXT,
    ROOT,
    TWO_TEXTS,
    compiled,
    key_of,
    load,
    marked,
    marked_in,
    po_path,
    source_files,
    template,
)
from tests.gates.texts import english_faults, problems
from tests.gates.tree import listed, parsed

# The field functions of hospcomms.domain.fields: their first words are shown, so they must be marked.
FIELDS = {
    "text", "long_text", "texts", "number", "money", "percent", "day", "moment", "flag", "choice", "choices",
    "link", "links", "file", "files", "address", "tags",
}  # fmt: skip


def test_the_reader_of_marked_texts_sees_nested_joined_and_counted_texts() -> None:
    source = (
        "from hospcomms.domain.wording import Label\n"
        'sentence("a " "b", x=Label("c"))\n'
        'tr(N_("d"))\n'
        'C_("f", "g")\n'
        'counted("{n} e", "{n} es", 2)\n'
    )
    found = {(item.key, item.plural) for item in marked_in(source, "x.py")}
    assert found == {("a b", ""), ("c", ""), ("d", ""), ("{n} e", "{n} es"), ("[f] g", "")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_keeps_its_places_and_the_words_of_the_glossary(language: str) -> None:
    found = problems(language)
    assert not found, listed(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    is_same = po_path(language).with_suffix(".mo").read_bytes() == compiled(load(language))
    assert is_same, "run dev.py messages"  # telling two such files apart byte by byte takes longer than a test may


def test_the_template_is_what_the_program_marks() -> None:
    with (LOCALE / "hospcomms.pot").open("rb") as stream:
        written = {key_of(message) for message in read_po(stream)}
    assert written == {key_of(message) for message in template()}


def test_the_english_texts_follow_the_house_punctuation() -> None:
    found = english_faults()
    assert not found, listed(found)


def test_a_text_is_counted_the_same_way_everywhere() -> None:
    plurals: dict[str, set[str]] = {}
    for item in marked():
        if item.plural:
            plurals.setdefault(item.text, set()).add(item.plural)
    assert {text: found for text, found in plurals.items() if len(found) > 1} == {}


def test_marked_texts_are_written_out_where_they_are_marked() -> None:
    """A joined or formatted text inside sentence(), or a variable inside N_(), would reach no catalogue."""
    loose = []
    for path in source_files():
        for node in ast.walk(parsed(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            name, first = node.func.id, node.args[0]
            composed = isinstance(first, ast.JoinedStr | ast.BinOp)
            unmarked = name in {"N_", "C_"} and not all(isinstance(item, ast.Constant) for item in node.args)
            if name in {"C_", *ONE_TEXT, *TWO_TEXTS} and (composed or unmarked):
                loose.append(f"{path.relative_to(ROOT)}:{node.lineno} {name}()")
    assert not loose, listed(loose)


def test_the_label_of_every_field_is_marked() -> None:
    bare = []
    for path in (ROOT / "hospcomms").rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if not (isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call)):
                continue
            call = node.value
            if isinstance(call.func, ast.Name) and call.func.id in FIELDS and call.args:
                if isinstance(call.args[0], ast.Constant):
                    bare.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not bare, listed(bare)
