"""Letters that mislead: texts that turn themselves round, words of two alphabets, stacks of marks on one letter.

What an officer typed is kept as it is; it is said beside the field, and drawn so that nobody is misled.
"""

from __future__ import annotations

import re

from hospcomms.domain.limits import MARKS_ON_A_LETTER

SEEN = "\ufffd"
"""What is drawn in place of a sign that would turn the order of the letters round."""
_TURNS = "\u202a-\u202e"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe20-\ufe2f"
)
_STACK = re.compile(f"([{_MARKS}]{{{MARKS_ON_A_LETTER}}})[{_MARKS}]+")
_DRAWN_OTHERWISE = re.compile(f"[{_TURNS}]|(?<=[{_MARKS}]{{{MARKS_ON_A_LETTER}}})[{_MARKS}]+")
_TURNING = re.compile(f"[{_TURNS}\u2066-\u2069]")
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
# Cyrillic, and the Greek letters that look as Latin ones do: β and μ stand in honest names of medicines and units.
_LOOKS_LATIN = (
    "\u0400-\u04ff\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03f2"
)
_MIXED = re.compile(f"[{_LATIN}][{_LOOKS_LATIN}]|[{_LOOKS_LATIN}][{_LATIN}]")
_WORD = re.compile(r"\w+")


def few_marks(text: str) -> str:
    """The text for drawing: of a stack of marks only the first, so that no line grows into others."""
    return text if text.isascii() else _STACK.sub(r"\1", text)


def drawn(text: str) -> str:
    """The text for the screen: stacks of marks cut, and signs that turn the order round made visible."""
    if text.isascii() or _DRAWN_OTHERWISE.search(text) is None:
        return text
    return re.sub(f"[{_TURNS}]", SEEN, few_marks(text))


def straight(text: str) -> str:
    """A pasted text without the signs that force letters into another order: nobody types them, they only mislead."""
    return text.replace("\u202d", "").replace("\u202e", "")


def turns(text: str) -> bool:
    """True when the text holds signs that turn the order of its letters round."""
    return not text.isascii() and _TURNING.search(text) is not None


def mixed_word(text: str) -> str:
    """The first word that mixes Latin letters with others that look the same; "" when there is none."""
    if text.isascii() or _MIXED.search(text) is None:
        return ""
    return next((word for word in _WORD.findall(text) if _MIXED.search(word)), "")
