"""The card beside a photo: the picture, whether each use is allowed today and a copy for it, and where it is used."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.consents import Consent, Photo, PhotoRecall
from hospcomms.domain.errors import Missing
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import consents, records
from hospcomms.services.consents import Usable
from ui import theme
from ui.language import plain, say, tr
from ui.records.photo_out import PhotoPicture, copy_for, image_of, look_at
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import Sheet, scrolled

HIGHEST = 220
"""Height of the picture at 100 %, at most."""
FINEST = 900
"""Pixels of the longer side that are read: enough for the card at 200 %."""
MOST = 6
"""Uses named on the card; all of them stand in the tab “Where used”."""


class PhotoCard(Sheet):
    """Stands beside the tabs of a photo and follows every change of it, of the consents and of what uses it."""

    def __init__(self, session: Session, photo: Photo) -> None:
        super().__init__(padding=0)
        self._session, self.photo = session, photo
        self.body.setContentsMargins(1, 1, 1, 1)
        self._area: QWidget | None = None
        self._used = self._uses()
        self._fill()
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        used = self._uses()
        if not (commit.touches(Photo, self.photo.id) or commit.touches(Consent) or used != self._used):
            return
        self._used = used
        try:
            self.photo = records.get(self._session.office, Photo, self.photo.id)
        except Missing:
            return
        self._fill()

    def _uses(self) -> list[tuple[type[Record], int, str]]:
        found = records.where_used(self._session.office, self.photo.id) if self.photo.id else []
        return [(kind, ident, title) for kind, ident, title, _field in found if kind is not PhotoRecall]

    def _fill(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        self.picture = PhotoPicture(image_of(self._session, self.photo, FINEST), HIGHEST)
        self.picture.setAccessibleName(self.photo.title)
        column.addWidget(self.picture)
        if not self.picture.image.isNull():
            large = tr(N_("Look at it large"))
            column.addWidget(
                Button(large, lambda: look_at(self._session, self.photo, self), icon="zoom_in", kind="link")
            )
        column.addWidget(Label(tr(N_("May it be used today?")), role="section"))
        for place, use in enumerate(consents.uses_today(self._session.office, self.photo)):
            if place:
                column.addWidget(Rule())
            self._add_use(column, use)
        self._add_where(column)
        column.addStretch(1)
        if self._area is not None:
            self.body.removeWidget(self._area)
            self._area.deleteLater()
        self._area = scrolled(page)
        self.body.addWidget(self._area)

    def _add_use(self, column: QVBoxLayout, use: Usable) -> None:
        """A use: allowed, with the copy for it, or not, with the reason."""
        column.addWidget(StateLabel("done" if use.why_not is None else "rejected", tr(use.label), bold=True))
        if use.why_not is not None:
            column.addWidget(Label(say(use.why_not), role="small", tone="text2", wrap=True))
            return
        line = QHBoxLayout()
        line.addWidget(Label(tr(N_("Allowed today")), role="small", tone="text2"), 1)
        if self.photo.picture is not None and self.photo.id:
            save = partial(copy_for, self._session, self.photo, use.key, self)
            copy = Button(tr(N_("Save a copy…")), save, icon="arrow_download", kind="link")
            copy.setAccessibleName(plain(say(sentence("Save a copy for: {use}", use=Word(use.label)))))
            line.addWidget(copy)
        column.addLayout(line)

    def _add_where(self, column: QVBoxLayout) -> None:
        """The records it is in, each to be opened."""
        if not self._used:
            return
        column.addWidget(Rule())
        column.addWidget(Label(tr(N_("Where it is used")), role="section"))
        for kind, ident, title in self._used[:MOST]:
            words = say(sentence("{kind}: {title}", kind=Word(kind.one), title=title or tr(N_("Without a title"))))
            column.addWidget(Button(words, partial(self._session.go.open_record, kind, ident), kind="link"))
