"""A campaign gathered for its reports: plan, lessons, names of what it links to, and who issues them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.activities import Approval, Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.evaluations import Evaluation, Recommendation
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.incidents import Incident
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.issuer import Issuer
from hospcomms.services import evaluation, records
from hospcomms.services.calendars import hijri
from hospcomms.services.campaigns import lessons_for, plan_of

if TYPE_CHECKING:
    from hospcomms.reports.appraisal import Appraisal
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office


def dossier_of(office: Office, campaign: Campaign) -> Dossier:
    """A campaign with everything its reports speak of."""
    plan = plan_of(office, campaign)
    named = {row.audience for part in (plan.segments, plan.objectives, plan.messages) for row in part}
    names = records.titles(office, {*named, campaign.institution_objective})
    return Dossier(
        plan,
        lessons=records.parts(office, Lesson, campaign.id),
        audiences={ident: name for ident, name in names.items() if ident in named},
        institution_objective=names.get(campaign.institution_objective, ""),
        approvals=records.parts(office, Approval, campaign.id),
    )


def plan_dossier_of(office: Office, campaign: Campaign) -> Dossier:
    """The same with what a detailed plan needs besides: the size of each audience, what was learned before."""
    found = dossier_of(office, campaign)
    audiences: list[Audience] = records.window(office, Audience, list(found.audiences))
    return replace(
        found,
        sizes={audience.id: audience.size for audience in audiences if audience.size is not None},
        learned=[(other.title, lesson) for other, lesson in lessons_for(office, campaign)],
        advised=[(other.title, made) for other, made in evaluation.advice_for(office, campaign)],
    )


def judged_dossier_of(office: Office, campaign: Campaign) -> Dossier:
    """The same with the evaluation as it stands now and what was decided of its recommendations."""
    return replace(
        dossier_of(office, campaign),
        board=evaluation.board(office, campaign),
        decided=records.parts(office, Recommendation, campaign.id),
    )


def appraisal_of(office: Office, record: Campaign | Evaluation) -> Appraisal:
    """What the brief of an evaluation says: of a campaign as it stands now, of a signed version as it was frozen.

    A campaign that still stands as it was signed last is shown as signed. Raises Refusal when the campaign is gone or
    the frozen figures cannot be read.
    """
    # late: reports bring the page engine
    from hospcomms.reports.appraisal import Appraisal

    campaign = record if isinstance(record, Campaign) else records.get(office, Campaign, record.campaign)
    signed = record if isinstance(record, Evaluation) else evaluation.standing_version(office, campaign)
    board = evaluation.board(office, campaign) if signed is None else evaluation.frozen(office, signed)
    made = records.parts(office, Recommendation, campaign.id)
    return Appraisal(dossier_of(office, campaign), board, made, signed)


def issuer_of(office: Office) -> Issuer:
    """The establishment as its documents name it."""
    settings = office.settings
    return Issuer(
        hospital=settings.hospital,
        direction=settings.direction,
        department=settings.department,
        officer_function=settings.officer_function,
        logo=_logo(office.folder, settings.logo),
        hijri=hijri(office.today, settings.hijri_offset),
        is_sample=settings.is_sample,
    )


def _logo(folder: Path, name: str) -> Path | None:
    """The logo's file, in the data folder or where the officer chose it."""
    found = folder / name if name else None
    return found if found is not None and found.is_file() else None


def link_names(office: Office, found: list[Record]) -> dict[int, str]:
    """The titles of everything these records link to."""
    wanted: set[int] = set()
    for record in found:
        for field in fields_of(type(record)).values():
            if field.kind is Kind.LINK:
                wanted.add(getattr(record, field.name))
            elif field.kind is Kind.LINKS:
                wanted.update(getattr(record, field.name))
    return records.titles(office, wanted)


def drill_marked(office: Office, made: Document, told: Sequence[Record]) -> Document:
    """A paper about these records, marked as that of a drill when all of them belong to drills."""
    # late: reports bring the page engine
    from hospcomms.reports.document import DRILL

    owners = [one.id if isinstance(one, Incident) else getattr(one, "incident", 0) for one in told]
    drills = {one.id for one in records.window(office, Incident, [*{*owners} - {0}]) if one.is_drill}
    if not owners or not drills.issuperset(owners):
        return made
    return replace(made, marks=(DRILL, *made.marks))
