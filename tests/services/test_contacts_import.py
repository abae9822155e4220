"""Lists of contacts as they come from other programs are read, checked and written as one change."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from hospcomms.cli import main
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import NotDuplicate, Outlet, Person, Role
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.contacts.writing import write
from hospcomms.services.office import Office
from hospcomms.services.row_import.plan import ADD, LATER, UPDATE
from hospcomms.services.row_import.writing import report_of, save_refused
from tests.services.contact_files import (
    APPLE,
    GOOGLE,
    HEADINGS,
    MESSY,
    NEXTCLOUD,
    OUTLOOK,
    quoted,
    telephone_cards,
    workbook,
)


def put(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    """A file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def planned(office: Office, path: Path, encoding: str = "") -> Plan:
    """What importing a file would do."""
    plan = Plan(office, open_source(path, encoding))
    plan.check()
    return plan


def said(plan: Plan) -> list[str]:
    """Everything said of the rows, in English."""
    return [str(trouble.said) for contact in plan.contacts for trouble in plan.troubles_of(contact)]


def person(plan: Plan, place: int = 0) -> Person:
    """The person of a row."""
    return plan.contacts[place].person


def test_contacts_of_google_are_read_with_both_numbers_and_both_addresses(office: Office, tmp_path: Path) -> None:
    plan = planned(office, put(tmp_path / "contacts.csv", GOOGLE))
    first, second = person(plan), person(plan, 1)
    assert (first.name, first.phone, first.phone2) == ("نسرين بوخالفي", "0550 00 12 34", "029 71 22 30")
    assert (first.email, first.email2, first.groups) == ("n.boukhalfi@example.org", "n2@example.org", ("صحافة",))
    assert (first.region, first.profile, first.note) == ("ورقلة", "https://example.org", "تفضل\nالاتصال صباحا")
    assert (plan.contacts[0].outlet, plan.contacts[0].medium) == ("جريدة الضفاف", "newspaper")
    assert (second.phone, second.phone2, second.email2) == ("0661 00 17 42", "021 23 45 67", "k.amrani@example.org")
    assert not said(plan)


def test_contacts_of_outlook_in_the_western_code_page_keep_their_accents(office: Office, tmp_path: Path) -> None:
    plan = planned(office, put(tmp_path / "contacts.csv", OUTLOOK.replace("\n", "\r\n"), "cp1252"))
    assert plan.source.encoding == "cp1252"
    first, second = person(plan), person(plan, 1)
    assert (first.name, plan.contacts[0].outlet, plan.contacts[0].function) == (
        "Hélène Étienne", "Le Quotidien d'Oran", "Journaliste",
    )  # fmt: skip
    assert (first.phone, first.phone2, first.languages) == ("041 33 22 10", "0770 00 98 11", ("fr",))
    assert first.do_not_contact
    assert second.languages == ("ar", "fr")


def test_cards_of_a_telephone_are_decoded_and_their_photo_of_five_megabytes_is_left_out(
    office: Office, tmp_path: Path
) -> None:
    plan = planned(office, put(tmp_path / "a.vcf", telephone_cards(5_000_000)))
    first = person(plan)
    assert (first.name, first.phone, first.phone2) == ("سليم مرواني صاحب اسم طويل جدا", "0550 00 21 09", "029 71 22 30")
    assert (plan.contacts[0].outlet, plan.contacts[0].function) == ("جريدة الضفاف", "صحفي")
    assert (person(plan, 1).name, person(plan, 1).phone) == ("Amina Ziani", "0661 00 17 42")
    assert [str(note) for _row, note in plan.table.notes] == ["1 photo or sound was left out."]


def test_cards_of_apple_and_of_nextcloud_are_read(office: Office, tmp_path: Path) -> None:
    apple = planned(office, put(tmp_path / "a.vcf", APPLE.replace("\n", "\r\n")))
    found = person(apple)
    assert (found.name, found.email, found.email2) == ("Nesrine Boukhalfi", "nesrine@example.org", "nb@example.org")
    assert (found.phone, found.phone2, found.region, found.groups) == (
        "0550 00 12 34", "", "Alger", ("Presse", "Santé"),
    )  # fmt: skip
    assert "avec virgule et une ligne très longue qui continue ici" in found.note
    assert apple.contacts[0].outlet == "Radio Sahel, chaîne 3"
    cloud = planned(office, put(tmp_path / "b.vcf", NEXTCLOUD.replace("\n", "\r\n")))
    found = person(cloud)
    assert (found.name, found.phone, found.languages) == ("أمينة زرقوق", "0661 00 17 42", ("ar", "fr"))
    assert found.reference == "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
    assert (cloud.contacts[0].outlet, cloud.contacts[0].function) == ("إذاعة الواحة", "رئيسة تحرير")


