"""A leaflet is scored with the keyboard, left half filled, finished, corrected; its text and pretests are looked at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.materials import Material, MaterialVersion, Pretest, QualityScore
from hospcomms.domain.quality.scoring import settled, tally
from hospcomms.domain.quality.sheets import NA, NO, YES
from hospcomms.services import quality, records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work
from tests.services.test_quality import FIRST, FULL, leaflet, unscored
from tests.ui.form_stage import begin, walk
from ui.language import plain
from ui.rooms.material_pretests import MaterialPretests
from ui.rooms.material_quality import QUALITY_TABS
from ui.rooms.material_readability import MaterialReadability
from ui.rooms.material_scores import MaterialScores
from ui.rooms.score_sheet import ALL, ONE, ScoreSheetPage
from ui.rooms.score_sheet import FIRST as QUESTIONS
from ui.widgets.labels import Label


def _open(qtbot: QtBot, page: Any, size: tuple[int, int] = (900, 560)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    return page


def _words(page: Any) -> list[str]:
    return [plain(label.text()) for label in page.findChildren(Label)]


def _scoring(qtbot: QtBot, office: Office, instrument: str = "cci", speech: str = "en") -> tuple[Any, ScoreSheetPage]:
    (version,) = leaflet(office, "1")
    session = begin(office, speech)
    page = _open(qtbot, MaterialScores(session, records.get(office, Material, version.material)))
    page.begin(instrument)
    assert page.page is not None
    return page, page.page


def test_the_whole_sheet_is_filled_with_the_keyboard_and_saved_as_one_change(office: Office, qtbot: QtBot) -> None:
    tab, sheet = _scoring(qtbot, at_work(office))
    assert sheet.views.current() == QUESTIONS  # the four questions come first
    for name, answer in FIRST.items():
        sheet.questions.editors[name].set_value(answer)
    sheet.show_view(ONE)
    for key in "yyy2nyyyyyy":  # item 4 No by figure, item 5 No: item 6 follows and is stepped over
        QTest.keyClicks(sheet, key)
    assert sheet.answers[4] == NO
    assert sheet.answers[5] == NO
    assert settled(sheet.sheet, sheet.answers)[6] == NO
    assert 6 not in sheet.answers
    assert sheet.number() == 13
    QTest.keyClicks(sheet, "a")  # item 13 alone cannot be left out
    assert 13 not in sheet.answers
    assert sheet.cards[13].answers.buttons[NA].isHidden()
    QTest.keyClick(sheet, Qt.Key.Key_Up)
    assert sheet.number() == 12
    QTest.keyClicks(sheet, "a")  # nothing is recommended: part B and item 19 leave the count
    assert sheet.number() == 15
    QTest.keyClicks(sheet, "aya")
    assert tally(sheet.sheet, sheet.answers).missing == ()
    assert not sheet.cards[13].answers.buttons[YES].isEnabled()
    assert sheet.cards[12].answers.buttons[YES].isEnabled()
    sheet.foot.finish.click()
    (kept,) = quality.scores_of(tab.session.office, tab.version.version())
    # A: 11 items, three of them 0; D: item 18 alone
    assert kept.score == 75.0
    assert tab.page is None
    assert len(walk(tab.session).commits) == 1
    assert "9 of 12 (75%)" in _words(tab)
    records.undo(tab.session.office)
    assert quality.scores_of(tab.session.office, tab.version.version()) == []


def test_a_sheet_left_half_filled_waits_as_a_draft_and_finishing_it_too_soon_says_what_lacks(
    office: Office, qtbot: QtBot
) -> None:
    tab, sheet = _scoring(qtbot, at_work(office), "pemat_p")
    assert sheet.views.current() == ONE
    sheet.show_view(ALL)
    sheet.rows[1].answers.buttons[YES].click()
    sheet.rows[6].answers.buttons[NA].click()
    assert NA not in sheet.rows[1].answers.buttons
    sheet.foot.finish.click()
    assert "22 items have no answer yet" in str(walk(tab.session).refused[-1])
    assert (sheet.views.current(), sheet.number()) == (ONE, 2)
    sheet.leave()
    assert tab.page is None
    assert quality.half_filled(tab.session.office, tab.version.version()) == ("pemat_p",)
    tab.begin("pemat_p")
    again: Any = tab.page
    assert again.answers == {1: YES, 6: NA}
    again.throw_away()
    assert quality.half_filled(tab.session.office, tab.version.version()) == ()


def test_what_is_typed_is_kept_when_the_page_is_hidden_or_the_window_closed(office: Office, qtbot: QtBot) -> None:
    tab, sheet = _scoring(qtbot, at_work(office), speech="ar")
    sheet.questions.editors["reader"].target().setFocus()
    sheet.questions.editors["reader"].set_value("المرضى")
    sheet.questions.editors["reader"].edited.emit()
    tab.hide()
    again, _ = quality.begun(tab.session.office, tab.version.version(), "cci")
    assert again.reader == "المرضى"
    tab.show()
    sheet.answer(1, NO)
    version = tab.version.version()
    tab.close()  # as the window does: what is not written yet is kept before anything is hidden
    assert not sheet.dirty
    assert quality.begun(tab.session.office, version, "cci")[1] == {1: NO}


def test_scores_show_what_to_revise_what_changed_and_who_agrees(office: Office, qtbot: QtBot) -> None:
    office = at_work(office)
    old, new = leaflet(office, "1", "2")
    quality.keep_score(office, unscored(office, old), {**FULL, 3: NO})
    kept = quality.keep_score(office, unscored(office, new), {**FULL, 8: NO}).saved(QualityScore)
    session = begin(office, "en")
    tab = _open(qtbot, MaterialScores(session, records.get(office, Material, new.material)))
    tab.version.choose(old.id)
    tab.select(kept.id)
    words = _words(tab.cards[kept.id])
    assert "8. Are there lists with dots or numbers?" in words
    assert "Item 3: before No, now Yes" in words
    quality.keep_score(office, unscored(office, new, who="L. Mourad"), FULL)
    tab.fill()
    (card,) = tab.cards.values()
    assert any("the same answer on 19 of 20 items (95%)" in line for line in _words(card))
    tab.correct(kept)
    tab.page.answer(8, YES)
    tab.page.finish()
    assert records.get(office, QualityScore, kept.id).score == 100.0
    counts = [
        entry.count(session, records.get(office, Material, new.material)) for entry in QUALITY_TABS if entry.count
    ]
    assert counts == [3, 0]


def test_readability_points_to_the_long_sentence_in_the_text(office: Office, qtbot: QtBot) -> None:
    (version,) = leaflet(office, "1")
    text = "Ab 😀 cd.\n" + "word " * 24 + "incomprehensibilities. End."
    records.save(office, MaterialVersion(**{**_values(version), "wording": text, "language": "en"}))
    session = begin(office, "ar")
    page = _open(qtbot, MaterialReadability(session, records.get(office, Material, version.material)))
    assert page.found is not None
    page.show_place(page.found.long_words[0])
    (mark,) = page.text.extraSelections()
    assert mark.cursor.selectedText() == "incomprehensibilities"
    assert {measure.key for measure in page.found.measures} >= {"flesch", "smog"}


def _values(version: MaterialVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("id", "revision", "material", "edition", "created_at")}


def test_a_pretest_shows_the_share_who_understood_and_what_is_not_written_down_yet(
    office: Office, qtbot: QtBot
) -> None:
    office = at_work(office)
    (version,) = leaflet(office, "1")
    session = begin(office, "en")
    page = _open(qtbot, MaterialPretests(session, records.get(office, Material, version.material)))
    made = Pretest(
        material=version.material, version=version.id, done_on=office.today, sample=24, understood=15, findings="Date?"
    )
    session.go.committed(records.save(office, made))
    words = _words(page)
    assert "15 of 24 understood the main message: 62.5% (95% interval from 42.7% to 78.8%)" in words
    assert "What was changed for it is not written down yet." in words
