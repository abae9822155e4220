"""What is done with several clips, or with a period of them: judged, reviewed, counted, kept as a measurement."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, StoredFile
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_
from hospcomms.services import clips, file_kinds, files, records
from ui.exchange.tasks import CLIPS, PLACE
from ui.session import Session

if TYPE_CHECKING:
    from ui.records.form_dialog import FormDialog

REVIEW, PERIOD = N_("Press review"), N_("Media report of a period")


def code(session: Session, wanted: Sequence[int], page: QWidget, begun: clips.CodingOrder | None = None) -> None:
    """Ask for a judgement and give it to these clips; ``begun`` is what was judged already."""

    def keep(asked: Record) -> Commit:
        assert isinstance(asked, clips.CodingOrder)
        return clips.code(session.office, wanted, asked)

    order = begun or clips.CodingOrder(coder=session.office.settings.officer)
    _dialog(session, order, clips.CODE, keep, page).open()


def review_chosen(session: Session, wanted: Sequence[int], page: QWidget) -> None:
    """Show the press review of these clips."""
    # late: the preview is read when it is first opened
    from hospcomms.services import clip_papers
    from ui.preview import open_preview

    open_preview(session, page, clip_papers.subject(session.office, wanted))


def review_period(session: Session, _query: Query, page: QWidget) -> None:
    """Show the press review of a period."""
    # late: as above
    from hospcomms.services.media_reports import PRESS_REVIEW

    _report(session, PRESS_REVIEW, page)


def report_period(session: Session, _query: Query, page: QWidget) -> None:
    """Show the media report of a period."""
    # late: as above
    from hospcomms.services.media_reports import MEDIA_PERIOD

    _report(session, MEDIA_PERIOD, page)


def _report(session: Session, name: str, page: QWidget) -> None:
    # late: as above
    from hospcomms.services import preview
    from ui.preview import open_preview

    open_preview(session, page, preview.of_report(session.office, name))


def keep_measurement(session: Session, _query: Query, page: QWidget) -> None:
    """Ask for a period and keep the tone of its clips as an image measurement."""

    def keep(asked: Record) -> Commit:
        assert isinstance(asked, clips.MeasurementOrder)
        return clips.keep_as_measurement(session.office, asked)

    _dialog(session, clips.usual_measurement(session.office), clips.KEEP, keep, page).open()


def bring(session: Session, _query: Query, _page: QWidget) -> None:
    """Go to the import of clips."""
    session.go.open_room(PLACE, CLIPS.key)


def begin_with(session: Session, paths: Sequence[Path]) -> None:
    """Begin a clip with these scans; they join those of a clip begun before and not saved yet."""
    kept: list[StoredFile] = []
    for path in paths:
        try:
            kept.append(files.attach(session.office, path))
        except Refusal as refusal:
            session.go.refuse(refusal.sentence)
            continue
        for caution in file_kinds.cautions(path):
            session.go.say(caution)
    if not kept:
        return
    begun = records.draft(session.office, Clip, 0) or {}
    scans: list[Any] = list(begun.get("scans", ()))
    scans += [item for one in kept if (item := [one.sha256, one.name, one.size]) not in scans]
    records.keep_draft(session.office, Clip, 0, {**begun, "scans": scans})
    session.go.new_record(Clip)


def _dialog(session: Session, order: Record, verb: str, keep: Any, page: QWidget) -> FormDialog:
    # late: forms are read when one is first shown
    from ui.records.form_dialog import FormDialog

    return FormDialog(session, order, verb, verb=verb, keep=keep, parent=page.window())
