"""The room of materials: what the hospital hands out or shows, its versions, approvals, reviews and stock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.material_versions import (
    by_language,
    is_due,
    is_low,
    is_older,
    is_overdue,
    review_said,
    why_stopped,
)
from hospcomms.domain.materials import APPROVED, WAITING, Material, MaterialApproval, MaterialVersion, StockMove
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import C_, N_, Sentence, counted, sentence
from hospcomms.services import materials, records
from hospcomms.services.material_papers import MATERIAL_APPROVAL
from ui.rooms import material_pages as pages
from ui.rooms import material_verbs as verbs
from ui.rooms.material_quality import QUALITY_TABS
from ui.rooms.room import Fact, ListAct, Notice, Part, Room, Section, Tab, Verb, View

if TYPE_CHECKING:
    from ui.session import Session

STOCK_COLUMNS = ("movement", "version", "copies", "moved_on", "to_whom", "session", "note")


def _severity(material: Material, today: date) -> str:
    """What must not be handed out is late; a review within 90 days or a low stock comes soon."""
    if why_stopped(material, today) is not None:
        return "late"
    if is_due(material, today) or is_low(material):
        return "soon"
    return "waiting" if material.state in WAITING else ""


def _notice(session: Session, material: Material) -> Notice | None:
    """The most serious thing there is to say of it."""
    if not material.id:
        return None
    today = session.office.today
    stopped = why_stopped(material, today)
    if stopped is not None:
        return Notice("late", stopped)
    found = materials.versions_of(session.office, material.id)
    if any(one.newest is not None and is_older(one.newest, found) for one in by_language(found)):
        return Notice("soon", sentence("A version in another language is older than the one it was translated from."))
    said = review_said(material, today)
    if is_due(material, today) and said is not None:
        return Notice("soon", sentence("Review date: {day} ({said}).", day=material.review_by, said=said))
    if is_low(material):
        return Notice("soon", _low(material))
    return None


def _low(material: Material) -> Sentence:
    return counted(
        "{n} copy is left. It is to be printed again below {least}.",
        "{n} copies are left. It is to be printed again below {least}.",
        int(material.stock or 0),
        least=material.reorder_at,
    )


def _facts(session: Session, material: Material) -> Sequence[Fact]:
    """Which versions are in use, until when, and how many copies are left."""
    if not material.id:
        return ()
    today = session.office.today
    found = by_language(materials.versions_of(session.office, material.id))
    used = tuple(one.used.edition for one in found if one.used is not None)
    facts = [Fact(N_("Versions in use"), sentence("{numbers}", numbers=used) if used else sentence("None yet"))]
    if material.review_by is not None:
        overdue = is_overdue(material, today)
        facts.append(Fact(N_("To be reviewed by"), sentence("{day}", day=material.review_by), overdue))
    if material.stock is not None:
        copies = counted("{n} copy", "{n} copies", int(material.stock))
        facts.append(Fact(N_("Copies in stock"), copies, is_low(material)))
    return facts


def _glance(_session: Session, material: Material) -> Sequence[Fact]:
    """What readers are to remember."""
    return (Fact(N_("Main message"), material.message),) if material.message else ()


def _begun(session: Session, material: Material) -> int:
    return len(by_language(materials.versions_of(session.office, material.id)))


def _approvals(session: Session, material: Material) -> int:
    return records.count(session.office, Query(MaterialApproval).where("material", Op.IS, material.id))


ROOM = Room(
    key="materials",
    record=Material,
    icon="document_text",
    group="planning",
    state="state",
    empty=N_("No materials yet. Drop a leaflet, a poster or a film here, or add a material."),
    form_title=N_("Details"),
    new_title=N_("New material"),
    columns=("title", "kind", "languages", "state", "review_by", "is_withdrawn", "stock"),
    chips=("kind", "state", "review_by", "is_withdrawn"),
    sections=(
        Section(N_("The material"), ("title", "kind", "message", "author")),
        Section(N_("What it is for"), ("audience", "programmes", "campaigns", "themes")),
        Section(N_("Distribution"), ("is_withdrawn", "why_withdrawn", "reorder_at")),
        Section(N_("Notes"), ("note", "reference")),
    ),
    leading=(Tab(verbs.BESIDE, N_("Versions by language"), pages.versions, _begun),),
    parts=(
        Part(MaterialVersion, ("edition", "language", "state", "author", "content", "issued_on", "review_by")),
        Part(StockMove, STOCK_COLUMNS),
    ),
    tabs=(
        Tab(MaterialApproval.key, C_("material", "Approvals"), pages.approvals, _approvals),
        *QUALITY_TABS,
        Tab("uses", N_("Programmes and sessions"), pages.uses, pages.uses_count),
    ),
    views=(
        View("watch", N_("Needs attention"), "clock", pages.watch),
        View("waiting", N_("Waiting for approval"), "send", filters=(("state", "among=clinician,director"),)),
        View("stopped", N_("Not to be distributed"), "dismiss_circle", pages.stopped),
    ),
    verbs=(
        *(verbs.of_material(verb) for verb in (verbs.SUBMIT, verbs.CHECK, verbs.APPROVE, verbs.SEND_BACK)),
        Verb(materials.NEW_VERSION, materials.new_version, asks=materials.MaterialVersionOrder, icon="branch"),
        Verb(
            materials.REVIEWED,
            materials.reviewed,
            when=lambda material: material.state in (APPROVED, *WAITING),
            asks=materials.ReviewOrder,
            icon="document_checkmark",
        ),
        Verb(
            materials.WITHDRAW,
            materials.withdraw,
            when=lambda material: not material.is_withdrawn,
            asks=materials.StopOrder,
            icon="dismiss_circle",
        ),
        Verb(
            materials.RESUME,
            materials.resume,
            when=lambda material: material.is_withdrawn,
            icon="arrow_counterclockwise",
        ),
    ),
    acts=(
        ListAct(N_("Register of materials"), "document_pdf", pages.register),
        ListAct(N_("Materials to review"), "document_pdf", pages.to_review),
    ),
    drop=pages.dropped,
    facts=_facts,
    notice=_notice,
    glance=_glance,
    severity=_severity,
    reports=(MATERIAL_APPROVAL, "record-sheet"),
)
