"""A cell as the value of a field: what people type in Excel, in either script, or why it cannot be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from hospcomms.domain.fields import Choice, Field, Kind
from hospcomms.domain.folding import fold
from hospcomms.domain.limits import NUMBER
from hospcomms.domain.locale import LANGUAGES, latin_digits, locale
from hospcomms.domain.wording import Label, Sentence, sentence
from hospcomms.services.exchange.book import CellValue
from hospcomms.services.exchange.columns import matching

EXAMPLE = date(2026, 11, 21)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_MARKS = str.maketrans({"٫": ".", "٬": "'", "’": "'", "،": ",", "\u2212": "-", "٪": "%"})
_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*(?:[.,]\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_SEPARATORS = re.compile(r"[;؛,،\n]+")
_TRUE = ("نعم", "oui", "yes", "x", "✓", "✔", "1", "true", "vrai", "صحيح")
_FALSE = ("لا", "non", "no", "0", "false", "faux", "خطا", "-")


class Unreadable(Exception):
    """A cell does not hold what its column asks for; carries the sentence that says so."""

    def __init__(self, what: Sentence) -> None:
        super().__init__(str(what))
        self.sentence = what


@dataclass
class Cell:
    """One filled cell: its raw value, whether it is shown as a percentage, and what is said of it.

    ``words`` are the keys of the column's choices by the words the workbook was made with.
    """

    raw: CellValue
    is_percent: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    warnings: list[Sentence] = field(default_factory=list)


def value_of(described: Field, cell: Cell) -> Any:
    """The value for a field; of a link, the name it is called by. Raises Unreadable."""
    return READERS[described.kind](described, cell)


def shown(raw: object) -> str:
    """A raw cell as text: numbers without a trailing .0, dates day first."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime):
        return f"{raw:%d/%m/%Y}" if raw.time() == time() else f"{raw:%d/%m/%Y %H:%M}"
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    return str(raw)


def _line(_field: Field, cell: Cell) -> str:
    """One line: line ends become spaces; control characters and direction marks are taken out and said."""
    text = _CONTROLS.sub("", _BIDI.sub("", shown(cell.raw)))
    if len(text) != len(shown(cell.raw)):
        cell.warnings.append(sentence("Invisible control characters were taken out of this cell."))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip()


def _paragraphs(_field: Field, cell: Cell) -> str:
    """Paragraphs keep their line ends; direction marks stay, control characters go and this is said."""
    text = _CONTROLS.sub("", shown(cell.raw))
    if len(text) != len(shown(cell.raw)):
        cell.warnings.append(sentence("Invisible control characters were taken out of this cell."))
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _number(_field: Field, cell: Cell) -> float | None:
    raw = cell.raw
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise Unreadable(_no_number(raw))
    if isinstance(raw, int | float):
        # Excel keeps 38 % as 0.38; rounding takes away what the multiplication adds
        return round(raw * 100, 10) if cell.is_percent else float(raw)
    found = _decimal(raw)
    return None if found is None else float(found)


def _money(described: Field, cell: Cell) -> Decimal | None:
    if isinstance(cell.raw, str):
        return _decimal(cell.raw)
    found = _number(described, cell)
    return None if found is None else Decimal(repr(found))


def _decimal(text: str) -> Decimal | None:
    """A typed number: decimal comma or point, thousands apart or not, either script, a % behind it or not."""
    bare = latin_digits(_INVISIBLE.sub("", text)).translate(_MARKS)
    bare = _SPACES.sub("", bare).removesuffix("%")
    if not bare:
        return None
    grouped = _GROUPED.fullmatch(bare)
    if grouped and len(re.findall(r"[.,']", bare)) == 1 and "'" not in bare and bare.lstrip("+-")[0] != "0":
        # 1,250 is a thousand to one reader and one and a quarter to another
        raise Unreadable(
            sentence("“{text}” can be read in two ways. Type the number without a thousands mark.", text=text.strip())
        )
    if grouped and bare.lstrip("+-")[0] != "0":
        bare = bare.replace(grouped[1], "")
    plain = bare.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise Unreadable(_no_number(text))
    if abs(Decimal(plain)) > NUMBER:
        raise Unreadable(sentence("“{text}” is too large a number. Correct it.", text=_short(text.strip())))
    return Decimal(plain)


