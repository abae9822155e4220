"""An identity is dots on every page until a reason is given; the reason is in the log, and leaving hides it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.access import IDENTITY
from hospcomms.domain.consents import Consent
from hospcomms.services import access, files, records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, type_into
from ui.language import say
from ui.records.compare import CompareDialog
from ui.records.detail_page import DetailPage
from ui.records.display import HIDDEN
from ui.records.editors.files import FileEditor
from ui.records.editors.hidden import HiddenEditor
from ui.records.form_dialog import FormDialog
from ui.records.history_tab import events
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
