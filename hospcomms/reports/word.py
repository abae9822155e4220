"""Letters and briefs as Word documents: a template the officer may change in Word, filled with plain text.

What is filled in is text and nothing else: signs of the template language in it, markup and control characters
mean nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import TEMPLATE_BYTES, TEMPLATE_UNPACKED_BYTES
from hospcomms.domain.packed import declares, is_bomb, unpacked
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.sheet_cells import without_marks
from hospcomms.reports.word_directions import set_directions

Value = str | list["Value"] | dict[str, "Value"]
"""What a template is filled with: texts, and lists and groups of them."""

_ISOLATES = re.compile("([\u2066\u2067\u2069])")
"""Controls that hold a value of a sentence apart; they are changed into marks Word keeps."""
_MAIN = "word/document.xml"
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OUTSIDE = re.compile(rb'<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*/hyperlink")[^>]*>')


def fill_word(name: str, template: bytes, values: Mapping[str, Value], path: Path, *, rtl: bool) -> None:
    """Write a template filled with these values, whole or not at all; `rtl` when the document runs from right
    to left.

    Raises Refusal: `template-*` when the template (called `name`) cannot be used, or when the file cannot be
    written.
    """
    check_template(name, template)
    document = DocxTemplate(io.BytesIO(template))
    # a template comes from outside: it may repeat and choose, and reach nothing but its values
    language = _Language(undefined=StrictUndefined, autoescape=True)
    try:
        document.render({key: _clean(value) for key, value in values.items()}, language, autoescape=True)
    except (UndefinedError, SecurityError) as problem:
        raise Refusal(
            "template-unknown",
            sentence(
                "The template {file} asks for something that is not known: {what}. Correct it in Word.",
                file=name,
                what=str(problem.message),
            ),
        ) from problem
    except (TemplateError, etree.XMLSyntaxError) as problem:
        raise Refusal("template-broken", _broken(name)) from problem
    set_directions(document.docx, rtl=rtl)
    write_whole(path, lambda temporary: document.save(str(temporary)))


class _Language(SandboxedEnvironment):
    """What a template may say: its values, one after the other. It can neither count far nor make texts grow."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **facts: Any) -> None:
        super().__init__(**facts)
        self.globals.clear()  # no range(), no lipsum(): loops go over the values alone

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
        """Nothing is multiplied in a letter. Raises SecurityError."""
        raise SecurityError(operator)


def check_template(name: str, template: bytes) -> None:
    """Raise Refusal for a file that is no Word document, is locked, carries macros or fetches parts from
    elsewhere.
    """
    if template.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        raise Refusal(
            "template-old",
            sentence(
                "The template {file} has a password or is in the old .doc format. Save it in Word as .docx"
                " without a password.",
                file=name,
            ),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            items = archive.infolist()
            sizes = sum(item.file_size for item in items), sum(item.compress_size for item in items)
            if len(template) > TEMPLATE_BYTES or is_bomb(*sizes, TEMPLATE_UNPACKED_BYTES):
                raise Refusal(
                    "template-large", sentence("The template {file} is too large. Use smaller pictures.", file=name)
                )
            parts = {item.filename: unpacked(archive, item) for item in items if not item.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as problem:
        raise Refusal("template-broken", _broken(name)) from problem
    if _MAIN not in parts or any(declares(part, content) for part, content in parts.items()):
        raise Refusal("template-broken", _broken(name))
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise Refusal(
            "template-macros",
            sentence("The template {file} contains macros, so it was not used. Save it in Word as .docx.", file=name),
        )
    if any(_OUTSIDE.search(content) for part, content in parts.items() if part.endswith(".rels")):
        raise Refusal(
            "template-links",
            sentence(
                "The template {file} takes parts from other files or addresses, so it was not used."
                " Insert them into the document instead.",
                file=name,
            ),
        )


def _broken(name: str) -> Sentence:
    return sentence("The template {file} could not be read. Correct it in Word, or use the original one.", file=name)


def _clean(value: Value) -> Value:
    """Text without what is no text; a line end stays one, a tab stays a tab."""
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return clean_text(value)


def clean_text(text: str) -> str:
    """A text without what is no text; its isolates stay, for ``set_directions`` to change into marks."""
    parts = _ISOLATES.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(part if _ISOLATES.fullmatch(part) else _NO_TEXT.sub("", without_marks(part)) for part in parts)
