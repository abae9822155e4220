"""The papers of materials: the register, what is to be reviewed, and the page clinician and director sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.material_versions import by_language, why_stopped
from hospcomms.domain.materials import (
    CLINICIAN,
    DIRECTOR,
    DRAFT,
    Material,
    MaterialApproval,
    MaterialVersion,
    QualityScore,
)
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import embargo, material_dues, photo_guard, records
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.reports.material_register import Entry
    from hospcomms.services.office import Office

MATERIALS_REGISTER, MATERIALS_TO_REVIEW, MATERIAL_APPROVAL = (
    "materials-register",
    "materials-to-review",
    "material-approval",
)


def _everything(_office: Office) -> None:
    """The paper is about all materials."""


def register(office: Office, _record: Material | None, speaking: Locale) -> Document:
    """All materials by kind. Raises Refusal for very many."""
    # late: reports bring the page engine
    from hospcomms.reports.material_register import material_register
    from hospcomms.services.dossiers import issuer_of

    office = embargo.leaving(office, speaking)
    asked = Query(Material, sort=(Sort("kind"), Sort("review_by")))
    if records.count(office, asked) > material_dues.MOST:
        said = sentence(
            "There are more than {n} materials. Filter the list and print it instead.", n=material_dues.MOST
        )
        raise Refusal("too-long", said)
    found = _entries(office, records.find(office, asked))
    return material_register(found, issuer_of(office), speaking, office.today)


def reviews(office: Office, _record: Material | None, speaking: Locale) -> Document:
    """What is to be reviewed within 90 days, and what is not to be handed out."""
    # late: as above
    from hospcomms.reports.material_register import materials_to_review
    from hospcomms.services.dossiers import issuer_of

    office = embargo.leaving(office, speaking)
    due = material_dues.to_review(office)
    known = {one.id for one in due}
    stopped = [one for one in material_dues.to_stop(office) if one.id not in known]
    return materials_to_review(
        _entries(office, due), _entries(office, stopped), issuer_of(office), speaking, office.today
    )


def _entries(office: Office, materials: list[Material]) -> list[Entry]:
    """Materials with their versions in use, the newest score of each, and whether they may be handed out."""
    # late: as above
    from hospcomms.reports.material_register import Entry

    wanted = tuple(one.id for one in materials)
    versions = _grouped(office, Query(MaterialVersion).where("material", Op.AMONG, wanted)) if wanted else {}
    scores = _grouped(office, Query(QualityScore).where("material", Op.AMONG, wanted)) if wanted else {}
    audiences = records.titles(office, {one.audience for one in materials if one.audience})
    return [
        Entry(
            one,
            tuple(by_language(versions.get(one.id, []))),
            tuple(scores.get(one.id, [])),
            audiences.get(one.audience, ""),
            why_stopped(one, office.today),
        )
        for one in materials
    ]


def _grouped(office: Office, asked: Query) -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = {}  # type: ignore[type-arg]
    for one in records.find(office, asked):
        found.setdefault(one.material, []).append(one)
    return found


def latest_version(office: Office) -> MaterialVersion:
    """The version a signature is wanted on: one that waits, else the one changed last. Raises Refusal without any."""
    newest = Query(MaterialVersion, sort=(Sort("changed_at", descending=True),))
    for asked in (newest.where("state", Op.AMONG, (CLINICIAN, DIRECTOR)), newest):
        found: list[MaterialVersion] = records.find(office, asked, 1)
        if found:
            return found[0]
    raise Refusal("nothing-fits", sentence("There is no version of a material yet. Begin one first."))


def of_material(office: Office, material: Material) -> MaterialVersion:
    """The version of a material a signature is wanted on. Raises Refusal when it has none."""
    versions = sorted(records.parts(office, MaterialVersion, material.id), key=lambda one: one.id, reverse=True)
    for states in ((CLINICIAN, DIRECTOR), (DRAFT,), ()):
        found = next((one for one in versions if not states or one.state in states), None)
        if found is not None:
            return found
    raise Refusal("nothing-fits", sentence("There is no version of this material yet. Begin one first."))


def approval(office: Office, record: Material | MaterialVersion, speaking: Locale) -> Document:
    """The page officer, clinician and director sign. Raises Refusal for photos that may not be used."""
    # late: as above
    from hospcomms.reports.material_approval import ApprovalPage, approval_page
    from hospcomms.services.dossiers import issuer_of

    office = embargo.leaving(office, speaking)
    version = of_material(office, record) if isinstance(record, Material) else record
    photo_guard.refuse_photos(office, version.photos, photo_guard.use_of(office, version))
    material = records.get(office, Material, version.material)
    scores = [one for one in records.parts(office, QualityScore, material.id) if one.version == version.id]
    given = [one for one in records.parts(office, MaterialApproval, material.id) if one.version == version.id]
    audience = records.titles(office, [material.audience]).get(material.audience, "") if material.audience else ""
    page = ApprovalPage(material, version, audience, tuple(scores), tuple(given), office.settings.officer)
    return approval_page(page, issuer_of(office), speaking, office.today)


MATERIAL_REPORTS = (
    Report(MATERIALS_REGISTER, N_("Register of materials"), _everything, register, about=Material),
    Report(MATERIALS_TO_REVIEW, N_("Materials to review"), _everything, reviews, about=Material),
    Report(
        MATERIAL_APPROVAL,
        N_("Approval page to be signed"),
        latest_version,
        approval,
        about=(Material, MaterialVersion),
    ),
)
"""The reports about materials one can ask for by name."""
