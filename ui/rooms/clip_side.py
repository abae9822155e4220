"""What stands beside the form of a clip: its scan, and the row in which it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.wording import sentence
from hospcomms.services import clips, records
from ui import theme
from ui.records.editors.files import FilesEditor
from ui.records.editors.links import LinkEditor
from ui.records.file_drops import FileDrops
from ui.records.form import Form
from ui.rooms import clip_acts
from ui.rooms.clip_coding import CodingRow
from ui.rooms.clip_scan_view import ScanView
from ui.session import Session
from ui.widgets.marks import Rule
from ui.widgets.sheets import Sheet, scrolled

WIDE, NARROW = 300, 240


class ClipSide(Sheet):
    """Follows the form: scans as they are added, the journalist's outlet; a judgement of a saved clip is kept at once.

    Files dropped anywhere on the page become its scans.
    """

    def __init__(self, session: Session, form: Form) -> None:
        super().__init__(padding=0)
        self._session, self._form = session, form
        self.scan = ScanView(session, self.files.open_file)
        self.coding = CodingRow(self.judge, self.go_on)
        inside = Sheet("plain", padding=12)
        for widget in (self.scan, Rule(), self.coding):
            inside.body.addWidget(widget)
        inside.body.addStretch(1)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addWidget(scrolled(inside))
        self._drops: FileDrops | None = None
        self.files.edited.connect(self._follow)
        self._link("person").edited.connect(self._fill_outlet)
        form.dirtied.connect(lambda _dirty: self._follow())
        session.bus.committed.connect(self._heard)
        self._follow()

    @property
    def files(self) -> FilesEditor:
        """The editor of the scans."""
        return cast(FilesEditor, self._form.cells["scans"].editor)

    def _link(self, name: str) -> LinkEditor:
        return cast(LinkEditor, self._form.cells[name].editor)

    @property
    def clip(self) -> Clip:
        """The clip as the form shows it."""
        return cast(Clip, self._form.record())

    def take(self, paths: Sequence[Path]) -> None:
        """Add files that were dropped on the page."""
        self.files.attach(list(paths))

    def judge(self, field: str, key: str) -> None:
        """Judge the clip: a saved one at once, a new one with the rest of the form; who judges is asked if unknown."""
        clip = self.clip
        if not clip.id:
            self._judge_in_form(field, key)
            return
        coder = self._session.office.settings.officer or clip.coder
        order = clips.CodingOrder(coder=coder)
        order = replace(order, tone=key) if field == "tone" else replace(order, accuracy=key)
        if not coder:
            clip_acts.code(self._session, [clip.id], self, order)
            self._follow()  # a pressed button says nothing yet
            return
        try:
            self._session.go.committed(clips.code(self._session.office, [clip.id], order))
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)
            self._follow()

    def _judge_in_form(self, field: str, key: str) -> None:
        given = {field: key, "coder": self._session.office.settings.officer, "coded_on": self._session.office.today}
        for name, value in given.items():
            editor = self._form.cells[name].editor
            editor.set_value(value)
            editor.edited.emit()
        self._follow()

    def go_on(self) -> None:
        """Show the next clip nobody judged."""
        found = clips.next_uncoded(self._session.office, after=self.clip.id)
        if found is None:
            self._session.go.say(sentence("Every clip is coded."))
        else:
            self._session.go.open_record(Clip, found.id)

    def _fill_outlet(self) -> None:
        """A journalist brings the outlet, unless one was chosen already."""
        outlet = clips.outlet_of(self._session.office, self.clip.person)
        if outlet and not self.clip.outlet:
            self._link("outlet").take(outlet)

    def _follow(self) -> None:
        clip = self.clip
        self.scan.show_scans(clip.scans)
        self.coding.show_judged(clip, saved=bool(clip.id))

    def _heard(self, commit: Commit) -> None:
        if self.clip.id and commit.touches(Clip, self.clip.id):
            # the form hears of it too, and may come after
            QTimer.singleShot(0, self, self._follow)

    def _renew_begun(self) -> None:
        """A new clip to which scans were added from the list meanwhile."""
        kept = records.draft(self._session.office, Clip, 0) or {}
        here = self.files.draft()
        assert isinstance(here, list)
        more = [item for item in kept.get("scans", ()) if item not in here]
        if more:
            self.files.set_draft([*here, *more])
            self.files.edited.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = self._page()
        if self._drops is None:
            self._drops = FileDrops(page, self.take)
        self._drops.watch()
        if not self.clip.id:
            self._renew_begun()
        elif not self.clip.tone:
            QTimer.singleShot(0, self.coding, self.coding.setFocus)
        self.setFixedWidth(theme.px(NARROW if self.window().width() < theme.px(1000) else WIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedWidth(theme.px(NARROW if self.window().width() < theme.px(1000) else WIDE))

    def _page(self) -> QWidget:
        """The page of the record, or what stands in its place."""
        # late: the page makes this
        from ui.records.detail_page import DetailPage

        above = self.parentWidget()
        while above is not None and not isinstance(above, DetailPage):
            above = above.parentWidget()
        return above or self