def test_odd_cards_are_read_as_far_as_they_go(office: Office, tmp_path: Path) -> None:
    arabic = "سليم".encode("cp1256")
    name = "".join(f"={byte:02X}" for byte in arabic).encode()
    folded = "FN:نسرين".encode()
    many = b"".join(b"TEL:05500021%02d\r\n" % number for number in range(50))
    cards = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:" + name + b"\r\nTEL:0550002109\r\nEND:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + folded[:4] + b"\r\n " + folded[4:] + b"\r\n" + many + b"END:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL;ENCODING=b:%%%\r\nEND:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Open\r\nURL:javascript:alert(1)\r\n"
    )
    plan = planned(office, put(tmp_path / "odd.vcf", cards))
    assert [found.person.name for found in plan.contacts][:2] == ["سليم", "نسرين"]
    assert len(plan.contacts) == 3  # a card with nothing in it is no row
    assert person(plan, 2).profile == "javascript:alert(1)"
    assert any("very many lines" in line for line in said(plan))
    assert any("no end" in line for line in said(plan))
    assert quoted("س") == "=D8=B3"


def test_headings_in_row_four_below_a_merged_title_are_found(office: Office, tmp_path: Path) -> None:
    plan = planned(office, workbook(tmp_path / "a.xlsx"))
    assert plan.head.words == HEADINGS
    assert plan.roles == ("name", "outlet", "function", "phone", "email", "region", "languages")
    assert [found.number for found in plan.contacts] == [5, 6, 7, 8, 9, 10, 11]
    assert [found.state for found in plan.contacts] == ["done", "late", "done", "soon", "late", "soon", "late"]
    assert plan.counts() == {"all": 7, "ready": 2, "warned": 2, "refused": 3, "doubles": 0, "wanted": 4}
    assert "“tarek.example.org” is not an e-mail address: the sign @ is missing." in said(plan)
    assert "“550006031” had lost its leading 0; it becomes 0550 00 60 31." in said(plan)


def test_arabic_headings_in_the_arabic_code_page_and_dates_in_both_digit_sets(office: Office, tmp_path: Path) -> None:
    text = "الاسم;اللقب;الجريدة;الهاتف;تاريخ التحقق;عدم الاتصال\nسليم;مرواني;جريدة الضفاف;0550002109;21/03/2026;نعم\n"
    plan = planned(office, put(tmp_path / "a.csv", text, "cp1256"))
    assert plan.source.encoding == "cp1256"
    found = person(plan)
    assert (found.name, found.verified_on, found.do_not_contact) == ("سليم مرواني", date(2026, 3, 21), True)
    eastern = text.replace("0550002109", "٠٥٥٠٠٠٢١٠٩").replace("21/03/2026", "٢١/٠٣/٢٠٢٦")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        again = person(planned(office, put(tmp_path / "b.csv", eastern, encoding)))
        assert (again.phone, again.verified_on) == ("0550 00 21 09", date(2026, 3, 21))
    forced = planned(office, tmp_path / "a.csv", "cp1252")
    assert "?" not in forced.head.words[0]
    with pytest.raises(Refusal) as refusal:
        planned(office, tmp_path / "a.csv", "utf-8-sig")
    assert refusal.value.kind == "encoding"


