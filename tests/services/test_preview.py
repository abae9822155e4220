"""A preview is the PDF itself: its pages, what can be searched in them, and which sections it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.domain.wording import Sentence
from hospcomms.reports.pages_as_pictures import Pages
from hospcomms.services import preview, reports
from hospcomms.services.office import Office
from hospcomms.services.preview import Printed, Wish
from tests.ui.list_stage import campaign_office

COLUMNS = ("title", "kind", "state", "start", "end")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    found = campaign_office(tmp_path / "office")
    yield found
    found.close()


def _nothing(_fraction: float, _what: Sentence) -> None:
    """Nobody listens."""


def _list(office: Office, language: str = "ar") -> Printed:
    return preview.make(office, preview.of_list(office, Query(Campaign), COLUMNS), Wish(language), _nothing)


def _brief(office: Office, wish: Wish) -> Printed:
    return preview.make(office, preview.of_report(office, reports.EVALUATION_BRIEF), wish, _nothing)


def test_the_pages_are_painted_at_the_size_that_is_asked(office: Office) -> None:
    pages = Pages(_list(office).content)
    width, height = pages.sizes[0]
    painted = pages.render(0, 2.0)
    assert painted is not None
    assert abs(painted.width - 2 * width) <= 1
    assert abs(painted.height - 2 * height) <= 1
    assert len(painted.pixels) == painted.stride * painted.height
    pages.close()


@pytest.mark.parametrize("words", ["الانفلونزا", "لقاح الأنفلونزا", "المُوسِمِيَّة", "الموسميه", "covid", "تبرع بالدم"])
def test_words_are_found_in_any_spelling(office: Office, words: str) -> None:
    pages = Pages(_list(office).content)
    hits = pages.find(words)
    assert len(hits) == 1
    place = hits[0].places[0]
    assert 0 < place.left < pages.sizes[0][0]
    assert 0 < place.top < pages.sizes[0][1]
    assert 0 < place.height < 40
    pages.close()


def test_what_is_not_there_is_not_found(office: Office) -> None:
    pages = Pages(_list(office).content)
    assert pages.find("مستشفى خيالي") == []
    assert pages.find("  ") == []
    pages.close()


def test_closed_pages_give_nothing_more(office: Office) -> None:
    pages = Pages(_list(office).content)
    pages.close()
    pages.close()
    assert pages.render(0, 1.0) is None
    assert pages.find("covid") == []


def test_a_section_can_be_left_out_and_the_signatures_stay(office: Office) -> None:
    whole = _brief(office, Wish("fr"))
    assert len(whole.sections) > 1
    last = len(whole.sections) - 1
    shorter = _brief(office, Wish("fr", left_out=frozenset({last})))
    assert shorter.sections == whole.sections
    pages = Pages(shorter.content)
    text = " ".join(pages.text(page) for page in range(pages.count))
    pages.close()
    assert whole.sections[last] not in text
    assert whole.sections[0] in text
    assert "Signature" in text


def test_the_work_tells_of_its_pages_and_ends_when_it_is_told_to(office: Office) -> None:
    heard: list[float] = []
    subject = preview.of_list(office, Query(Campaign), COLUMNS)
    preview.make(office, subject, Wish("en"), lambda fraction, _what: heard.append(fraction))
    assert heard[0] == 0.0
    assert heard[-1] == 1.0

    def stop(fraction: float, _what: Sentence) -> None:
        if fraction > 0.1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        preview.make(office, subject, Wish("en"), stop)


def test_a_document_is_saved_whole_or_refused(office: Office, tmp_path: Path) -> None:
    printed = _list(office, "en")
    preview.save(printed, tmp_path / printed.file_name)
    assert (tmp_path / "Campaigns.pdf").read_bytes() == printed.content
    assert preview.another_name(tmp_path / "Campaigns.pdf") == tmp_path / "Campaigns (2).pdf"
    (tmp_path / "taken.pdf").mkdir()
    with pytest.raises(Refusal):
        preview.save(printed, tmp_path / "taken.pdf")
