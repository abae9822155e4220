"""The papers of crises: what they say as values, and what can be read on every page of the PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pypdfium2
import pytest

from hospcomms.domain.charts import Course, Matrix
from hospcomms.domain.incident_log import Fault
from hospcomms.domain.locale import Locale, locale
from hospcomms.domain.wording import sentence
from hospcomms.reports.after_action import after_action
from hospcomms.reports.cleaning import plain
from hospcomms.reports.crisis_pack import crisis_pack
from hospcomms.reports.crisis_words import due, elapsed, firm_numbers, with_gaps
from hospcomms.reports.document import (
    DRAFT,
    DRILL,
    Block,
    Bullets,
    Contents,
    Document,
    Figures,
    Graph,
    Heading,
    Hold,
    Marked,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.drills import drills_paper
from hospcomms.reports.facts_sheet import facts_sheet
from hospcomms.reports.incident_course import course
from hospcomms.reports.incident_log import incident_log
from hospcomms.reports.pages import MARKS
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.reports.risk_register import risk_register
from hospcomms.reports.rumour_log import rumour_log
from hospcomms.reports.situation_report import situation_report
from hospcomms.reports.statement import statement_aloud, statement_in_turn, statement_paper, statement_side_by_side
from tests.reports import crisis_papers as made
from tests.reports.dossiers import ISSUER, TODAY
from tests.reports.test_briefs import first

ENGLISH = locale("en")
LANGUAGES = ("ar", "fr", "en")
Paper = Callable[[Locale], Document]
AT = made.START
ONE = made.incident()
PAPERS: dict[str, Paper] = {
    "log": lambda speaking: incident_log(ONE, made.log_lines(60), None, ISSUER, speaking, AT),
    "report": lambda speaking: situation_report(made.situation(), ONE, ISSUER, speaking, AT),
    "statement": lambda speaking: statement_paper(made.statement("released"), ONE, ISSUER, speaking, AT),
    "side by side": lambda speaking: statement_side_by_side(made.statement(), ONE, ISSUER, speaking, AT),
    "in turn": lambda speaking: statement_in_turn(made.statement(), ONE, ISSUER, speaking, AT),
    "aloud": lambda speaking: statement_aloud(made.statement("approved"), ONE, ISSUER, speaking, AT),
    "facts": lambda speaking: facts_sheet(ONE, made.facts(), ISSUER, speaking, AT),
    "after action": lambda speaking: after_action(made.aftermath(), ISSUER, speaking, AT),
    "rumours": lambda speaking: rumour_log(made.rumours(), ONE, ISSUER, speaking, AT),
    "drills": lambda speaking: drills_paper([made.aftermath(), made.aftermath()], ISSUER, speaking, TODAY),
}
"""Every paper of an incident; the incident is a drill."""

Found = TypeVar("Found", bound=Block)


def every(document: Document, kind: type[Found]) -> list[Found]:
    return [block for block in document.blocks if isinstance(block, kind)]


def pages(document: Document, language: str) -> list[str]:
    """The text of each page as a reader of PDF files finds it, blanks all alike."""
    book = pypdfium2.PdfDocument(pdf_bytes(document, locale(language)))
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in book]
    book.close()
    return found


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_pack_has_its_number_and_none_is_empty(language: str) -> None:
    found = pages(crisis_pack(made.pack(60), ISSUER, locale(language)), language)
    assert len(found) > 10
    for number, text in enumerate(found, 1):
        wanted = locale(language).say(sentence("Page {page} of {pages}", page=number, pages=len(found)))
        assert all(word in text for word in plain(wanted).split())
        assert len(text) > 120


def test_the_pack_says_first_how_fresh_it_is_and_what_is_missing() -> None:
    found = crisis_pack(made.pack(), ISSUER, ENGLISH)
    kinds = [type(block) for block in found.blocks[:5]]
    assert kinds == [Figures, VerdictBox, Bullets, Text, Contents]
    strip = first(found, Figures)
    assert [fact.label for fact in strip.facts] == ["Data as of", "Printed on", "Missing", "Numbers to verify"]
    assert strip.facts[1].value == "22/02/2026"
    assert first(found, VerdictBox).sentence.startswith("2 things in this pack")
    assert "Version 3" in found.subtitle


def test_a_pack_without_gaps_says_so() -> None:
    found = crisis_pack(replace(made.pack(), gaps=(), unverified=()), ISSUER, ENGLISH)
    assert first(found, VerdictBox).shape == "done"


def test_the_pack_has_all_its_parts_in_order() -> None:
    assert headings(crisis_pack(made.pack(), ISSUER, ENGLISH)) == [
        "Activation",
        "Who must be told",
        "Procedure",
        "Role cards",
        "Press call sheet",
        "Holding statements",
        "Questions to expect",
        "How to respond",
        "Who approves what",
        "Blank sheets",
    ]


def test_the_contents_lead_to_the_page_of_each_part() -> None:
    found = crisis_pack(made.pack(60), ISSUER, ENGLISH)
    texts = pages(found, "en")
    for number, heading in enumerate(headings(found), 1):
        listed = re.search(rf"{number}\. {heading} (\d+)", texts[0])
        assert listed is not None
        assert f"{number}. {heading}" in texts[int(listed.group(1)) - 1]


def test_steps_have_a_box_their_hour_and_room_for_time_and_initials() -> None:
    found = crisis_pack(made.pack(), ISSUER, ENGLISH)
    tables = [one for one in every(found, Table) if len(one.columns) == 6 and one.columns[1].heading == "Due"]
    assert len(tables) == 4  # one for each phase
    assert [column.heading for column in tables[0].columns[4:]] == ["Time", "Initials"]
    assert [row[1] for table in tables for row in table.rows] == [
        *("20 min", "45 min", "3 h", "10 h", "15 h", "24 h"),
        *("60 min", "24 h"),  # the stand-down counts from itself
    ]
    assert tables[0].rows[0][4:] == ("", "")
    assert tables[0].row_height >= 24


def test_an_empty_role_is_marked_on_its_card_and_the_card_is_held_together() -> None:
    found = crisis_pack(made.pack(), ISSUER, ENGLISH)
    place = next(
        n for n, block in enumerate(found.blocks) if isinstance(block, Heading) and block.text == "Keeper in English"
    )
    assert isinstance(found.blocks[place - 1], Hold)
    people = found.blocks[place + 2]
    assert isinstance(people, Table)
    assert people.rows[0][1] == Marked("late", "Nobody yet", bold=False)


def test_the_press_is_called_on_two_numbers_in_its_language() -> None:
    found = crisis_pack(made.pack(), ISSUER, ENGLISH)
    (calls,) = [table for table in every(found, Table) if table.columns[-1].heading == "Time, outcome"]
    assert plain(str(calls.rows[0][3])).split("\n") == ["0550 00 00 00", "029 00 40 00"]
    assert plain(str(calls.rows[0][4])) == "Arabic, French"
    assert calls.rows[0][5] == Marked("soon", "Never", bold=False)
    assert calls.rows[1][5] == "22/02/2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_blanks_are_ruled_gaps_in_every_language_and_no_bracket_is_left(language: str) -> None:
    found = " ".join(pages(crisis_pack(made.pack(), ISSUER, locale(language)), language))
    assert "[" not in found
    assert found.count("_" * 10) >= 4  # three languages of the statement, and an answer
    for name in ("hour", "heure"):
        assert name in found


def test_a_blank_keeps_its_name_beside_its_gap() -> None:
    spans = with_gaps("À [heure de la rencontre], à [lieu].")
    assert [span.text for span in spans] == [
        "À " + "_" * 20, "\u00a0(heure\u00a0de\u00a0la\u00a0rencontre)", ", à " + "_" * 10, "\u00a0(lieu)", ".",
    ]  # fmt: skip
    assert spans[1].tone == "muted"


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (119, "119 min"), (120, "2 h"), (150, "2 h 30 min")])
def test_hours_after_activation_are_said_shortly(minutes: float, said: str) -> None:
    assert due(minutes, ENGLISH) == said


def test_elapsed_time_and_telephones_stay_in_one_piece() -> None:
    assert plain(elapsed(26 * 3_600_000 + 5 * 60_000, ENGLISH)) == "26:05"
    assert firm_numbers("029 00 40 00 ou plus") == "029\u00a000\u00a040\u00a000 ou plus"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_every_page_of_a_drill_says_that_it_is_one(name: str, language: str) -> None:
    speaking = locale(language)
    document = PAPERS[name](speaking)
    assert document.marks[0] == DRILL
    found = pages(document, language)
    for number, text in enumerate(found, 1):
        assert all(word in text for word in speaking.text(MARKS[DRILL]).split())
        wanted = plain(speaking.say(sentence("Page {page} of {pages}", page=number, pages=len(found))))
        assert all(word in text for word in wanted.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_incident_has_no_mark_of_a_drill(language: str) -> None:
    real = made.incident(is_drill=False)
    found = incident_log(real, made.log_lines(), None, ISSUER, locale(language), AT)
    assert DRILL not in found.marks


def test_the_log_shows_local_time_elapsed_time_and_marks_corrections() -> None:
    found = incident_log(ONE, made.log_lines(), None, ISSUER, ENGLISH, AT)
    rows = first(found, Table).rows
    assert [plain(str(cell)) for cell in rows[0][:3]] == ["1", "22/02/2026\n09:01", "0:01"]  # one hour east of UTC
    assert rows[1][1] == "09:02"
    assert isinstance(rows[3][3], Marked)
    said = ["".join(span.text for span in row[4]) for row in rows if isinstance(row[4], tuple)]
    assert said[3] == "Corrects line 2. قيد رقم 4"
    assert said[1] == "قيد رقم 2 Corrected in line 4."


def test_the_log_ends_with_its_seal_in_full_and_its_check() -> None:
    lines = made.log_lines()
    whole = incident_log(ONE, lines, None, ISSUER, ENGLISH, AT)
    assert lines[-1].seal in pages(whole, "en")[-1]
    assert [box.shape for box in every(whole, VerdictBox)] == ["done"]
    fault = Fault(2, sentence("Line {n} of the log is missing.", n=2))
    broken = incident_log(ONE, lines, fault, ISSUER, ENGLISH, AT)
    boxes = every(broken, VerdictBox)
    assert [box.shape for box in boxes] == ["late", "late"]  # before the first line, and by the seal
    assert isinstance(broken.blocks[1], VerdictBox)


def test_a_situation_report_says_number_period_and_when_the_next_comes() -> None:
    found = situation_report(made.situation(), ONE, ISSUER, ENGLISH, AT)
    assert found.title == "Situation report no. 2"
    assert "Next update due: 22/02/2026" in plain(first(found, VerdictBox).sentence)
    assert DRAFT not in found.marks
    assert DRAFT in situation_report(made.situation(issued=False), ONE, ISSUER, ENGLISH, AT).marks


@pytest.mark.parametrize(
    ("state", "is_draft", "said"),
    [
        ("draft", True, "Draft: not approved by the incident chief"),
        ("approved", False, "not released yet"),
        ("released", False, "; released "),
    ],
)
def test_a_statement_says_how_far_it_is_with_name_and_time(state: str, is_draft: bool, said: str) -> None:
    found = statement_paper(made.statement(state), ONE, ISSUER, ENGLISH, AT)
    assert (DRAFT in found.marks) is is_draft
    assert said in plain(str(every(found, Text)[-1].words))
    assert bool(every(found, VerdictBox)) is is_draft  # a blank is left


def test_the_three_languages_stand_side_by_side_or_in_turn() -> None:
    beside = statement_side_by_side(made.statement(), ONE, ISSUER, ENGLISH, AT)
    assert beside.landscape
    assert [column.heading for column in first(beside, Table).columns] == ["", "Arabic", "French", "English"]
    assert len(pages(beside, "en")) == 1
    turn = statement_in_turn(made.statement(), ONE, ISSUER, locale("fr"), AT)
    assert headings(turn)[0] == locale("fr").text("French")


def test_a_statement_is_read_aloud_in_large_type_sentence_by_sentence() -> None:
    two = replace(made.statement("approved"), facts=replace(made.WORDS, en="One thing. Another thing."))
    found = statement_aloud(two, ONE, ISSUER, ENGLISH, AT)
    spoken = [block for block in every(found, Text) if block.size >= 20]
    words = ["".join(span.text for span in block.words) for block in spoken if isinstance(block.words, tuple)]
    assert "One thing." in words
    assert "Another thing." in words
    assert all(block.after >= 16 for block in spoken)


def test_a_statement_written_in_one_language_is_shown_in_it() -> None:
    whole = made.statement("approved")
    parts = ("empathy", "facts", "unknown", "process", "commitment", "next_update", "title")
    only = replace(whole, **{name: replace(getattr(whole, name), fr="", en="") for name in parts})
    assert statement_aloud(only, ONE, ISSUER, ENGLISH, AT).language == "ar"
    assert "اندلع" in str(statement_paper(only, ONE, ISSUER, ENGLISH, AT).blocks)


def test_the_facts_sheet_names_what_is_not_known_even_when_nothing_is_written() -> None:
    found = facts_sheet(ONE, made.facts(), ISSUER, ENGLISH, AT)
    assert headings(found) == ["Known", "Not known yet", "Being done"]
    assert "Nothing is written yet." in str(found.blocks)


def test_the_review_lists_delays_the_longest_first_and_what_was_never_done() -> None:
    found = after_action(made.aftermath(), ISSUER, ENGLISH, AT)
    (delays,) = [table for table in every(found, Table) if table.columns[-2].heading == "Delay"]
    assert [row[3] for row in delays.rows] == [
        Marked("late", "10 min", bold=False),
        Marked("rejected", "Never done", bold=False),
    ]
    (lessons,) = [table for table in every(found, Table) if table.columns[0].heading == "Lesson learned"]
    assert lessons.rows[0][2:] == ("ن. رئيس", "22/02/2026", "2")
    assert isinstance(first(found, Graph).chart, Course)


def test_the_course_draws_what_was_late_from_its_hour_and_ends_with_the_stand_down() -> None:
    found = course(made.aftermath(), ENGLISH)
    steps = found.lanes[0].marks
    assert [(mark.at, mark.sign, mark.due) for mark in steps] == [(20.0, "done", None), (50.0, "late", 40.0)]
    assert found.last == 120.0
    short = course(replace(made.aftermath(), lasted=30), ENGLISH)
    assert short.last == 60.0


def test_drills_are_compared_in_one_table() -> None:
    found = drills_paper([made.aftermath(), made.aftermath()], ISSUER, ENGLISH, TODAY)
    rows = first(found, Table).rows
    assert len(rows) == 2
    assert rows[0][4:9] == ("40 min", "50 min", "1 of 3", "1", "3 of 5")
    assert "No drill is over yet." in str(drills_paper([], ISSUER, ENGLISH, TODAY).blocks)


def test_the_risk_register_draws_the_matrix_and_lists_the_gravest_first() -> None:
    found = risk_register(made.risks(), {7: "ن. رئيس", 1: "Fire"}, ISSUER, ENGLISH, TODAY)
    (drawn,) = [one.chart for one in every(found, Graph) if isinstance(one.chart, Matrix)]
    assert plain(drawn.cells[2][4]) == "1, 2"
    assert plain(drawn.cells[1][1]) == "3"
    rows = first(found, Table).rows
    assert rows[0][2] == Marked("late", "15")
    assert rows[0][5] == Marked("late", "ن. رئيس\n21/02/2026", bold=False)
    assert rows[1][5] == "No owner"
    assert [fact.value for fact in first(found, Figures).facts] == ["3", "2", "0", "1"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_risk_register_can_be_set_with_and_without_risks(language: str) -> None:
    for risks in (made.risks(), []):
        assert len(pages(risk_register(risks, {}, ISSUER, locale(language), TODAY), language)) == 1


def test_the_rumour_log_counts_what_waits_for_an_answer() -> None:
    found = rumour_log(made.rumours(), ONE, ISSUER, ENGLISH, AT)
    assert [fact.value for fact in first(found, Figures).facts] == ["2", "1", "1"]
    assert first(found, Table).rows[0][4] == Marked("rejected", "False", bold=False)
    assert "No rumour was noted." in str(rumour_log([], None, ISSUER, ENGLISH, AT).blocks)
