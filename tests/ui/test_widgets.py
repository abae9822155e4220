"""The small widgets: plain text in its direction, chips that go, a toast that waits, a banner that yields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.wording import counted, sentence
from tests.ui.dressing import dressed
from ui import language, theme
from ui.language import plain, shown
from ui.shell.brand import Brand
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.chips import Chip
from ui.widgets.labels import Label, ShortLabel
from ui.widgets.marks import StateLabel
from ui.widgets.messages import Banner, Toast
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState


def test_a_label_never_reads_markup(qtbot: QtBot) -> None:
    dressed()
    label = Label("<b>حملة</b> <img src='x'>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.words() == "<b>حملة</b> <img src='x'>"


def test_a_label_cut_short_says_the_rest_as_a_tooltip(qtbot: QtBot) -> None:
    dressed("fr")
    label = Label("Une très longue phrase qui ne tient pas", elide=True)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    label.grab()
    assert label.toolTip() == "Une très longue phrase qui ne tient pas"


def ink_at(label: QLabel) -> str:
    """Whether the letters stand at the left or at the right of their room."""
    picture = label.grab().toImage()
    ground = picture.pixelColor(label.width() // 2, 1)
    columns = [
        x for x in range(label.width()) if any(picture.pixelColor(x, y) != ground for y in range(label.height()))
    ]
    return "left" if sum(columns) / len(columns) < label.width() / 2 else "right"


@pytest.mark.parametrize("elide", [True, False])
@pytest.mark.parametrize("text", ["حملة", "COVID-19", "0550 12 34 56"])
def test_a_label_stands_at_the_start_whatever_it_says(qtbot: QtBot, text: str, elide: bool) -> None:
    for name, side in (("ar", "right"), ("fr", "left")):
        dressed(name)
        label = Label(text, elide=elide)
        qtbot.addWidget(label)
        label.setLayoutDirection(language.direction())
        label.resize(400, 24)
        assert ink_at(label) == side, (text, name)


def test_a_text_of_the_other_script_is_isolated_for_drawing(qtbot: QtBot) -> None:
    dressed("ar")
    assert shown("0550 12 34 56") == "\u200f\u20660550 12 34 56\u2069"
    assert shown("COVID-19 مرض") == "\u200fCOVID-19 مرض"
    dressed("fr")
    assert shown("حملة اللقاح") == "\u200e\u2067حملة اللقاح\u2069"
    assert shown("Campagne") == "\u200eCampagne"


def test_values_inside_a_sentence_keep_their_own_direction(qtbot: QtBot) -> None:
    dressed("en")
    said = language.say(sentence("{name}: {title}", name="حملة", title="A (b)"))
    assert said == "\u2068حملة\u2069: \u2068A (b)\u2069"
    assert language.plain(language.say(counted("{n} row", "{n} rows", 1250))) == "1,250 rows"


def test_an_active_chip_is_removed_by_its_cross_and_by_delete(qtbot: QtBot) -> None:
    for name in ("ar", "fr"):
        dressed(name)
        chip = Chip("State", "running", active=True)
        qtbot.addWidget(chip)
        chip.show()
        chip.resize(chip.sizeHint())
        with qtbot.waitSignal(chip.removed):
            qtbot.keyClick(chip, Qt.Key.Key_Delete)
        with qtbot.waitSignal(chip.removed):
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._cross().center().toPoint())


def test_a_click_beside_the_cross_opens_the_choice(qtbot: QtBot) -> None:
    dressed("fr")
    opened: list[str] = []
    chip = Chip("State", "running", lambda: opened.append("choice"), active=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    assert opened == ["choice"]


def test_segments_move_with_the_arrow_that_points_there(qtbot: QtBot) -> None:
    for name, key in (("ar", Qt.Key.Key_Left), ("fr", Qt.Key.Key_Right)):
        dressed(name)
        row = Segments([("list", "List", ""), ("board", "Board", "")])
        qtbot.addWidget(row)
        with qtbot.waitSignal(row.chosen) as heard:
            qtbot.keyClick(row, key)
        assert heard.args == ["board"]
        assert row.current() == "board"


def test_a_button_without_words_has_a_name_and_its_key_as_tooltip(qtbot: QtBot) -> None:
    dressed("en")
    button = Button("Undo", icon="arrow_undo", kind="icon", key="Ctrl+Z")
    qtbot.addWidget(button)
    assert button.text() == ""
    assert button.accessibleName() == "Undo"
    assert "Ctrl+Z" in button.toolTip()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_with_enter_and_with_space(qtbot: QtBot, key: Qt.Key) -> None:
    dressed()
    pressed: list[str] = []
    button = Button("حفظ", lambda: pressed.append("saved"))
    qtbot.addWidget(button)
    qtbot.keyClick(button, key)
    assert pressed == ["saved"]


def test_a_button_keeps_its_place_when_it_takes_the_focus(qtbot: QtBot) -> None:
    for kind in ("", "primary", "plain", "row", "icon", "link"):
        dressed("ar")
        button = Button("Save", icon="save", kind=kind)
        qtbot.addWidget(button)
        button.show()
        before = button.sizeHint()
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
        assert button.sizeHint() == before, kind


def test_a_button_is_never_cut_at_any_zoom(qtbot: QtBot) -> None:
    for zoom in (80, 100, 150, 200):
        used = dressed("fr", zoom=zoom)
        button = MenuButton("Nouvelle campagne", icon="add", kind="primary")
        qtbot.addWidget(button)
        words = button.fontMetrics().horizontalAdvance(button.text())
        assert button.sizeHint().width() >= words + used.px(16 + 4 + 12)
        assert button.sizeHint().height() == used.px(30) + 2


def test_the_toast_offers_undo_and_goes_when_it_is_used(qtbot: QtBot) -> None:
    dressed("ar")
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(800, 600)
    undone: list[str] = []
    toast = Toast(ground)
    ground.show()
    toast.say("حُذفت 12 بطاقة إلى السلة", lambda: undone.append("undo"))
    assert toast.isVisible()
    assert toast.geometry().center().x() > 400  # at the start of an Arabic page
    button = next(found for found in toast.findChildren(Button) if found.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == ["undo"]
    assert not toast.isVisible()


def test_the_toast_waits_while_its_button_has_the_focus(qtbot: QtBot) -> None:
    dressed()
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(800, 600)
    toast = Toast(ground)
    ground.show()
    toast.say("حُفظت", lambda: None)
    button = toast.findChildren(Button)[0]
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    toast._over()
    assert toast.isVisible()
    button.clearFocus()
    toast._over()
    assert not toast.isVisible()


def test_the_most_serious_banner_wins(qtbot: QtBot) -> None:
    dressed()
    ground = QWidget()
    qtbot.addWidget(ground)
    banner = Banner(ground)
    assert banner.show_message("late", "تعذر الحفظ")
    assert not banner.show_message("note", "للعلم")
    assert banner.words() == "تعذر الحفظ"
    banner.dismiss()
    assert banner.words() == ""
    assert banner.show_message("note", "للعلم")


def test_the_action_of_a_banner_does_it_and_takes_the_banner_away(qtbot: QtBot) -> None:
    dressed()
    banner = Banner()
    qtbot.addWidget(banner)
    done: list[str] = []
    banner.show_message("soon", "بطاقة مشابهة", ("مقارنة", lambda: done.append("compared")))
    banner._action.click()
    assert done == ["compared"]
    assert banner.isHidden()


def test_a_state_is_a_shape_and_a_word(qtbot: QtBot) -> None:
    dressed()
    state = StateLabel("running", "جارية")
    qtbot.addWidget(state)
    assert state.accessibleName() == "جارية"
    assert state._word.palette().windowText().color().name().upper() == theme.current().done


def test_an_empty_list_says_what_belongs_here_and_begins_it(qtbot: QtBot) -> None:
    dressed()
    begun: list[str] = []
    empty = EmptyState("handshake", "لا توجد اتفاقيات بعد", "سجّل الشركاء.", ("إضافة", lambda: begun.append("x")))
    qtbot.addWidget(empty)
    empty.findChildren(Button)[0].click()
    assert begun == ["x"]


LONG = "المؤسسة العمومية الاستشفائية الدكتور بن زرجب عين تموشنت الجناح المركزي للاستعجالات"


@pytest.mark.parametrize(
    ("speech", "hospital", "lines"),
    [
        ("ar", "م.ع.إ واحة النخيل", 1),
        ("ar", "المؤسسة العمومية الاستشفائية واحة", 2),
        ("ar", LONG, 2),
        ("fr", "Établissement public hospitalier Docteur Benzerdjeb", 2),
        ("fr", LONG, 2),
    ],
)
def test_a_long_name_of_the_hospital_takes_two_lines_and_only_then_is_cut(
    qtbot: QtBot, speech: str, hospital: str, lines: int
) -> None:
    dressed(speech)
    brand = Brand("Communication", hospital, narrow=False)
    qtbot.addWidget(brand)
    brand.resize(204, brand.height())
    brand.show()
    assert not brand.grab().isNull()
    _office, label = brand.findChildren(ShortLabel)
    drawn = label._lines(label.width())
    assert len(drawn) == lines
    is_cut = "…" in "".join(drawn)
    assert is_cut is (plain(" ".join(drawn)) != hospital)
    assert (label.toolTip() == hospital) is is_cut
    assert label.accessibleName() == hospital
    assert brand.height() >= 48
    assert label.geometry().bottom() < brand.height()
