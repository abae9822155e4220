"""Hostile, broken and careless workbooks, through every door a workbook comes in by."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import UNPACKED_BYTES
from hospcomms.domain.packed import is_bomb
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import questionnaires, records, template_fill
from hospcomms.services.clip_import import writing as clip_writing
from hospcomms.services.clip_import.plan import ClipPlan, open_clips
from hospcomms.services.contacts import writing as contact_writing
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.exchange import import_campaign
from hospcomms.services.office import Office, open_office
from hospcomms.services.session_import import writing as session_writing
from hospcomms.services.session_import.plan import SessionPlan, open_sessions
from hospcomms.services.workbook_reading import read_book
from tests.cases import cases
from tests.faults.bad_inputs.books import HEADINGS, HOSTILE, ROWS, book, climbing, linked, with_sheet
from tests.faults.bad_inputs.spying import watched

CANARY = "CANARY-4711-secret"
Door = Callable[[Office, Path], object]


def contacts(office: Office, path: Path) -> Plan:
    """What an import of contacts would do."""
    plan = Plan(office, open_source(path))
    plan.check()
    return plan


def _contacts(office: Office, path: Path) -> object:
    return contact_writing.write(contacts(office, path))


def _clips(office: Office, path: Path) -> object:
    plan = ClipPlan(office, open_clips(path))
    plan.check()
    return clip_writing.write(plan)


def _sessions(office: Office, path: Path) -> object:
    plan = SessionPlan(office, open_sessions(path))
    plan.check()
    return session_writing.write(plan)


def _campaign(office: Office, path: Path) -> object:
    report = import_campaign(office, path)
    if report.refusal is not None:
        raise report.refusal
    return report


def _consolidation(_office: Office, path: Path) -> object:
    return read_book(path)


def _template(_office: Office, path: Path) -> object:
    return template_fill.read_template(path)


def _answers(_office: Office, path: Path) -> object:
    return questionnaires.sheets_in([path])


DOORS: dict[str, Door] = {
    "contacts": _contacts,
    "clips": _clips,
    "sessions": _sessions,
    "campaign": _campaign,
    "answers": _answers,
    "consolidation": _consolidation,
    "template": _template,
}
LATE = {("template", "XL07"), ("template", "XL11")}
"""A template is filled in, not read: it may have hidden sheets and cells far out."""


def counts(office: Office) -> dict[str, int]:
    """How many records of each type there are, in the bin too."""
    return {
        record.key: records.count(office, Query(record)) + records.count(office, Query(record, binned=True))
        for record in RECORDS
    }


def put(path: Path, content: bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content)
    return path


def test_a_hostile_workbook_is_refused_in_one_sentence_at_every_door(office: Office, tmp_path: Path) -> None:
    canary = put(tmp_path / "canary.txt", CANARY.encode())
    before = counts(office)
    tracemalloc.start()
    with cases() as table:
        for number, (case, what, make, kinds) in enumerate(HOSTILE):
            path = put(tmp_path / f"{number}.xlsx", make(canary))
            for name, door in DOORS.items():
                if (name, case) in LATE:
                    continue
                with table.case(case, what, name), watched() as seen:
                    start = tracemalloc.get_traced_memory()[0]
                    tracemalloc.reset_peak()
                    with pytest.raises(Refusal) as refused:
                        door(office, path)
                    assert tracemalloc.get_traced_memory()[1] - start < 50 << 20
                    assert refused.value.kind in (*kinds.split(), *(["not-ours"] if name == "consolidation" else []))
                    said = str(refused.value.sentence)
                    assert path.name in said or "cell" in said
                    assert CANARY not in said
                    assert not [one for one in seen if "canary" in one or "connect" in one]
    tracemalloc.stop()
    assert counts(office) == before
    assert CANARY.encode() not in b"".join(one.read_bytes() for one in office.folder.rglob("*") if one.is_file())


def test_a_packed_file_is_a_bomb_by_its_size_or_by_how_much_it_shrank() -> None:
    assert is_bomb(UNPACKED_BYTES + 1, UNPACKED_BYTES)
    assert is_bomb(UNPACKED_BYTES // 2, 1000)
    assert not is_bomb(UNPACKED_BYTES // 2, UNPACKED_BYTES // 20)
    assert not is_bomb(1 << 20, 1000)


def test_links_and_names_that_climb_out_are_never_followed(office: Office, tmp_path: Path) -> None:
    for make in (linked, climbing):
        path = put(tmp_path / f"{make.__name__}.xlsx", make(tmp_path))
        with watched() as seen:
            assert contacts(office, path).counts()["all"] == 1
        assert not [one for one in seen if "198.51" in one or "climbed" in one or "up.xml" in one]
    assert not list(tmp_path.parent.rglob("climbed.txt"))
    with pytest.raises(Refusal) as refused:
        template_fill.read_template(tmp_path / "linked.xlsx")
    assert refused.value.kind == "template-links"


def test_a_table_named_as_a_workbook_is_told_what_it_is_or_read_as_what_it_is(office: Office, tmp_path: Path) -> None:
    table = put(tmp_path / "a.xlsx", "Nom;Téléphone\nSalim Merouani;0550002109\n".encode())
    with pytest.raises(Refusal) as refused:
        import_campaign(office, table)
    assert refused.value.kind == "csv"
    assert contacts(office, table).counts()["wanted"] == 1  # a list is read as what it is


def test_an_old_and_a_locked_workbook_are_told_apart(office: Office, tmp_path: Path) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    told = set()
    for name, end in (("old", "Workbook"), ("locked", "EncryptedPackage")):
        with pytest.raises(Refusal) as refused:
            import_campaign(office, put(tmp_path / f"{name}.xlsx", ole + end.encode("utf-16-le")))
        told.add(refused.value.kind)
    assert told == {"old-workbook", "password"}


def test_numbers_and_errors_of_excel_become_texts_or_are_said_at_their_cell(office: Office, tmp_path: Path) -> None:
    rows = [
        ("Ali Ben", 213552123456.0, ""),
        ("Omar Ben", 552123457, ""),
        ("Lina Ben", 5.52123458e8, ""),
        ("#REF!", "0552123459", ""),
        ("Nora Ben", "0552123450", "#N/A"),
    ]
    plan = contacts(office, put(tmp_path / "a.xlsx", book(rows)))
    phones = [contact.person.phone for contact in plan.contacts]
    assert phones[:3] == ["0552 12 34 56", "0552 12 34 57", "0552 12 34 58"]
    assert ["leading 0" in str(plan.troubles_of(contact)) for contact in plan.contacts[:3]] == [False, True, True]
    assert [(one.number, one.troubles[0].column) for one in plan.contacts if one.is_refused] == [(5, 0), (6, 2)]
    contact_writing.write(plan)
    kept = {person.name for person in records.find(office, Query(Person))}
    assert kept == {"Ali Ben", "Omar Ben", "Lina Ben"}


def test_careless_headings_are_kept_apart_and_matched_without_their_blanks(office: Office, tmp_path: Path) -> None:
    made = Workbook()
    sheet: Any = made.active
    sheet.append(["Contacts de la presse", None, None, None])
    sheet.merge_cells("A1:D1")
    sheet.append(["\ufeffNom\u00a0", "Nom", "", "\u200fTéléphone \u00a0"])
    sheet.append(["Salim Merouani", "Merouani", "x", "0550002109"])
    made.save(tmp_path / "a.xlsx")
    plan = contacts(office, tmp_path / "a.xlsx")
    assert plan.head.row == 1
    assert len({plan.head.key(column) for column in range(4)}) == 4
    assert plan.roles[0] == "name"
    assert plan.roles[3] == "phone"
    assert plan.contacts[0].person.name == "Salim Merouani"


def test_the_same_workbook_twice_adds_nobody(office: Office, tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", book())
    _contacts(office, path)
    again = contacts(office, path)
    assert again.counts()["doubles"] == 1
    assert again.wanted() == []
    with pytest.raises(Refusal):
        contact_writing.write(again)
    assert records.count(office, Query(Person)) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from hospcomms.services.contacts import writing
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.office import open_office
office = open_office(Path(sys.argv[1]))
plan = Plan(office, open_source(Path(sys.argv[2])))
plan.check()
def told(share):
    if share > 0.5:
        os.kill(os.getpid(), signal.SIGKILL)
writing.write(plan, told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL; the soak kills by TerminateProcess")
def test_an_import_killed_half_way_leaves_no_row_and_the_data_whole(office: Office, tmp_path: Path, root: Path) -> None:
    rows = [(f"Ali Ben{number}", f"05500{number:05}", "") for number in range(200)]
    path = put(tmp_path / "a.xlsx", book(rows))
    folder = office.folder
    office.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(path)], cwd=root, check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL
    again = open_office(folder)
    try:
        assert records.count(again, Query(Person)) == 0
        assert again.store.faults() == []
        plan = contacts(again, path)
        contact_writing.write(plan)
        assert records.count(again, Query(Person)) == 200
    finally:
        again.close()


def test_what_is_no_file_or_goes_away_while_it_is_read_is_refused(office: Office, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    paths = [tmp_path / "pipe.xlsx", tmp_path / "folder.xlsx", tmp_path / "gone.xlsx", Path("/dev/zero")]
    paths += [Path("/proc/self/mem")]  # an ordinary file that fails in the middle of reading, as a share that goes away
    with cases() as table:
        for path in paths:
            for name, door in DOORS.items():
                with table.case(path, name):
                    with pytest.raises(Refusal) as refused:
                        door(office, path)
                    assert refused.value.kind in ("not-a-file", "unreachable")
    assert counts(office) == dict.fromkeys(counts(office), 0)


def test_rows_and_columns_beyond_a_form_are_refused_before_they_are_read(office: Office, tmp_path: Path) -> None:
    wide = b'<c r="ZZ1" t="inlineStr"><is><t>x</t></is></c></row>'
    path = put(tmp_path / "wide.xlsx", with_sheet(book(ROWS, HEADINGS), lambda part: part.replace(b"</row>", wide, 1)))
    for door in (_contacts, _campaign):
        with pytest.raises(Refusal) as refused:
            door(office, path)
        assert refused.value.kind == "too-far"
        assert "ZZ1" in str(refused.value.sentence)
