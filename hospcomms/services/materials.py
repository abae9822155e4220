"""What one does with a material: versions from officer to clinician to director, withdrawing, reviewing (MAT-1, 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain import material_versions as rules
from hospcomms.domain.approvals import APPROVED as GIVEN
from hospcomms.domain.approvals import RETURNED, GivenApproval
from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, choice, day, long_text, text
from hospcomms.domain.materials import (
    APPROVED,
    CLINICIAN,
    DIRECTOR,
    DRAFT,
    OBSOLETE,
    Material,
    MaterialApproval,
    MaterialVersion,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, Label, sentence
from hospcomms.services import records
from hospcomms.services.material_checks import missing, usable_photos

if TYPE_CHECKING:
    from hospcomms.services.office import Office

SUBMIT, CHECK, APPROVE = N_("Submit to the clinician"), N_("Approve as clinician"), N_("Approve as director")
SEND_BACK, RETIRE, TAKE_UP = N_("Return for correction"), N_("Mark as obsolete"), C_("version", "Take up again")
NEW_VERSION, WITHDRAW, RESUME = C_("material", "New version"), N_("Stop distribution"), N_("Distribute again")
REVIEWED = N_("Reviewed: still right")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class MaterialVersionOrder(Record):
    """What is asked when a version is begun: its language, its number, and what changes."""

    key = "material_version_order"
    one = C_("material", "New version")
    many = C_("material", "New versions")

    language: str = choice(N_("Language"), SPOKEN, "ar", required=True)
    edition: str = text(C_("version", "Number"), limit=30, help=N_("Left empty, it gets the next number."))
    changed: str = long_text(N_("What is changed"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class MaterialDecision(GivenApproval):
    """What is asked of a clinician or the director: who decides and how it was given."""

    key = "material_decision"
    one = C_("material", "Approval")
    many = C_("material", "Approvals")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ReviewOrder(GivenApproval):
    """What is asked when what is in use was reviewed and stays: the clinician who says so, and the next review."""

    key = "material_review_order"
    one = N_("Review")
    many = N_("Reviews")

    review_by: date | None = day(N_("To be reviewed by"), required=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class StopOrder(Record):
    """What is asked when a material is no longer to be handed out: why."""

    key = "material_stop_order"
    one = N_("Stop distribution")
    many = N_("Stop distribution")

    reason: str = text(N_("Why it is not distributed"), required=True)


def versions_of(office: Office, material: int) -> list[MaterialVersion]:
    """All versions of a material in the order they were begun."""
    return sorted(records.parts(office, MaterialVersion, material), key=lambda one: one.id)


def at_hand(office: Office, material: Material, *states: str) -> list[MaterialVersion]:
    """The versions of a material that are in one of these states."""
    return [one for one in versions_of(office, material.id) if one.state in states]


def submit(office: Office, version: MaterialVersion) -> Commit:
    """Give a draft to the clinician. Raises Invalid while file, message, author or review date are missing."""
    return _move(office, version, CLINICIAN, SUBMIT)


def check(office: Office, version: MaterialVersion, decision: MaterialDecision) -> Commit:
    """Note that a clinician found it medically right; it goes to the director. Raises Invalid, Refusal, Stale.

    The clinician is named and is not the author.
    """
    refuse_author(office, version, decision.approver)
    return _move(office, version, DIRECTOR, CHECK, _approval(office, version, decision, CLINICIAN))


def approve(office: Office, version: MaterialVersion, decision: MaterialDecision) -> Commit:
    """Note the director's approval: it is in use from now, and the one before in this language is obsolete."""
    ready = replace(version, issued_on=version.issued_on or office.today)
    given = _approval(office, version, decision, DIRECTOR)
    return _move(office, ready, APPROVED, APPROVE, given, *_replaced(office, version))


def send_back(office: Office, version: MaterialVersion, decision: MaterialDecision) -> Commit:
    """Return a submitted version to draft in somebody's name; the note says what to correct."""
    if not decision.note.strip():
        raise Invalid([Problem("note", sentence("The note is missing. Write what is to be corrected."))])
    given = replace(_approval(office, version, decision, version.state), decision=RETURNED)
    return _move(office, version, DRAFT, SEND_BACK, given)


def retire(office: Office, version: MaterialVersion) -> Commit:
    """Mark a version in use as obsolete. Raises Refusal for any other."""
    return _move(office, version, OBSOLETE, RETIRE)


