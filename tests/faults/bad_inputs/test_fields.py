"""What is typed, pasted or read into the fields of a record, and into the search: kept, or refused in a sentence."""

from __future__ import annotations

import unicodedata
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.checks import Severity, problems_of
from hospcomms.domain.contact_keys import phone_keys
from hospcomms.domain.errors import Invalid
from hospcomms.domain.fields import Field, Kind
from hospcomms.domain.folding import fold, match_expression
from hospcomms.domain.limits import MARKS_ON_A_LETTER, SEARCH_TEXT
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.objectives import Objective
from hospcomms.domain.odd_letters import SEEN
from hospcomms.domain.press import Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import sentence
from hospcomms.services import records, search
from hospcomms.services.clip_import.plan import ClipPlan, open_clips
from hospcomms.services.office import Office
from hospcomms.storage.connect import DATABASE, connect
from tests.cases import cases
from tests.ui.form_stage import begin, type_into, walk
from ui.language import plain, say, shown
from ui.records.editors import reading
from ui.records.editors.days import DayEditor
from ui.records.editors.lines import LatinLine, NameLine, Paragraphs
from ui.records.editors.typed import MoneyEditor, NumberEditor
from ui.records.form import Form, all_fields
from ui.rooms.press_links import EMAIL, WEB, AddressLink
from ui.widgets.labels import Label

ZALGO = "a" + "\u0301" * 200
FAMILY = "👩‍👩‍👧‍👦"
HOSTILE = (
    "'; DROP TABLE contact; --",
    "' OR 1=1 --",
    "<b>bold</b>",
    '<img src="file:///C:/x.png">',
    "{{7*7}} ${x} %s %(name)s {0.__class__}",
    "Dupont & Fils",
    "50% _ \\ [abc]",
    FAMILY,
    "\U0010fffd plane 16",
)


def kept(office: Office, **values: Any) -> Person:
    """A person saved with these values, as the store gives it back."""
    return records.get(office, Person, records.save(office, Person(**values)).steps[0].record.id)


def test_texts_are_kept_as_they_were_typed_or_cleaned_of_what_is_no_text(office: Office) -> None:
    with cases() as table:
        for text in HOSTILE:
            with table.case(text):
                found = kept(office, name=text, note=text)
                assert (found.name, found.note) == (text, text)
                assert found.id in [one.id for one in records.find(office, Query(Person).where("name", Op.IS, text))]
        with table.case("a lone surrogate, a NUL, a noncharacter"):
            found = kept(office, name="a\ud800b\x00c\ufffe", note="d\udfffe\x00")
            assert (found.name, found.note) == ("abc", "de")
        with table.case("both spellings of é"):
            one, other = kept(office, name="He\u0301lène"), kept(office, name="Hélène")
            assert one.name == other.name == unicodedata.normalize("NFC", "Hélène")
            assert {hit.id for hit in search.search(office, "hele\u0301ne")} == {one.id, other.id}
        with table.case("turned round"):
            found = kept(office, name="Ahmed \u202e2026/10/31\u202c", note="x \u202egpj.exe")
            assert found.name == "Ahmed 2026/10/31"
            assert found.note == "x \u202egpj.exe"
            (problem,) = [one for one in problems_of(found) if one.field == "note"]
            assert problem.severity is Severity.WARNING
            assert SEEN in shown(found.note)


def test_letters_that_look_alike_are_found_and_said(office: Office) -> None:
    with cases() as table:
        for typed, asked in (
            ("مستشفى", "مستشفي"),
            ("مـحمد", "محمد"),
            ("ﻣﺴﺘﺸﻔﻰ", "مستشفى"),
            ("کریم", "كريم"),
            ("أحمد", "احمد"),
            ("المدرسة", "مدرسه"),
        ):
            with table.case(typed):
                found = records.save(office, Audience(name=typed)).saved(Audience)
                assert found.name == unicodedata.normalize("NFC", typed)
                assert found.id in [hit.id for hit in search.search(office, asked)]
                assert fold(typed).removeprefix("ال") == fold(asked)
        for name, is_said in (
            ("M\u043eustafa", True),
            ("Мустафа", False),
            ("Interféron β", False),
            ("COVID-19", False),
        ):
            with table.case(name):
                said = [problem for problem in problems_of(Person(name=name)) if problem.field == "name"]
                assert bool(said) is is_said
                assert all(problem.severity is Severity.WARNING for problem in said)
    assert records.save(office, Person(name="M\u043eustafa")).saved(Person).name == "M\u043eustafa"


