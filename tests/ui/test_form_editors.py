"""Every kind of field has an editor that shows a value, gives it back unchanged, and reads what people type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Field, Kind, Record, fields_of, typed
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Result
from hospcomms.domain.releases import Release
from hospcomms.domain.wording import Sentence
from hospcomms.services.calendars import hijri
from hospcomms.services.office import Office
from tests.cases import cases
from tests.hospital import empty
from tests.ui.form_stage import begin, sample
from ui.records.editors import reading
from ui.records.editors.choices import ChoiceEditor
from ui.records.editors.days import CalendarPopup, DayEditor, MomentEditor
from ui.records.editors.table import EDITORS, make_editor
from ui.records.editors.texts import TextEditor, TextsEditor
from ui.records.editors.typed import AddressEditor, MoneyEditor, NumberEditor
from ui.records.form_layout import Fields, make_sections
from ui.session import Session
from ui.widgets.labels import Label

TODAY = date(2026, 11, 21)
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all editors: they only read it and add linked records."""
    found = empty(tmp_path_factory.mktemp("editors") / "office")
    yield found
    found.close()


def _field(kind: Kind, **facts: Any) -> Field:
    return Field(name="x", kind=kind, label="Value", **facts)


def test_every_kind_has_an_editor() -> None:
    assert set(EDITORS) == set(Kind)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_the_values_of_a_record_go_through_their_editors_and_their_drafts_unchanged(
    qtbot: QtBot, office: Office, record: type[Record], speech: str
) -> None:
    session = begin(office, speech)
    with cases() as table:
        for field in typed(record):
            with table.case(field.name):
                _there_and_back(qtbot, session, record, field)


def _there_and_back(qtbot: QtBot, session: Session, record: type[Record], field: Field) -> None:
    value = sample(session.office, field)
    editor = make_editor(session, record(**{field.name: value}), field)
    qtbot.addWidget(editor)
    editor.show()
    assert editor.value() == value
    assert editor.trouble() is None
    fresh = make_editor(session, record(), field)
    qtbot.addWidget(fresh)
    fresh.set_draft(editor.draft())
    assert fresh.trouble() is None
    if field.kind not in (Kind.MOMENT, Kind.PERCENT):  # shown shortened: seconds, many decimals
        assert fresh.value() == value
    editor.hide()


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_editor_gives_an_empty_value(qtbot: QtBot, office: Office, kind: Kind) -> None:
    session = begin(office)
    empty = next(field for record in RECORDS for field in fields_of(record).values() if field.kind is Kind.LINK)
    field = _field(kind, target=empty.target)
    defaults: dict[Kind, Any] = {Kind.FLAG: False, Kind.LINK: 0}
    editor = EDITORS[kind](session, field)
    qtbot.addWidget(editor)
    if kind in (Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.DAY, Kind.MOMENT, Kind.FILE):
        assert editor.value() is None
    else:
        assert not editor.value() or kind is Kind.TEXTS
    assert defaults.get(kind, editor.value()) == editor.value()


@pytest.mark.parametrize(
    ("text", "speech", "value"),
    [
        ("1250,5", "ar", "1250.5"),
        ("١٬٢٥٠٫٥", "ar", "1250.5"),
        ("١٢٥٠،٥", "ar", "1250.5"),
        ("1\u202f250,5", "fr", "1250.5"),
        ("1 250.50", "fr", "1250.50"),
        ("1.234.567,5", "fr", "1234567.5"),
        ("1,234,567.5", "fr", "1234567.5"),
        ("1,234", "en", "1234"),
        ("1,234", "fr", "1.234"),
        ("1,5", "en", "1.5"),
        ("۱۲", "ar", "12"),
        ("\u2066-3,7\u2069", "ar", "-3.7"),
        ("\u22123", "fr", "-3"),
        ("1'250", "fr", "1250"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, speech: str, value: str) -> None:
    assert reading.number(text, locale(speech)) == Decimal(value)


@pytest.mark.parametrize("text", ["abc", "1,23,45", "12-3", "1..2", "--4", "٣ أيام", "1e5", "²", "½", "%"])
def test_text_that_is_no_number_is_refused_in_a_sentence(text: str) -> None:
    assert isinstance(reading.number(text, locale("ar")), Sentence)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("21/11/2026", TODAY),
        ("٢١/١١/٢٠٢٦", TODAY),
        ("21-11-26", TODAY),
        ("21.11.2026", TODAY),
        ("21 11 2026", TODAY),
        ("2026-11-21", TODAY),
        ("5/3", date(2026, 3, 5)),
        ("5", date(2026, 11, 5)),
        ("29/2/2028", date(2028, 2, 29)),
        ("\u200f1/2/2027", date(2027, 2, 1)),
    ],
)
def test_days_are_read_as_people_write_them(text: str, value: date) -> None:
    assert reading.day(text, locale("ar"), TODAY) == value


