"""Files of contacts as eight programs write them (tests/data/contacts) are read, and imported as one change."""

from __future__ import annotations

from pathlib import Path

import pytest

from hospcomms.domain.press import Person, Role
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.contacts.writing import write
from hospcomms.services.office import Office

FILES = Path(__file__).parents[1] / "data" / "contacts"
HELENE = ("Hélène Étienne", "041 33 22 10", "0770 00 98 11", "h.etienne@example.org", "", "Le Courrier d'Exemple")
FRANCOIS = ("François Benaïssa", "0660 12 34 56", "", "f.benaissa@example.org", "redaction@example.org")
NESRINE = ("نسرين بوخالفي", "0550 00 12 34", "029 71 22 30", "n.boukhalfi@example.org")
KARIM = ("Karim Amrani", "0661 00 17 42", "", "karim@example.org", "", "Radio Exemple", "Rédacteur")
AMINA = ("أمينة زرقوق", "0661 00 17 42")
READ: dict[str, list[tuple[str, ...]]] = {
    "outlook-en-cp1252.csv": [(*HELENE, "Journalist"), (*FRANCOIS, "Radio Exemple", "Editor in chief")],
    "outlook-fr-cp1252.csv": [(*HELENE, "Journaliste"), (*FRANCOIS, "Radio Exemple", "Rédacteur en chef")],
    "google.csv": [(*NESRINE, "nesrine@example.org", "جريدة المثال", "صحفية"), KARIM],
    "google-older.csv": [(*NESRINE, "", "جريدة المثال", "صحفية"), KARIM],
    "iphone-3.0.vcf": [
        (*NESRINE, "nesrine@example.org", "إذاعة المثال", "صحفية"),
        ("M. Karim Amrani", *KARIM[1:5], "Radio Exemple, chaîne 3", "Rédacteur"),
    ],
    "android-2.1.vcf": [
        (
            *("سليم مرواني", "0550 00 21 09", "029 71 22 30", "s.merouani@example.org", ""),
            *("جريدة المثال اليومية للأخبار الصحية", "صحفي"),
        ),
        ("Amina Ziani", "0661 00 17 42", "0770 00 11 22", "amina@example.org", "", "Radio Exemple", ""),
    ],
    "thunderbird-4.0.vcf": [
        (
            *("Hélène Étienne", "0770 00 98 11", "041 33 22 10", "h.etienne@example.org", "helene@example.org"),
            *("Le Courrier d'Exemple", "Journaliste"),
        ),
        (*AMINA, "", "amina.z@example.org", "", "إذاعة المثال", ""),
    ],
    "evolution-4.0.vcf": [
        (*AMINA, "029 71 22 30", "amina.z@example.org", "amina@example.org", "إذاعة المثال", "رئيسة تحرير"),
    ],
}


def planned(office: Office, name: str) -> Plan:
    """What importing a file would do."""
    plan = Plan(office, open_source(FILES / name))
    plan.check()
    return plan


def read(plan: Plan) -> list[tuple[str, ...]]:
    """Names, telephones, addresses and places of work, as they would be kept."""
    return [
        (
            *(found.person.name, found.person.phone, found.person.phone2),
            *(found.person.email, found.person.email2, found.outlet, found.function),
        )
        for found in plan.contacts
    ]


@pytest.mark.parametrize("name", READ)
def test_names_telephones_addresses_and_outlets_are_read_as_the_program_wrote_them(office: Office, name: str) -> None:
    plan = planned(office, name)
    assert read(plan) == READ[name]
    assert [str(trouble.said) for found in plan.contacts for trouble in plan.troubles_of(found)] == []


@pytest.mark.parametrize("name", READ)
def test_everybody_in_the_file_is_imported_by_one_change_that_one_undo_takes_back(office: Office, name: str) -> None:
    write(planned(office, name))
    assert sorted(found.name for found in records.find(office, Query(Person))) == sorted(row[0] for row in READ[name])
    assert records.count(office, Query(Role)) == len(READ[name])
    records.undo(office)
    assert records.count(office, Query(Person)) == 0


def test_notes_of_several_lines_and_quotation_marks_stay_whole(office: Office) -> None:
    assert planned(office, "outlook-en-cp1252.csv").contacts[0].person.note == 'Call after 10 a.m.\n"Not on Fridays"'
    assert planned(office, "google.csv").contacts[0].person.note == 'تفضل الاتصال صباحا، "قبل العاشرة"'
    assert "قبل العاشرة, وليس" in planned(office, "iphone-3.0.vcf").contacts[0].person.note
    assert planned(office, "android-2.1.vcf").contacts[0].person.note == "متاح بعد الظهر فقط، من السبت إلى الأربعاء"


def test_the_encoding_of_each_table_is_found(office: Office) -> None:
    found = {name: planned(office, name).source.encoding for name in READ if name.endswith(".csv")}
    assert found == {
        "outlook-en-cp1252.csv": "cp1252",
        "outlook-fr-cp1252.csv": "cp1252",
        "google.csv": "utf-8-sig",
        "google-older.csv": "utf-16",
    }


def test_an_old_workbook_of_excel_97_is_imported_and_its_bad_rows_are_told(office: Office) -> None:
    plan = planned(office, "libreoffice-97.xls")
    names = [found.person.name for found in plan.contacts]
    assert names[:4] == ["سليم مرواني", "طارق بن جدة", "Nesrine Boukhalfi", "كمال حمداش"]
    assert (plan.contacts[2].person.phone, plan.contacts[2].person.phone2) == ("0550 00 12 34", "029 71 22 30")
    assert plan.contacts[3].person.phone == "0550 00 60 31"  # a number in the sheet, its leading 0 lost
    told = " ".join(str(trouble.said) for found in plan.contacts for trouble in plan.troubles_of(found))
    assert "tarek.example.org" in told
    assert "0771 00 40" in told
    write(plan)
    kept = {found.name for found in records.find(office, Query(Person))}
    assert {"سليم مرواني", "Nesrine Boukhalfi", "كمال حمداش", "ياسمين بلغول"} <= kept


def test_a_parameter_without_its_value_says_nothing(tmp_path: Path) -> None:
    """Found by damaging cards: ``python -m tests.soak fuzz``."""
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:أمينة\nTEL;PREF=;ENCODING=:0550001234\nTEL;PREF=1:0661001742\nEND:VCARD\n"
    (tmp_path / "card.vcf").write_text(card, encoding="utf-8")
    rows = open_source(tmp_path / "card.vcf").tables[0].rows
    assert "0661001742" in str(rows[0])
