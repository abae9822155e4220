"""Materials in real widgets: cards side by side, steps by their buttons, files dropped, what must not be handed out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from hospcomms.domain.limits import ATTACHMENT_BYTES
from hospcomms.domain.materials import (
    APPROVED,
    CLINICIAN,
    DIRECTOR,
    OBSOLETE,
    Material,
    MaterialApproval,
    MaterialVersion,
)
from hospcomms.domain.query import Query
from hospcomms.services import materials, records
from hospcomms.services.office import Office
from tests.services.release_stage import Clock, fresh, put
from tests.services.test_materials import material, through, version
from tests.ui.form_stage import begin, type_into, walk
from ui.language import say, tr
from ui.records.detail_page import DetailPage
from ui.records.form_dialog import FormDialog
from ui.rooms import material_card, material_drop
from ui.rooms.material_approvals import Approvals
from ui.rooms.material_card import VersionCard
from ui.rooms.material_versions import Versions
from ui.rooms.material_watch import STOP, Watch
from ui.rooms.materials import ROOM
from ui.widgets.buttons import Button


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    office = fresh(tmp_path / "office", Clock())
    yield office
    office.close()


def _dialog() -> FormDialog:
    return next(
        one for one in reversed(QApplication.topLevelWidgets()) if isinstance(one, FormDialog) and one.isVisible()
    )


def _fill(dialog: FormDialog, **values: str) -> None:
    for name, value in values.items():
        type_into(dialog.form.cells[name].editor.target(), value)
    dialog.go.click()


def _card(page: Versions, edition: str) -> VersionCard:
    return next(card for card in page.cards if card.version.edition == edition)


def test_a_version_is_submitted_and_approved_by_the_buttons_of_its_card(
    qtbot: QtBot, desk: Office, tmp_path: Path
) -> None:
    session = begin(desk, "en")
    whole = material(desk, message="")
    begun = version(desk, whole, tmp_path)
    page = DetailPage(session, ROOM, whole)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    cards = page.tabs.page("versions")
    assert isinstance(cards, Versions)
    _card(cards, begun.edition).steps[materials.SUBMIT].click()
    assert cards.missing.isVisible()
    cards.missing.wanted.emit("message")
    assert page.window().focusWidget() is page.form.cells["message"].editor.target()
    put(desk, replace(records.get(desk, Material, whole.id), message="Wash hands."))
    _card(cards, begun.edition).steps[materials.SUBMIT].click()
    _card(cards, begun.edition).steps[materials.CHECK].click()
    _fill(_dialog(), approver="ن. عيّنة", function="Doctor")
    assert records.get(desk, MaterialVersion, begun.id).state == CLINICIAN  # its author
    _fill(_dialog(), approver="Dr Salem", function="Doctor")
    assert records.get(desk, MaterialVersion, begun.id).state == DIRECTOR
    page._chosen(materials.APPROVE)  # the head means the only version in this state
    _fill(_dialog(), approver="M. Head", function="Director")
    assert records.get(desk, Material, whole.id).state == APPROVED
    cards.begin["fr"].click()
    assert sorted(card.version.edition for card in cards.cards) == ["1 AR", "1 FR"]
    _card(cards, "1 AR").steps[materials.RETIRE].click()
    assert records.get(desk, MaterialVersion, begun.id).state == OBSOLETE
    again = next(one for one in cards.findChildren(Button) if one.text() == tr(materials.TAKE_UP))
    again.click()
    assert records.get(desk, MaterialVersion, begun.id).state == APPROVED
    _add_scan(page, desk, whole, tmp_path)


def _add_scan(page: DetailPage, desk: Office, whole: Material, tmp_path: Path) -> None:
    """The scan of the signed page is typed back beside an approval that was given."""
    page.show_tab(MaterialApproval.key)
    given = page.tabs.page(MaterialApproval.key)
    assert isinstance(given, Approvals)
    scan = tmp_path / "signed.txt"
    scan.write_text("signed")
    dialog = given.add_page(records.parts(desk, MaterialApproval, whole.id)[0])
    dialog.form.cells["page"].editor.attach([scan])  # type: ignore[attr-defined]
    dialog.go.click()
    kept = records.parts(desk, MaterialApproval, whole.id)[0].page
    assert kept is not None
    assert kept.name == "signed.txt"


def test_a_material_without_a_version_says_that_one_is_to_be_begun(qtbot: QtBot, desk: Office) -> None:
    page = DetailPage(begin(desk, "en"), ROOM, records.get(desk, Material, material(desk).id))
    qtbot.addWidget(page)
    page.show()
    page._chosen(materials.SUBMIT)
    assert "There is no version yet" in " ".join(one.text() for one in page.missing.findChildren(QAbstractButton))


def test_two_versions_in_one_state_are_not_confused_by_the_head(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    session = begin(desk, "fr")
    whole = material(desk)
    for language in ("ar", "fr"):
        materials.submit(desk, version(desk, whole, tmp_path, language))
    page = DetailPage(session, ROOM, records.get(desk, Material, whole.id))
    qtbot.addWidget(page)
    page.show()
    page._chosen(materials.CHECK)
    assert page.missing.isVisible()
    assert {one.state for one in materials.versions_of(desk, whole.id)} == {CLINICIAN}
    page.show_tab("material_version")
    page.missing.wanted.emit("versions")
    assert page.tabs.key == "versions"


def test_files_are_dropped_on_the_list_and_on_a_draft_and_a_large_one_is_noted_by_its_place(
    qtbot: QtBot, desk: Office, tmp_path: Path
) -> None:
    session = begin(desk, "ar")
    leaflet, film = tmp_path / "sugar.pdf", tmp_path / "film.mp4"
    leaflet.write_bytes(b"%PDF-1.4")
    with film.open("wb") as stream:
        stream.truncate(4 * ATTACHMENT_BYTES)
    assert ROOM.drop is not None
    ROOM.drop(session, [leaflet])
    made = records.find(desk, Query(Material))[0]
    assert walk(session).opened == [(Material, made.id)]
    ROOM.drop(session, [film])
    assert "200" in say(walk(session).refused[-1])
    _dialog().go.click()
    linked = next(one for one in records.find(desk, Query(MaterialVersion)) if one.location)
    assert (linked.location, linked.content) == (str(film), None)
    page = Versions(session, made)
    qtbot.addWidget(page)
    other = tmp_path / "better.pdf"
    other.write_bytes(b"%PDF-1.5")
    material_drop.put_in(session, page.cards[0].version, other)
    kept = page.cards[0].version.content
    assert kept is not None
    assert kept.name == "better.pdf"
    qtbot.waitUntil(lambda: bool(page.cards[0].words.text()))
    assert tr(material_card.PUT_IN)


def test_what_must_not_be_handed_out_stands_first_and_on_its_page(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    session = begin(desk, "en")
    whole = material(desk)
    through(desk, version(desk, whole, tmp_path, review_by=desk.today + timedelta(days=30)))
    fine = material(desk, reorder_at=10.0)
    through(desk, version(desk, fine, tmp_path, review_by=desk.today + timedelta(days=300)))
    watch = Watch(session)
    stopped = Watch(session, STOP)
    for one in (watch, stopped):
        qtbot.addWidget(one)
        one.show()
    assert [line.ident for line in _lines(watch)] == [whole.id]
    assert stopped.stack.currentWidget() is stopped.empty
    session.go.committed(
        materials.withdraw(desk, records.get(desk, Material, whole.id), materials.StopOrder(reason="Wrong dose"))
    )
    assert [(line.group, line.ident) for line in _lines(stopped)] == [(STOP, whole.id)]
    kept = records.get(desk, Material, whole.id)
    assert ROOM.severity(kept, desk.today) == "late"
    notice = ROOM.notice(session, kept)
    assert notice is not None
    assert notice.kind == "late"
    assert "Wrong dose" in say(notice.words)
    assert ROOM.severity(records.get(desk, Material, fine.id), desk.today) == ""


def _lines(watch: Watch) -> list:  # type: ignore[type-arg]
    return [one for row in range(watch.model.rowCount()) if (one := watch.model.entry(watch.model.index(row, 0)))]
