"""The reports about programmes one can ask for by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.materials import OBSOLETE, Material, MaterialVersion, QualityScore
from hospcomms.domain.programmes import FollowUp, ProblemFigure, Programme, ProgrammePartner
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.reports.programme_brief import ProgrammeFile
    from hospcomms.services.office import Office

PROGRAMME_BRIEF = "programme-brief"


def _latest(office: Office) -> Record:
    """The programme that begins last."""
    found: list[Programme] = records.find(office, Query(Programme), limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no programme this report could be about. Enter one first."))
    return found[0]


def _brief(office: Office, record: Programme, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.programme_brief import programme_brief
    from hospcomms.services.dossiers import issuer_of

    return programme_brief(file_of(office, record), issuer_of(office), speaking, office.today)


def file_of(office: Office, programme: Programme) -> ProgrammeFile:
    """A programme gathered with everything its brief speaks of."""
    # late: reports bring the page engine, and the statistics
    from hospcomms.reports.programme_brief import ProgrammeFile
    from hospcomms.services import evaluation, programmes
    from hospcomms.services.dossiers import dossier_of
    from hospcomms.services.questionnaires import change_of
    from hospcomms.services.sessions import sessions_of

    campaign = programmes.carrier(office, programme)
    materials = programmes.materials_of(office, programme)
    return ProgrammeFile(
        programme,
        dossier=dossier_of(office, campaign) if campaign is not None else None,
        board=evaluation.board(office, campaign) if campaign is not None else None,
        names=records.titles(office, [programme.audience, programme.observance]),
        figures=records.parts(office, ProblemFigure, programme.id),
        answers=programmes.answers_of(office, programme.id),
        partners=records.parts(office, ProgrammePartner, programme.id),
        sessions=sessions_of(office, programme.id),
        materials=materials,
        scores={one.id: _newest(office, one) for one in materials},
        questionnaires=[(one.title, change_of(office, one)) for one in programmes.questionnaires_of(office, programme)],
        follow_ups=records.parts(office, FollowUp, programme.id),
    )


def _newest(office: Office, material: Material) -> Sequence[QualityScore]:
    """The newest complete sheet of each kind, of the versions that are not replaced."""
    replaced = {one.id for one in records.parts(office, MaterialVersion, material.id) if one.state == OBSOLETE}
    found: dict[str, QualityScore] = {}
    for score in records.parts(office, QualityScore, material.id):
        if score.score is not None and score.version not in replaced:
            found.setdefault(score.instrument, score)
    return list(found.values())


PROGRAMME_REPORTS = (Report(PROGRAMME_BRIEF, N_("Programme brief"), _latest, _brief, about=Programme),)
