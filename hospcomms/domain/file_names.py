"""Names of files that every system takes, made of names that people, telephones and attackers wrote."""

from __future__ import annotations

import re
import unicodedata

from hospcomms.domain.limits import FILE_NAME_TEXT

_FORBIDDEN = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f]')
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Signs nobody sees; some turn a name round, so that it seems to end in another type."""
_PORTS = "123456789¹²³"
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in _PORTS)}
)
_MOST_BYTES = 240


def safe_name(name: str) -> str:
    """A file name that Windows and Linux accept, without places in it: forbidden signs become hyphens, unseen ones go.

    Names of devices get a hyphen, points and spaces at the ends go, and the ending stays when a long name is cut.
    """
    plain = _FORBIDDEN.sub("-", _UNSEEN.sub("", unicodedata.normalize("NFC", name))).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 20 or not ending.isalnum():
        stem, ending = plain, ""
    if stem.split(".")[0].rstrip(" ").casefold() in _RESERVED:
        stem = f"{stem}-"
    stem = stem[: FILE_NAME_TEXT - 2 - len(ending)]
    while len(stem.encode("utf-8")) > _MOST_BYTES - len(ending.encode("utf-8")):
        stem = stem[:-1]
    stem = stem.rstrip(" .") or "file"
    return f"{stem}.{ending}" if ending else stem