def test_a_form_says_a_word_of_two_alphabets_beside_its_field_and_saves_it(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    form = Form(session, Audience(), all_fields(Audience))
    qtbot.addWidget(form)
    form.show()
    type_into(form.cells["name"].editor.target(), "M\u043eustafa")
    form.save()
    assert [one.name for one in records.find(office, Query(Audience))] == ["M\u043eustafa"]
    assert not walk(session).refused


def test_marks_piled_on_a_letter_are_kept_and_never_make_a_line_higher(qtbot: QtBot, office: Office) -> None:
    begin(office)
    assert kept(office, name=ZALGO).name == unicodedata.normalize("NFC", ZALGO)
    assert plain(shown(ZALGO)).count("\u0301") <= MARKS_ON_A_LETTER
    assert plain(shown("مُتَعَدِّد")) == "مُتَعَدِّد"
    label, usual = Label(ZALGO), Label("a")
    qtbot.addWidget(label)
    qtbot.addWidget(usual)
    assert label.sizeHint().height() <= 2 * usual.sizeHint().height()


def test_a_value_of_a_sentence_is_never_a_pattern(office: Office) -> None:
    begin(office, "fr")
    for text in ("{0.__class__}", "{name}", "%s %(x)s", "{{7*7}}"):
        assert text in plain(say(sentence("{title}. {second}. {state}", title=text, second="x", state=text)))


def test_no_text_gets_into_a_column_of_numbers(office: Office) -> None:
    ident = records.save(office, Campaign(title="x")).steps[0].record.id
    refused = pytest.raises(sqlcipher3.dbapi2.IntegrityError, match="cannot store TEXT")
    with closing(connect(office.folder / DATABASE, office.store.keys.data)) as connection, refused:
        connection.execute("UPDATE campaign SET revision = 'abc' WHERE id = ?", (ident,))


NUMBERS: tuple[tuple[str, float | None], ...] = (
    ("9223372036854775808", None),
    ("9" * 400, None),
    ("1e400", None),
    ("NaN", None),
    ("Infinity", None),
    ("²", None),
    ("½", None),
    ("-0", 0.0),
    ("1,5", 1.5),
    ("1 234", 1234.0),
    ("١٢٣", 123.0),
    ("۱۲٫۵", 12.5),
)


def test_a_number_beyond_reason_is_an_error_of_its_field_and_never_reaches_the_data(
    qtbot: QtBot, office: Office
) -> None:
    session = begin(office, "fr")
    with cases() as table:
        for text, value in NUMBERS:
            for kind, field in (
                (NumberEditor, Field(name="n", kind=Kind.NUMBER, label="N")),
                (MoneyEditor, Field(name="n", kind=Kind.MONEY, label="N")),
            ):
                with table.case(text[:20], kind.__name__):
                    editor = kind(session, field)
                    qtbot.addWidget(editor)
                    type_into(editor.target(), text)
                    editor.line.left.emit()
                    if value is not None:
                        assert editor.trouble() is None
                        assert float(editor.value()) == value
                    else:
                        found = editor.value()
                        assert editor.trouble() is not None or _is_refused(found)


def _is_refused(value: Any) -> bool:
    """True when a record with that number is refused."""
    described = replace(Objective(), baseline=value)
    return any(one.field == "baseline" and one.severity is Severity.ERROR for one in problems_of(described))


MAILS = (
    ("a@b.dz", True),
    ("مثال@مثال.dz", True),
    ("a@b", False),
    ("a@b.dz\nBcc: all@x.dz", False),
    ('"<script>"@x.dz', False),
    ("a" * 300 + "@x.dz", False),
)


def test_addresses_and_telephones_are_checked_and_handed_on_encoded(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "ar")
    with cases() as table:
        for address, is_fit in MAILS:
            with table.case(address[:30]):
                if is_fit:
                    assert kept(office, name="x", email=address).email == address
                else:
                    with pytest.raises(Invalid):
                        records.save(office, Person(name="x", email=address))
        for typed, key in (
            ("+213 (0) 552-12-34-56", "552123456"),
            ("00213552123456", "552123456"),
            ("٠٥٥٢١٢٣٤٥٦", "552123456"),
        ):
            with table.case(typed):
                found = kept(office, name="x", phone=typed)
                assert found.phone == typed
                assert any(one.endswith(key) for one in phone_keys(typed))
                assert "\u2066" in shown(typed) or not typed.startswith("+")
        for wrong in ("abcdef", "1" * 40):
            with table.case(wrong), pytest.raises(Invalid):
                records.save(office, Person(name="x", phone=wrong))
    link = AddressLink(session, EMAIL, "a@b.dz?bcc=all@x.dz&body=x")
    qtbot.addWidget(link)
    assert link.url().toString(QUrl.ComponentFormattingOption.FullyEncoded).count("?") == 0
    for address in ("file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "data:text/html,x", "ftp://x/y"):
        web = AddressLink(session, WEB, address)
        qtbot.addWidget(web)
        opened: list[QUrl] = []
        web.opener = lambda url, opened=opened: bool(opened.append(url))  # type: ignore[misc]
        web.open()
        assert opened == [], address
    line = LatinLine(page_rtl=True)
    qtbot.addWidget(line)
    assert line.layoutDirection().name == "LeftToRight"


def test_what_is_pasted_is_only_its_text(qtbot: QtBot, office: Office) -> None:
    begin(office)
    pasted = QMimeData()
    pasted.setHtml(
        "<p style='background:url(http://198.51.100.7/x)'>one</p><script>alert(1)</script><iframe src='http://x'/>"
        "<a href='javascript:alert(1)'>two</a><img src='http://198.51.100.7/x.png'>"
    )
    pasted.setText("one\ntwo")
    pasted.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    for box in (Paragraphs(rtl=True, page_rtl=True), NameLine(rtl=True, page_rtl=True)):
        qtbot.addWidget(box)
        box.insertFromMimeData(pasted)
        assert box.toPlainText().split() == ["one", "two"]
        assert "198.51" not in box.toHtml()
        assert "javascript" not in box.toHtml()
        assert not box.acceptRichText()
    turned = QMimeData()
    turned.setText("\u202e2026/10/31\u202c x")
    box = Paragraphs(rtl=True, page_rtl=True)
    qtbot.addWidget(box)
    box.insertFromMimeData(turned)
    assert "\u202e" not in box.text()
    only_rich = QMimeData()
    only_rich.setHtml("<b>x</b><img src='http://198.51.100.7/x.png'>")
    box = Paragraphs(rtl=True, page_rtl=True)
    qtbot.addWidget(box)
    box.insertFromMimeData(only_rich)
    assert "198.51" not in box.toHtml()


def test_a_filter_takes_its_signs_as_letters(office: Office) -> None:
    for name in ("taux 50% atteint", "taux 50 pour cent", "a_b", "axb", "x[abc]y", "100\\%"):
        records.save(office, Audience(name=name))
    with cases() as table:
        for asked, found in (("50%", 1), ("a_b", 1), ("[abc]", 1), ("100\\%", 1), ("%", 2), ("%a" * 30_000, 0)):
            with table.case(asked[:20]):
                assert records.count(office, Query(Audience).where("name", Op.HAS, asked)) == found
                assert len(search.search(office, asked)) <= 6
    assert len(match_expression("x" * 5_000)) <= SEARCH_TEXT + 3
    assert len(match_expression("ab " * 5_000).split()) <= 12


@given(st.text(alphabet=st.characters(), max_size=60) | st.text(alphabet="\"|*(){}^:-+ANDORNEAR% _'l", max_size=30))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_search_or_a_filter(office: Office, text: str) -> None:
    assert search.search(office, text) is not None
    records.ids(office, Query(Audience, words=text).where("name", Op.HAS, text))


def test_days_that_do_not_exist_and_spans_turned_round_are_errors_of_their_field(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    session = begin(office, "fr")
    editor = DayEditor(session, Field(name="d", kind=Kind.DAY, label="D"))
    qtbot.addWidget(editor)
    editor.set_value(date(2026, 11, 22))
    with cases() as table:
        for text in ("31/02/2026", "2026-13-01", "00/00/0000", "29/02/2027", "99999999999999999999", "1e18"):
            with table.case(text):
                type_into(editor.line, text)
                assert editor.trouble() is not None
                assert editor.value() == date(2026, 11, 22)
        day = date(2026, 11, 22)
        for what, record, is_error in (
            ("ends before it begins", Appointment(title="x", first=day, begins="10:00", ends="09:00"), True),
            ("ends the day before", Appointment(title="x", first=day, last=date(2026, 11, 21)), True),
            ("no minute long", Appointment(title="x", first=day, begins="10:00", ends="10:00"), False),
            ("forty days", Appointment(title="x", first=day, last=date(2026, 12, 31)), False),
            ("turned round", Campaign(title="x", start=day, end=date(2026, 1, 1)), True),
            ("the year 1", Campaign(title="x", start=date(1, 1, 1)), True),
        ):
            with table.case(what):
                found = problems_of(record)
                assert found
                assert any(one.severity is Severity.ERROR for one in found) is is_error
        for text in ("01/01/0001 00:00", "31/12/9999 23:59", "01/01/0001", "31/12/9999 00:00"):
            with table.case("moment", text):
                assert reading.moment(text, session.locale, day) is not None
    book = Workbook()
    page: Any = book.active
    page.append(["Date", "Titre"])
    for value in (1e18, -1, 99999999999, "0000-00-00"):
        page.append([value, f"clip {value}"])
    book.save(tmp_path / "a.xlsx")
    plan = ClipPlan(office, open_clips(tmp_path / "a.xlsx"))
    plan.check()
    assert records.count(office, Query(Clip)) == 0
    assert all(row.is_refused for row in plan.rows)