def test_mixed_separators_and_quotation_marks_out_of_place_are_put_right_and_said(
    office: Office, tmp_path: Path
) -> None:
    text = 'sep=;\nnom;organe;tel\nAli;"Le Soir" d\'Algérie;0550002109\nBaya Z,El Watan,0550002110\n\n;;\n'
    plan = planned(office, put(tmp_path / "a.csv", text))
    assert [(found.person.name, found.outlet) for found in plan.contacts] == [
        ("Ali", "Le Soir d'Algérie"), ("Baya Z", "El Watan"),
    ]  # fmt: skip
    assert len(said(plan)) == 2
    with pytest.raises(Refusal) as refusal:
        planned(office, put(tmp_path / "b.csv", 'nom;tel\n"Ali;0550002109\n' + "Baya;0550002110\n" * 5000))
    assert refusal.value.kind == "open-quote"
    assert "line 2" in str(refusal.value.sentence)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"", "empty-file"),
        ("a.csv", b"\n\n  \n", "empty-file"),
        ("a.csv", b"nom;tel\0\0\n", "not-a-table"),
        ("a.xlsx", b"PK\x03\x04" + bytes(range(256)), "damaged-file"),
        ("a.xlsx", b"<html><table><tr><td>x</td></tr></table></html>", "web-page"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 2000, "damaged-file"),
        ("a.vcf", b"BEGIN:VCARD\r\nEND:VCARD\r\n", "nothing"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(
    office: Office, tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    path = put(tmp_path / name, content)
    with pytest.raises(Refusal) as refusal:
        write(planned(office, path))
    assert refusal.value.kind == kind
    for place in (tmp_path, tmp_path / "gone.csv"):
        with pytest.raises(Refusal):
            open_source(place)


def test_a_text_table_named_as_a_workbook_is_read_all_the_same(office: Office, tmp_path: Path) -> None:
    assert person(planned(office, put(tmp_path / "a.xlsx", "nom;tel\nAli B;0550002109\n"))).name == "Ali B"


def test_a_sheet_of_a_million_rows_and_a_cell_far_outside_are_refused_at_once(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["nom", "tel"])
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(Refusal) as refusal:
        open_source(tmp_path / "far.xlsx")
    assert refusal.value.kind in ("too-far", "too-large")
    del sheet["XFD1048576"]
    sheet["A2"] = "Ali B"
    sheet.row_dimensions[1048576].height = 20  # only formatted: that is no row
    book.save(tmp_path / "tall.xlsx")
    assert len(planned(office, tmp_path / "tall.xlsx").contacts) == 1


def test_declarations_in_a_workbook_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for item in old.infolist():
            text = old.read(item)
            if item.filename.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + text
            new.writestr(item, text)
    with pytest.raises(Refusal) as refusal:
        open_source(tmp_path / "b.xlsx")
    assert refusal.value.kind == "unsafe"


def test_errors_of_excel_huge_cells_and_odd_texts_are_said_at_their_cell(office: Office, tmp_path: Path) -> None:
    rows = [
        ("#REF!", "", "", "0550002109", "", "", ""),
        ("x" * 200_000, "", "", "0550002109", "", "", ""),
        ("Ahmed \u202e2026\u202c", "'; DROP TABLE contact; --", "<b>x</b>", "", "a@b\nBcc: all@x", "", ""),
        ("M\u043eustafa", "{{7*7}} %s {0}", "", "40 digits " + "1" * 40, "", "", ""),
        ("=1+1", "-", "+", "0550002110", "", "", ""),
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    plan = planned(office, path)
    states = [found.state for found in plan.contacts]
    assert states[0] == states[1] == states[2] == states[3] == "late"
    assert any("#REF!" in line for line in said(plan))
    assert any("longer than 300" in line for line in said(plan))
    assert any("look the same" in line for line in said(plan))
    assert person(plan, 2).name == "Ahmed 2026"
    assert plan.contacts[2].outlet == "'; DROP TABLE contact; --"


def test_an_import_is_one_change_that_one_undo_takes_back(office: Office, tmp_path: Path) -> None:
    records.save(office, Outlet(name="جريدة الضفّاف"))
    plan = planned(office, workbook(tmp_path / "a.xlsx"))
    commit = write(plan)
    found = records.find(office, Query(Person))
    assert {one.name for one in found} == {row[0] for row in (MESSY[0], MESSY[2], MESSY[3], MESSY[5])}
    assert records.count(office, Query(Outlet)) == 3  # the one there was is used again, though spelled otherwise
    (role,) = records.parts(office, Role, found[0].id)
    assert (role.outlet, role.function, role.start, role.end) == (found[0].outlet, found[0].function, None, None)
    report = report_of(plan, commit)
    assert (report.read, report.imported, report.refused) == (7, 4, 3)
    assert report.refusal is None
    records.undo(office)
    assert records.count(office, Query(Person)) == 0
    assert records.count(office, Query(Outlet)) == 1


def test_the_same_file_again_adds_nobody_unless_it_is_asked_for(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    write(planned(office, path))
    plan = planned(office, path)
    assert plan.counts()["doubles"] == 4
    assert plan.wanted() == []
    with pytest.raises(Refusal):
        write(plan)
    plan.doubles = LATER
    assert len(plan.wanted()) == 4
    plan.doubles = ADD
    write(plan)
    assert records.count(office, Query(Person)) == 8
    assert records.count(office, Query(NotDuplicate)) == 4


def test_a_row_with_its_reference_updates_its_record_when_asked_and_a_move_is_a_new_role(
    office: Office, tmp_path: Path
) -> None:
    write(planned(office, put(tmp_path / "a.csv", "id;nom;media;tel;obs\nP1;Ali B;El Watan;0550002109;ancien\n")))
    again = put(tmp_path / "b.csv", "id;nom;media;tel;obs\nP1;Ali B;Liberté;0661001742;\nP2;Baya C;Liberté;;\n")
    plan = planned(office, again)
    assert [plan.fate(found) for found in plan.contacts] == ["leave", "add"]
    plan.own = UPDATE
    write(plan)
    (ali,) = [one for one in records.find(office, Query(Person)) if one.reference == "P1"]
    assert ali.phone == "0661 00 17 42"
    assert records.titles(office, [ali.outlet])[ali.outlet] == "Liberté"
    now, before = records.parts(office, Role, ali.id)
    assert now.start == office.today
    assert before.end is not None
    assert before.end < office.today


def test_people_of_one_newsroom_share_its_telephone(office: Office, tmp_path: Path) -> None:
    text = "nom;tel\nAli Benaïssa;021234567\nBaya Cherif;021234567\nBenaissa ALI;021234568\n"
    plan = planned(office, put(tmp_path / "a.csv", text))
    assert list(plan.twins) == [3]  # only the name that comes again, in the other order


def test_refused_rows_are_saved_with_their_reasons_in_the_columns_of_the_file(office: Office, tmp_path: Path) -> None:
    plan = planned(office, workbook(tmp_path / "a.xlsx"))
    assert save_refused(plan, tmp_path / "refused.xlsx", office.settings.locale_for("en")) == 3
    sheet = load_workbook(tmp_path / "refused.xlsx")["Contacts"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [*HEADINGS, "Reason"]
    assert rows[1][4] == "tarek.example.org"
    assert "@ is missing" in str(rows[1][-1])
    assert rows[2][0] in (None, "")
    plan.mend(5, 4, "tarek@example.org")
    assert plan.counts()["refused"] == 2
    assert planned(office, tmp_path / "refused.xlsx").counts()["all"] == 3


def test_the_columns_chosen_are_remembered_for_files_of_the_same_kind(office: Office, tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "nom;qui;numero de badge\nAli B;El Watan;7\n")
    plan = planned(office, path)
    assert plan.roles == ("name", "skip", "skip")
    plan.roles = ("name", "outlet", "skip")
    plan.check()
    write(plan)
    other = put(tmp_path / "b.csv", "nom;qui;numero de badge\nBaya C;Liberté;8\n")
    assert planned(office, other).roles == ("name", "outlet", "skip")


def test_an_import_stopped_half_way_leaves_nothing(office: Office, tmp_path: Path) -> None:
    rows = [(f"Ali Ben{number}", "", "", f"05500{number:05}", "", "", "") for number in range(1000)]
    plan = planned(office, workbook(tmp_path / "a.xlsx", rows))

    def stop(fraction: float) -> None:
        if fraction > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write(plan, stop)
    assert records.count(office, Query(Person)) == 0


def test_the_command_line_imports_contacts_and_finds_out_what_a_file_is(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, folder = workbook(tmp_path / "a.xlsx"), office.folder
    office.close()
    words = ["--data", str(folder), "import", str(path), "--json", "--refused", str(tmp_path / "r.xlsx")]
    assert main([*words, "--dry-run"]) == 0
    assert json.loads(capsys.readouterr().out)["dry_run"]
    assert main(words) == 0
    shape = json.loads(capsys.readouterr().out)
    assert (shape["kind"], shape["read"], shape["imported"], shape["duplicates"]) == ("contacts", 7, 4, 0)
    rejected = shape["rejected"][0]
    assert {key: rejected[key] for key in ("sheet", "row", "column", "value")} == {
        "sheet": "Contacts", "row": 6, "column": "e-mail", "value": "tarek.example.org",
    }  # fmt: skip
    assert (tmp_path / "r.xlsx").is_file()
    assert main(["--data", str(folder), "import", "contacts", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["duplicates"] == 4
    assert main(["--data", str(folder), "undo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "Import contacts"
