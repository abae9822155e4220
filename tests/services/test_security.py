"""A password is set only when its code was typed back; afterwards only it and the code open, and nothing lies open."""

from __future__ import annotations

import io
import json
import shutil
import sys
import threading
import traceback
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.domain import recovery_code
from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services import access, backups, files, records, security, upkeep
from hospcomms.services.office import Office, create_office, open_office
from hospcomms.storage import key_slots, keys
from hospcomms.storage.backup_files import is_intact
from hospcomms.storage.backup_resealing import key_file_in
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.keys import KEY_FILE
from tests.cases import cases
from tests.hospital import empty

PASSWORD, SECOND = "ثلاث كلمات طويلة", "second password"
CANARY = "السيدة فاطمة بن علي"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slots that cost little: what a guess costs is measured by the benchmark ``unlock``."""
    monkeypatch.setattr(key_slots, "COST", key_slots.Cost(1, 64, 1))


@pytest.fixture
def used(tmp_path: Path) -> Iterator[Office]:
    """An open office with a record and an attached file, in a folder of its own."""
    office = empty(tmp_path / "place" / "office")
    records.save(office, Audience(name=CANARY))
    yield office
    office.close()


def protect(office: Office, password: str = PASSWORD) -> str:
    """Set a password; returns the recovery code."""
    new = security.begin(office, password)
    security.finish(office, new, new.code.lower())
    return new.code


def opens(folder: Path, secret: str) -> str:
    """The kind of refusal when a folder is opened with a secret, "" when it opens and its record is there."""
    try:
        with closing(open_office(folder, secret=secret)) as office:
            assert [one.name for one in records.find(office, Query(Audience))] == [CANARY]
    except Refusal as refusal:
        return refusal.kind
    return ""


def test_a_password_is_set_only_when_its_code_comes_back(used: Office) -> None:
    folder, before = used.folder, (used.folder / KEY_FILE).read_bytes()
    new = security.begin(used, PASSWORD)
    said = []
    for typed in ("", new.code[:-1], recovery_code.make()):
        with pytest.raises(Refusal) as refused:
            security.finish(used, new, typed)
        said.append((refused.value.kind, str(refused.value.sentence)))
    assert [kind for kind, _ in said] == ["wrong-code"] * 3
    assert said[1][1] == str(security.MISTYPED) != said[2][1], "a slip is told from another code"
    assert (folder / KEY_FILE).read_bytes() == before
    assert not security.has_password(folder)
    assert security.finish(used, new, new.code.replace("-", " ").lower()) == []
    assert security.has_password(folder)
    assert access.lines(used)[0].what == "password"
    for call in (lambda: security.begin(used, SECOND), lambda: security.change(used, "wrong", SECOND)):
        with pytest.raises(Refusal):
            call()
    used.close()
    assert [opens(folder, secret) for secret in ("", SECOND, recovery_code.make())] == [
        "password-needed",
        "wrong-password",
        "wrong-code",
    ]
    assert [opens(folder, secret) for secret in (PASSWORD, new.code)] == ["", ""]


def test_another_password_wraps_the_same_key_and_no_byte_of_the_data_changes(used: Office) -> None:
    folder, code = used.folder, protect(used)
    used.close()
    before = (folder / DATABASE).read_bytes()
    with closing(open_office(folder, secret=PASSWORD)) as office:
        key = office.store.keys.data
        security.change(office, PASSWORD, SECOND)
        wal = folder / f"{DATABASE}-wal"
        assert (folder / DATABASE).read_bytes() == before
        assert not wal.exists() or before not in wal.read_bytes()
    assert [opens(folder, secret) for secret in (PASSWORD, SECOND, code)] == ["wrong-password", "", ""]
    with closing(open_office(folder, secret=SECOND)) as office:
        assert office.store.keys.data == key
        renewed = security.renew_code(office, SECOND)
        security.finish(office, renewed, renewed.code)
    assert [opens(folder, secret) for secret in (code, SECOND, renewed.code)] == ["wrong-code", "", ""]


def test_the_code_sets_a_new_password_and_a_password_can_be_taken_away(used: Office) -> None:
    folder, code = used.folder, protect(used)
    with pytest.raises(Refusal) as refused:
        security.recover(folder, code, SECOND)
    assert refused.value.kind == "locked", "not while the data is open"
    used.close()
    for typed, kind in ((code[:-2], "wrong-code"), (recovery_code.make(), "wrong-code")):
        with pytest.raises(Refusal) as refused:
            security.recover(folder, typed, SECOND)
        assert refused.value.kind == kind
    assert opens(folder, PASSWORD) == ""
    security.recover(folder, code.lower(), SECOND)
    assert [opens(folder, secret) for secret in (PASSWORD, SECOND, code)] == ["wrong-password", "", ""]
    with closing(open_office(folder, secret=SECOND)) as office:
        assert access.lines(office)[0].why == "recover"
        with pytest.raises(Refusal):
            security.remove(office, PASSWORD)
        security.remove(office, SECOND)
        with pytest.raises(Refusal) as refused:
            security.change(office, SECOND, PASSWORD)
        assert refused.value.kind == "no-password"
    assert opens(folder, "") == ""


def test_setting_a_password_seals_what_lay_open_beside_the_data(used: Office) -> None:
    folder, place = used.folder, used.folder.parent
    stored = files.attach_text(used, "letter.txt", CANARY)
    used.store.attachments.place_of(stored).write_text(CANARY, encoding="utf-8")
    own = backups.make(used, "asked")
    assert "readable/" in str(zipfile.ZipFile(own.path).namelist()), "while there is no password it lies open"
    kept = [own.path, upkeep.backup(used, place / "beside.zip")]
    aside = folder / "damaged-20261122-120000"
    aside.mkdir()
    shutil.copy(folder / KEY_FILE, aside)
    key, open_key = used.store.keys.data.hex().encode(), (folder / KEY_FILE).read_bytes()
    with closing(create_office(place / "other")) as other:
        foreign = upkeep.backup(other, place / "foreign.zip").read_bytes()
    torn = folder / "backups" / "torn.zip"
    torn.write_bytes(bytes(5) + kept[0].read_bytes()[5:])
    assert [key_file_in(path) for path in kept] == [open_key] * 2
    new = security.begin(used, PASSWORD)
    assert security.finish(used, new, new.code) == ["torn.zip"], "what could not be sealed is named"
    torn.unlink()
    assert (place / "foreign.zip").read_bytes() == foreign
    with cases() as table:
        for path in kept:
            with table.case(path.name):
                assert is_intact(path)
                assert keys.opened(key_file_in(path), PASSWORD).folder == used.store.identity
        with table.case("known again"):
            assert [copy.is_verified for copy in backups.copies(used) if copy.path == own.path] == [True]
        with table.case("aside"):
            assert keys.needs_secret((aside / KEY_FILE).read_bytes())
        for path in sorted(place.rglob("*")):
            if path.is_file() and place / "other" not in path.parents and path.name != "foreign.zip":
                with table.case(path.name):
                    assert key not in path.read_bytes()
                    assert CANARY.encode() not in path.read_bytes()
    assert files.text_of(used, stored) == CANARY


def test_a_second_place_that_is_not_connected_is_named_and_sealed_when_it_comes_back(used: Office) -> None:
    usb, drawer = used.folder.parent / "usb", used.folder.parent / "drawer"
    usb.mkdir()
    office = backups.with_target(used, usb)
    sent = backups.make(office, "asked").path.name
    usb.rename(drawer)
    new = security.begin(office, PASSWORD)
    assert security.finish(office, new, new.code) == ["usb"]
    (copy,) = drawer.rglob(sent)
    assert not keys.needs_secret(key_file_in(copy)), "it still opens without the password"
    drawer.rename(usb)
    backups.make(office, "asked")
    (copy,) = usb.rglob(sent)
    assert keys.needs_secret(key_file_in(copy))
    assert [found.is_verified for found in backups.copies(office) if found.path == copy] == [True]


def test_no_backup_is_sealed_while_another_thread_is_at_the_backups(used: Office) -> None:
    own = backups.make(used, "asked").path
    (used.folder / KEY_FILE).write_bytes(keys.with_password(used.store.keys, PASSWORD, "code"))
    sealing = threading.Thread(target=security.seal_the_rest, args=(used,))
    with backups.turn(used):
        sealing.start()
        sealing.join(1)
        assert not keys.needs_secret(key_file_in(own)), "what it writes beside would be cleared away"
    sealing.join()
    assert keys.needs_secret(key_file_in(own))


def test_weak_passwords_are_said_only_empty_ones_are_refused_and_tries_slow_down(used: Office) -> None:
    assert [security.pause_after(tries) for tries in range(9)] == [0, 0, 0, 1, 2, 4, 8, 16, 30]
    assert security.pause_after(10**6) == 30
    assert security.weakness("ثلاث كلمات معا") is None
    for password in ("", "  \t", "short", "aaaaaaaaaaaa", "x" * 2000):
        assert security.weakness(password) is not None
    for password in ("", " ", "x" * 2000):
        with pytest.raises(Refusal) as refused:
            security.begin(used, password)
        assert refused.value.kind == "weak-password"


def test_no_secret_stands_in_what_is_printed_or_told(used: Office) -> None:
    new = security.begin(used, PASSWORD)
    told = [repr(new), repr(used), repr(used.store.attachments)]
    security.finish(used, new, new.code)
    calls = (
        lambda: security.change(used, SECOND, PASSWORD),
        lambda: security.remove(used, SECOND),
        lambda: security.finish(used, new, recovery_code.make()),
        lambda: security.renew_code(used, SECOND),
        lambda: security.recover(used.folder, new.code, PASSWORD),
    )
    for call in calls:
        with pytest.raises(Refusal) as refused:
            call()
        told += [repr(refused.value), "".join(traceback.format_exception(refused.value))]
    told += [str(line) for line in access.lines(used)]
    key = used.store.keys.data
    for secret in (PASSWORD, SECOND, new.code, new.code.replace("-", ""), key.hex(), repr(key)):
        assert secret not in "".join(told)


class TypingBack(io.StringIO):
    """Standard input of somebody who types a password, reads the code on standard error, and types that."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(f"{PASSWORD}\n")
        self._capsys, self.code = capsys, ""

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # the stubs confuse text and bytes
        """The password, then the code."""
        line = super().readline()
        if line:
            return line
        self.code = self._capsys.readouterr().err.splitlines()[0].split()[-1]
        return f"{self.code.lower()}\n"


