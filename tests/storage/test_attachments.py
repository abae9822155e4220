"""Attached files are kept once by their content, and come out as they went in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.limits import ATTACHMENT_BYTES
from hospcomms.services import files
from hospcomms.services.office import Office
from hospcomms.storage import files as kept


def test_a_file_comes_out_as_it_went_in_and_is_kept_once(office: Office, tmp_path: Path) -> None:
    first, second = tmp_path / "تقرير.pdf", tmp_path / "copy.pdf"
    for path in (first, second):
        path.write_bytes(b"%PDF" + os.urandom(10) * 0 + b"same" * 1000)
    one, two = files.attach(office, first), files.attach(office, second)
    assert (one.sha256, one.size, one.name, two.name) == (two.sha256, 4004, "تقرير.pdf", "copy.pdf")
    assert len(kept.kept(office.folder)) == 1
    files.save_as(office, one, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == first.read_bytes()
    assert files.path_of(office, one).name == "تقرير.pdf"
    assert files.is_intact(office, one)


def test_an_empty_file_may_be_attached(office: Office, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert files.attach(office, tmp_path / "empty").size == 0


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


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a:b?.pdf", "a-b-.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("CON.txt", "CON-.txt"),
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
