"""The desk of the press: what was said before is found while typing; services, staff and their papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.enquiries import Enquiry, Line, Service
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.query import Op, Query
from hospcomms.services import desk_papers, enquiries, records, reports, said_before, staff
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """An empty office on the day of the tests."""
    found = empty(tmp_path / "desk", Settings(officer="ن. عيّنة", is_ready=True), lambda: NOW)
    yield found
    found.close()


def question(office: Office, title: str, words: str, **facts: Any) -> Enquiry:
    values = {"asker": "صحفي", "received_at": NOW - timedelta(hours=1), **facts}
    return records.save(office, Enquiry(title=title, question=words, **values)).saved(Enquiry)


def answered(office: Office) -> Enquiry:
    """A question about waiting, answered."""
    people = [Colleague(name=name, function="أ", phone="0500 20 00 01", speaks=True) for name in ("س", "المدير")]
    first, second = (records.save(office, one).saved(Colleague) for one in people)
    facts = {"answer": "ساعتان.", "spokesperson": first.id, "approver": second.id}
    found = question(office, "انتظار", "كم مدة الانتظار؟", **facts)
    for act in (enquiries.send_for_approval, enquiries.approve, enquiries.send):
        found = act(office, found).saved(Enquiry)
    return found


@pytest.fixture
def known(desk: Office) -> Office:
    """An office that has said things before."""
    answered(desk)
    question(desk, "سؤال مفتوح", "كم مدة الانتظار في المستعجلات؟")
    for title, words, by, until in (
        ("مدة الانتظار في الاستعجالات", "حسب الخطورة", "المدير", None),
        ("الزيارات", "شخصان لكل مريض", "المدير", TODAY - timedelta(days=1)),
        ("الأدوية", "متوفرة", "", None),
    ):
        line = Line(title=title, words=Texts(ar=words, fr="Mot"), approved_by=by, valid_until=until)
        records.save(desk, line)
    records.save(
        desk,
        Service(name="التلقيح ضد الإنفلونزا", description=Texts(ar="لقاح", fr="Vaccination"), hours="8:30", place="ب"),
    )
    return desk


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("كم تدوم مدة الإنتظار بالاستعجالات؟", "مدة الانتظار في الاستعجالات"),
        ("هل يوجد تلقيح ضد الانفلونزا", "التلقيح ضد الإنفلونزا"),
        ("vaccinations", "التلقيح ضد الإنفلونزا"),
        ("زيار", "الزيارات"),
        ("الادويه", "الأدوية"),
    ],
)
def test_what_was_said_before_is_found_in_any_spelling_while_typing(known: Office, typed: str, first: str) -> None:
    assert said_before.earlier_answers(known, typed)[0].record.caption == first


def test_open_questions_are_no_earlier_answers_and_doubtful_lines_are_marked(known: Office) -> None:
    found = said_before.earlier_answers(known, "انتظار مفتوح")
    assert {type(one.record) for one in found} == {Line, Enquiry}
    assert all(one.record.caption != "سؤال مفتوح" for one in found)
    (visits,) = said_before.earlier_answers(known, "زيارات")
    (drugs,) = said_before.earlier_answers(known, "أدوية")
    assert "Out of date" in str(visits.caution)
    assert "Not approved" in str(drugs.caution)
    assert said_before.earlier_answers(known, "هل ما في ؟") == []


def test_what_is_put_into_an_answer_speaks_its_language(known: Office) -> None:
    (found,) = said_before.earlier_answers(known, "vaccination")
    words = said_before.text_of(found.record, known.settings.locale_for("fr"))
    assert words.startswith("Vaccination\n")
    assert "8:30" in words


@pytest.mark.parametrize(
    ("facts", "shape"),
    [
        ({"verified_on": TODAY, "trained_on": TODAY}, ""),
        ({"verified_on": TODAY, "trained_on": TODAY - timedelta(days=731)}, "soon"),
        ({"verified_on": TODAY}, "soon"),
        ({"verified_on": TODAY - timedelta(days=200), "trained_on": TODAY}, "soon"),
        ({"verified_on": TODAY, "trained_on": TODAY, "mandate_until": TODAY - timedelta(days=1)}, "expired"),
        ({"verified_on": TODAY, "trained_on": TODAY, "mandate_from": TODAY + timedelta(days=1)}, "expired"),
        ({"verified_on": TODAY, "speaks": False}, ""),
    ],
)
def test_an_old_training_and_a_mandate_that_ended_are_told(facts: dict[str, Any], shape: str) -> None:
    values = {"name": "أ", "function": "ب", "phone": "0500 20 00 01", "speaks": True, **facts}
    assert staff.severity(Colleague(**values), TODAY) == shape


def test_details_are_verified_today(desk: Office) -> None:
    one = Colleague(name="أ", function="ب", phone="0500 20 00 01")
    found = records.save(desk, one).saved(Colleague)
    assert staff.verify(desk, found).saved(Colleague).verified_on == TODAY
    service = records.save(desk, Service(name="خدمة")).saved(Service)
    assert staff.service_severity(service, TODAY) == "soon"
    assert staff.verify(desk, service).saved(Service).verified_on == TODAY


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize(
    "name", ["enquiries-period", "enquiry-sheet", "service-catalogue", "lines-to-take", "spokespersons"]
)
def test_the_papers_of_the_desk_are_made_in_three_languages(
    sample: Office, tmp_path: Path, name: str, language: str
) -> None:
    path = tmp_path / "paper.pdf"
    reports.make(sample, name, None, sample.settings.locale_for(language), path)
    assert path.read_bytes().startswith(b"%PDF")


def test_the_catalogue_can_be_that_of_one_department(sample: Office) -> None:
    from hospcomms.services import desk_papers

    speaking = sample.settings.locale_for("ar")
    (found,) = records.find(sample, Query(Service).where("department", Op.IS, "مصلحة الأمومة"))
    whole = desk_papers.catalogue(sample, speaking)
    own = desk_papers.services(sample, found, speaking)
    assert own.subtitle == "مصلحة الأمومة"
    assert len(own.blocks) < len(whole.blocks)


def test_the_figures_of_crossed_days_are_refused(desk: Office, tmp_path: Path) -> None:
    days = (TODAY, TODAY - timedelta(days=1))
    with pytest.raises(Refusal):
        reports.make(desk, "enquiries-period", None, desk.settings.locale, tmp_path / "x.pdf", days=days)


def test_the_latest_enquiry_is_the_one_received_last_whenever_its_answer_is_due(desk: Office) -> None:
    newest = question(desk, "الأخير", "سؤال", received_at=NOW - timedelta(minutes=5))
    question(desk, "قبله", "سؤال", received_at=NOW - timedelta(days=1), deadline=NOW + timedelta(days=30))
    assert desk_papers.latest_enquiry(desk) == newest
