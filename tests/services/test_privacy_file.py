"""The file on a person holds everything and nothing of others; the log of access holds every way out and no name."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hospcomms.domain.access import IDENTITY, WHAT
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.consents import Consent
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.incidents import Incident
from hospcomms.domain.press import Interaction, Outlet, Person, Role
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Release
from hospcomms.domain.wording import sentence
from hospcomms.services import access, duplicates, embargo, exchange, files, incident_log, preview, records, reports
from hospcomms.services.office import Office
from hospcomms.services.privacy import access_sheet, handing_file, identity, papers, requests, subject_file
from tests.cases import cases

NAME, OTHER = "Zzqxwvard Kjxzwquont", "زظغضقيس ثخذغشطوض"
PHONE = "0555 123 987"


def kept(office: Office, record: Record) -> Record:
    return records.save(office, record).steps[0].record


@pytest.fixture
def person(office: Office, tmp_path: Path) -> Person:
    """Somebody with a role, a conversation, a card, a mention elsewhere and a correction; and a namesake."""
    (tmp_path / "card.txt").write_text("بطاقة", encoding="utf-8")
    card = files.attach(office, tmp_path / "card.txt")
    found = kept(office, Person(name=OTHER, other_name=NAME, phone=PHONE, attachments=(card,), source="بطاقة زيارة"))
    outlet = kept(office, Outlet(name="جريدة الصباح"))
    kept(office, Role(person=found.id, outlet=outlet.id, function="محرر"))
    kept(office, Interaction(person=found.id, at=office.clock(), outcome="طلب رقما"))
    kept(office, Campaign(title="حملة", situation=f"فقرة عن غيره.\nقال {OTHER} إنه سيكتب.\nفقرة أخرى عن غيره."))
    kept(office, Person(name="Other Body", phone="0666 000 111", note="لا علاقة له"))
    kept(office, replace(records.get(office, Person, found.id), region="وهران"))
    return records.get(office, Person, found.id)


def test_the_file_holds_all_of_one_person_and_nothing_of_others(office: Office, person: Person, tmp_path: Path) -> None:
    speaking = office.settings.locale
    with office.store.change("Activate", kind="incident") as change:
        incident = change.save(Incident(title="حريق", state="running"))
    incident_log.write(office, incident.id, f"اتصال مع {OTHER}")
    soon = office.clock() + timedelta(days=2)
    held = kept(office, Release(title="تعيين", body=f"يلتقي {OTHER} المدير", embargo_until=soon))
    assert held.id in embargo.held_ids(office)
    access.note(office, "export", record="person", ident=person.id, where=".xlsx")
    by_record = subject_file.of_record(office, person, speaking)
    for found in (by_record, *(subject_file.of_name(office, word, speaking) for word in (OTHER, NAME, "0555123987"))):
        assert [one.id for one in found.own] == [person.id]
        assert {type(one) for one in found.linked} == {Role, Interaction}
        assert [one.words for one in found.named] == [f"قال {OTHER} إنه سيكتب."]
        assert found.withheld == 1
        assert [line.incident for line in found.log_lines] == [incident.id]
        assert len(found.history) >= 2
        assert {line.what for line in found.access} <= {"view", "export"}
        assert "export" in {line.what for line in found.access}
    assert handing_file.save(office, by_record, speaking, tmp_path / "file.zip") == 0
    with zipfile.ZipFile(tmp_path / "file.zip") as packed:
        names = packed.namelist()
        told = json.loads(packed.read("file.json"))
        assert packed.read("file.pdf").startswith(b"%PDF")
    assert len(names) == 3
    assert any(name.startswith("files/") and name.endswith("card.txt") for name in names)
    content = json.dumps(told, ensure_ascii=False)
    assert told["own"][0]["fields"]["source"] == "بطاقة زيارة"
    assert told["releases_under_embargo_withheld"] == 1
    assert "Other Body" not in content
    assert "فقرة أخرى" not in content
    assert "يلتقي" not in content
    assert access.lines(office)[0].what != "export"
    assert [line.ident for line in access.lines(office, what="subject_file")] == [person.id]
    with pytest.raises(Refusal) as refused:
        subject_file.of_name(office, "علي", speaking)
    assert refused.value.kind == "not-telling"


def test_who_seems_to_be_entered_twice_is_shown_to_the_officer_and_only_counted_in_what_is_handed_over(
    office: Office, person: Person, tmp_path: Path
) -> None:
    speaking, second = office.settings.locale, "Zzqxwvard K. Kjxzwquont"
    twin = kept(office, Person(name=second, phone="+213 555 12 39 87"))
    found = subject_file.of_record(office, person, speaking)
    assert [one.id for one in found.own] == [person.id]
    assert [one.id for one in found.alike] == [twin.id]
    paper = "".join(str(block) for block in handing_file.document(office, found, speaking).blocks)
    without = "".join(str(block) for block in handing_file.document(office, replace(found, alike=()), speaking).blocks)
    assert len(paper) > len(without), "the paper says that there is somebody else"
    handing_file.save(office, found, speaking, tmp_path / "file.zip")
    with zipfile.ZipFile(tmp_path / "file.zip") as packed:
        told = packed.read("file.json").decode()
    assert json.loads(told)["other_contacts_alike"] == 1
    for out in (paper, told):
        assert second not in out, "whoever is alike may be somebody else"
    assert [said.values["name"] for said in requests.alike(office, person)] == [second]
    duplicates.keep_apart(office, person.id, twin.id)
    assert requests.alike(office, person) == ()
    assert subject_file.of_record(office, person, speaking).alike == ()


def test_every_way_out_is_noted_without_a_name_and_no_undo_takes_it_back(
    office: Office, person: Person, tmp_path: Path
) -> None:
    speaking = office.settings.locale
    query, columns = Query(Person), ("name", "phone")
    printed = preview.make(office, preview.of_list(office, query, columns), preview.Wish("ar"), lambda _n, _s: None)
    consent = kept(office, Consent(title="P-1", name=NAME, uses=("press",), given_on=office.today))
    ways = {
        "sheet": lambda: exchange.export_list(office, query, columns, tmp_path / "list.xlsx", speaking),
        "text": lambda: exchange.export_list(office, query, columns, tmp_path / "list.csv", speaking),
        "list on paper": lambda: exchange.export_list(office, query, columns, tmp_path / "list.pdf", speaking),
        "report": lambda: reports.make(office, "call-sheet", None, speaking, tmp_path / "sheet.pdf"),
        "preview": lambda: preview.save(printed, tmp_path / "shown.pdf"),
        "opened file": lambda: files.path_of(office, person.attachments[0]),
        "saved file": lambda: files.save_as(office, person.attachments[0], tmp_path / "card2.txt"),
        "identity": lambda: identity.show(office, consent, identity.IdentityOrder(reason="تحقق")),
    }
    with cases() as table:
        for name, act in ways.items():
            with table.case(name):
                before = access.count(office)
                act()
                assert access.count(office) == before + 1
    with pytest.raises(Invalid):
        identity.show(office, consent, identity.IdentityOrder(reason=" "))
    before = access.count(office)
    while records.undo(office) is not None:
        pass
    assert access.count(office) == before
    text = repr(access.lines(office))
    assert NAME not in text
    assert OTHER not in text
    assert {line.what for line in access.lines(office)} <= {choice.key for choice in WHAT}


def test_the_log_only_grows_and_is_itself_printed_and_exported_with_a_note(office: Office, tmp_path: Path) -> None:
    access.note(office, IDENTITY, record="consent", ident=7, why="تحقق")
    for sql in ("DELETE FROM access", "UPDATE access SET why = ''", "DELETE FROM tombstone"):
        with pytest.raises(Exception, match="only grows"):
            _run(office, "INSERT INTO tombstone VALUES (1, 'person', 'x', 1)", sql)
    lines = access.lines(office)
    assert access_sheet.export(office, lines, office.settings.locale, tmp_path / "log.xlsx") == 1
    assert access.lines(office)[0].record == papers.ACCESS_LOG
    reports.make(office, papers.ACCESS_LOG, None, office.settings.locale, tmp_path / "log.pdf")
    assert access.count(office) == 3


def _run(office: Office, *statements: str) -> None:
    with office.store._transaction() as connection:
        for sql in statements:
            connection.execute(sql)


def test_what_may_not_happen_unseen_is_refused_when_the_disk_refuses_and_the_rest_is_noted_later(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: object, _lines: object) -> None:
        raise Refusal("disk-full", sentence("full"))

    with monkeypatch.context() as patch:
        patch.setattr("hospcomms.storage.store.access_log.append", full)
        access.note(office, "export", record="person")
        with pytest.raises(Refusal):
            access.note(office, IDENTITY, record="consent", why="x")
    access.note(office, "print", record="person")
    assert [line.what for line in access.lines(office)] == ["print", "export"]