def test_a_day_that_does_not_exist_is_explained_with_the_days_of_that_month() -> None:
    arabic, english = locale("ar"), locale("en")
    found = reading.day("31/02/2026", english, TODAY)
    assert isinstance(found, Sentence)
    assert english.say(found) == "There is no day 31 in February. Type a day between 1 and 28."
    assert "فيفري" in str(reading.day("31/02/2026", arabic, TODAY))
    for text in ("12/13/2026", "yesterday", "2026-13-01", "0/1/2026", "1/1/0000", "99999999999"):
        assert isinstance(reading.day(text, english, TODAY), Sentence)


@pytest.mark.parametrize("text", ["21/11/2026 14:30", "21/11 14 h 30", "٢١/١١/٢٠٢٦ ١٤:٣٠", "21 14h30"])
def test_moments_are_typed_in_local_time_and_kept_in_utc(text: str) -> None:
    found = reading.moment(text.replace("21 14h30", "21/11 14h30"), locale("fr"), TODAY)
    assert isinstance(found, datetime)
    assert found.tzinfo is UTC
    assert found.astimezone().replace(tzinfo=None) == datetime(2026, 11, 21, 14, 30)  # noqa: DTZ001
    assert isinstance(reading.moment("21/11/2026 25:00", locale("fr"), TODAY), Sentence)


def test_wrong_text_stays_in_the_field_and_the_last_value_is_kept(qtbot: QtBot, office: Office) -> None:
    editor = DayEditor(begin(office), _field(Kind.DAY))
    qtbot.addWidget(editor)
    editor.set_value(TODAY)
    editor.line.selectAll()
    QTest.keyClicks(editor.line, "31/02/2026")
    assert editor.line.text() == "31/02/2026"
    assert editor.trouble() is not None
    assert editor.value() == TODAY


def test_the_hijri_day_stands_beside_and_follows_the_setting(qtbot: QtBot, office: Office) -> None:
    editor = DayEditor(begin(office, "en"), _field(Kind.DAY))
    qtbot.addWidget(editor)
    editor.set_value(TODAY)
    month = locale("en").hijri_month(6)
    assert editor.findChildren(Label)[-1].words() == f"11 {month} 1448"
    assert hijri(TODAY) == (1448, 6, 11)
    assert hijri(TODAY, 1) == (1448, 6, 12)
    assert hijri(date(1900, 1, 1)) is None


def test_the_calendar_has_the_countrys_week_and_gives_the_day(qtbot: QtBot, office: Office) -> None:
    editor = DayEditor(begin(office), _field(Kind.DAY))
    qtbot.addWidget(editor)
    editor.set_value(TODAY)
    popup = CalendarPopup(editor)
    assert popup.month.firstDayOfWeek() == Qt.DayOfWeek.Sunday
    popup.month.activated.emit(popup.month.selectedDate().addDays(3))
    assert editor.value() == date(2026, 11, 24)


def test_arrows_move_a_day_and_today_comes_first(qtbot: QtBot, office: Office) -> None:
    editor = DayEditor(begin(office), _field(Kind.DAY))
    qtbot.addWidget(editor)
    QTest.keyClick(editor.line, Qt.Key.Key_Up)
    assert editor.value() == office.today
    QTest.keyClick(editor.line, Qt.Key.Key_Up)
    assert (editor.value() - office.today).days == 1


