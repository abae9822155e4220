"""The key file says by itself what is wrong: a password, the file, or nothing; and it never gives a wrong key."""

from __future__ import annotations

import json
import traceback
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain import recovery_code
from hospcomms.domain.errors import Refusal
from hospcomms.services.office import Office, open_office
from hospcomms.storage import key_slots, keys
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.keys import KEY_FILE, Keys
from tests.cases import cases

PASSWORD = "كلمة سر طويلة é1"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slots that cost little: what a guess costs is measured by the benchmark ``unlock``."""
    monkeypatch.setattr(key_slots, "COST", key_slots.Cost(1, 64, 1))


@pytest.fixture
def made() -> tuple[Keys, str, bytes]:
    """Keys, their recovery code, and the key file that both open."""
    known, code = Keys(bytes(range(32)), "f" * 32), recovery_code.make()
    return known, code, keys.with_password(known, PASSWORD, code)


def kind_of(act: Callable[..., object], *given: object, **named: object) -> str:
    """The kind of the refusal, "" when there is none."""
    try:
        act(*given, **named)
    except Refusal as refusal:
        return refusal.kind
    return ""


def test_the_cost_of_a_guess_is_what_was_measured() -> None:
    assert key_slots.Cost(3, 64 * 1024, 4).is_bearable
    source = Path(key_slots.__file__).read_text(encoding="utf-8")
    assert "COST = Cost(passes=3, memory=64 * 1024, lanes=4)" in source


def test_password_and_code_open_and_nothing_else_does(made: tuple[Keys, str, bytes]) -> None:
    known, code, content = made
    other = recovery_code.make()
    opening = (PASSWORD, unicodedata.normalize("NFD", PASSWORD), code, code.lower().replace("-", ""))
    with cases() as table:
        for secret in opening:
            with table.case("opens", secret):
                assert keys.opened(content, secret) == known
        for secret, kind in (
            ("", "password-needed"),
            (PASSWORD + " ", "wrong-password"),
            (PASSWORD.replace("1", "١"), "wrong-password"),
            ("\udcff", "wrong-password"),
            (other, "wrong-code"),
        ):
            with table.case("refused", ascii(secret)):
                assert kind_of(keys.opened, content, secret) == kind
    assert known.data.hex().encode() not in content
    assert b'"open"' not in content


def test_any_changed_byte_of_a_key_file_opens_with_the_right_key_or_is_damage(made: tuple[Keys, str, bytes]) -> None:
    known, code, content = made
    places = range(0, len(content), len(content) // 150)
    found: dict[str, set[str]] = {PASSWORD: set(), code: set()}
    with cases() as table:
        for secret, kinds in found.items():
            for place in places:
                spoilt = bytearray(content)
                spoilt[place] ^= 1
                with table.case(place, chr(content[place])):
                    try:
                        assert keys.opened(bytes(spoilt), secret) == known
                    except Refusal as refusal:
                        kinds.add(refusal.kind)
    assert found == {PASSWORD: {"key-damaged"}, code: {"key-damaged"}}
    cuts = range(0, len(content) - 1, 40)
    assert {kind_of(keys.opened, content[:cut], PASSWORD) for cut in cuts} == {"key-damaged"}


def changed(content: bytes, change: Callable[[Any], object], known: Keys, *, seals: bool = True) -> bytes:
    """A key file somebody wrote by hand, with all its sums right (unless not)."""
    told = json.loads(content)
    change(told)
    if seals:
        for slot in told["slots"]:
            slot["sum"] = key_slots._sum(slot, known.folder)
        told["seal"] = keys._seal(told)
    return json.dumps(told).encode()


def test_a_damaged_slot_leaves_the_other_one_good(made: tuple[Keys, str, bytes]) -> None:
    known, code, content = made

    def spoil(place: int) -> Callable[[Any], None]:
        return lambda told: told["slots"][place].update(salt="00" * 16)

    by_code, by_password = (changed(content, spoil(place), known, seals=False) for place in (0, 1))
    assert keys.opened(by_code, code) == keys.opened(by_password, PASSWORD) == known
    assert kind_of(keys.opened, by_code, PASSWORD) == "key-damaged"
    assert kind_of(keys.opened, by_password, code) == "key-damaged"
    assert kind_of(keys.opened, by_password, "wrong") == "wrong-password"


def test_a_forged_key_file_asks_for_nothing_and_gives_nothing(made: tuple[Keys, str, bytes]) -> None:
    known, _, content = made
    forged: dict[str, Callable[[Any], object]] = {
        "100 GB": lambda told: [slot.update(memory=100 << 20) for slot in told["slots"]],
        "years": lambda told: [slot.update(passes=10**9) for slot in told["slots"]],
        "no lanes": lambda told: [slot.update(lanes=0) for slot in told["slots"]],
        "words": lambda told: [slot.update(lanes="four", salt=7) for slot in told["slots"]],
        "no slots": lambda told: told.update(slots=[]),
        "slots of nothing": lambda told: told.update(slots=[{}]),
        "another kind": lambda told: [slot.update(kind="dpapi") for slot in told["slots"]],
    }
    with cases() as table:
        for name, change in forged.items():
            with table.case(name):
                assert kind_of(keys.opened, changed(content, change, known), PASSWORD) == "key-damaged"
    moved = changed(content, lambda told: told.update(folder="0" * 32), replace(known, folder="0" * 32))
    assert kind_of(keys.opened, moved, PASSWORD) == "wrong-password", "a slot is bound to its folder"
    later = changed(content, lambda told: told.update(version=3), known)
    assert kind_of(keys.opened, later, PASSWORD) == "newer"
    assert kind_of(keys.opened, b"[" * 60_000, PASSWORD) == "key-damaged"
    assert kind_of(keys.opened, b"x" * 10**6, PASSWORD) == "key-damaged"


def test_a_wrong_password_is_said_by_the_key_file_and_changes_no_byte(office: Office) -> None:
    folder, known = office.folder, office.store.keys
    office.close()
    assert kind_of(lambda: office.store.keys) == "closed"
    with pytest.raises(ValueError, match=KEY_FILE):
        keys.without_password(replace(known, data=b""))  # what a closed store still knows
    keys.write(folder, keys.with_password(known, PASSWORD, recovery_code.make()))
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert keys.has_password(folder)
    for secret, kind in (("", "password-needed"), ("wrong", "wrong-password")):
        assert kind_of(open_office, folder, secret=secret) == kind
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    (folder / DATABASE).write_bytes(bytes(4096))
    assert kind_of(open_office, folder, secret="wrong") == "wrong-password", "damage is no wrong password"
    assert kind_of(open_office, folder, secret=PASSWORD) != "wrong-password"
    (folder / KEY_FILE).write_bytes(b"")
    assert kind_of(open_office, folder, secret=PASSWORD) == "key-damaged"
    assert not keys.has_password(folder)


def test_no_key_password_or_code_stands_in_what_is_printed(made: tuple[Keys, str, bytes]) -> None:
    known, code, content = made
    told = [repr(known)]
    for secret in (f"{PASSWORD}x", recovery_code.make()):
        for spoilt in (content, content.replace(b'"kind"', b'"kimd"'), content[:300]):
            try:
                keys.opened(spoilt, secret)
            except Refusal as refusal:
                told += [repr(refusal), "".join(traceback.format_exception(refusal)), repr(vars(refusal))]
    assert len(told) == 19
    for secret in (PASSWORD, code, known.data.hex(), repr(known.data)):
        assert secret not in "".join(told)
