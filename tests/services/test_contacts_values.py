"""Telephone numbers in every spelling, and workbooks of LibreOffice, as lists of contacts bring them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from hospcomms.domain.errors import Refusal
from hospcomms.services.contacts.phones import numbers_in
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.contacts.words import says_do_not_contact
from hospcomms.services.office import Office


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+213 (0) 552-12-34-56", ["0552 12 34 56"]),
        ("00213 552 12 34 56", ["0552 12 34 56"]),
        ("213552123456", ["0552 12 34 56"]),
        ("0550002109/0661001742", ["0550 00 21 09", "0661 00 17 42"]),
        ("0550002109 أو 0661001742", ["0550 00 21 09", "0661 00 17 42"]),
        ("0550 00 21 09 0661 00 17 42", ["0550 00 21 09", "0661 00 17 42"]),
        ("Tél : 021 23 45 67", ["021 23 45 67"]),
        ("+33 1 42 68 53 00", ["+33 1 42 68 53 00"]),
        ("021 23 45 67 poste 12", ["021 23 45 67 ext. 12"]),
        ("1023", ["1023"]),
        ("\u202a+213 552 12 34 56\u202c", ["0552 12 34 56"]),
    ],
)
def test_telephone_numbers_are_written_as_the_country_writes_them(typed: str, kept: list[str]) -> None:
    assert [number.text for number in numbers_in(typed, "DZ")] == kept
    assert all(number.fault is None for number in numbers_in(typed, "DZ"))


def ods(path: Path, rows: str) -> Path:
    """A workbook of LibreOffice with these table rows."""
    names = ("office:1.0", "table:1.0", "text:1.0")
    spaces = " ".join(
        f'xmlns:{name.partition(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for name in names
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="Liste">{rows}</table:table>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        text = f"<office:document-content {spaces}>{body}</office:spreadsheet></office:body></office:document-content>"
        archive.writestr("content.xml", text)
    return path


def test_a_workbook_of_libreoffice_is_read_and_a_cell_repeated_a_million_times_refused(
    office: Office, tmp_path: Path
) -> None:
    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell{more} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{cell(name)}{cell(tel)}</table:table-row>"
                   for name, tel in (("Nom", "GSM"), ("Ali B", "0550 00 21 09")))  # fmt: skip
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    plan = Plan(office, open_source(ods(tmp_path / "a.ods", rows + empty)))
    plan.check()
    found = plan.contacts[0].person
    assert (found.name, found.phone) == ("Ali B", "0550 00 21 09")
    more = ' table:number-columns-repeated="16384"'
    with pytest.raises(Refusal) as refusal:
        open_source(ods(tmp_path / "b.ods", f"<table:table-row>{cell('x', more)}</table:table-row>"))
    assert refusal.value.kind == "too-large"


@pytest.mark.parametrize(
    "note",
    [
        "لا يتصل به",
        "طلب عدم الاتصال به نهائيا",
        "صحفي سابق، لا تتصل به أبدا.",
        "ممنوع الاتصال بطلب منه",
        "Ne pas contacter",
        "Ne plus appeler depuis 2023",
        "s'oppose à tout contact",
        "Do not contact him again",
        "DNC",
    ],
)
def test_a_note_that_asks_clearly_marks_a_contact(note: str) -> None:
    assert says_do_not_contact(note)


@pytest.mark.parametrize(
    "note",
    [
        "ولا يتصل به ليلا",
        "لا يتصل به قبل الساعة العاشرة",
        "عدم الاتصال به يوم الجمعة",
        "Ne pas appeler le soir",
        "ne pas contacter par téléphone",
        "ne s'oppose pas aux interviews",
        "journal opposé au projet",
        "Do not call after 6 pm",
        "Do not contact without telling the director",
    ],
)
def test_a_note_that_only_sets_a_time_or_a_way_marks_nobody(note: str) -> None:
    assert not says_do_not_contact(note)
