"""What can be done with any record, as the window and the command line do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest

from hospcomms.domain.activities import DONE, Activity, BudgetLine
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, Segment
from hospcomms.domain.catalog import BY_KEY, parts_of
from hospcomms.domain.errors import Invalid, Missing, Stale
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.incidents import Incident
from hospcomms.domain.materials import MaterialApproval
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Delivery
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.storage import awkward

R = TypeVar("R", bound=Record)


def add(office: Office, record: R) -> R:
    return records.save(office, record).saved(type(record))


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return records.save(office, Campaign(title="حملة", owner="سعاد")).saved(Campaign)


WRITTEN_BY_THE_PROGRAM = (Delivery, MaterialApproval, Incident, *parts_of(Incident))
"""The log of a release, approvals of materials, all of an incident: test_releases, test_materials, test_incidents."""
TYPED = [record for record in awkward.TYPES if record not in WRITTEN_BY_THE_PROGRAM]


AGREEING_LINKS = {"accreditation": {"outlet": "outlet"}}
"""Links the rules between the fields of a type ask for."""


@pytest.mark.parametrize("record", TYPED, ids=lambda record: record.key)
def test_every_type_can_be_saved_found_binned_recovered_and_undone(office: Office, record: type[Record]) -> None:
    needed = [field for field in fields_of(record).values() if field.kind is Kind.LINK and field.required]
    asked = {field.name: field.target for field in needed} | AGREEING_LINKS.get(record.key, {})
    links = {name: add(office, awkward.plain(BY_KEY[target], id=0)).id for name, target in asked.items()}
    made = add(office, awkward.plain(record, id=0, **links))
    assert records.get(office, record, made.id) == made
    before = records.count(office, Query(record))
    records.remove(office, record, [made.id])
    assert records.count(office, Query(record)) == before - 1
    records.recover(office, record, [made.id])
    assert records.count(office, Query(record)) == before
    for _ in range(3):
        assert records.undo(office) is not None
    with pytest.raises(Missing):
        records.get(office, record, made.id)


def test_a_record_with_problems_is_refused_with_all_of_them_and_nothing_is_saved(office: Office) -> None:
    wrong = Campaign(title="", start=date(2026, 2, 1), end=date(2026, 1, 1), kind="")
    with pytest.raises(Invalid) as refused:
        records.save(office, wrong)
    assert {problem.field for problem in refused.value.problems} == {"title", "kind", "end"}
    assert records.count(office, Query(Campaign)) == 0
    assert records.undoable(office) is None


def test_a_title_of_signs_that_are_no_text_counts_as_missing(office: Office) -> None:
    with pytest.raises(Invalid):
        records.save(office, Campaign(title=" \x00\u202e\ud800 "))


def test_a_warning_does_not_block(office: Office) -> None:
    assert add(office, Audience(name="أمهات", size=100.0)).id


def test_several_records_are_saved_together_or_not_at_all(office: Office, campaign: Campaign) -> None:
    with pytest.raises(Invalid):
        records.save_all(office, [replace(campaign, title="new"), Audience(name="")], "Save")
    assert records.get(office, Campaign, campaign.id).title == "حملة"
    commit = records.save_all(office, [replace(campaign, title="new"), Audience(name="a")], "Save")
    assert len(commit.steps) == 2
    records.undo(office)
    assert records.get(office, Campaign, campaign.id).title == "حملة"
    assert records.count(office, Query(Audience)) == 0


def test_a_record_changed_meanwhile_is_refused(office: Office, campaign: Campaign) -> None:
    records.save(office, replace(campaign, title="first"))
    with pytest.raises(Stale):
        records.save(office, replace(campaign, title="second"))
    assert records.get(office, Campaign, campaign.id).title == "first"


def test_saving_a_record_that_was_taken_away_is_said(office: Office, campaign: Campaign) -> None:
    records.undo(office)
    with pytest.raises(Missing):
        records.save(office, replace(campaign, title="x"))


def test_saving_nothing_new_or_nothing_at_all_is_no_change(office: Office, campaign: Campaign) -> None:
    assert records.save(office, campaign).saved(Campaign) == campaign
    assert records.save_all(office, [], "Save").steps == ()
    assert records.bulk_edit(office, Campaign, [999], {"owner": "x"}).steps == ()
    assert records.remove(office, Campaign, []).id == 0
    assert len(records.history(office, campaign.id)) == 1


def test_several_records_are_edited_at_once_and_undone_at_once(office: Office) -> None:
    made = [add(office, Audience(name=str(number))).id for number in range(5)]
    commit = records.bulk_edit(office, Audience, [*made, made[0]], {"size": 7.0, "size_year": 2026.0})
    assert len(commit.steps) == 5
    assert {record.size for record in records.find(office, Query(Audience))} == {7.0}
    records.undo(office)
    assert {record.size for record in records.find(office, Query(Audience))} == {None}


def test_several_records_are_not_edited_when_one_of_them_would_be_wrong(office: Office) -> None:
    first = add(office, Campaign(title="a", start=date(2026, 1, 1)))
    second = add(office, Campaign(title="b", start=date(2026, 6, 1)))
    with pytest.raises(Invalid):
        records.bulk_edit(office, Campaign, [first.id, second.id], {"end": date(2026, 3, 1)})
    assert [record.end for record in records.find(office, Query(Campaign))] == [None, None]
    with pytest.raises(ValueError, match="state"):
        records.bulk_edit(office, Campaign, [first.id], {"state": "approved"})


def test_deleting_a_whole_takes_its_parts_and_recovering_brings_back_only_those(
    office: Office, campaign: Campaign
) -> None:
    early, late = (add(office, Activity(campaign=campaign.id, title=title)) for title in ("early", "late"))
    records.remove(office, Activity, [early.id])
    records.remove(office, Campaign, [campaign.id])
    assert records.parts(office, Activity, campaign.id) == []
    records.recover(office, Campaign, [campaign.id])
    assert [part.id for part in records.parts(office, Activity, campaign.id)] == [late.id]
    assert office.store.faults() == []


def test_a_campaign_keeps_its_progress_and_budget_up_to_date(office: Office, campaign: Campaign) -> None:
    def figures() -> tuple[float | None, Decimal | None]:
        found = records.get(office, Campaign, campaign.id)
        return found.progress, found.budget

    first = add(office, Activity(campaign=campaign.id, title="a", status=DONE))
    add(office, Activity(campaign=campaign.id, title="b"))
    assert figures() == (50.0, None)
    add(office, BudgetLine(campaign=campaign.id, title="c", planned=Decimal("100.5")))
    assert figures() == (50.0, Decimal("100.5"))
    records.remove(office, Activity, [first.id])
    assert figures() == (0.0, Decimal("100.5"))
    records.undo(office)
    assert figures() == (50.0, Decimal("100.5"))


def test_a_part_that_moves_to_another_whole_is_counted_in_both(office: Office, campaign: Campaign) -> None:
    other = add(office, Campaign(title="أخرى"))
    part = add(office, Activity(campaign=campaign.id, title="a", status=DONE))
    records.save(office, replace(part, campaign=other.id))
    assert records.get(office, Campaign, campaign.id).progress is None
    assert records.get(office, Campaign, other.id).progress == 100.0


def test_drafts_are_kept_until_they_are_discarded_and_outlive_the_program(office: Office) -> None:
    values = {"title": "لم يكتمل", "start": None, "themes": ["a"]}
    records.keep_draft(office, Campaign, 0, values)
    records.keep_draft(office, Campaign, 0, {**values, "title": "second"})
    records.keep_draft(office, Audience, 3, {"name": "x"})
    assert records.draft(office, Campaign, 0) == {**values, "title": "second"}
    assert records.drafts(office)[0] == (Audience, 3)
    assert records.undoable(office) is None
    records.discard_draft(office, Campaign, 0)
    assert records.draft(office, Campaign, 0) is None
    assert records.drafts(office) == [(Audience, 3)]


def test_where_a_record_is_used_is_said_with_titles(office: Office, campaign: Campaign) -> None:
    audience = add(office, Audience(name="a"))
    segment = add(office, Segment(campaign=campaign.id, audience=audience.id, insight="لماذا"))
    assert records.where_used(office, audience.id) == [(Segment, segment.id, "لماذا", "audience")]


def test_the_name_of_a_change_is_said_with_what_it_was_about(office: Office, campaign: Campaign) -> None:
    offered = records.undoable(office)
    assert offered is not None
    assert (offered.name, offered.title, offered.count) == (records.ADD, "حملة", 1)
    records.remove(office, Campaign, [campaign.id])
    offered = records.undoable(office)
    assert offered is not None
    assert str(offered.sentence()) == "Delete: حملة"
