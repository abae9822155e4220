"""Makes text fit to be set: canonical letters, no control characters, numbers and addresses kept in one
piece.

Nothing here is ever stored: the records keep what the officer typed, only the drawn copy is changed.
"""

from __future__ import annotations

import re
import unicodedata

from hospcomms.domain.odd_letters import few_marks
from hospcomms.reports.bidi import LONGEST, own_direction

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
"""Left-to-right isolate, right-to-left isolate, and the end of either."""

_PRESENTATION = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]+")
_BLANK = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\U000e0000-\U000e0fff\ufff9-\ufffb]")
_OVERRIDES = re.compile("[\u202a-\u202e]")
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ISOLATES = re.compile("[\u2066-\u2069]")


def clean(text: str) -> str:
    """One paragraph in canonical letters (NFC), without control characters; line ends and tabs become blanks.

    Presentation forms, which old PDF files leave in pasted text, are turned back into letters.
    """
    text = _UNWANTED.sub("", _BLANK.sub(" ", text))
    canonical = few_marks(unicodedata.normalize("NFC", text))
    return _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found.group()), canonical)


def paragraphs(text: str) -> list[str]:
    """`text` cut at its line ends, blank lines left out; a paragraph too long to order is cut at a blank."""
    pieces: list[str] = []
    for line in _LINE_END.split(text):
        rest = line.strip()
        while len(rest) > LONGEST // 2:
            cut = rest.rfind(" ", 1, LONGEST // 2)
            cut = cut if cut > 0 else LONGEST // 2
            pieces.append(rest[:cut])
            rest = rest[cut:].lstrip()
        if rest:
            pieces.append(rest)
    return pieces


_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_SPACE = "[ \u00a0\u202f\u2009]"
_DASH = "\u2010\u2011\u2012\u2013\u2212-"
_LATIN = "A-Za-z\u00c0-\u024f"
_NUMBER = f"[{_DIGIT}]+(?:[.,/:\u066b\u066c][{_DIGIT}]+)*"
_SIGN = "[%\u2030\u066a\u00b0]"
# Every alternative begins at the edge of a word: a text without blanks must not be tried anew at each letter.
_TOKEN = re.compile(
    "|".join(
        (
            # web and e-mail addresses
            r"(?:https?://|www\.)[^\s\u0600-\u06ff«»<>\"]*[^\s\u0600-\u06ff«»<>\".,;:!?)\]]",
            r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
            # telephones, dates, ranges, amounts: groups of digits with one blank or dash between them
            (
                rf"(?<![{_LATIN}{_DIGIT}])(?:[+\u2212-]|\(\+?[{_DIGIT}]+\){_SPACE}?)?{_NUMBER}"
                rf"(?:(?:{_SPACE}|[{_DASH}])(?:\({_NUMBER}\)|{_NUMBER}))+(?:{_SPACE}?{_SIGN})?"
            ),
            # one number with a sign or a percent sign
            rf"(?<![{_LATIN}{_DIGIT}])[+±<>≤≥~{_DASH}]{_NUMBER}(?:{_SPACE}?{_SIGN})?",
            rf"(?<![{_DIGIT}]){_NUMBER}{_SPACE}?{_SIGN}",
            # codes and file names with a joining sign: 2026-plan_v2.xlsx, 041/2026, COVID-19
            rf"(?<![{_LATIN}{_DIGIT}])[{_LATIN}{_DIGIT}]+(?:[_./\\:@#&+{_DASH}][{_LATIN}{_DIGIT}]+)+",
        )
    )
)
_LATIN_BEFORE = re.compile(rf"[{_LATIN}][{_LATIN}{_DIGIT}._/&+'’% \u00a0{_DASH}]*[(\[\"“<]?$")
"""A token that goes on a Latin name, as in «Windows 10/11 (64-bit)»: alone it would change places with it."""

_LOOK_BACK = 60
_LOOSE_SIGN = re.compile(rf"({_NUMBER})[ \u00a0]({_SIGN})")


def isolate_tokens(text: str) -> str:
    """`text` with each telephone, address, date, range, signed or grouped number in an isolate of its own.

    Without it the rules of UAX#9 themselves show such tokens with their parts reversed after an Arabic
    letter. Text that sits in a left-to-right isolate is left alone, as is what goes on a Latin name;
    embedding and override controls are dropped.
    """
    text = _OVERRIDES.sub("", text)
    if not _ISOLATES.search(text):
        return _TOKEN.sub(_isolated, text)
    parts: list[str] = []
    open_isolates: list[str] = []
    last = 0
    for control in _ISOLATES.finditer(text):
        parts.append(_inside(text[last : control.start()], open_isolates))
        parts.append(control.group())
        if control.group() != PDI:
            open_isolates.append(control.group())
        elif open_isolates:
            open_isolates.pop()
        last = control.end()
    parts.append(_inside(text[last:], open_isolates))
    return "".join(parts)


def _inside(piece: str, open_isolates: list[str]) -> str:
    """A piece of text between two controls, with its tokens isolated where the isolates around it allow."""
    return piece if open_isolates and open_isolates[-1] == LRI else _TOKEN.sub(_isolated, piece)


def _isolated(found: re.Match[str]) -> str:
    """The token inside an isolate; the blank before a percent sign is made unbreakable."""
    token = _LOOSE_SIGN.sub("\\1\u202f\\2", found.group())
    before = found.string[max(found.start() - _LOOK_BACK, 0) : found.start()]
    return token if _LATIN_BEFORE.search(before) else LRI + token + PDI


def apart(text: str, rtl: bool) -> str:
    """`text` that somebody typed, for a sentence of a page that reads as `rtl` says: what stands beside it
    never turns it over, and it turns nothing over.
    """
    return f"{RLI if own_direction(text, rtl) else LRI}{text}{PDI}" if text else ""


def plain(text: str) -> str:
    """`text` without the controls of isolates: for names of files, titles of windows, outlines."""
    return _ISOLATES.sub("", text)


def isolate(text: str) -> str:
    """The whole of `text` inside one left-to-right isolate."""
    return LRI + text + PDI
