"""Erasing from a page tells first, asks for the word, and leaves nothing but a certificate; the file is handed over."""

from __future__ import annotations

import zipfile
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hospcomms.domain.press import Person
from hospcomms.domain.privacy import Erasure, LegalHold
from hospcomms.domain.query import Query
from hospcomms.services import access, records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, type_into, walk
from ui.records.detail_page import DetailPage
from ui.records.form_dialog import FormDialog
from ui.rooms.access_log import AccessLog
from ui.rooms.erasures import ROOM as ERASURES
from ui.rooms.press_people import ROOM
from ui.rooms.privacy_acts import ERASE
from ui.rooms.subject_tab import FindPerson, SubjectTab
from ui.widgets.labels import Label

NAME = "Zzqxwvard Kjxzwquont"


def asked() -> FormDialog | None:
    """The dialog that is open, if any."""
    found = (one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible())
    return next(found, None)


def test_erasing_is_refused_under_a_hold_and_asks_for_the_word(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    person = records.save(office, Person(name=NAME, phone="0555 123 987")).saved(Person)
    hold = LegalHold(title="قضية", reason="دعوى", since=office.today, decided_by="المدير")
    hold = records.save(office, hold).saved(LegalHold)
    page = DetailPage(session, ROOM, person)
    qtbot.addWidget(page)
    page.show()
    page.moves.do(ERASE, person)
    qtbot.waitUntil(lambda: bool(walk(session).refused))
    assert asked() is None
    records.remove(office, LegalHold, [hold.id])
    page.moves.do(ERASE, person)
    qtbot.waitUntil(lambda: asked() is not None)
    dialog = asked()
    assert dialog is not None
    type_into(dialog.form.cells["decided_by"].editor.target(), "المدير")
    type_into(dialog.form.cells["confirm"].editor.target(), "نعم")
    dialog.go.click()
    assert dialog.isVisible(), "another word does not confirm"
    assert records.get(office, Person, person.id)
    type_into(dialog.form.cells["confirm"].editor.target(), "محو")
    dialog.go.click()
    qtbot.waitUntil(lambda: records.count(office, Query(Erasure)) == 1, timeout=20_000)
    qtbot.waitUntil(page.isEnabled, timeout=20_000)
    assert office.store.window(Person, [person.id]) == []
    (certificate,) = records.find(office, Query(Erasure))
    notice = ERASURES.notice(session, certificate)
    assert notice is not None, "the backup made before still holds the person"
    assert notice.action is not None
    notice.action[1]()
    assert ERASURES.notice(session, certificate) is None


def test_who_seems_to_be_entered_twice_is_named_before_anything_is_erased_and_on_the_page_of_the_file(
    qtbot: QtBot, office: Office
) -> None:
    session = begin(office)
    second = "Zzqxwvard K. Kjxzwquont"
    person = records.save(office, Person(name=NAME, phone="0555 123 987")).saved(Person)
    records.save(office, Person(name=second, phone="+213 555 12 39 87"))
    page = DetailPage(session, ROOM, person)
    qtbot.addWidget(page)
    page.show()
    page.moves.do(ERASE, person)
    qtbot.waitUntil(lambda: asked() is not None)
    dialog = asked()
    assert dialog is not None
    assert any(second in label.words() for label in dialog.findChildren(Label))
    type_into(dialog.form.cells["decided_by"].editor.target(), "المدير")
    type_into(dialog.form.cells["confirm"].editor.target(), "محو")
    dialog.go.click()
    qtbot.waitUntil(lambda: records.count(office, Query(Erasure)) == 1, timeout=20_000)
    qtbot.waitUntil(page.isEnabled, timeout=20_000)
    (certificate,) = records.find(office, Query(Erasure))
    assert second not in repr(certificate) + certificate.remains + certificate.contents + certificate.checked
    twin = records.save(office, Person(name=NAME, phone="0555 123 987")).saved(Person)
    kept = SubjectTab(session, twin)
    qtbot.addWidget(kept)
    qtbot.waitUntil(lambda: kept.found is not None)
    assert any(second in label.words() for label in kept.findChildren(Label))


def test_somebody_is_found_everywhere_handed_their_file_and_that_is_in_the_log(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    session = begin(office)
    records.save(office, Person(name=NAME, phone="0555 123 987"))
    page = FindPerson(session)
    qtbot.addWidget(page)
    page.name.setText("0555123987")
    page.look()
    qtbot.waitUntil(lambda: page.kept.found is not None)
    assert page.kept.save.isEnabled()
    page.kept.write(tmp_path / "file.zip")
    qtbot.waitUntil((tmp_path / "file.zip").exists, timeout=20_000)
    with zipfile.ZipFile(tmp_path / "file.zip") as packed:
        assert NAME in packed.read("file.json").decode()
    log = AccessLog(session)
    qtbot.addWidget(log)
    log.show()
    assert [line.what for line in log.lines] == ["subject_file", "view"]
    log.what.setCurrentIndex(log.what.findData("export"))
    assert log.lines == []
    assert log.empty.isVisible()
    log.what.setCurrentIndex(0)
    log.write(tmp_path / "log.csv")
    qtbot.waitUntil(lambda: len(access.lines(office)) == 3, timeout=20_000)
    assert NAME not in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
