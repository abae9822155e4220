"""The key file of a data folder: a random data key in slots; without a password its one slot is open."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.storage.writing import write_whole

KEY_FILE = "hospcomms.key"
KEY_BYTES = 32


@dataclass(frozen=True)
class Keys:
    """``data`` opens the database; ``folder`` is the identity of the data folder."""

    data: bytes
    folder: str

    def __repr__(self) -> str:
        """Never the key."""
        return f"Keys(folder={self.folder!r})"


def create(folder: Path) -> Keys:
    """Write a new key file with an open slot; refuses to replace one that is there."""
    path = folder / KEY_FILE
    if path.exists():
        raise FileExistsError(path.name)
    keys = Keys(secrets.token_bytes(KEY_BYTES), uuid.uuid4().hex)
    slot = {"kind": "open", "key": keys.data.hex()}
    content = {"application": "hospcomms", "version": 1, "folder": keys.folder, "slots": [slot]}
    content["seal"] = _seal(content)
    write_whole(path, json.dumps(content, indent=1).encode())
    if os.name == "posix":
        path.chmod(0o600)
    return keys


def read(folder: Path) -> Keys:
    """The keys of a data folder. Raises Refusal ``key-missing`` or ``key-damaged``."""
    path = folder / KEY_FILE
    if not path.is_file():
        raise Refusal(
            "key-missing",
            sentence(
                "The key file of this data folder is missing, so its data cannot be opened."
                " Nothing was changed. Bring the file {file} back from a backup copy.",
                file=KEY_FILE,
            ),
        )
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        seal = content.pop("seal")
        slot = next(slot for slot in content["slots"] if slot["kind"] == "open")
        keys = Keys(bytes.fromhex(slot["key"]), content["folder"])
        if seal != _seal(content) or len(keys.data) != KEY_BYTES:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        raise Refusal(
            "key-damaged",
            sentence(
                "The key file of this data folder is damaged, so its data cannot be opened."
                " Nothing was changed. Bring the file {file} back from a backup copy.",
                file=KEY_FILE,
            ),
        ) from None
    return keys


def _seal(content: dict[str, object]) -> str:
    plain = {key: value for key, value in content.items() if key != "seal"}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
