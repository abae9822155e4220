"""A file of contacts opened: the tables it holds, address cards made into one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import CARDS
from hospcomms.domain.wording import Sentence, counted, sentence
from hospcomms.services.contacts.headings import CONTACTS
from hospcomms.services.exchange.archive import read_file
from hospcomms.services.exchange.encodings import UTF8, guessed
from hospcomms.services.exchange.tables import Table
from hospcomms.services.exchange.vcard import Card, cards_in, unfolded
from hospcomms.services.row_import.source import Source, open_tables

COLUMNS = (
    *("FN", "ORG", "TITLE", "TEL", "EMAIL", "URL", "LANG", "CATEGORIES", "Locality", "ADR", "NOTE", "REV", "UID"),
)
"""What of a card becomes a column: the names the standards give, and the town of the address."""
_BEGIN = re.compile(rb"^\s*begin\s*:\s*vcard", re.IGNORECASE)
_SILENT = frozenset({"fax", "pager", "modem", "video", "bbs"})
_SAID = {
    "value": sentence("Something in this card could not be decoded; it was left out."),
    "many": sentence("This card has very many lines of one kind; only the first ones were read."),
    "open": sentence("This card has no end; what stood in it was read."),
}


def open_source(path: Path, encoding: str = "") -> Source:
    """Read a file; ``encoding`` is that of a text, "" to guess. Raises Refusal when it cannot be read."""
    content = read_file(path)
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = content[:4000].decode("utf-16", errors="ignore").encode() if is_wide else content[:4000]
    if _BEGIN.match(start.removeprefix(b"\xef\xbb\xbf").lstrip()):
        content = content.decode("utf-16", errors="replace").encode() if is_wide else content
        content = content.removeprefix(b"\xef\xbb\xbf")
        used = encoding or guessed(unfolded(content))
        table = table_of_cards(path.name, content, used if used != UTF8 else "")
        return Source(path, (table,), CONTACTS, "" if used == UTF8 and not encoding else used)
    return open_tables(path, CONTACTS, encoding, content)


def table_of_cards(name: str, content: bytes, encoding: str = "") -> Table:
    """The cards of a file as a table, one row each. Raises Refusal when there is none."""
    rows: list[list[str]] = []
    notes: list[tuple[int, Sentence]] = []
    lost: Counter[str] = Counter()
    for number, card in enumerate(cards_in(content, encoding), 1):
        if number > CARDS:
            raise Refusal(
                "too-large",
                sentence("The file {file} has more than {limit} rows; it was not read.", file=name, limit=CARDS),
            )
        rows.append([_CELLS[column](card) for column in COLUMNS])
        lost.update(card.left_out)
        notes += [(number, _SAID[what]) for what in dict.fromkeys(card.left_out) if what in _SAID]
    if not rows:
        raise Refusal("no-rows", sentence("The file {file} holds no rows. Choose another file.", file=name))
    if lost["photo"]:
        said = counted("{n} photo or sound was left out.", "{n} photos or sounds were left out.", lost["photo"])
        notes.insert(0, (0, said))
    return Table(name, "", rows, notes=notes, fixed=COLUMNS)


def _name(card: Card) -> str:
    """The written name, else its parts: first, further and last names."""
    written = card.first("FN")
    if written is not None and written.text:
        return written.text
    parts = card.first("N")
    if parts is not None:
        last, first, further = (*parts.parts(), "", "", "")[:3]
        joined = " ".join(part for part in (first, further, last) if part)
        if joined:
            return joined
    nick = card.first("NICKNAME")
    return nick.text if nick is not None else ""


def _outlet(card: Card) -> str:
    found = card.first("ORG")
    return next((part for part in found.parts() if part), "") if found is not None else ""


def _function(card: Card) -> str:
    found = card.first("TITLE") or card.first("ROLE")
    return found.text if found is not None else ""


def _phones(card: Card) -> str:
    lines = [line for line in card.all("TEL") if not (line.types & _SILENT and "voice" not in line.types)]
    lines.sort(key=lambda line: not ({"cell", "pref"} & line.types))
    return "\n".join(dict.fromkeys(line.text.removeprefix("tel:").replace(";ext=", " ext ") for line in lines))


def _town(card: Card) -> str:
    found = card.first("ADR")
    return (*found.parts(), *[""] * 5)[3] if found is not None else ""


def _postal(card: Card) -> str:
    found = card.first("ADR")
    return "، ".join(part for part in found.parts() if part) if found is not None else ""


def _several(name: str) -> Callable[[Card], str]:
    return lambda card: "\n".join(dict.fromkeys(line.text.removeprefix("mailto:") for line in card.all(name)))


def _groups(card: Card) -> str:
    return ";".join(item for line in card.all("CATEGORIES") for item in line.items())


def _reference(card: Card) -> str:
    found = card.first("UID")
    return found.text if found is not None and len(found.text) <= 60 else ""


def _one(name: str) -> Callable[[Card], str]:
    def found(card: Card) -> str:
        line = card.first(name)
        return line.text if line is not None else ""

    return found


_CELLS: dict[str, Callable[[Card], str]] = {
    "FN": _name,
    "ORG": _outlet,
    "TITLE": _function,
    "TEL": _phones,
    "EMAIL": _several("EMAIL"),
    "URL": _one("URL"),
    "LANG": _several("LANG"),
    "CATEGORIES": _groups,
    "Locality": _town,
    "ADR": _postal,
    "NOTE": _several("NOTE"),
    "REV": _one("REV"),
    "UID": _reference,
}
