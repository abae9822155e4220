"""The room of media monitoring: clips with their tone, the queue of those to code, and the page of a clip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import when_said
from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import isolated
from hospcomms.domain.monitoring import Clip, Correction
from hospcomms.domain.query import Sort
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import clips, records
from ui.rooms import clip_acts as acts
from ui.rooms import clip_pages as pages
from ui.rooms.room import Bulk, Fact, ListAct, Notice, Part, Room, Section, Verb, View

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.session import Session

WRONG = ("incorrect", "misleading", "omitted")


def _severity(clip: Clip, _today: date) -> str:
    """A clip nobody judged waits."""
    return "" if clip.tone else "waiting"


def _notice(session: Session, clip: Clip) -> Notice | None:
    if clip.accuracy in WRONG and clip.id and not records.parts(session.office, Correction, clip.id):
        return Notice("soon", sentence("This clip is not accurate, and no correction was asked for."))
    return None


def _glance(session: Session, clip: Clip) -> Sequence[Fact]:
    """Where and when it appeared, and who judged it."""
    described = fields_of(Clip)
    names = records.titles(session.office, [one for one in (clip.outlet, clip.person) if one])
    facts = [
        Fact(described["outlet"].label, names.get(clip.outlet, "")),
        Fact(described["person"].label, names.get(clip.person, "")),
        Fact(described["on"].label, when_said(clip.on, session.office.today) if clip.on else ""),
        Fact(described["web"].label, isolated(clip.web) if clip.web else ""),
        Fact(described["coder"].label, clip.coder),
    ]
    return [fact for fact in facts if fact.value]


def _code(office: Office, clip: Clip, order: clips.CodingOrder) -> Commit:
    return clips.code(office, [clip.id], order)


ROOM = Room(
    key="clips",
    record=Clip,
    icon="news",
    group="relations",
    title=N_("Media monitoring"),
    empty=N_("No clips yet. Drop a scan here, add a clip, or import a list of them."),
    form_title=N_("Details"),
    new_title=N_("New clip"),
    columns=("title", "on", "outlet", "paper", "tone", "accuracy", "topics", "coder"),
    chips=("tone", "accuracy", "paper", "outlet", "topics", "on"),
    sections=(
        Section(N_("The clip"), ("title", "on", "paper", "person", "outlet", "at", "web")),
        Section(N_("Content of the clip"), ("scans", "summary", "topics", "messages", "spokesperson")),
        Section(N_("How it was judged"), ("tone", "accuracy", "coder", "coded_on", "prominence", "origin")),
        Section(N_("What it belongs to"), ("campaign", "release", "enquiry", "issue")),
        Section(N_("Reach and note"), ("reach", "reach_source", "note")),
    ),
    parts=(Part(Correction),),
    views=(View("to_code", N_("To code"), "flag", filters=(("tone", "empty"),), sort=(Sort("on", descending=True),)),),
    verbs=(
        Verb(clips.ASK, clips.ask_correction, asks=clips.CorrectionOrder, icon="send"),
        Verb(clips.CODE, _code, asks=clips.CodingOrder, icon="checkmark_circle"),
    ),
    bulk=(
        Bulk(clips.CODE_SEVERAL, "checkmark_circle", acts.code),
        Bulk(N_("Press review of the chosen"), "document_pdf", acts.review_chosen),
    ),
    acts=(
        ListAct(N_("Press review of a period…"), "document_pdf", acts.review_period),
        ListAct(N_("Media report of a period…"), "data_trending", acts.report_period),
        ListAct(N_("Keep as image measurement…"), "star", acts.keep_measurement),
        ListAct(N_("Import clips…"), "arrow_import", acts.bring),
    ),
    fresh=lambda session: Clip(on=session.office.today),
    companion=pages.side,
    drop=pages.dropped,
    notice=_notice,
    severity=_severity,
    glance=_glance,
    reports=("record-sheet",),
)