def _no_number(raw: object) -> Sentence:
    return sentence(
        "“{text}” is not a number. Type digits, for example {example}.", text=_short(shown(raw)), example=1250
    )


def _day(_field: Field, cell: Cell) -> date | None:
    raw = cell.raw
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str):
        raise Unreadable(_no_day(raw))
    bare = _SPACES.sub("", latin_digits(_INVISIBLE.sub("", raw)))
    typed, iso = _DAY.fullmatch(bare), _ISO.fullmatch(_SPACES.sub(" ", latin_digits(raw)).strip())
    if typed:
        day, month, year = int(typed[1]), int(typed[2]), int(typed[3])
    elif iso:
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    else:
        raise Unreadable(_no_day(raw))
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unreadable(
            sentence("“{text}” is not a day of the calendar. Correct the date.", text=_short(raw))
        ) from None
    if typed and day <= 12 and day != month:
        cell.warnings.append(sentence("The text “{text}” was read with the day first: {day}.", text=raw, day=found))
    return found


def _no_day(raw: object) -> Sentence:
    return sentence(
        "“{text}” is not a date. Type day, month and year, for example {example}.",
        text=_short(shown(raw)),
        example=EXAMPLE,
    )


def _flag(_field: Field, cell: Cell) -> bool:
    if isinstance(cell.raw, bool):
        return cell.raw
    word = fold(shown(cell.raw)).strip()
    if matching(word) in cell.words:
        return cell.words[matching(word)] == "1"
    if word in map(fold, _TRUE):
        return True
    if word in map(fold, _FALSE):
        return False
    raise Unreadable(sentence("“{text}” is neither yes nor no. Choose one of the two.", text=_short(shown(cell.raw))))


def _choice(described: Field, cell: Cell) -> str:
    return _chosen(described, shown(cell.raw), cell.words)


def _choices(described: Field, cell: Cell) -> tuple[str, ...]:
    words = [word for word in _SEPARATORS.split(shown(cell.raw)) if word.strip()]
    return tuple(dict.fromkeys(_chosen(described, word, cell.words) for word in words))


def _chosen(described: Field, word: str, own: Mapping[str, str]) -> str:
    """The key of the choice called so in the workbook's own words, or in any of the three languages."""
    wanted = matching(word)
    if wanted in own:
        return own[wanted]
    for choice in described.choices:
        if wanted in (matching(name) for name in (choice.key, *labels(choice))):
            return choice.key
    raise Unreadable(
        sentence(
            "“{text}” is not one of the choices: {choices}.",
            text=_short(word.strip()),
            choices=tuple(Label(choice.label) for choice in described.choices),
        )
    )


def labels(choice: Choice) -> Iterable[str]:
    """What a choice is called in each language."""
    return (locale(language).text(choice.label) for language in LANGUAGES)


def _tags(described: Field, cell: Cell) -> tuple[str, ...]:
    words = (word.strip() for word in _SEPARATORS.split(_line(described, cell)))
    return tuple(dict.fromkeys(word for word in words if word))


def _names(described: Field, cell: Cell) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[;؛\n]+", _line(described, cell)) if name.strip())


def _never(_field: Field, _cell: Cell) -> Any:
    """Files and the program's own stamps have no column in a workbook."""
    raise Unreadable(sentence("This column cannot be imported. Leave it empty."))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


READERS: dict[Kind, Callable[[Field, Cell], Any]] = {
    Kind.TEXT: _line,
    Kind.LONG_TEXT: _paragraphs,
    Kind.TEXTS: _paragraphs,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.PERCENT: _number,
    Kind.DAY: _day,
    Kind.MOMENT: _never,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.LINK: _line,
    Kind.LINKS: _names,
    Kind.FILE: _never,
    Kind.FILES: _never,
    Kind.ADDRESS: _line,
    Kind.TAGS: _tags,
}
