"""Damage to a closed data file: flipped bits, random bytes, zeros, swapped pages, a missing end."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.services.office import open_office
from hospcomms.storage.connect import DATABASE

PAGE = 4096


def _one_bit(content: bytearray, rng: random.Random) -> None:
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def _sixteen_bytes(content: bytearray, rng: random.Random) -> None:
    place = rng.randrange(len(content) - 16)
    content[place : place + 16] = rng.randbytes(16)


def _zeros(content: bytearray, rng: random.Random) -> None:
    place = rng.randrange(len(content) // 512) * 512
    content[place : place + 512] = bytes(512)


def _two_pages(content: bytearray, rng: random.Random) -> None:
    one, other = (place * PAGE for place in rng.sample(range(1, len(content) // PAGE), 2))
    kept = bytes(content[one : one + PAGE])
    content[one : one + PAGE] = content[other : other + PAGE]
    content[other : other + PAGE] = kept


def _cut(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(1, len(content)) :]


DAMAGE: dict[str, Callable[[bytearray, random.Random], None]] = {
    "one bit": _one_bit,
    "16 random bytes": _sixteen_bytes,
    "512 zeros": _zeros,
    "two pages swapped": _two_pages,
    "the end cut off": _cut,
}


@dataclass
class Outcome:
    """How often each damage was done, how often it was found, and where the first that was missed lies."""

    done: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def found(folder: Path) -> bool:
    """True when opening the folder says that it is damaged, so that nothing of it is ever shown."""
    try:
        open_office(folder).close()
    except Refusal as refusal:
        return refusal.kind in ("damaged", "empty-file")
    except UnicodeDecodeError:
        # only of a file without seals: the driver of the standard library cannot read its own message about it
        return bool(os.environ.get("HOSPCOMMS_PLAIN"))
    return False


def trial(folder: Path, times: int, rng: random.Random, kinds: tuple[str, ...] = tuple(DAMAGE)) -> Outcome:
    """Do each damage so many times to the whole data file of a closed folder, which is then as it was."""
    path, outcome = folder / DATABASE, Outcome()
    whole = path.read_bytes()
    for kind in kinds:
        for _ in range(times):
            content = bytearray(whole)
            DAMAGE[kind](content, rng)
            if content == whole:
                continue
            path.write_bytes(content)
            for trail in ("-wal", "-shm"):
                path.with_name(DATABASE + trail).unlink(missing_ok=True)
            outcome.done[kind] += 1
            if found(folder):
                outcome.found[kind] += 1
            else:
                place = next(at for at, (one, other) in enumerate(zip(content, whole, strict=False)) if one != other)
                outcome.missed.append(f"{kind} at {place} of {len(whole)}")
    path.write_bytes(whole)
    return outcome
