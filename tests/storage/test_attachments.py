"""Attached files are kept once by their content, sealed, and come out as they went in."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path

import pytest

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.limits import ATTACHMENT_BYTES
from hospcomms.services import files, passing
from hospcomms.services.office import Office
from hospcomms.services.sealing_up import seal_the_rest
from hospcomms.storage import files as kept
from hospcomms.storage import sealing
from hospcomms.storage.lock import FolderLock
from tests.cases import cases

CANARY = "السيدة فاطمة بن علي"


def test_a_file_comes_out_as_it_went_in_and_is_kept_once(office: Office, tmp_path: Path) -> None:
    first, second = tmp_path / "تقرير.pdf", tmp_path / "copy.pdf"
    for path in (first, second):
        path.write_bytes(b"%PDF" + b"same" * 1000)
    one, two = files.attach(office, first), files.attach(office, second)
    assert (one.sha256, one.size, one.name, two.name) == (two.sha256, 4004, "تقرير.pdf", "copy.pdf")
    assert len(kept.kept(office.folder)) == 1
    files.save_as(office, one, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == first.read_bytes()
    assert files.path_of(office, one).name == "تقرير.pdf"
    assert files.is_intact(office, one)


def test_what_is_no_file_or_cannot_be_read_is_refused(office: Office, tmp_path: Path) -> None:
    for path, kind in ((tmp_path, "not-a-file"), (tmp_path / "gone", "unreadable")):
        with pytest.raises(Refusal) as refused:
            files.attach(office, path)
        assert refused.value.kind == kind


def test_a_pipe_does_not_hang_the_program(office: Office, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with a name")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal) as refused:
        files.attach(office, tmp_path / "pipe")
    assert refused.value.kind == "not-a-file"


def test_a_file_that_is_too_large_is_refused_before_it_is_copied(office: Office, tmp_path: Path) -> None:
    with (tmp_path / "film").open("wb") as stream:
        stream.truncate(ATTACHMENT_BYTES + 1)
    with pytest.raises(Refusal) as refused:
        files.attach(office, tmp_path / "film")
    assert refused.value.kind == "too-large"
    assert kept.kept(office.folder) == []


def test_a_kept_file_that_is_gone_or_changed_is_said(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("abc")
    stored = files.attach(office, tmp_path / "a.txt")
    place = office.store.attachments.place_of(stored)
    place.write_text("abd")
    assert not files.is_intact(office, stored)
    assert files.attach(office, tmp_path / "a.txt") == stored, "attached again, it is mended"
    assert files.is_intact(office, stored)
    place.unlink()
    assert not files.is_intact(office, stored)
    with pytest.raises(Refusal) as refused:
        files.path_of(office, stored)
    assert refused.value.kind == "file-missing"


def test_sealed_files_of_all_sizes_come_back_and_hold_no_plain_word(office: Office, tmp_path: Path) -> None:
    attachments = office.store.attachments
    with cases() as table:
        for size in (0, 1, 100, sealing.BLOCK - 1, sealing.BLOCK, sealing.BLOCK + 1, 3 * sealing.BLOCK):
            with table.case(size):
                content = (CANARY.encode() * (size // 10 + 1))[:size]
                (tmp_path / "file").write_bytes(content)
                stored = files.attach(office, tmp_path / "file")
                place = attachments.place_of(stored)
                assert place.stat().st_size == sealing.sealed_size(size)
                assert attachments.content(stored) == content
                assert CANARY.encode() not in place.read_bytes()
    text = files.attach_text(office, "note.txt", CANARY)
    assert files.text_of(office, text) == CANARY
    assert not [path for path in office.folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert not list((office.folder / kept.FOLDER).glob("*.part"))


def test_a_changed_cut_or_exchanged_block_is_found(office: Office, tmp_path: Path) -> None:
    attachments, chance = office.store.attachments, random.Random(8)
    (tmp_path / "file").write_bytes(chance.randbytes(3 * sealing.BLOCK + 5))
    stored = files.attach(office, tmp_path / "file")
    place = attachments.place_of(stored)
    whole = place.read_bytes()
    head, step = len(sealing.MAGIC) + 16, sealing.BLOCK + 16
    blocks = [whole[start : start + step] for start in range(head, len(whole), step)]
    spoilt = {
        "exchanged": whole[:head] + blocks[1] + blocks[0] + b"".join(blocks[2:]),
        "doubled": whole + blocks[-1],
        "one left out": whole[:head] + b"".join(blocks[1:]),
        "cut at a block": whole[: head + 2 * step],
        "cut within": whole[:-3],
        "only the head": whole[:head],
        "nothing": b"",
        "other salt": whole[:10] + bytes([whole[10] ^ 1]) + whole[11:],
    }
    for place_of_bit in (0, 9, *(head + number * step + 7 for number in range(4)), len(whole) - 1):
        flipped = bytearray(whole)
        flipped[place_of_bit] ^= 16
        spoilt[f"bit at {place_of_bit}"] = bytes(flipped)
    with cases() as table:
        for name, content in spoilt.items():
            with table.case(name):
                place.write_bytes(content)
                assert not files.is_intact(office, stored)
                with pytest.raises(sealing.Broken):
                    _unseal(content, office)
                with pytest.raises(Refusal) as refused:
                    files.save_as(office, stored, tmp_path / "out")
                assert refused.value.kind == "file-missing"
                assert not list(tmp_path.glob("out*"))
    place.write_bytes(whole)
    assert files.is_intact(office, stored)
    other = files.attach_text(office, "other", CANARY)
    place.write_bytes(attachments.place_of(other).read_bytes())
    assert not files.is_intact(office, StoredFile(stored.sha256, "x", other.size)), "another file under its name"


def _unseal(content: bytes, office: Office) -> None:
    path = office.folder.parent / "trial"
    path.write_bytes(content)
    keys = office.store.keys
    with path.open("rb") as stream:
        for _block in sealing.unsealed(stream, keys.data, keys.folder, "attachment"):
            continue


def test_files_kept_plain_by_older_versions_are_read_and_then_sealed(office: Office) -> None:
    plain = files.attach_text(office, "old.txt", CANARY)
    place = office.store.attachments.place_of(plain)
    place.write_text(CANARY, encoding="utf-8")
    assert files.text_of(office, plain) == CANARY
    damaged = place.with_name("0" * 64)
    damaged.write_text("not what it says")
    assert seal_the_rest(office) == []
    assert files.text_of(office, plain) == CANARY
    assert sealing.is_sealed(place.read_bytes())
    assert CANARY.encode() not in place.read_bytes()
    assert damaged.read_text() == "not what it says", "nobody knows what it was: it stays for who can mend it"


def test_a_large_file_goes_through_little_memory(office: Office, tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(random.Random(1).randbytes(24 * sealing.BLOCK))
    files.attach_text(office, "first", "loads the ciphers")
    tracemalloc.start()
    try:
        stored = files.attach(office, tmp_path / "film")
        files.save_as(office, stored, tmp_path / "out")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * sealing.BLOCK
    assert (tmp_path / "out").stat().st_size == stored.size


def test_plain_copies_go_when_they_are_forgotten_and_after_a_run_that_was_killed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = files.attach_text(office, "name.txt", CANARY)
    path = files.path_of(office, stored)
    assert path.read_text(encoding="utf-8") == CANARY
    assert path.is_relative_to(passing.passing_folder())
    assert os.name == "nt" or passing.passing_folder().stat().st_mode & 0o077 == 0
    passing.forget_copies()
    assert not path.parent.exists()
    assert files.path_of(office, stored).exists(), "after the lock the next one is opened again"
    passing.forget_copies()

    code = "import os, tempfile; from hospcomms.services import passing\n"
    code += "place = passing.new_place() / 'left'; place.write_text('x'); print(place, flush=True); os._exit(9)"
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    left = Path(told.stdout.strip())
    assert left.is_absolute(), told.stderr
    assert left.exists()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine = tmp_path / f"{passing._PREFIX}running"
    mine.mkdir()
    held = FolderLock(mine)
    passing.sweep.cache_clear()
    passing.sweep()
    assert not left.parent.parent.exists()
    assert mine.exists(), "another program that runs keeps its own"
    held.release()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a:b?.pdf", "a-b-.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("CON.txt", "CON-.txt"),
        ("prn .tar.gz", "prn-.tar.gz"),
        ("x" * 300 + ".pdf", "x" * 115 + ".pdf"),
        (". .", "file"),
        ("تقرير", "تقرير"),
    ],
)
def test_names_given_to_the_system_are_safe(name: str, safe: str) -> None:
    found = safe_name(name)
    assert "/" not in found
    assert "\\" not in found
    assert found == safe


def test_a_program_is_known_as_risky_however_it_is_named() -> None:
    assert files.is_risky(StoredFile("0", "holiday.pdf.EXE ", 1))
    assert not files.is_risky(StoredFile("0", "brief.pdf", 1))
