"""Keys under which two spellings of one telephone number or one e-mail address are the same.

A telephone number is known by its national number: without the country's code, the trunk zero, spaces and an
extension, so that 0550 12 34 56, +213 550-12-34-56 and ٠٥٥٠١٢٣٤٥٦ are one number. Numbers shorter than seven digits
are lines inside a house; they say nothing about who answers and have no key.
"""

from __future__ import annotations

import re

from hospcomms.domain.folding import fold

SHORTEST, LONGEST = 7, 10
"""How many digits a national number has."""
CODES = {"DZ": "213", "SA": "966", "OM": "968"}
_NEIGHBOURS = (
    "212", "213", "216", "218", "222", "249", "961", "962", "963", "964", "965", "966", "967", "968", "970", "971",
    "973", "974", "20", "32", "33", "34", "39", "41", "44", "49", "90", "1",
)  # fmt: skip
_PIECES = re.compile(r"[/;,،|\n]+|\s(?:ou|or|et|أو|او)\s")
_EXTENSION = re.compile(r"[^\d\s()+.\-–/]")
_DOTTED = frozenset({"gmail.com", "googlemail.com"})


def phone_keys(*texts: str, country: str = "DZ") -> frozenset[str]:
    """The national numbers in some telephone fields; a field may hold two numbers with a stroke between them."""
    found = (_national(piece, country) for text in texts for piece in _PIECES.split(text) if piece)
    return frozenset(key for key in found if key)


def _national(text: str, country: str) -> str:
    plain = fold(text).strip().removeprefix("tel").lstrip(" .:")
    main = _EXTENSION.split(plain, maxsplit=1)[0]
    digits = re.sub(r"\D", "", main)
    abroad = main.lstrip(" (").startswith("+") or digits.startswith("00")
    bare = _without_code(digits.lstrip("0"), country, abroad=abroad)
    return bare[-LONGEST:] if len(bare) >= SHORTEST else ""


def _without_code(digits: str, country: str, *, abroad: bool) -> str:
    """The number after the country's code; without a + only where enough digits are left for a whole number."""
    own = CODES.get(country, "")
    for code in (own, *_NEIGHBOURS):
        rest = digits[len(code) :].lstrip("0")
        if code and digits.startswith(code) and (abroad or len(digits) >= 11) and SHORTEST <= len(rest) <= LONGEST:
            return rest
    return digits


def email_keys(*texts: str) -> frozenset[str]:
    """The addresses in some e-mail fields, as their mailboxes are known: no case, no tag, no dots at Gmail."""
    found = (_mailbox(piece) for text in texts for piece in re.split(r"[\s;,<>]+", text) if "@" in piece)
    return frozenset(key for key in found if key)


def _mailbox(text: str) -> str:
    name, _, host = fold(text).strip(" .'\"()").removeprefix("mailto:").rpartition("@")
    name = name.partition("+")[0] or name
    if host in _DOTTED:
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}@{host}" if name and host else ""


def host_of(web: str) -> str:
    """The host of a web address without www, "" when there is none; shared hosts name their page too."""
    found = re.match(r"(?:[a-z]+://)?(?:www\.|m\.)?([^/?#\s]+)(/[^/?#\s]+)?", fold(web).strip())
    if found is None:
        return ""
    page = found.group(2) or ""
    shared = found.group(1).split(".")[0] in {"facebook", "twitter", "x", "instagram", "youtube", "linkedin", "fb"}
    return found.group(1) + page if shared else found.group(1)
