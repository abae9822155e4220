"""Records are linked by typing, files are kept by their content, key words are suggested."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, Segment
from hospcomms.domain.fields import Field, Kind, StoredFile, fields_of
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.query import Query
from hospcomms.services import files, records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, type_into, walk
from ui.records.editors.files import FilesEditor, size_words
from ui.records.editors.links import LinkEditor, LinksEditor
from ui.records.editors.table import make_editor
from ui.records.editors.tags import TagsEditor
from ui.records.form_dialog import FormDialog


def _link(qtbot: QtBot, office: Office) -> LinkEditor:
    editor = make_editor(begin(office), Segment(campaign=1), fields_of(Segment)["audience"])
    assert isinstance(editor, LinkEditor)
    qtbot.addWidget(editor)
    editor.show()
    editor.activateWindow()
    return editor


def _audience(office: Office, name: str) -> Audience:
    return records.save(office, Audience(name=name)).saved(Audience)


def test_typing_finds_a_record_and_enter_links_it(qtbot: QtBot, office: Office) -> None:
    _audience(office, "الآباء")
    wanted = _audience(office, "الأمهات الحوامل")
    editor = _link(qtbot, office)
    type_into(editor.picker, "حوام")
    QTest.keyClick(editor.picker, Qt.Key.Key_Return)
    assert editor.value() == wanted.id
    assert editor.picker.text() == "الأمهات الحوامل"
    assert editor.open.isVisible()
    editor.open_linked()
    assert walk(editor.session).opened == [(Audience, wanted.id)]


def test_down_offers_the_records_without_a_word_and_arrows_choose(qtbot: QtBot, office: Office) -> None:
    first, second = _audience(office, "أ"), _audience(office, "ب")
    editor = _link(qtbot, office)
    QTest.keyClick(editor.picker, Qt.Key.Key_Down)
    assert editor.picker.is_open()
    QTest.keyClick(editor.picker, Qt.Key.Key_Down)
    QTest.keyClick(editor.picker, Qt.Key.Key_Return)
    assert editor.value() == second.id != first.id


def test_emptying_the_line_takes_the_link_away_and_other_words_do_not(qtbot: QtBot, office: Office) -> None:
    wanted = _audience(office, "أمهات")
    editor = _link(qtbot, office)
    editor.set_value(wanted.id)
    editor.picker.set_text("شيء آخر")
    editor._restore()
    assert (editor.value(), editor.picker.text()) == (wanted.id, "أمهات")
    editor.picker.selectAll()
    QTest.keyClick(editor.picker, Qt.Key.Key_Delete)
    assert editor.value() == 0


def test_a_new_record_is_made_on_the_spot(qtbot: QtBot, office: Office) -> None:
    editor = _link(qtbot, office)
    type_into(editor.picker, "شباب")
    QTest.keyClick(editor.picker, Qt.Key.Key_Return)
    dialog = editor.window().findChild(FormDialog)
    assert isinstance(dialog, FormDialog)
    assert dialog.form.cells["name"].editor.value() == "شباب"
    assert dialog.form.save()
    made = records.find(office, Query(Audience))[0]
    assert (editor.value(), editor.picker.text()) == (made.id, "شباب")


def test_a_part_links_only_to_parts_of_its_own_whole(qtbot: QtBot, office: Office) -> None:
    ours, theirs = (records.save(office, Campaign(title=title)).saved(Campaign) for title in ("ا", "ب"))
    for campaign in (ours, theirs):
        records.save(office, Objective(campaign=campaign.id, indicator=f"هدف {campaign.id}"))
    editor = make_editor(begin(office), Result(campaign=ours.id), fields_of(Result)["objective"])
    assert isinstance(editor, LinkEditor)
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value(0)
    QTest.keyClick(editor.picker, Qt.Key.Key_Down)
    offers = editor.picker._offers
    assert offers is not None
    assert [offers.list.item(row).text().strip("\u200f") for row in range(offers.list.count())] == [f"هدف {ours.id}"]


def test_several_links_are_chips_that_can_be_taken_out(qtbot: QtBot, office: Office) -> None:
    one, two = _audience(office, "أ"), _audience(office, "ب")
    field = Field(name="x", kind=Kind.LINKS, label="Audiences", target=Audience.key)
    editor = LinksEditor(begin(office), field)
    qtbot.addWidget(editor)
    editor.show()
    for found in (one, two, one):
        editor.take(found.id)
    assert editor.value() == (two.id, one.id)
    editor.findChildren(QPushButton)[-1].click()
    assert editor.value() == (two.id,)


def test_dropped_files_are_kept_by_content_and_listed_with_their_size(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    editor = FilesEditor(begin(office, "en"), Field(name="x", kind=Kind.FILES, label="Files"))
    qtbot.addWidget(editor)
    paths = [tmp_path / "تقرير.pdf", tmp_path / "b.txt"]
    for path in paths:
        path.write_bytes(b"x" * 2048)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left = Qt.MouseButton.LeftButton
    drop = QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, mime, left, Qt.KeyboardModifier.NoModifier)
    editor.dropEvent(drop)
    assert [(kept.name, kept.size) for kept in editor.value()] == [("تقرير.pdf", 2048), ("b.txt", 2048)]
    assert files.path_of(office, editor.value()[0]).read_bytes() == paths[0].read_bytes()
    assert str(size_words(2048)) == "2 KB"
    editor.remove(editor.value()[0])
    assert [kept.name for kept in editor.value()] == ["b.txt"]


def test_a_file_that_is_gone_is_refused_beside_the_field(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    editor = FilesEditor(begin(office), Field(name="x", kind=Kind.FILES, label="Files"))
    qtbot.addWidget(editor)
    editor.attach([tmp_path / "gone.pdf"])
    assert editor.value() == ()
    assert editor.trouble() is not None


def test_a_program_is_never_opened_from_a_record(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(office)
    editor = FilesEditor(session, Field(name="x", kind=Kind.FILES, label="Files"))
    qtbot.addWidget(editor)
    path = tmp_path / "setup.exe"
    path.write_bytes(b"MZ")
    editor.attach([path])
    assert editor.trouble() is not None
    editor.set_value((StoredFile("a" * 64, "setup.exe", 2),))  # of a folder from before programs were refused
    editor.open_file(editor.value()[0])
    assert len(walk(session).refused) == 1


@pytest.mark.parametrize("end", [",", "،"])
def test_words_become_chips_and_earlier_ones_are_suggested(qtbot: QtBot, office: Office, end: str) -> None:
    records.save(office, Campaign(title="x", themes=("تلقيح", "زكام")))
    editor = make_editor(begin(office), Campaign(), fields_of(Campaign)["themes"])
    assert isinstance(editor, TagsEditor)
    qtbot.addWidget(editor)
    editor.show()
    type_into(editor.line, f"رضاعة{end}")
    type_into(editor.line, "تلق")
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    type_into(editor.line, "باقٍ")
    assert editor.value() == ("رضاعة", "تلقيح", "باقٍ")
    editor.line.set_text("")
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.value() == ("رضاعة",)
