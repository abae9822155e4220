"""An identity is dots on every page until a reason is given; the reason is in the log, and leaving hides it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.access import EXPORT, IDENTITY
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.consents import Consent
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query, Sort
from hospcomms.domain.wording import sentence
from hospcomms.services import access, files, preview, records
from hospcomms.services.exchange import export_list
from hospcomms.services.office import Office
from hospcomms.services.privacy import identity
from tests.ui.form_stage import begin, type_into, walk
from tests.ui.list_stage import open_list
from ui.language import say, tr
from ui.records.compare import CompareDialog
from ui.records.detail_page import DetailPage
from ui.records.display import HIDDEN
from ui.records.editors.files import FileEditor
from ui.records.editors.hidden import HiddenEditor
from ui.records.exporting import WITH_IDENTITIES
from ui.records.form_dialog import FormDialog
from ui.records.history_tab import events
from ui.records.list_head import HIDE, SHOW
from ui.records.list_page import ListPage
from ui.rooms.consents import ROOM
from ui.session import Session

NAME, GUARDIAN = "Zzqxwvard Kjxzwquont", "زظغضقيس ثخذغشطوض"


def shown_in(page: QWidget) -> str:
    """Everything that can be read on a page."""
    lines = [line.text() for line in page.findChildren(QLineEdit) if line.isVisible()]
    for kind in (QTextEdit, QPlainTextEdit):
        lines += [text.toPlainText() for text in page.findChildren(kind) if text.isVisible()]
    return "\n".join([*lines, *(label.text() for label in page.findChildren(QLabel) if label.isVisible())])


def opened(qtbot: QtBot, session: Session, consent: Consent) -> DetailPage:
    page = DetailPage(session, ROOM, consent)
    qtbot.addWidget(page)
    page.resize(1162, 660)
    page.show()
    return page


def test_nothing_shows_an_identity_until_a_reason_is_given_and_leaving_hides_it(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    new = Consent(title="P-1", name=NAME, guardian=GUARDIAN, uses=("press",), given_on=office.today)
    stored = records.save(office, new).saved(Consent)
    consent = records.save(office, replace(stored, name=f"{NAME} B")).saved(Consent)
    page = opened(qtbot, session, consent)
    told = "\n".join(say(event.words) for event in events(session, consent))
    for said in (shown_in(page), told):
        assert HIDDEN in said
        assert NAME not in said
        assert GUARDIAN not in said
    dialog = CompareDialog(session, page.form.entry.fields(), consent, stored, page)
    assert NAME not in shown_in(dialog)
    editor = page.form.cells["name"].editor
    assert isinstance(editor, HiddenEditor)
    editor.ask.click()
    asked = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog))
    asked.go.click()
    assert editor.is_hidden, "without a reason nothing is shown"
    type_into(asked.form.cells["reason"].editor.target(), "التحقق من الإذن")
    asked.go.click()
    assert f"{NAME} B" in shown_in(page)
    assert GUARDIAN in shown_in(page)
    (line,) = access.lines(office, what=IDENTITY)
    assert (line.record, line.ident, line.why) == (Consent.key, consent.id, "التحقق من الإذن")
    assert NAME not in repr(line)
    page.hide()
    page.show()
    assert NAME not in shown_in(page)


def test_the_signed_form_of_a_consent_is_opened_only_for_a_reason(
    qtbot: QtBot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_with: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened_with.append)
    session = begin(office)
    (tmp_path / "form.txt").write_text(NAME, encoding="utf-8")
    paper = files.attach(office, tmp_path / "form.txt")
    new = Consent(title="P-1", paper=paper, uses=("press",), given_on=office.today)
    page = opened(qtbot, session, records.save(office, new).saved(Consent))
    editor = page.form.cells["paper"].editor
    assert isinstance(editor, FileEditor)
    editor.open_file(paper)
    assert opened_with == []
    asked = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible())
    type_into(asked.form.cells["reason"].editor.target(), "تحقق")
    asked.go.click()
    assert len(opened_with) == 1
    assert [line.what for line in access.lines(office)] == ["view", IDENTITY]
    editor.open_file(paper)
    assert len(opened_with) == 1, "it is asked again"


def test_a_new_identity_is_entered_freely_and_its_draft_and_its_copy_stay_hidden(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    page = opened(qtbot, session, Consent(title="P-2", uses=("press",), given_on=session.office.today))
    type_into(page.form.cells["name"].editor.target(), NAME)
    assert page.form.record() == replace(page.form.entry.stored, name=NAME)
    assert page.form.keep_draft()
    page.hide()
    again = opened(qtbot, session, Consent())
    assert NAME not in shown_in(again)
    assert again.form.record() == replace(Consent(), name=NAME), "hidden is not lost"
    copy = opened(qtbot, session, Consent(title="P-3", name=NAME))
    assert NAME not in shown_in(copy)
    assert access.lines(session.office, what=IDENTITY) == []


WHY = "إعداد الملف السنوي"


def consent_list(qtbot: QtBot, office: Office) -> ListPage:
    """The list of consents, with two in it."""
    for code, name in (("P-1", NAME), ("P-2", GUARDIAN)):
        records.save(
            office, Consent(title=code, name=name, guardian=f"{name} G", uses=("press",), given_on=office.today)
        )
    page = ListPage(begin(office), ROOM)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    return page


def cells_of(page: ListPage) -> str:
    """Everything a list shows, its tooltips and headings too."""
    model = page.model
    every = [model.index(row, place) for row in range(model.rowCount()) for place in range(1, model.columnCount())]
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    return "\n".join(str(index.data(role)) for index in every for role in roles)


def unlock(page: ListPage, why: str) -> FormDialog:
    """Ask for the identities from the menu of the list and give a reason."""
    entry = next(one for one in page.head.more_menu().actions() if one.text() == tr(SHOW))
    entry.trigger()
    asked = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible())
    type_into(asked.form.cells["reason"].editor.target(), why)
    asked.go.click()
    return asked


def written(qtbot: QtBot, page: ListPage, ending: str) -> None:
    told = len(walk(page.session).said)
    page.acts.export(ending, page.query(), ticked=False)
    qtbot.waitUntil(lambda: len(walk(page.session).said) > told)


def copied(page: ListPage) -> str:
    page.table.selectAll()
    page.acts.copy(headings=True)
    clipped = QApplication.clipboard().mimeData()
    return clipped.text() + clipped.html()


def said_in(path: Path) -> str:
    """What a text table or a workbook holds."""
    if path.suffix == ".csv":
        return path.read_text(encoding="utf-8-sig")
    return repr([list(sheet.values) for sheet in load_workbook(path).worksheets])


def noted(office: Office, what: str) -> list[tuple[str, int, str, str]]:
    """What the log of access says of the list, the newest first."""
    return [(line.record, line.size, line.where, line.why) for line in access.lines(office, what=what)]


def offered(page: ListPage) -> list[str]:
    """What the menu ⋯ of a list offers."""
    return [one.text() for one in page.head.more_menu().actions()]


@pytest.fixture
def proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names proposed for files; the first is written to 1.csv or 1.xlsx, and so on."""
    names: list[str] = []

    def ask_save(_owner: QWidget, wanted: Path, _kind: str) -> str:
        names.append(wanted.name)
        return str(tmp_path / f"{len(names)}{wanted.suffix}")

    monkeypatch.setattr("ui.records.exporting.ask_save", ask_save)
    return names


