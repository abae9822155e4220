"""A form saves what is typed once, says what is wrong beside the field, and never loses a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QTextEdit
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.changes import Commit, Step
from hospcomms.domain.consents import Consent
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.objectives import Result
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Delivery
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.ui.form_stage import BY_VERBS, begin, filled, keep, type_into, walk
from ui.records import draft_timer
from ui.records.compare import CompareDialog
from ui.records.editors.choices import ChoicesEditor
from ui.records.editors.days import DayEditor
from ui.records.editors.texts import TextEditor
from ui.records.form import Form, all_fields
from ui.records.form_layout import Fields, ShownField
from ui.session import Session


def _form(qtbot: QtBot, session: Session, record: Record) -> Form:
    own = partial(keep, session.office) if isinstance(record, BY_VERBS) else None
    form = Form(session, record, all_fields(type(record)), keep=own)
    qtbot.addWidget(form)
    form.resize(900, 700)
    form.show()
    return form


def _type(qtbot: QtBot, form: Form, name: str, text: str) -> None:
    type_into(form.cells[name].editor.target(), text)


def _audience(office: Office, **values: Any) -> Audience:
    return records.save(office, Audience(**{"name": "أمهات", **values})).saved(Audience)


# no form writes a line of the distribution log: the program does, when a release is handed out
TYPED = [record for record in RECORDS if record is not Delivery]


@pytest.mark.parametrize("record", TYPED, ids=lambda record: record.key)
@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_a_record_of_every_type_is_shown_and_saved_as_it_is(
    qtbot: QtBot, office: Office, record: type[Record], speech: str
) -> None:
    session = begin(office, speech)
    wanted = filled(office, record)
    link: dict[str, Any] = {record.whole: getattr(wanted, record.whole)} if record.whole else {}
    form = _form(qtbot, session, record(**link))
    for name, cell in form.cells.items():
        cell.editor.set_draft(_draft_of(session, wanted, name))
        cell.editor.edited.emit()
    assert form.save(), [str(problem.message) for problem in form.entry.problems()]
    ident = walk(session).commits[-1].saved(record).id
    stored = records.get(office, record, ident)
    shown = _form(qtbot, session, stored)
    assert shown.record() == stored
    assert not shown.dirty


def _draft_of(session: Session, record: Record, name: str) -> object:
    from hospcomms.domain.fields import fields_of
    from ui.records.editors.table import make_editor

    return make_editor(session, record, fields_of(type(record))[name]).draft()


def test_five_presses_of_save_make_one_record(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    form = _form(qtbot, session, Audience())
    _type(qtbot, form, "name", "أمهات الرضّع")
    for _ in range(5):
        QTest.keyClick(form.cells["name"].editor.target(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert records.count(office, Query(Audience)) == 1
    assert len(walk(session).commits) == 1


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(qtbot: QtBot, office: Office) -> None:
    form = _form(qtbot, begin(office, "en"), Audience())
    _type(qtbot, form, "size", "12 000 people!")
    assert not form.save()
    assert form.cells["name"].words() == "Name is missing. Fill it in."
    assert "is not a number" in form.cells["size"].words()
    assert form.cells["size"].editor.target().property("state") == "late"
    assert form.cells["size"].editor.draft() == "12 000 people!"
    assert form.focusWidget() is form.cells["name"].editor.target()
    form.wrong.next()
    assert form.focusWidget() is form.cells["size"].editor.target()
    form.wrong.next()
    assert form.focusWidget() is form.cells["name"].editor.target()


def test_an_impossible_date_keeps_its_text_and_names_the_days_of_the_month(qtbot: QtBot, office: Office) -> None:
    form = _form(qtbot, begin(office, "en"), Campaign(title="Flu"))
    _type(qtbot, form, "start", "31/02/2026")
    assert not form.save()
    assert form.cells["start"].words() == "There is no day 31 in February. Type a day between 1 and 28."
    _type(qtbot, form, "start", "28/02/2026")
    assert form.save()
    assert form.cells["start"].words() == ""


def test_a_warning_is_said_and_saved(qtbot: QtBot, office: Office) -> None:
    form = _form(qtbot, begin(office), Audience(name="x"))
    _type(qtbot, form, "size", "١٢٠٠٠")
    form.check()
    assert form.cells["size_source"].words() == ""
    assert form.save()
    assert records.find(office, Query(Audience))[0].size == 12000.0


def test_what_is_typed_in_a_form_with_its_own_way_to_save_is_kept_as_a_draft_when_asked(
    qtbot: QtBot, office: Office
) -> None:
    saved = _audience(office)
    for drafts, kept in ((False, saved.name), (True, "نص لم يُحفظ")):
        for _ in range(2):  # typed in the first, read in the second
            way = partial(records.save, office)
            form = Form(begin(office), saved, all_fields(Audience), keep=way, drafts=drafts)
            qtbot.addWidget(form)
            form.show()
            found = form.cells["name"].editor.value()
            _type(qtbot, form, "name", "نص لم يُحفظ")
            form.hide()
        assert found == kept


def test_a_draft_is_back_when_the_record_is_opened_again(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    saved = _audience(office)
    form = _form(qtbot, session, saved)
    _type(qtbot, form, "name", "نص لم يُحفظ")
    _type(qtbot, form, "size", "abc")
    form.hide()
    again = _form(qtbot, begin(office), records.get(office, Audience, saved.id))
    assert again.cells["name"].editor.value() == "نص لم يُحفظ"
    assert again.cells["size"].editor.draft() == "abc"
    assert again.dirty
    assert again.banner.words()
    again.discard()
    assert again.cells["name"].editor.value() == saved.name
    assert records.draft(office, Audience, saved.id) is None


def _is(kept: Callable[[], object], wanted: object) -> bool:
    return kept() == wanted


def test_a_draft_is_kept_while_somebody_types_on_without_a_pause(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert draft_timer.LATEST <= 5000
    monkeypatch.setattr(draft_timer, "LATEST", 20)
    monkeypatch.setattr("ui.records.form.DRAFT_WAIT", 3_600_000)  # the keys never rest
    form = _form(qtbot, begin(office), Audience())
    line = form.cells["name"].editor.target()
    assert isinstance(line, QTextEdit)

    def kept() -> object:
        return (records.draft(office, Audience, 0) or {}).get("name")

    for typed in ("كلمة", " أخرى", " ثالثة"):
        type_into(line, form.cells["name"].editor.value() + typed)
        QTest.keyClick(line, Qt.Key.Key_Home)
        whole, place = form.cells["name"].editor.draft(), line.textCursor().position()
        qtbot.waitUntil(partial(_is, kept, whole))
        assert (form.cells["name"].editor.draft(), line.textCursor().position()) == (whole, place), (
            "typing is not disturbed"
        )
    assert form.dirty
    form.discard()
    assert records.drafts(office) == []


def test_a_draft_of_a_new_record_is_forgotten_once_it_is_saved(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    form = _form(qtbot, session, Audience())
    _type(qtbot, form, "name", "جديد")
    form.keep_draft()
    assert records.drafts(office) == [(Audience, 0)]
    assert form.save()
    assert records.drafts(office) == []


def test_a_change_made_meanwhile_is_said_and_both_texts_survive(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    saved = _audience(office)
    form = _form(qtbot, session, saved)
    _type(qtbot, form, "name", "اسمي")
    records.save(office, replace(saved, name="اسمهم", literacy="جديد"))
    assert not form.save()
    assert form.banner.words()
    assert form.cells["name"].editor.value() == "اسمي"
    form.compare()
    dialog = form.window().findChild(CompareDialog) or form.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    dialog.mine.emit()
    dialog.accept()
    stored = records.get(office, Audience, saved.id)
    assert (stored.name, stored.literacy) == ("اسمي", "جديد")


def test_their_text_can_be_taken_instead(qtbot: QtBot, office: Office) -> None:
    saved = _audience(office)
    form = _form(qtbot, begin(office), saved)
    _type(qtbot, form, "name", "اسمي")
    stored = records.save(office, replace(saved, name="اسمهم")).saved(Audience)
    form.take_theirs(stored)
    assert form.cells["name"].editor.value() == "اسمهم"
    assert not form.dirty


def test_untouched_fields_follow_a_change_made_elsewhere(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    saved = _audience(office)
    form = _form(qtbot, session, saved)
    _type(qtbot, form, "name", "اسمي")
    session.go.committed(records.save(office, replace(saved, literacy="من غيري")))
    assert form.cells["literacy"].editor.value() == "من غيري"
    assert form.save()
    assert records.get(office, Audience, saved.id).name == "اسمي"


def test_undo_after_saving_brings_the_old_text_back_into_the_form(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    saved = _audience(office)
    form = _form(qtbot, session, saved)
    _type(qtbot, form, "name", "خطأ")
    assert form.save()
    commit = records.undo(office)
    assert commit is not None
    session.go.committed(commit)
    assert form.cells["name"].editor.value() == saved.name
    assert not form.dirty


def test_control_z_inside_a_field_takes_back_typing_only(qtbot: QtBot, office: Office) -> None:
    form = _form(qtbot, begin(office), _audience(office))
    editor = form.cells["name"].editor
    assert isinstance(editor, TextEditor)
    editor.focus()
    QTest.keyClick(editor.line, Qt.Key.Key_End)
    QTest.keyClicks(editor.line, "x")
    QTest.keyClick(editor.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == "أمهات"
    assert records.undoable(office) is not None


def test_a_refusal_of_the_world_keeps_the_text_and_says_so(qtbot: QtBot, office: Office) -> None:
    def full(_record: Record) -> Any:
        raise Refusal("disk-full", sentence("Could not save: the disk is full."))

    form = Form(begin(office, "en"), Audience(), all_fields(Audience), keep=full)
    qtbot.addWidget(form)
    form.show()
    _type(qtbot, form, "name", "kept")
    assert not form.save()
    assert form.banner.words() == "Could not save: the disk is full."
    assert form.cells["name"].editor.value() == "kept"
    assert form.dirty


def test_saving_what_was_not_changed_writes_nothing(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    saved = _audience(office)
    form = _form(qtbot, session, saved)
    _type(qtbot, form, "name", saved.name)
    assert form.dirty
    assert form.save()
    assert form.entry.touched == set()
    assert walk(session).commits == []


def test_fields_stand_in_pairs_when_there_is_room_and_below_each_other_when_not(qtbot: QtBot, office: Office) -> None:
    form = _form(qtbot, begin(office), Audience())
    size, year = form.cells["size"], form.cells["size_year"]
    qtbot.waitUntil(lambda: size.y() == year.y() and size.x() > year.x())
    form.resize(500, 700)
    qtbot.waitUntil(lambda: size.y() < year.y() and size.x() == year.x())


def test_the_first_bad_field_is_brought_into_view(qtbot: QtBot, office: Office) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    form = Form(begin(office), Campaign(title="x"), all_fields(Campaign))
    area.setWidget(form)
    area.resize(800, 300)
    area.show()
    form.cells["end"].editor.set_draft("1/1")
    editor = form.cells["limits"].editor
    assert isinstance(editor, TextEditor)
    editor.line.setPlainText("x" * 20_001)
    assert isinstance(form.cells["start"].editor, DayEditor)
    assert not form.save()
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)


def test_chips_of_choices_are_walked_by_arrows(qtbot: QtBot, office: Office) -> None:
    form = _form(qtbot, begin(office), Audience(name="x"))
    editor = form.cells["channels"].editor
    assert isinstance(editor, ChoicesEditor)
    chips = list(editor.chips.values())
    chips[0].setFocus()
    QTest.keyClick(chips[0], Qt.Key.Key_Left)
    assert form.focusWidget() is chips[1]
    QTest.keyClick(chips[1], Qt.Key.Key_Space)
    assert editor.value() == ("staff",)
    assert form.save()


def test_a_form_asks_only_what_the_other_answers_call_for(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    form = _form(qtbot, session, Result(campaign=1, gained=None))
    shown = {name for name, cell in form.cells.items() if not cell.isHidden()}
    assert {"value", "answers", "design", "in_groups"} <= shown
    assert not {"gained", "lost", "compared_value", "levels", "likeness"} & shown
    form.cells["design"].editor.set_value("paired")
    form.cells["design"].editor.edited.emit()
    assert not form.cells["gained"].isHidden()
    assert form.cells["compared_value"].isHidden()


def test_a_field_that_holds_something_is_never_hidden(qtbot: QtBot, office: Office) -> None:
    form = _form(qtbot, begin(office), Result(campaign=1, gained=12.0))
    assert not form.cells["gained"].isHidden()
    assert form.cells["lost"].isHidden()


def test_a_field_the_program_sets_shows_what_a_change_elsewhere_made_of_it(qtbot: QtBot, office: Office) -> None:
    given = Consent(title="S-1", uses=("press",), given_on=office.today, name="ن. واحي")
    consent = records.save(office, given).saved(Consent)
    session = begin(office, "en")
    form = Form(session, consent, (Fields(("title", "withdrawn_on")),))
    qtbot.addWidget(form)
    (shown,) = form.findChildren(ShownField)
    assert shown.line.words() == "Not set"
    gone = Step(consent, replace(consent, withdrawn_on=office.today))
    session.bus.committed.emit(Commit(1, "Withdraw", office.clock(), "", (gone,)))
    assert str(office.today.year) in shown.line.words()