def test_a_moment_keeps_its_time_when_another_day_is_picked(qtbot: QtBot, office: Office) -> None:
    editor = MomentEditor(begin(office), _field(Kind.MOMENT))
    qtbot.addWidget(editor)
    editor.set_value(datetime(2026, 11, 21, 13, 30, tzinfo=UTC))
    editor.moved(1)
    assert editor.value() == datetime(2026, 11, 22, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize("speech", ["ar", "fr", "en"])
def test_names_take_the_direction_of_the_page_and_codes_stay_left_to_right(
    qtbot: QtBot, office: Office, speech: str
) -> None:
    session = begin(office, speech)
    rtl = speech == "ar"
    name = TextEditor(session, _field(Kind.TEXT))
    code = AddressEditor(session, _field(Kind.ADDRESS, scheme="phone"))
    texts = TextsEditor(session, _field(Kind.TEXTS))
    for editor in (name, code, texts):
        qtbot.addWidget(editor)
    name.set_value("COVID-19 مرض (خطير).")
    wanted = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    assert _direction(name.line) == wanted
    assert code.line.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert bool(code.line.alignment() & Qt.AlignmentFlag.AlignRight) == rtl
    assert [_direction(texts.line(code)) for code in ("ar", "fr", "en")] == [
        Qt.LayoutDirection.RightToLeft,
        Qt.LayoutDirection.LeftToRight,
        Qt.LayoutDirection.LeftToRight,
    ]
    assert name.value() == "COVID-19 مرض (خطير)."


def _direction(line: QTextEdit) -> Qt.LayoutDirection:
    return line.document().firstBlock().textDirection()


def test_text_is_never_taken_for_markup(qtbot: QtBot, office: Office) -> None:
    editor = TextEditor(begin(office), _field(Kind.TEXT))
    qtbot.addWidget(editor)
    editor.set_value("<b>x</b> &amp;")
    assert editor.value() == "<b>x</b> &amp;"
    assert not editor.line.acceptRichText()


def test_a_pasted_line_break_becomes_a_space_in_one_line(qtbot: QtBot, office: Office) -> None:
    from PySide6.QtCore import QMimeData

    editor = TextEditor(begin(office), _field(Kind.TEXT))
    qtbot.addWidget(editor)
    mime = QMimeData()
    mime.setText("one\r\ntwo")
    editor.line.insertFromMimeData(mime)
    assert editor.value() == "one two"


def test_amounts_are_written_as_the_country_writes_them_when_the_field_is_left(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "ar", "SA")
    money = MoneyEditor(session, _field(Kind.MONEY))
    number = NumberEditor(session, _field(Kind.NUMBER, unit="people"))
    for editor in (money, number):
        qtbot.addWidget(editor)
    money.type_text("320000.50")
    money.line.left.emit()
    assert money.value() == Decimal("320000.50")
    assert money.line.text() == "٣٢٠٬٠٠٠٫٥٠"
    number.type_text("3 people")
    assert number.value() == 3.0


def test_a_measure_may_be_typed_with_its_percent_sign(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "ar")
    measure = make_editor(session, Result(), fields_of(Result)["value"])
    people = make_editor(session, Result(), fields_of(Result)["answers"])
    for editor in (measure, people):
        qtbot.addWidget(editor)
    assert isinstance(measure, NumberEditor)
    assert isinstance(people, NumberEditor)
    for text in ("٣٥٫٥٪", "35,5 %", "35.5%"):
        measure.type_text(text)
        assert measure.trouble() is None
        assert measure.value() == 35.5
    people.type_text("35%")
    assert people.trouble() is not None


def test_the_wheel_leaves_a_list_alone_that_has_not_the_keyboard(qtbot: QtBot, office: Office) -> None:
    editor = make_editor(begin(office, "ar"), Result(), fields_of(Result)["design"])
    qtbot.addWidget(editor)
    assert isinstance(editor, ChoiceEditor)
    editor.show()
    before = editor.value()
    assert not editor.box.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus
    editor.box.wheelEvent(_turned())
    assert editor.value() == before


def _turned() -> QWheelEvent:
    still, point = QPoint(), QPointF(5, 5)
    keys = Qt.KeyboardModifier.NoModifier
    turn = QPoint(0, -120)
    return QWheelEvent(point, point, still, turn, Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False)


def test_the_words_of_a_release_run_in_the_direction_of_its_language(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "ar")
    sections = (Fields(("title", "language", "body", "contact_name")),)
    grids, cells = make_sections(session, Release(title="40 lits (+15 %).", language="fr"), sections)
    qtbot.addWidget(grids[0])
    assert [_direction(cells[name].editor.target()) for name in ("title", "body", "contact_name")] == [LTR, LTR, RTL]
    language = cells["language"].editor
    language.set_value("ar")
    language.edited.emit()
    assert [_direction(cells[name].editor.target()) for name in ("title", "body", "contact_name")] == [RTL, RTL, RTL]
