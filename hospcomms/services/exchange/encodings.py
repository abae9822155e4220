"""In which encoding a text was saved: guessed among those Excel and telephones write; no letter is replaced."""

from __future__ import annotations

import re

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Label, sentence

UTF8, UTF16, UTF16_LE, UTF16_BE, ARABIC, WESTERN = "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "cp1252"
NAMES = {
    UTF8: N_("Unicode (UTF-8)"),
    UTF16: N_("Unicode (UTF-16)"),
    ARABIC: N_("Arabic (Windows-1256)"),
    WESTERN: N_("Western European (Windows-1252)"),
}
"""What the officer may choose from."""
_LOOKED_AT = 200_000
_MIXED = re.compile("[A-Za-zÀ-ÿ][\u0600-\u06ff]|[\u0600-\u06ff][A-Za-zÀ-ÿ]")
"""An Arabic letter inside a Latin word: the text is Western European, read as Arabic by mistake."""
_ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")


def guessed(content: bytes) -> str:
    """The encoding a text seems to be in: its mark, else UTF-8 where it fits, else the code page it reads best in."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return UTF16
    start = content[:4000]
    if start.count(0) * 4 > len(start) > 3:  # UTF-16 without its mark: every other byte of Latin text is 0
        return UTF16_LE if start[1::2].count(0) >= start[::2].count(0) else UTF16_BE
    try:
        content.decode(UTF8)
    except UnicodeDecodeError:
        return page_of(content)
    return UTF8


def page_of(content: bytes) -> str:
    """The Windows code page of bytes that are no Unicode: Arabic where they make Arabic words, else Western."""
    arabic = content[:_LOOKED_AT].decode(ARABIC, errors="replace")
    is_arabic = len(_ARABIC_WORD.findall(arabic)) > len(_MIXED.findall(arabic))
    if is_arabic:
        return ARABIC
    try:
        content.decode(WESTERN)
    except UnicodeDecodeError:
        return ARABIC  # five bytes mean nothing in the Western page; each means something in the Arabic one
    return WESTERN


def is_certain(encoding: str) -> bool:
    """True for an encoding that shows itself; a code page is only a guess that the officer must see."""
    return encoding not in (ARABIC, WESTERN)


def decoded(name: str, content: bytes, encoding: str) -> str:
    """The text of a file in an encoding. Raises Refusal when the bytes do not fit it: no letter is ever replaced."""
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Refusal(
            "encoding",
            sentence(
                "The file {file} is not written in {encoding}. Choose another encoding.",
                file=name,
                encoding=Label(NAMES.get(encoding, encoding)),
            ),
        ) from error
