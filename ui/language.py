"""The language the window speaks: words, sentences and numbers as they are drawn on the screen.

Reports and the command line take a `Locale` as an argument; the window speaks one language at a time, so its
words come from here: `tr("Save")`, `say(sentence(...))`, `ntr("{n} row", "{n} rows", n)`. What a person typed
is drawn with `shown(text)`, which settles its direction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import Qt as Markup
from PySide6.QtWidgets import QApplication

from hospcomms.domain.country import Country
from hospcomms.domain.locale import LANGUAGES, Locale, isolated
from hospcomms.domain.odd_letters import drawn
from hospcomms.domain.wording import Sentence, counted

RLM, LRM = "\u200f", "\u200e"
_RLI, _FSI, _PDI = "\u2067", "\u2068", "\u2069"
_ISOLATE = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True)
class ScreenLocale(Locale):
    """A locale whose values are isolated inside sentences: a title or a number never turns one over."""

    def value(self, value: object) -> str:
        """A value of a sentence, kept together in its own direction."""
        said = super().value(value)
        if isinstance(value, str):
            return f"{_FSI}{said}{_PDI}" if said else ""
        if isinstance(value, (int, float, Decimal, date)) and not isinstance(value, bool):
            return isolated(said)
        return said


_spoken = ScreenLocale()


def use(language: str, country: Country, *, latin_digits: bool = False) -> ScreenLocale:
    """Speak ``language`` (``ar``, ``fr``, ``en``) from now on; returns the locale pages are given."""
    global _spoken  # noqa: PLW0603 - one window, one language: the only thing in here that changes
    _spoken = ScreenLocale(language if language in LANGUAGES else "ar", country, latin_digits)
    return _spoken


def spoken() -> ScreenLocale:
    """The locale the window speaks now."""
    return _spoken


def tr(text: str) -> str:
    """The words for a marked label in the language of the window."""
    return _spoken.text(text)


def say(what: Sentence | str) -> str:
    """A sentence in the language of the window; a plain text is taken as a marked label."""
    return _spoken.text(what) if isinstance(what, str) else _spoken.say(what)


def ntr(one: str, many: str, n: int, /, **values: object) -> str:
    """A counted sentence at once: ``ntr("{n} row", "{n} rows", 3)``."""
    return _spoken.say(counted(one, many, n, **values))


def direction() -> Qt.LayoutDirection:
    """The direction the window runs in, always from its language and never from the system."""
    return Qt.LayoutDirection.RightToLeft if _spoken.rtl else Qt.LayoutDirection.LeftToRight


def is_arabic(text: str) -> bool:
    """True when the text holds an Arabic letter."""
    return bool(_ARABIC.search(text))


def shown(text: str) -> str:
    """``text`` for drawing: its base direction set, and a text of the other script isolated as one piece.

    A telephone number in an Arabic page stays in its order, an Arabic title in a French page stays Arabic.
    The marks are for drawing only and never belong in a record.
    """
    if not text:
        return ""
    text = drawn(text)
    own = _without_isolates(text)
    if _spoken.rtl:
        return RLM + (text if is_arabic(own) or own != text else isolated(text))
    return LRM + (f"{_RLI}{text}{_PDI}" if is_arabic(own) and not _begins_latin(own) else text)


def tip(text: str) -> str:
    """``text`` as a tooltip: drawn as by ``shown``, and never taken for markup, whatever a person typed."""
    return harmless(shown(text))


def harmless(text: str) -> str:
    """``text`` for a place where Qt guesses whether a text is markup: what it would read so is escaped."""
    return Markup.convertFromPlainText(text) if Markup.mightBeRichText(text) else text


def unmarked(text: str) -> str:
    """``text`` for a menu, tab or button: an ampersand is shown as one and marks no key."""
    return text.replace("&", "&&")


def as_title(text: str) -> str:
    """``text`` for the title of a window; Qt would take the sign [*] out, which stands for unsaved changes."""
    return shown(text.replace("[*]", "[*][*]"))


def _without_isolates(text: str) -> str:
    """What a sentence says itself, without the values ``say`` isolated in it: they have their own direction."""
    before = ""
    while before != text:
        before, text = text, _ISOLATE.sub("", text)
    return text


def _begins_latin(text: str) -> bool:
    """True when the first letter is Latin, as in a French sentence that quotes an Arabic title."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return bool(first) and not _ARABIC.match(first)


def plain(text: str) -> str:
    """``text`` as drawn, without the marks that ``shown`` and ``say`` put in."""
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", text)


def settle(app: QApplication) -> None:
    """Give Qt the same language: its own words, its numbers, and the direction of every widget."""
    QLocale.setDefault(QLocale(f"{_spoken.language}_{_spoken.country.region or 'DZ'}"))
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if _spoken.language != "en":
        own = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if own.load(f"qtbase_{_spoken.language}", folder):
            app.installTranslator(own)
    app.setLayoutDirection(direction())
