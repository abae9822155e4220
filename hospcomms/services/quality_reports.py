"""The papers of quality scores among the reports by name: a sheet that was filled in, and blank ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.materials import Material, MaterialVersion, QualityScore
from hospcomms.domain.quality.scoring import SHEETS
from hospcomms.domain.wording import N_
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.reports.quality_sheet import Scored
    from hospcomms.services.office import Office

QUALITY_SHEET = "quality-sheet"
BLANKS = {
    "cci": "blank-index",
    "cci_short": "blank-short-index",
    "pemat_p": "blank-pemat-print",
    "pemat_av": "blank-pemat-film",
}
"""The names of the blank sheets by the key of the score sheet."""
_TITLES = {
    "cci": N_("Blank sheet of the Clear Communication Index"),
    "cci_short": N_("Blank short sheet of the Clear Communication Index"),
    "pemat_p": N_("Blank PEMAT sheet for printed materials"),
    "pemat_av": N_("Blank PEMAT sheet for audiovisual materials"),
}


def _latest(office: Office) -> Record:
    # late: the table of reports is read at the start, what they say only when one is asked for
    from hospcomms.services.quality import latest

    return latest(office)


def _filled(office: Office, record: QualityScore, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.reports.quality_sheet import quality_sheet
    from hospcomms.services.dossiers import issuer_of

    return quality_sheet(_scored(office, record, speaking), issuer_of(office), speaking, office.today)


def _blank(key: str, office: Office, record: MaterialVersion | None, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.reports.quality_sheet import blank_quality_sheet
    from hospcomms.services.dossiers import issuer_of

    about = None
    if record is not None:
        about = _scored(office, QualityScore(material=record.material, version=record.id), speaking)
    return blank_quality_sheet(SHEETS[key], about, issuer_of(office), speaking)


def _scored(office: Office, score: QualityScore, speaking: Locale) -> Scored:
    """A score with the title of its material in the language of the paper, and its version."""
    # late: as above
    from hospcomms.reports.quality_sheet import Scored
    from hospcomms.services import quality, records

    found = records.window(office, Material, [score.material])
    title = found[0].title.best(speaking.language) if found else ""
    version = quality.version_named(office, score.version)
    language = fields_of(MaterialVersion)["language"].choice(version.language) if version is not None else None
    edition = version.edition if version is not None else ""
    return Scored(score, title, edition, speaking.text(language.label) if language is not None else "")


def _of_no_version(_office: Office) -> None:
    """A blank sheet needs no version."""


def _building(key: str) -> Callable[[Office, MaterialVersion | None, Locale], Document]:
    return cast("Callable[[Office, MaterialVersion | None, Locale], Document]", partial(_blank, key))


QUALITY_REPORTS = (
    Report(QUALITY_SHEET, N_("Quality score sheet"), _latest, _filled, about=QualityScore),
    *(
        Report(BLANKS[key], title, _of_no_version, _building(key), about=MaterialVersion)
        for key, title in _TITLES.items()
    ),
)
