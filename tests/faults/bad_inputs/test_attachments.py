"""Files that lie, that run, that grow, and pictures that would fill the memory: attached, shown and handed out."""

from __future__ import annotations

import struct
import threading
import tracemalloc
import zlib
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Field, Kind, StoredFile
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.limits import ATTACHMENT_BYTES, PICTURE_POINTS
from hospcomms.domain.monitoring import Clip
from hospcomms.reports import pictures, press_pictures, scans
from hospcomms.services import file_kinds, files, records
from hospcomms.services.office import Office
from tests.cases import cases
from tests.faults.bad_inputs.spying import watched
from tests.faults.bad_inputs.test_workbooks import put
from tests.ui.form_stage import begin, walk
from ui.records.editors.files import FilesEditor
from ui.shell import logo
from ui.widgets import picture_file

PNG = b"\x89PNG\r\n\x1a\n"
MZ = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00" + bytes(200)
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def chunk(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def image_bomb(side: int = 50_000) -> bytes:
    """A PNG of a few KB that says it is so many points wide and high; up to 8 000 it holds all of them."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 1) * min(side, 8_000)), 9)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def kept(office: Office) -> list[Path]:
    """Every file below the attachments of the office."""
    return [one for one in (office.folder / "attachments").rglob("*") if one.is_file()]


NAMES = (
    "..\\..\\x.pdf",
    "../../x.pdf",
    "C:\\Windows\\x.dll",
    "\\\\srv\\share\\x",
    "a/b",
    *(
        "CON",
        "nul.txt",
        "aux.docx",
        "COM¹",
        "LPT1.pdf",
        "a.pdf ",
        "a.pdf.",
        "a.pdf:evil.exe",
        "x\u202egpj.exe",
        "\u200b",
    ),
    "م" * 300 + ".pdf",
    "😀" * 200 + ".pdf",
)


def test_a_name_is_a_label_and_comes_out_as_one_the_system_takes(office: Office, tmp_path: Path) -> None:
    content = b"%PDF-1.7 abc"
    with cases() as table:
        for name in NAMES:
            with table.case(name[:30]):
                made = safe_name(name)
                assert made
                assert not set(made) & set('<>:"/\\|?*\u202e\u200b')
                assert made == made.strip(" .")
                assert len(made) <= 120
                assert len(made.encode()) < 256
                assert made.split(".")[0].casefold() not in ("con", "nul", "aux", "com¹", "lpt1")
                assert Path(name).suffix != ".pdf" or made.endswith(".pdf")
                stored = StoredFile(files.attach(office, put(tmp_path / "a.pdf", content)).sha256, name, len(content))
                out = files.path_of(office, stored) if ".exe" not in name and ".dll" not in name else None
                assert out is None or (out.name == made and out.read_bytes() == content)
        with table.case("programs by their name"):
            for name in ("C:\\Windows\\x.dll", "a.pdf:evil.exe", "x\u202egpj.exe", "a.exe ", "a.PS1."):
                assert files.is_risky(StoredFile("0", name, 1))
    assert len(kept(office)) == 1
    assert len(kept(office)[0].name) < 80  # named by its content: no name is too long for the folder


LIARS: tuple[tuple[str, bytes, str], ...] = (
    ("letter.pdf", b"\xff\xd8\xff\xe0" + bytes(60), "something else"),
    ("photo.jpg", MZ, "program"),
    ("photo.png", b"\x7fELF" + bytes(60), "program"),
    ("note.txt", b"#!/bin/sh\nrm -rf /\n", "program"),
    ("setup.exe", b"harmless", "program"),
    ("drawing.svg", SVG, "program"),
    ("drawing.png", SVG, "program"),
    ("letter.pdf.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "shortcut"),
    ("letter.txt", b"[InternetShortcut]\r\nURL=file://198.51.100.7/x\r\n", "shortcut"),
    ("poly.pdf", b"%PDF-1.7\n" + bytes(60) + b"PK\x03\x04x" + b"PK\x05\x06" + bytes(18), "are packed"),
    ("empty.pdf", b"", "is empty"),
    ("honest.pdf", b"%PDF-1.7 abc", ""),
    ("honest.docx", b"PK\x03\x04" + bytes(60) + b"PK\x05\x06" + bytes(18), ""),
    ("locked.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(60), ""),
    ("honest.txt", b"MZ is how programs begin; this is a text.", ""),
)


def test_a_file_is_what_it_holds_and_not_what_it_is_called(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(office)
    editor = FilesEditor(session, Field(name="x", kind=Kind.FILES, label="Files"))
    qtbot.addWidget(editor)
    with cases() as table:
        for name, content, told in LIARS:
            with table.case(name, told):
                path = put(tmp_path / name, content)
                walk(session).said.clear()
                editor.set_value(())
                editor.attach([path])
                if told in ("program", "shortcut"):
                    assert editor.value() == ()
                    assert told in str(editor.trouble())
                else:
                    assert [one.name for one in editor.value()] == [name]
                    said = "\n".join(map(str, walk(session).said))
                    assert told in said
                    assert bool(said) is bool(told)
        with table.case("kept before contents were asked"):
            sealed = office.store.attachments.keep(put(tmp_path / "old.jpg", MZ))
            with pytest.raises(Refusal) as refused:
                files.path_of(office, sealed)
            assert refused.value.kind == "program"


def test_links_are_followed_once_and_never_kept_and_what_is_elsewhere_is_said(office: Office, tmp_path: Path) -> None:
    target = put(tmp_path / "real.pdf", b"%PDF-1.7 abc")
    for name, make in (("soft.pdf", Path.symlink_to), ("hard.pdf", Path.hardlink_to)):
        make(tmp_path / name, target)
        stored = files.attach(office, tmp_path / name)
        (only,) = kept(office)
        assert not only.is_symlink()
        assert stored.sha256 == files.attach(office, target).sha256
    assert "real.pdf" in str(next(file_kinds.cautions(tmp_path / "soft.pdf")))
    (tmp_path / "broken.pdf").symlink_to(tmp_path / "gone")
    (tmp_path / "folder.pdf").symlink_to(tmp_path)
    for name in ("broken.pdf", "folder.pdf"):
        with pytest.raises(Refusal):
            files.attach(office, tmp_path / name)
    facts: Any = SimpleNamespace(
        st_file_attributes=0x400000
    )  # only Windows tells it: a file whose content is in a cloud
    assert file_kinds.is_elsewhere(facts)
    assert not file_kinds.is_elsewhere(target.stat())


def test_nothing_is_half_kept_of_a_file_that_is_too_large_or_grows_or_cannot_be_read(
    office: Office, tmp_path: Path
) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as stream:
        stream.truncate(ATTACHMENT_BYTES + 1)
    sized = put(tmp_path / "growing.pdf", b"%PDF-1.7 ")
    growing = threading.Event()

    def grow() -> None:
        with sized.open("ab") as stream:
            while not growing.is_set():
                stream.write(bytes(1 << 20))
                if stream.tell() > ATTACHMENT_BYTES + (8 << 20):
                    return

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        stored = files.attach(office, sized)
        assert stored.size <= ATTACHMENT_BYTES  # what was there when it was read, whole
        assert files.is_intact(office, stored)
    except Refusal:
        stored = None
    finally:
        growing.set()
        writer.join()
    before = len(kept(office))
    for path in (large, tmp_path / "gone.pdf", Path("/proc/self/mem"), Path("/dev/zero")):
        with pytest.raises(Refusal):
            files.attach(office, path)
    assert len(kept(office)) == before == (stored is not None)


def test_the_size_of_a_picture_is_asked_before_anything_of_it_is_decoded(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    begin(office)
    bomb = put(tmp_path / "bomb.png", image_bomb())
    assert bomb.stat().st_size < 60_000 < PICTURE_POINTS
    tracemalloc.start()
    assert pictures.usable(bomb).image is None
    assert scans.as_pictures(bomb, "bomb.png", tmp_path, 4).problem is not None
    assert not hasattr(scans.first_look(bomb, "bomb.png", 200), "pixels")
    with pytest.raises(Refusal):
        press_pictures.without_details(bomb, "bomb.png")
    assert picture_file.read(str(bomb), 200).isNull()
    with pytest.raises(Refusal):
        logo.read(bomb)
    assert tracemalloc.get_traced_memory()[1] < 30 << 20
    tracemalloc.stop()
    whole = put(tmp_path / "whole.png", image_bomb(8_000))  # no bomb to Pillow, and more than is decoded here
    assert pictures.usable(whole).image is None
    assert picture_file.read(str(whole), 200).isNull()
    for name, content in (
        ("a.png", SVG),
        ("a.svg", SVG),
        ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        ("a.pdf", b"%PDF-x"),
    ):
        path = put(tmp_path / name, content)
        with watched() as seen:
            assert picture_file.read(str(path), 200).isNull()
            assert pictures.usable(path).image is None
        assert not [one for one in seen if "Popen" in one]
    Image.new("RGB", (900, 700)).save(tmp_path / "fine.jpg")
    (tmp_path / "fine.jpg").rename(tmp_path / "named.png")  # by its content, whatever it is called
    assert picture_file.read(str(tmp_path / "named.png"), 300).width() == 300
    assert pictures.usable(tmp_path / "named.png").image is not None


def test_a_kept_file_that_is_gone_changed_or_foreign_is_named_and_nothing_is_deleted(
    office: Office, tmp_path: Path
) -> None:
    found = []
    for name in ("a", "b"):
        stored = files.attach(office, put(tmp_path / f"{name}.pdf", b"%PDF-1.7 " + name.encode()))
        records.save(office, Clip(title=name, on=date(2026, 11, 22), scans=(stored,)))
        found.append(next(one for one in kept(office) if one.name.startswith(stored.sha256)))
    content = bytearray(found[0].read_bytes())
    content[-1] ^= 1
    found[0].write_bytes(bytes(content))
    found[1].unlink()
    strange = put(found[0].parent / "strange.bin", b"x")
    told = " ".join(str(fault) for fault in office.store.faults())
    assert "a.pdf" in told
    assert "b.pdf" in told
    assert strange.exists()
    assert found[0].exists()


def test_a_dropped_address_is_no_file(qtbot: QtBot, office: Office) -> None:
    editor = FilesEditor(begin(office), Field(name="x", kind=Kind.FILES, label="Files"))
    qtbot.addWidget(editor)
    dropped = QMimeData()
    dropped.setUrls([QUrl("http://198.51.100.7/x.pdf"), QUrl("javascript:alert(1)")])
    with watched() as seen:
        editor.attach([Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()])
    assert editor.value() == ()
    assert not [one for one in seen if "198.51" in one]
