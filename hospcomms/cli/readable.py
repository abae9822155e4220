"""How hard a text file is to read: the command beside the tab “Readability” of a material."""

from __future__ import annotations

import argparse
from pathlib import Path

from hospcomms.cli.answers import Answer
from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import TEXT_FILE_BYTES
from hospcomms.domain.locale import Locale
from hospcomms.domain.quality.readability import LABELS, readability
from hospcomms.domain.wording import sentence
from hospcomms.services.exchange.archive import read_file

_OLDER = {"ar": "cp1256"}


def measure(wanted: argparse.Namespace, speaking: Locale) -> Answer:
    """The figures of a text and its longest places. Raises Refusal when the file is no text or has no words."""
    found = readability(_text(wanted.file, wanted.language), wanted.language)
    if found is None:
        raise Refusal("no-words", sentence("The file {file} has no words to measure.", file=wanted.file.name))
    figures = {measure.key: round(measure.value, 2) for measure in found.measures}
    lines = [f"{speaking.text(LABELS[key])}: {speaking.number(value, 1)}" for key, value in figures.items()]
    long = {
        "long_sentences": [place.text for place in found.long_sentences],
        "long_words": [place.text for place in found.long_words],
    }
    return Answer(
        (*lines, *long["long_sentences"], *long["long_words"]),
        {"language": found.language, "words": found.words, "sentences": found.sentences, **figures, **long},
    )


def _text(path: Path, language: str) -> str:
    """The words of the file: UTF-8, or the older encoding of the language."""
    content = read_file(path, TEXT_FILE_BYTES)
    if b"\0" in content[:4000]:
        raise Refusal("no-text", sentence("The file {file} is no plain text, or too long.", file=path.name))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_OLDER.get(language, "cp1252"), "replace")