def test_a_list_shows_and_hands_out_identities_only_for_a_reason_and_each_time_it_is_noted(
    qtbot: QtBot, office: Office, tmp_path: Path, proposed: list[str]
) -> None:
    page = consent_list(qtbot, office)
    assert tr(SHOW) not in offered(open_list(qtbot, begin(office), Campaign))
    page.columns._chosen(("title", "name", "guardian"))
    written(qtbot, page, "csv")
    before = cells_of(page) + copied(page) + said_in(tmp_path / "1.csv")
    assert NAME not in before
    assert GUARDIAN not in before
    assert noted(office, IDENTITY) == []
    assert noted(office, EXPORT) == [("consent", 2, "clipboard", ""), ("consent", 2, ".csv", "")]
    unlock(page, " ").reject()
    assert NAME not in cells_of(page), "without a reason nothing is shown"
    unlock(page, WHY)
    assert page.body.identities.isVisible()
    assert NAME in cells_of(page)
    assert f"{GUARDIAN} G" in cells_of(page)
    records.save(office, Consent(title="P-3", name=NAME, uses=("press",), given_on=office.today))
    page.ask()
    assert noted(office, IDENTITY) == [("consent", 1, "", WHY), ("consent", 2, "", WHY)], "a new row is noted too"
    written(qtbot, page, "csv")
    written(qtbot, page, "xlsx")
    assert NAME in said_in(tmp_path / "2.csv")
    assert NAME in said_in(tmp_path / "3.xlsx")
    assert load_workbook(tmp_path / "3.xlsx").worksheets[0]["A1"].value == tr(identity.CONTAINS)
    assert [tr(WITH_IDENTITIES) in name for name in proposed] == [False, True, True]
    assert NAME in copied(page)
    assert noted(office, IDENTITY)[:3] == [("consent", 3, where, WHY) for where in ("clipboard", ".xlsx", ".csv")]
    page.body.identities.hide_button.click()
    written(qtbot, page, "xlsx")
    assert NAME not in cells_of(page) + copied(page) + said_in(tmp_path / "4.xlsx")


