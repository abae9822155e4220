"""The data file as a stranger with the key would see it: every page decrypted, used or free, and those of its trail."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hospcomms.domain.folding import fold
from hospcomms.services.office import Office
from hospcomms.storage.connect import DATABASE

PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16
_WAL_HEAD, _FRAME_HEAD = 32, 24


def pages_of(office: Office) -> bytes:
    """All pages of the database and of its trail, one behind the other."""
    path = office.folder / DATABASE
    trail = Path(f"{path}-wal")
    content, key = path.read_bytes(), office.store.keys.data
    found = [_plain(content[at : at + PAGE], key, first=at == 0) for at in range(0, len(content), PAGE)]
    kept = trail.read_bytes()[_WAL_HEAD:] if trail.exists() else b""
    step = _FRAME_HEAD + PAGE
    for at in range(0, len(kept) - step + 1, step):
        number = int.from_bytes(kept[at : at + 4], "big")
        found.append(_plain(kept[at + _FRAME_HEAD : at + step], key, first=number == 1))
    return b"".join(found)


def _plain(page: bytes, key: bytes, *, first: bool) -> bytes:
    """A page of SQLCipher 4: AES-256 in CBC mode, its vector in the reserved end; the salt leads the first one."""
    vector = page[PAGE - RESERVED : PAGE - RESERVED + IV]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[SALT if first else 0 : PAGE - RESERVED]) + decryptor.finalize()


def traces(content: bytes, names: tuple[str, ...]) -> list[str]:
    """Those of the names that can be read: as written, folded as the search keeps them, or word by word."""
    found = []
    for name in names:
        # four digits alone stand in many a mark made by chance
        words = (word for word in fold(name).split() if not word.isdigit())
        spellings = {name, unicodedata.normalize("NFC", name), fold(name), *words}
        found += [spelling for spelling in spellings if len(spelling) > 3 and spelling.encode() in content]
    return sorted(set(found))
