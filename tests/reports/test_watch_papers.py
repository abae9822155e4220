"""The sheets of issues and of visits of the press: what the director and the gate must read, in every language."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest

from hospcomms.domain.accreditations import ASKED, GRANTED, OVER, REFUSED, Accreditation
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.issue_file import IssueFile
from hospcomms.domain.locale import locale
from hospcomms.domain.monitoring import CLOSED, Clip, Issue
from hospcomms.reports.document import DRAFT, Document, Figures, Table, VerdictBox
from hospcomms.reports.gate_sheet import RULES, Visit, gate_sheet
from hospcomms.reports.issue_sheet import MOST_ENTRIES, issue_sheet
from hospcomms.reports.pdf import pdf_bytes
from tests.reports.dossiers import ISSUER

TODAY = date(2026, 11, 22)
STARTS = datetime(2026, 11, 24, 9, tzinfo=UTC)


def words(document: Document, language: str) -> tuple[int, str]:
    """How many pages there are, and the words of them."""
    file = pypdfium2.PdfDocument(io.BytesIO(pdf_bytes(document, locale(language))))
    return len(file), "\n".join(page.get_textpage().get_text_bounded() for page in file)


def issue(**facts: Any) -> Issue:
    return Issue(**{"id": 1, "title": "Waiting times", "opened_on": TODAY, "position": "We measure them.", **facts})


def file_of(clips: int, **facts: Any) -> IssueFile:
    made = [
        Clip(id=n, title=f"Clip {n}", on=TODAY, tone=str(n % 5 - 2), outlet=7, coder="x") for n in range(2, 2 + clips)
    ]
    return IssueFile(issue(**facts), made, names={7: "The Paper"})


def visit(state: str = GRANTED, **facts: Any) -> Visit:
    asked = {"id": 1, "title": "Filming", "state": state, "outlet": 7, "starts_at": STARTS, "patients": "no", **facts}
    escort = Colleague(id=9, name="Escort Name", function="Guide", phone="0550 00 00 01")
    return Visit(Accreditation(**asked), "Channel", None, escort, ("P-1",))


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_an_issue_with_long_texts_and_many_clips_stays_on_one_page(language: str) -> None:
    long = "word " * 900
    found = file_of(200, what=long, concerned=long, position=long, plan=long)
    pages, _text = words(issue_sheet(found, ISSUER, locale(language), TODAY), language)
    assert pages <= 2


def test_the_coverage_is_told_by_tone_and_the_rest_of_the_entries_is_counted() -> None:
    document = issue_sheet(file_of(20), ISSUER, locale("en"), TODAY)
    tones, entries = (block for block in document.blocks if isinstance(block, Table))
    assert [row[1] for row in tones.rows] == ["4", "4", "4", "4", "4"]
    assert tones.total[1] == "20"
    assert len(entries.rows) == MOST_ENTRIES
    assert "12" in str(document.blocks)


def test_an_issue_without_a_position_says_so_and_a_closed_one_says_when() -> None:
    without = issue_sheet(file_of(1, position=""), ISSUER, locale("en"), TODAY)
    assert any(isinstance(block, VerdictBox) for block in without.blocks)
    closed = issue_sheet(file_of(0, position="", state=CLOSED, closed_on=TODAY), ISSUER, locale("en"), TODAY)
    assert not any(isinstance(block, VerdictBox) for block in closed.blocks)
    (facts,) = (block for block in closed.blocks if isinstance(block, Figures))
    assert facts.facts[-1].label == "Closed on"


@pytest.mark.parametrize(
    ("state", "shape", "is_draft"),
    [(GRANTED, "approved", False), (ASKED, "waiting", True), (REFUSED, "rejected", True), (OVER, "closed", True)],
)
def test_only_a_granted_visit_opens_the_gate(state: str, shape: str, is_draft: bool) -> None:
    document = gate_sheet(visit(state), ISSUER, locale("en"), TODAY)
    first = document.blocks[0]
    assert isinstance(first, VerdictBox)
    assert (first.shape, DRAFT in document.marks) == (shape, is_draft)


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_sheet_of_the_gate_is_one_page_with_the_escort_and_their_telephone(language: str) -> None:
    places = "; ".join(f"Hall {n}" for n in range(6))
    made = visit(places=places, closed_places=places, crew="Camera\nSound", decided_by="D", decided_on=TODAY)
    pages, text = words(gate_sheet(made, ISSUER, locale(language), TODAY), language)
    assert pages == 1
    assert all(word in text for word in ("Escort", "Name"))
    assert {"0550", "01"} <= set(text.split())
    assert text.count("Hall") == 12


def test_patients_are_recorded_only_with_the_consents_named_by_their_codes() -> None:
    english = locale("en")
    assert "P-1" not in str(gate_sheet(visit(), ISSUER, english, TODAY).blocks)
    assert "P-1" in str(gate_sheet(visit(patients="yes"), ISSUER, english, TODAY).blocks)
    assert all(rule in str(gate_sheet(visit(), ISSUER, english, TODAY).blocks) for rule in RULES)


def test_a_visit_of_which_nothing_is_known_can_still_be_printed() -> None:
    pages, _text = words(gate_sheet(Visit(Accreditation(title="x")), ISSUER, locale("ar"), TODAY), "ar")
    assert pages == 1