def test_the_command_line_asks_and_never_takes_a_secret_as_an_argument(
    used: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    used.close()
    folder = str(used.folder)
    typing = TypingBack(capsys)
    monkeypatch.setattr(sys, "stdin", typing)
    assert main(["--data", folder, "--password-stdin", "password", "set", "--json"]) == 0
    code, out = typing.code, capsys.readouterr().out
    assert json.loads(out) == {"done": True, "still_open": []}
    assert code not in out

    def ask(typed: str, *words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        done = main(["--data", folder, *words, "--json"])
        shape = json.loads(capsys.readouterr().out)
        return done, shape["error"]["kind"] if "error" in shape else ""

    line, act = "--password-stdin", "password"
    with cases() as table:
        for typed, words, answer in (
            ("", ("check",), (1, "password-needed")),
            ("", ("check", line), (1, "password-needed")),
            (f"{SECOND}\n", ("check", line), (1, "wrong-password")),
            (f"{PASSWORD}\r\n", ("check", line), (0, "")),
            (f"\ufeff{PASSWORD}\n", (line, "search", CANARY), (0, "")),
            ("", (act, "set", line), (1, "has-password")),
            (f"{SECOND}\n{PASSWORD}\n", (act, "change", line), (1, "wrong-password")),
            (f"{PASSWORD}\n{SECOND}\n", (act, "change", line), (0, "")),
            (f"{code[:-1]}\n{PASSWORD}\n", (act, "recover", line), (1, "wrong-code")),
            (f"{code}\n{PASSWORD}\n", (act, "recover", line), (0, "")),
            (f"{PASSWORD}\n{code}\n", (act, "code", line), (1, "wrong-code")),
            (f"{PASSWORD}\n", (act, "remove", line), (0, "")),
            ("", ("check",), (0, "")),
        ):
            with table.case(*words, repr(typed)):
                assert ask(typed, *words) == answer
