"""Names of files that every system takes, made of names that people, telephones and attackers wrote."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PurePath

from hospcomms.domain.limits import FILE_NAME_TEXT

_FORBIDDEN = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f]')
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Signs nobody sees; some turn a name round, so that it seems to end in another type."""
_PORTS = "0123456789¹²³"
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in _PORTS)}
)
_MOST_BYTES = 240
_MOST_UNITS = 255
_SHORTEST = 20


def safe_name(name: str, most: int = FILE_NAME_TEXT) -> str:
    """A file name that Windows and Linux accept, without places in it: forbidden signs become hyphens, unseen ones go.

    Names of devices get a hyphen, points and spaces at the ends go, and the ending stays when a name of more than
    ``most`` letters is cut.
    """
    plain = _FORBIDDEN.sub("-", _UNSEEN.sub("", unicodedata.normalize("NFC", name))).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 20 or not ending.isalnum():
        stem, ending = plain, ""
    if _is_device(stem):
        first, point, rest = stem.partition(".")
        stem = f"{first.rstrip(' ')}-{point}{rest}"
    stem = stem[: max(1, most - 2 - len(ending))]
    while len(stem.encode("utf-8")) > _MOST_BYTES - len(ending.encode("utf-8")):
        stem = stem[:-1]
    stem = stem.rstrip(" .") or "file"
    return f"{stem}.{ending}" if ending else stem


def name_in(folder: PurePath, name: str, longest: int) -> str:
    """A safe name whose whole path in ``folder`` has at most ``longest`` letters, where 20 are left for it at least."""
    room = longest - len(str(folder)) - 1
    return safe_name(name, max(_SHORTEST, min(FILE_NAME_TEXT, room)))


def is_refused(name: str, *, is_windows: bool = os.name == "nt") -> bool:
    """True for a name that Windows takes for something else than a file of that name, or not at all.

    A colon would hide what is written behind a file of the name before it, and NUL.pdf swallows it.
    """
    if not is_windows:
        return False
    has_loose_end = name != name.rstrip(" .")
    return bool(_FORBIDDEN.search(name)) or has_loose_end or _is_device(name) or _units(name) > _MOST_UNITS


def _is_device(name: str) -> bool:
    return name.split(".", maxsplit=1)[0].rstrip(" ").casefold() in _RESERVED


def _units(name: str) -> int:
    """Letters as Windows counts them: a sign beyond the first plane is two."""
    return len(name.encode("utf-16-le", "surrogatepass")) // 2
