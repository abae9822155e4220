"""What a translation must hold to: complete, same places, house punctuation, the glossary's words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message

from tests.gates.catalogues import PLURALS, complete, glossary, key_of, load, marked, places

EXCEPTIONS = Path(__file__).with_name("text_exceptions.csv")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_NO_BREAK, _NARROW = "\u00a0", "\u202f"
_FAULTS = {
    "ar": (
        (re.compile(r"(?<=[\u0621-\u064a}»)])\s*,"), "the Arabic comma is ،"),
        (re.compile(r";"), "the Arabic semicolon is ؛"),
        (re.compile(r"\?"), "the Arabic question mark is ؟"),
        (re.compile(r"ـ"), "no tatweel"),
        (re.compile(r"[\"“”]"), "Arabic quotes are «»"),
        (re.compile(r"\s[،؛؟.:](?:\s|$)"), "no space before a mark"),
        (re.compile(r"[!]"), "no exclamation mark"),
    ),
    "fr": (
        (re.compile(r"'"), "the French apostrophe is ’"),
        (re.compile(r"[\"“”]"), "French quotes are « »"),
        (re.compile(r"«(?!\u00a0)|(?<!\u00a0)»"), "no-break spaces stand inside « »"),
        (re.compile(r"(?<!\u00a0):(?!\d|//)"), "a no-break space stands before :"),
        (re.compile(r"(?<!\u202f)[;?%]"), "a narrow no-break space stands before ; ? %"),
        (re.compile(r"[!]"), "no exclamation mark"),
    ),
    "en": (
        (re.compile(r"(?<=\w)'(?=\w)"), "the English apostrophe is ’"),
        (re.compile(r'"'), "English quotes are “ ”"),
        (re.compile(r"!"), "no exclamation mark"),
    ),
}
_PLACE = re.compile(r"\{[^}]*\}")


@cache
def exceptions() -> frozenset[tuple[str, str]]:
    """The texts allowed to leave the glossary or the alphabet, with a reason each; “[context] text” of one context."""
    with EXCEPTIONS.open(encoding="utf-8", newline="") as stream:
        return frozenset((row["language"], row["text"]) for row in csv.DictReader(stream) if row["reason"])


def problems(language: str) -> list[str]:
    """Every fault of one catalogue, one line each; empty when all holds."""
    catalog = load(language)
    wanted = {item.key for item in marked()}
    written = {key_of(message): message for message in catalog if message.id}
    found = [f"{language}: not in the catalogue: {text!r}" for text in sorted(wanted - written.keys())]
    found += [f"{language}: no longer in the program: {text!r}" for text in sorted(written.keys() - wanted)]
    if catalog.obsolete:
        found.append(f"{language}: {len(catalog.obsolete)} texts left the program: run dev.py messages tidy")
    for text in sorted(wanted & written.keys()):
        found += [f"{language}: {fault}: {text!r}" for fault in faults(written[text], language)]
    return found


def _first(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def faults(message: Message, language: str) -> Iterator[str]:
    """What is wrong with one translation."""
    if not complete(message):
        yield "not translated"
        return
    plural = isinstance(message.id, tuple | list)
    forms = list(message.string) if isinstance(message.string, tuple | list) else [str(message.string)]
    if plural and len(forms) != PLURALS[language][0]:
        yield f"{len(forms)} plural forms instead of {PLURALS[language][0]}"
    for number, form in enumerate(forms):
        yield from _place_faults(message, form, may_omit_n=plural and number < len(forms) - 1 and number < 3)
        yield from _shape_faults(_first(message), form, language)
    if not plural and (language, key_of(message)) not in exceptions():
        yield from _glossary_faults(_first(message), forms[0], language)


def _place_faults(message: Message, form: str, *, may_omit_n: bool) -> Iterator[str]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    wanted = {place for text in ids for place in places(str(text))}
    try:
        there = places(form)
    except ValueError:
        yield f"a bracket is left open in {form!r}"
        return
    if there != wanted and not (may_omit_n and there == wanted - {"n"}):
        yield f"places {sorted(there)} instead of {sorted(wanted)}"


def _shape_faults(text: str, form: str, language: str) -> Iterator[str]:
    plain = _PLACE.sub("x" if language != "ar" else "س", form)
    for fault in punctuation_faults(plain, language):
        yield f"{fault}, in {form!r}"
    if form != form.strip() and text == text.strip():
        yield f"space at an end of {form!r}"
    if _ending(text) != _ending(form):
        yield f"ends otherwise than the English: {form!r}"
    has_words = re.search(r"[a-z]{2}", _PLACE.sub("", text))
    if language == "ar" and has_words and not _ARABIC.search(form) and ("ar", text) not in exceptions():
        yield f"holds no Arabic: {form!r}"


def _ending(text: str) -> str:
    last = text.rstrip()[-1:]
    return {"؟": "?", ".": ".", "?": "?", "…": "…", ":": ":"}.get(last, "")


def _glossary_faults(text: str, form: str, language: str) -> Iterator[str]:
    rows = glossary().get(text.removesuffix("…"), [])
    if not rows or (language, text) in exceptions():
        return
    allowed = {_agreed(word, language) for row in rows for word in _words(row, language)}
    if _agreed(form.removesuffix("…"), language) not in allowed:
        yield f"the glossary says {rows[0][language]!r}, not {form!r}"


def _words(row: dict[str, str], language: str) -> list[str]:
    words = [row[language]]
    if language == "ar":
        words += [row["ar_plural"]] * bool(row["ar_plural"])
        words += [part[2:].strip() for part in row["note"].split(";") if part.strip().startswith("f:")]
    return words


def _agreed(text: str, language: str) -> str:
    """The text without what agreement changes: article and feminine ending, or case, -e and -s."""
    if language == "ar":
        return " ".join(word.removeprefix("ال").removesuffix("ة") for word in text.split())
    return " ".join(word.removesuffix("s").removesuffix("e") for word in text.casefold().split())


def punctuation_faults(text: str, language: str) -> list[str]:
    """The rules of the house that a text without places breaks."""
    return [fault for pattern, fault in _FAULTS[language] if pattern.search(text)]


def english_faults() -> list[str]:
    """Faults in the English ids themselves, which are shown as they are to those who read English."""
    return sorted(
        {
            f"{item.where}: {fault}: {text!r}"
            for item in marked()
            for text in filter(None, (item.text, item.plural))
            for pattern, fault in _FAULTS["en"]
            if pattern.search(text)
        }
    )
