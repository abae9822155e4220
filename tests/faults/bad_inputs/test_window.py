"""What the check of all widgets sees, so that it cannot pass by seeing nothing; the rooms are walked in tests/ui."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QTextEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.wording import sentence
from hospcomms.services.office import Office
from tests.ui.form_stage import begin
from tests.ui.misread import HOSTILE, misread
from ui.language import as_title, harmless, plain, say, tip, unmarked
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner, Toast

MARKUP = HOSTILE.replace("\u202e", "")


def test_a_widget_that_takes_a_text_for_markup_or_for_a_key_is_seen(qtbot: QtBot, office: Office) -> None:
    begin(office)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    menu = QMenu(window)
    menu.addAction(QAction(HOSTILE, menu))
    box = QTextEdit()
    box.setHtml("<p>x<img src='x'></p>")
    tipped = QWidget()
    tipped.setToolTip(HOSTILE)
    for bad in (QLabel(HOSTILE), QCheckBox(HOSTILE), box, tipped):
        column.addWidget(bad)
    found = " ".join(misread(window))
    for what in ("guesses the format", "takes a key", "holds a picture", "is markup", "QMenu"):
        assert what in found


def test_a_text_of_a_person_is_drawn_as_it_stands_in_every_kind_of_widget(qtbot: QtBot, office: Office) -> None:
    begin(office)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    banner, toast = Banner(), Toast(window)
    column.addWidget(banner)
    for good in (
        Label(HOSTILE, elide=True),
        Button(HOSTILE),
        Button(HOSTILE, kind="icon"),
        QCheckBox(unmarked(HOSTILE)),
    ):
        column.addWidget(good)
    window.resize(120, 200)
    window.show()
    banner.show_message("late", HOSTILE)
    toast.say(say(sentence("{title} saved", title=HOSTILE)))
    window.setWindowTitle(as_title(f"[*] {MARKUP}"))
    window.grab()
    assert misread(window) == []
    assert MARKUP.split(" ")[0] in banner.words()
    assert plain(window.windowTitle()).startswith("[*]") or "[*]" in window.windowTitle()
    QToolTip.showText(window.pos(), tip(MARKUP), window)
    assert "&lt;img" in QToolTip.text()  # escaped: Qt shows it letter by letter
    QToolTip.hideText()
    assert harmless("a < b & c") == "a < b & c"
    assert tip("عنوان").endswith("عنوان")
