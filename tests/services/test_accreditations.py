"""Visits of the press in a real store: what is missing to grant one, consents on its days, and the first page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hospcomms.domain.accreditations import GRANTED, OVER, REFUSED, Accreditation
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.press import Outlet
from hospcomms.services import accreditations, consents, home, records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import NOW, TODAY, at_work, day

GRANT = accreditations.GrantOrder(decided_by="المدير")


@pytest.fixture
def desk(office: Office) -> Office:
    return at_work(office)


def escort(desk: Office, phone: str = "0550 00 00 01") -> int:
    made = records.save(desk, Colleague(name="مرافق", function="عون", phone=phone, verified_on=TODAY))
    return made.saved(Colleague).id


def consent(desk: Office, **facts: Any) -> int:
    facts = {"title": "P-1", "uses": ("press",), "given_on": day(-3), **facts}
    return records.save(desk, Consent(**facts)).saved(Consent).id


def visit(desk: Office, **facts: Any) -> Accreditation:
    facts = {"starts_at": NOW + timedelta(days=2), "places": "البهو", "patients": "no", **facts}
    outlet = records.save(desk, Outlet(name="قناة")).saved(Outlet).id
    made = records.save(desk, Accreditation(outlet=outlet, **{"title": "تصوير", **facts}))
    return made.saved(Accreditation)


def lacking(desk: Office, one: Accreditation) -> list[str]:
    return [problem.field for problem in accreditations.missing_to_grant(desk, one)]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, []),
        ({"escort": 0}, ["escort"]),
        ({"places": "  "}, ["places"]),
        ({"patients": ""}, ["patients"]),
        ({"patients": "yes"}, ["consents"]),
        ({"escort": 0, "places": "", "patients": ""}, ["escort", "places", "patients"]),
    ],
)
def test_what_is_missing_to_grant_a_visit(desk: Office, facts: dict[str, Any], missing: list[str]) -> None:
    one = visit(desk, **{"escort": escort(desk), **facts})
    assert lacking(desk, one) == missing
    if missing:
        with pytest.raises(Invalid):
            accreditations.grant(desk, one, GRANT)
        return
    granted = accreditations.grant(desk, one, GRANT).saved(Accreditation)
    assert (granted.state, granted.decided_by, granted.decided_on) == (GRANTED, "المدير", TODAY)


def test_an_escort_in_the_bin_or_without_a_telephone_is_none(desk: Office) -> None:
    silent, gone = escort(desk, ""), escort(desk)
    records.remove(desk, Colleague, [gone])
    assert lacking(desk, visit(desk, escort=silent)) == ["escort"]
    assert lacking(desk, visit(desk, escort=gone)) == ["escort"]


@pytest.mark.parametrize(
    ("facts", "is_valid"),
    [
        ({}, True),
        ({"uses": ("web", "social")}, False),
        ({"expires_on": day(2)}, True),
        ({"expires_on": day(1)}, False),
        ({"given_on": day(3)}, False),
        ({"withdrawn_on": day(2)}, False),
        ({"withdrawn_on": day(3)}, True),
    ],
)
def test_a_consent_holds_for_the_press_on_the_day_of_the_visit(
    desk: Office, facts: dict[str, Any], is_valid: bool
) -> None:
    one = visit(desk, escort=escort(desk), patients="yes", consents=(consent(desk, **facts),))
    assert (lacking(desk, one) == []) is is_valid


def test_a_consent_holds_on_the_last_day_of_a_longer_visit_too(desk: Office) -> None:
    ends = NOW + timedelta(days=5)
    one = visit(desk, escort=escort(desk), patients="yes", ends_at=ends, consents=(consent(desk, expires_on=day(4)),))
    assert lacking(desk, one) == ["consents"]


def test_one_consent_that_fails_among_others_forbids_it_and_one_in_the_bin_counts_as_missing(desk: Office) -> None:
    good, bad, gone = consent(desk), consent(desk, title="P-2", uses=("print",)), consent(desk, title="P-3")
    records.remove(desk, Consent, [gone])
    who = escort(desk)
    assert lacking(desk, visit(desk, escort=who, patients="yes", consents=(good, bad))) == ["consents"]
    assert lacking(desk, visit(desk, escort=who, patients="yes", consents=(gone,))) == ["consents"]


def test_a_refusal_needs_its_reason_and_may_follow_a_grant(desk: Office) -> None:
    one = visit(desk, escort=escort(desk))
    with pytest.raises(Invalid):
        accreditations.refuse(desk, one, accreditations.RefuseOrder(decided_by="المدير"))
    order = accreditations.RefuseOrder(decided_by="المدير", reason="An outbreak in the ward")
    refused = accreditations.refuse(desk, accreditations.grant(desk, one, GRANT).saved(Accreditation), order)
    after = refused.saved(Accreditation)
    assert (after.state, after.reason, after.decided_on) == (REFUSED, "An outbreak in the ward", TODAY)
    again = accreditations.grant(desk, after, GRANT).saved(Accreditation)
    assert (again.state, again.reason) == (GRANTED, "")


def test_a_visit_is_over_only_after_it_has_begun(desk: Office) -> None:
    coming = accreditations.grant(desk, visit(desk, escort=escort(desk)), GRANT).saved(Accreditation)
    with pytest.raises(Invalid):
        accreditations.end(desk, coming)
    past = visit(desk, escort=escort(desk), starts_at=NOW - timedelta(hours=3))
    with pytest.raises(Refusal):
        accreditations.end(desk, past)
    granted = accreditations.grant(desk, past, GRANT).saved(Accreditation)
    over = accreditations.end(desk, granted).saved(Accreditation)
    assert (over.state, over.decided_on) == (OVER, TODAY)
    with pytest.raises(Refusal):
        accreditations.grant(desk, over, GRANT)


def test_the_first_page_shows_visits_of_today_those_to_decide_on_and_those_that_lost_a_consent(desk: Office) -> None:
    who, given = escort(desk), consent(desk)
    today = visit(desk, escort=who, starts_at=NOW)
    accreditations.grant(desk, today, GRANT)
    visit(desk, title="asked", starts_at=NOW + timedelta(days=3))
    visit(desk, title="far", starts_at=NOW + timedelta(days=30))
    shaky = visit(desk, title="shaky", escort=who, patients="yes", consents=(given,))
    accreditations.grant(desk, shaky, GRANT)
    consents.withdraw(desk, records.get(desk, Consent, given))
    past = visit(desk, title="past", escort=who, starts_at=datetime(2026, 11, 18, 9, tzinfo=UTC))
    accreditations.grant(desk, past, GRANT)
    lines = [line for group in home.agenda(desk).groups for line in group.lines if line.record is Accreditation]
    assert [(line.group, line.severity, line.title) for line in lines] == [
        ("late", "soon", "past"),
        ("today", "soon", "تصوير"),
        ("week", "late", "shaky"),
        ("week", "soon", "asked"),
    ]
    assert "مرافق" in str(lines[1].reason)


def test_the_sheet_for_the_gate_is_about_the_next_visit_and_not_a_past_one(desk: Office) -> None:
    facts = {"escort": escort(desk)}
    begins = {"past": -9, "under way": -1, "next": 3, "later": 6}
    days = {name: NOW + timedelta(days=many) for name, many in begins.items()}
    made = {
        name: accreditations.grant(desk, visit(desk, starts_at=at, title=name, **facts), GRANT).saved(Accreditation)
        for name, at in days.items()
        if name != "under way"
    }
    assert accreditations.latest(desk) == made["next"]
    long = visit(desk, starts_at=days["under way"], ends_at=days["next"], title="under way", **facts)
    long = accreditations.grant(desk, long, GRANT).saved(Accreditation)
    assert accreditations.latest(desk) == long
