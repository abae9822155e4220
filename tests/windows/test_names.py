"""Names on Windows: what it does not take as a file, what is too long, and everybody's own letters."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.locale import locale
from hospcomms.domain.query import Query
from hospcomms.services import backups, files, records, reports
from hospcomms.services.exchange import export_list
from hospcomms.services.office import Office
from tests.cases import cases

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="these are the rules of Windows for names")
ARABIC = locale("ar", "dz")
ODD = (
    "CON", "nul.txt", "COM¹.pdf", "LPT9", "aux .csv", "a:b.pdf", "سؤال؟ نعم?.pdf", "x. ", "tab\tend.txt", "..", "...",
    "\u202excod.exe", "\u200fمرفق\u200f.pdf", "ا" * 300 + ".pdf", "😀" * 200 + ".pdf", "CONIN$", "prn.tar.gz",
    'a"b<c>d|e*.txt',
)  # fmt: skip


def test_every_safe_name_is_a_file_of_that_name_in_the_folder_it_was_meant_for(tmp_path: Path) -> None:
    with cases() as table:
        for name in ODD:
            with table.case(ascii(name)):
                made = safe_name(name)
                (tmp_path / made).write_bytes(b"1")
                assert [path.name for path in tmp_path.iterdir()] == [made]
                assert (tmp_path / made).read_bytes() == b"1"
                (tmp_path / made).unlink()


def test_an_export_to_a_name_that_windows_takes_for_something_else_is_refused(office: Office, tmp_path: Path) -> None:
    records.save(office, Audience(name="آباء"))
    with cases() as table:
        for name in ("NUL.xlsx", "com1.xlsx", "rapport: final.xlsx", "liste.xlsx ", "س" * 256 + ".xlsx", "a?b.xlsx"):
            for write in (_list, _sheet, _backup):
                with table.case(name, write.__name__):
                    with pytest.raises(Refusal) as refused:
                        write(office, tmp_path / name)
                    assert refused.value.kind in ("unfit-name", "ending")
                    assert not [path for path in tmp_path.iterdir() if path.name != "office"]


def _list(office: Office, out: Path) -> None:
    export_list(office, Query(Audience), ["name"], out, ARABIC)


def _sheet(office: Office, out: Path) -> None:
    reports.make(office, "record-sheet", records.find(office, Query(Audience))[0].id, ARABIC, out)


def _backup(office: Office, out: Path) -> None:
    backups.write_file(office, out)


def test_long_arabic_names_come_out_whole(office: Office, tmp_path: Path) -> None:
    records.save(office, Audience(name="آباء"))
    for ending, write in ((".xlsx", _list), (".pdf", _sheet), (".hcbackup", _backup)):
        out = tmp_path / ("قائمة " * 20 + ending)
        write(office, out)
        assert out.stat().st_size > 0


def test_the_profile_of_an_arabic_user_holds_our_temporary_files_and_copies(office: Office, tmp_path: Path) -> None:
    scan = tmp_path / "مقال الصحيفة — «الخبر» é.txt"
    scan.write_text("نص", encoding="utf-8")
    passing = files.path_of(office, files.attach(office, scan))
    assert passing.name == safe_name(scan.name)
    assert passing.is_relative_to(Path(tempfile.gettempdir()))
    assert passing.read_text(encoding="utf-8") == "نص"
