"""The key file of a data folder: a random data key in slots; without a password its one slot is open.

The data key never changes: a password wraps it, a new password wraps it anew, and no byte of the data is touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hospcomms.domain import held_files, recovery_code
from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import KEY_FILE_BYTES
from hospcomms.domain.wording import sentence
from hospcomms.storage import key_slots
from hospcomms.storage.key_slots import CODE, KEY_BYTES, PASSWORD
from hospcomms.storage.refusals import newer, read_only
from hospcomms.storage.writing import write_whole

KEY_FILE = "hospcomms.key"
_OPEN = "open"
_PLAIN_VERSION, _SEALED_VERSION = 1, 2
_MOST_SLOTS = 8


@dataclass(frozen=True)
class Keys:
    """``data`` opens the database; ``folder`` is the identity of the data folder."""

    data: bytes
    folder: str

    def __repr__(self) -> str:
        """Never the key."""
        return f"Keys(folder={self.folder!r})"


@dataclass(frozen=True)
class _KeyFile:
    """What a key file says; ``is_whole`` is False when any of it is not what was written."""

    folder: str
    slots: tuple[dict[str, Any], ...]
    is_whole: bool

    @property
    def open_key(self) -> str:
        """The data key of a folder without a password, "" otherwise."""
        return next((str(slot.get("key", "")) for slot in self.slots if slot.get("kind") == _OPEN), "")


def create(folder: Path) -> Keys:
    """Write a new key file with an open slot; refuses to replace one that is there."""
    path = folder / KEY_FILE
    if path.exists():
        raise FileExistsError(path.name)
    keys = Keys(secrets.token_bytes(KEY_BYTES), uuid.uuid4().hex)
    write(folder, without_password(keys))
    return keys


def write(folder: Path, content: bytes) -> None:
    """Put a key file in its place, whole or not at all. Raises Refusal."""
    path = folder / KEY_FILE
    write_whole(path, content)
    if os.name == "posix":
        path.chmod(0o600)


def read(folder: Path, secret: str = "") -> Keys:
    """The keys of a data folder; ``secret`` is its password or its recovery code.

    Raises Refusal ``key-missing``, ``key-damaged``, ``password-needed``, ``wrong-password``, ``wrong-code``, ``newer``.
    """
    return opened(content_of(folder), secret)


def content_of(folder: Path) -> bytes:
    """The key file as it is. Raises Refusal ``key-missing``, ``read-only``."""
    path = folder / KEY_FILE
    try:
        if path.is_file():
            return held_files.read(path, KEY_FILE_BYTES + 1)
    except OSError:
        raise read_only() from None
    raise Refusal(
        "key-missing",
        sentence(
            "The key file of this data folder is missing, so its data cannot be opened."
            " Nothing was changed. Bring the file {file} back from a backup copy.",
            file=KEY_FILE,
        ),
    )


def has_password(folder: Path) -> bool:
    """True when a data folder opens only with a password; no cipher is loaded to say so."""
    try:
        return needs_secret(content_of(folder))
    except Refusal:
        return False


def needs_secret(content: bytes) -> bool:
    """The same for the content of a key file; False for one that cannot be read at all."""
    try:
        found = _parsed(content)
    except Refusal:
        return False
    return not found.open_key and any(slot.get("kind") in (PASSWORD, CODE) for slot in found.slots)


def identity_of(content: bytes) -> str:
    """The identity of the folder a key file belongs to. Raises Refusal ``key-damaged``."""
    return _parsed(content).folder


def is_sound_for(content: bytes, keys: Keys) -> bool:
    """True when a key file is whole and of these keys; of a sealed one its identity says so, no secret is asked."""
    try:
        found = _parsed(content)
        if not found.is_whole or found.folder != keys.folder:
            return False
        if found.open_key:
            return _open(found) == keys
    except Refusal:
        return False
    return bool(found.slots) and all(key_slots.is_sound(slot, found.folder) for slot in found.slots)


def opened(content: bytes, secret: str = "") -> Keys:
    """The keys in a key file. Raises Refusal as ``read``. What is wrong is said by the file itself, not by the data."""
    found = _parsed(content)
    if found.open_key:
        return _open(found)
    sound = [slot for slot in found.slots if key_slots.is_sound(slot, found.folder)]
    if not sound:
        raise _damaged()
    if not secret:
        raise _password_needed()
    is_code = recovery_code.signs_of(secret) is not None
    # a code is tried as a code first; it may still be somebody's password
    for slot in sorted(sound, key=lambda slot: (slot["kind"] == CODE) != is_code):
        if slot["kind"] == PASSWORD or is_code:
            key = key_slots.unwrap(slot, secret, found.folder)
            if key is not None and len(key) == KEY_BYTES:
                return Keys(key, found.folder)
    wanted = CODE if is_code else PASSWORD
    if not found.is_whole and all(slot["kind"] != wanted for slot in sound):
        raise _damaged()
    raise _wrong_code() if is_code else _wrong_password()


def _open(found: _KeyFile) -> Keys:
    try:
        keys = Keys(bytes.fromhex(found.open_key), found.folder)
    except ValueError:
        raise _damaged() from None
    if not found.is_whole or len(keys.data) != KEY_BYTES:
        raise _damaged()
    return keys


def without_password(keys: Keys) -> bytes:
    """The content of a key file that opens for everybody who has it."""
    _refuse_none(keys)
    return _written(keys.folder, _PLAIN_VERSION, [{"kind": _OPEN, "key": keys.data.hex()}])


def with_password(keys: Keys, password: str, code: str) -> bytes:
    """The content of a key file that opens only with the password or with the recovery code."""
    _refuse_none(keys)
    slots = [
        key_slots.wrap(kind, secret, keys.data, keys.folder) for kind, secret in ((PASSWORD, password), (CODE, code))
    ]
    return _written(keys.folder, _SEALED_VERSION, slots)


def rewrapped(content: bytes, keys: Keys, kind: str, secret: str) -> bytes:
    """A key file with another password, or another recovery code; the other slot stays as it is."""
    _refuse_none(keys)
    found = _parsed(content)
    others = [slot for slot in found.slots if slot.get("kind") in (PASSWORD, CODE) and slot["kind"] != kind]
    slots = [*others, key_slots.wrap(kind, secret, keys.data, keys.folder)]
    return _written(keys.folder, _SEALED_VERSION, sorted(slots, key=lambda slot: slot["kind"] == CODE))


def _refuse_none(keys: Keys) -> None:
    """A store that is closed has forgotten its key; a key file without it would lose the data."""
    if len(keys.data) != KEY_BYTES:
        raise ValueError(KEY_FILE)


def _written(folder: str, version: int, slots: list[dict[str, Any]]) -> bytes:
    content: dict[str, Any] = {"application": "hospcomms", "version": version, "folder": folder, "slots": slots}
    content["seal"] = _seal(content)
    return json.dumps(content, indent=1).encode()


def _parsed(content: bytes) -> _KeyFile:
    """Raises Refusal ``key-damaged``, and ``newer`` for a whole file of a later version."""
    try:
        if len(content) > KEY_FILE_BYTES:
            raise ValueError
        told = json.loads(content.decode("utf-8"))
        is_whole = told.pop("seal") == _seal(told)
        if is_whole and int(told["version"]) > _SEALED_VERSION:
            raise newer(str(told["version"]))
        slots = tuple(slot for slot in told["slots"][:_MOST_SLOTS] if isinstance(slot, dict))
        return _KeyFile(str(told["folder"]), slots, is_whole)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged() from None


def _seal(content: dict[str, object]) -> str:
    plain = {key: value for key, value in content.items() if key != "seal"}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _damaged() -> Refusal:
    return Refusal(
        "key-damaged",
        sentence(
            "The key file of this data folder is damaged, so its data cannot be opened."
            " Nothing was changed. Bring the file {file} back from a backup copy.",
            file=KEY_FILE,
        ),
    )


def _password_needed() -> Refusal:
    return Refusal(
        "password-needed",
        sentence("This data opens only with its password; no data has changed. Enter the password."),
    )


def _wrong_password() -> Refusal:
    return Refusal(
        "wrong-password",
        sentence("Wrong password; no data has changed. Check the keyboard language and try again."),
    )


def _wrong_code() -> Refusal:
    return Refusal(
        "wrong-code",
        sentence(
            "This recovery code belongs to other data or is no longer valid; no data has changed."
            " Enter the code that was printed last."
        ),
    )
