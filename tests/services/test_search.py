"""One search over all rooms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, KeyMessage
from hospcomms.domain.fields import Texts
from hospcomms.services import records
from hospcomms.services.office import Office
from hospcomms.services.search import search


@pytest.fixture
def known(office: Office) -> dict[str, int]:
    made = (
        Campaign(title="الحملة الوطنية للتلقيح ضد الإنفلونزا", reference="C-2026/01"),
        Campaign(title="Semaine de l’hôpital", situation="Les mères et leurs œuvres. " * 30 + "allaitement"),
        Audience(name="الأمهات الحوامل", barriers="الخوف من اللقاح"),
    )
    found = {str(record.caption): records.save(office, record).steps[0].record.id for record in made}
    whole = next(iter(found.values()))
    records.save(office, KeyMessage(campaign=whole, wording=Texts(ar="لقاحك يحميك", fr="Votre vaccin")))
    return found


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("انفلونزا", "الحملة الوطنية للتلقيح ضد الإنفلونزا"),
        ("تلقيح", "الحملة الوطنية للتلقيح ضد الإنفلونزا"),
        ("حمله وطنيه", "الحملة الوطنية للتلقيح ضد الإنفلونزا"),
        ("c-2026", "الحملة الوطنية للتلقيح ضد الإنفلونزا"),
        ("C ٢٠٢٦", "الحملة الوطنية للتلقيح ضد الإنفلونزا"),
        ("HOPITAL", "Semaine de l’hôpital"),
        ("sem hop", "Semaine de l’hôpital"),
        ("oeuvres", "Semaine de l’hôpital"),
        ("امهات", "الأمهات الحوامل"),
        ("خوف", "الأمهات الحوامل"),
        ("vaccin", "لقاحك يحميك"),
    ],
)
def test_a_record_is_found_in_either_script_and_spelling(
    office: Office, known: dict[str, int], words: str, title: str
) -> None:
    assert title in [hit.title for hit in search(office, words)]


@pytest.mark.parametrize("words", ["", "   ", "?!", '"', "*", "AND OR NOT", "col:x", "\x00", "x" * 5000, "^a NEAR(b)"])
def test_nothing_typed_breaks_the_search(office: Office, known: dict[str, int], words: str) -> None:
    assert search(office, words) == []


def test_a_hit_says_why_when_its_title_does_not(office: Office, known: dict[str, int]) -> None:
    (hit,) = search(office, "allaitement")
    assert hit.why.startswith("…")
    assert hit.why.endswith("allaitement")
    assert len(hit.why) <= 91
    (hit,) = search(office, "حوامل")
    assert (hit.why, hit.record, hit.id) == ("", Audience, known["الأمهات الحوامل"])


def test_a_record_is_found_by_its_new_words_and_not_by_its_old_ones(office: Office, known: dict[str, int]) -> None:
    audience = records.get(office, Audience, known["الأمهات الحوامل"])
    records.save(office, replace(audience, name="الآباء"))
    assert search(office, "امهات") == []
    assert [hit.title for hit in search(office, "اباء")] == ["الآباء"]
    records.undo(office)
    assert [hit.title for hit in search(office, "امهات")] == ["الأمهات الحوامل"]


def test_what_is_in_the_bin_is_not_found(office: Office, known: dict[str, int]) -> None:
    records.remove(office, Audience, [known["الأمهات الحوامل"]])
    assert search(office, "امهات") == []
    records.undo(office)
    assert len(search(office, "امهات")) == 1


def test_a_search_can_be_kept_to_one_type_and_to_a_number(office: Office, known: dict[str, int]) -> None:
    assert {hit.record for hit in search(office, "ا", only=[Campaign])} == {Campaign}
    assert len(search(office, "ا", limit=1)) == 1