def take_up(office: Office, version: MaterialVersion) -> Commit:
    """Use an obsolete version again that was approved once; the one in use in this language becomes obsolete.

    Raises Invalid as for an approval: its review date must lie ahead.
    """
    return _move(office, version, APPROVED, TAKE_UP, *_replaced(office, version))


def _replaced(office: Office, version: MaterialVersion) -> list[Record]:
    """The versions in use in the same language, obsolete from now."""
    used = [one for one in versions_of(office, version.material) if one.state == APPROVED and one.id != version.id]
    return [replace(one, state=OBSOLETE) for one in used if one.language == version.language]


def refuse_author(office: Office, version: MaterialVersion, approver: str) -> None:
    """Raise Invalid when the clinician who would approve is the author of the version or of its material."""
    # late: folding is not needed to show a room
    from hospcomms.domain.folding import fold

    authors = (version.author, records.get(office, Material, version.material).author)
    if approver.strip() and any(_same(fold(approver), fold(author)) for author in authors):
        said = sentence("{name} wrote it. Have another clinician check the medical facts.", name=approver.strip())
        raise Invalid([Problem("approver", said)])


def _same(one: str, other: str) -> bool:
    return bool(other.strip()) and one.split() == other.split()


def _approval(office: Office, version: MaterialVersion, decision: GivenApproval, step: str) -> MaterialApproval:
    given = MaterialApproval(
        material=version.material,
        version=version.id,
        step=step,
        decision=GIVEN,
        approver=decision.approver,
        function=decision.function,
        manner=decision.manner,
        given_at=office.clock(),
        page=decision.page,
        note=decision.note,
    )
    records.refuse_if_wrong(given)
    return given


def _move(office: Office, version: MaterialVersion, to: str, name: str, *also: Record) -> Commit:
    if not rules.may_move(version.state, to):
        raise Refusal("not-allowed", sentence("This step is not possible from the present state of the version."))
    lacking = missing(office, version, to)
    if lacking:
        said = tuple(problem.message for problem in lacking)
        raise Invalid(lacking, sentence("This step is not possible yet. {problems}", problems=said))
    return records.save_all(office, [replace(version, state=to), *also], name)


def new_version(office: Office, material: Material, order: MaterialVersionOrder) -> Commit:
    """Begin a version: the words of the one before it in this language, or of its source; the file is put in anew.

    Photos that may not be used any more are left behind. Raises Refusal ``version-begun`` while one is being made.
    """
    records.refuse_if_wrong(order)
    versions = versions_of(office, material.id)
    own = next((one for one in rules.by_language(versions) if one.language == order.language), None)
    if own is not None and own.begun is not None:
        chosen = next(one.label for one in SPOKEN if one.key == order.language)
        said = sentence("A version in this language is being made already ({language}).", language=Label(chosen))
        raise Refusal("version-begun", said)
    before = (own.used if own is not None else None) or rules.source_of(versions)
    fresh = MaterialVersion(
        material=material.id,
        edition=order.edition.strip() or rules.next_edition(versions, order.language),
        language=order.language,
        author=office.settings.officer or material.author,
        changed=order.changed,
    )
    if before is not None:
        fresh = replace(fresh, wording=before.wording, pages=before.pages, photos=usable_photos(office, before))
    return records.save(office, fresh, NEW_VERSION)


def withdraw(office: Office, material: Material, order: StopOrder) -> Commit:
    """Say that a material is not to be handed out any more, and why."""
    records.refuse_if_wrong(order)
    return records.save(office, replace(material, is_withdrawn=True, why_withdrawn=order.reason), WITHDRAW)


def resume(office: Office, material: Material) -> Commit:
    """Hand a withdrawn material out again."""
    return records.save(office, replace(material, is_withdrawn=False, why_withdrawn=""), RESUME)


def reviewed(office: Office, material: Material, order: ReviewOrder) -> Commit:
    """Note that a clinician reviewed what is in use and found it still right, until the next review.

    Raises Refusal when nothing is in use, Invalid for a day that is not ahead or for a clinician who wrote it.
    """
    used = at_hand(office, material, APPROVED)
    if not used:
        raise Refusal("nothing-used", sentence("No version of it is in use. Have one approved first."))
    if order.review_by is None or order.review_by <= office.today:
        raise Invalid([Problem("review_by", sentence("Enter the day of the next review, later than today."))])
    for version in used:
        refuse_author(office, version, order.approver)
    given = [_approval(office, version, order, CLINICIAN) for version in used]
    return records.save_all(office, [*(replace(one, review_by=order.review_by) for one in used), *given], REVIEWED)