def test_identities_leave_no_list_without_a_reason_nor_when_that_cannot_be_noted(
    qtbot: QtBot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, speaking, names = consent_list(qtbot, office), office.settings.locale, ("title", "name")
    paper = repr(preview.of_list(office, Query(Consent), names, WHY).build(speaking, ""))
    assert NAME in paper
    assert speaking.text(identity.CONTAINS) in paper
    assert noted(office, IDENTITY) == [("consent", 2, ".pdf", WHY)]
    assert NAME not in repr(preview.of_list(office, Query(Consent), names).build(speaking, ""))
    export_list(office, Query(Consent), names, tmp_path / "list.csv", speaking)
    assert NAME not in said_in(tmp_path / "list.csv")
    assert len(noted(office, IDENTITY)) == 1
    unlock(page, WHY)
    walk(page.session).refused.clear()

    def full(_connection: object, _lines: object) -> None:
        raise Refusal("disk-full", sentence("full"))

    with monkeypatch.context() as patch:
        patch.setattr("hospcomms.storage.store.access_log.append", full)
        QApplication.clipboard().setText("before")
        assert copied(page) == "before"
        assert len(walk(page.session).refused) == 1
        for name in ("no.csv", "no.pdf"):
            with pytest.raises(Refusal):
                export_list(office, Query(Consent), names, tmp_path / name, speaking, why=WHY)
            assert not (tmp_path / name).exists()
        records.save(office, Consent(title="P-3", name=NAME, uses=("press",), given_on=office.today))
        page.ask()
        assert NAME not in cells_of(page), "a row that cannot be noted hides them all"


def test_identities_of_a_list_are_hidden_when_it_is_left_and_nothing_of_them_is_remembered(
    qtbot: QtBot, office: Office
) -> None:
    page = consent_list(qtbot, office)
    kept_before = (office.folder / "settings.json").read_text(encoding="utf-8")
    unlock(page, WHY)
    shown = [column.key for column in page.model.columns]
    assert shown[:3] == ["title", "name", "guardian"]
    page.columns._chosen(("title", "guardian", "name", "uses"))
    page.table.width_chosen.emit("name", 222)
    page.columns.sort(Sort("name", descending=True))
    page.columns._density("tall")
    assert [column.key for column in page.model.columns] == ["title", "guardian", "name", "uses"]
    qtbot.waitUntil(lambda: page.model.sort_by[0].field == "name")
    kept = (office.folder / "settings.json").read_text(encoding="utf-8")
    assert kept != kept_before
    assert not [word for word in ('"name"', "-name", "guardian", NAME, WHY) if word in kept]
    again = ListPage(begin(office), ROOM)
    qtbot.addWidget(again)
    again.show()
    assert [column.key for column in again.model.columns] == ["title", "uses"]
    for leave in (page.hide, page.close):
        if not page.body.identities.why:
            unlock(page, WHY)
        assert NAME in cells_of(page)
        leave()
        page.show()
        qtbot.waitUntil(lambda: page.model.rowCount() == 2)
        assert page.body.identities.why == ""
        assert not page.body.identities.isVisible()
        assert NAME not in cells_of(page)
        assert "name" not in [sort.field for sort in page.query().order()]
        assert tr(HIDE) not in offered(page)
