"""The slots of a key file: the data key wrapped by a password or a recovery code, each slot with a sum of its own.

A slot is AES-256-GCM over the data key under a key that Argon2id makes of the secret (RELIABILITY.md 3: three passes
over 64 MiB in four lanes, some 120 ms). The identity of the folder and the kind of slot are authenticated with it. The
sum tells a slot that was damaged from a secret that is wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hospcomms.domain import recovery_code

PASSWORD, CODE = "password", "code"
KEY_BYTES = 32
_SALT, _NONCE, _TAG = 16, 12, 16

Slot = Mapping[str, Any]


@dataclass(frozen=True)
class Cost:
    """What one guess costs: passes, memory in KiB, lanes."""

    passes: int
    memory: int
    lanes: int

    @property
    def is_bearable(self) -> bool:
        """True for what a program may be asked to spend: a forged file must not demand 100 GB."""
        return 1 <= self.lanes <= 16 and 1 <= self.passes <= 10 and 8 * self.lanes <= self.memory <= 256 * 1024


COST = Cost(passes=3, memory=64 * 1024, lanes=4)


def wrap(kind: str, secret: str, key: bytes, folder: str) -> dict[str, Any]:
    """A new slot that gives ``key`` back for the secret."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    wrapped = _cipher(_secret_bytes(kind, secret), salt, COST).encrypt(nonce, key, _bound_to(kind, folder))
    slot: dict[str, Any] = {
        "kind": kind,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "passes": COST.passes,
        "memory": COST.memory,
        "lanes": COST.lanes,
        "key": wrapped.hex(),
    }
    return {**slot, "sum": _sum(slot, folder)}


def is_sound(slot: Slot, folder: str) -> bool:
    """True when a slot holds what was once written into it, and what it asks for is bearable."""
    if slot.get("kind") not in (PASSWORD, CODE):
        return False
    try:
        salt, nonce, wrapped, cost = _parts(slot)
    except (KeyError, TypeError, ValueError):
        return False
    sizes = (len(salt), len(nonce), len(wrapped))
    return sizes == (_SALT, _NONCE, KEY_BYTES + _TAG) and cost.is_bearable and slot.get("sum") == _sum(slot, folder)


def unwrap(slot: Slot, secret: str, folder: str) -> bytes | None:
    """The data key in a sound slot; None when the secret is another one."""
    # late: 0.15 s that a start without a password does not spend
    from cryptography.exceptions import InvalidTag

    salt, nonce, wrapped, cost = _parts(slot)
    try:
        key: bytes = _cipher(_secret_bytes(slot["kind"], secret), salt, cost).decrypt(
            nonce, wrapped, _bound_to(slot["kind"], folder)
        )
    except InvalidTag:
        return None
    return key


def _parts(slot: Slot) -> tuple[bytes, bytes, bytes, Cost]:
    cost = Cost(int(slot["passes"]), int(slot["memory"]), int(slot["lanes"]))
    return bytes.fromhex(slot["salt"]), bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["key"]), cost


def _secret_bytes(kind: str, secret: str) -> bytes:
    """The same letters are the same secret however a keyboard composed them; digits of other scripts stay others."""
    known = recovery_code.signs_of(secret) if kind == CODE else None
    # a terminal may hand over bytes that are no text
    return (known or unicodedata.normalize("NFC", secret)).encode("utf-8", "surrogatepass")


def _cipher(secret: bytes, salt: bytes, cost: Cost) -> Any:
    # late: as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    made = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(secret)
    return AESGCM(made)


def _bound_to(kind: str, folder: str) -> bytes:
    return f"hospcomms key|{folder}|{kind}".encode()


def _sum(slot: Slot, folder: str) -> str:
    plain = {key: value for key, value in slot.items() if key != "sum"}
    return hashlib.sha256(json.dumps([folder, plain], sort_keys=True).encode()).hexdigest()[:32]
