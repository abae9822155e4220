"""Erasing from the page of a record: what it would do is told, then it is asked for, and done beside the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hospcomms.domain.changes import Commit, Step
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services.privacy import erasure, requests
from hospcomms.services.privacy.erasure import Erased, Foreseen
from hospcomms.services.privacy.requests import ErasureOrder
from ui.background import Progress
from ui.records.form_dialog import FormDialog
from ui.session import Session

DECIDED = N_("Erasure decided")


class Erasing(QObject):
    """One erasure; it lives with the page it was begun on."""

    def __init__(self, session: Session, page: QWidget, record: Record) -> None:
        super().__init__(page)
        self.session, self._page, self._record = session, page, record

    def begin(self) -> None:
        """Look up beside the window what would go and who else seems to be this person; what forbids it is said."""
        office, record = self.session.office, self._record

        def work(_progress: Progress) -> tuple[Foreseen, Sequence[Sentence]]:
            found = erasure.foresee(office, record.key, [record.id])
            return found, () if found.refused else requests.alike(office, record)

        self.session.background.start(self._page, work, done=self._ask, failed=self._refused)

    def _ask(self, looked_up: tuple[Foreseen, Sequence[Sentence]]) -> None:
        found, warnings = looked_up
        if found.refused:
            self.session.go.refuse(found.refused[0])
            return
        orders: list[ErasureOrder] = []

        def keep(order: Record) -> Commit:
            assert isinstance(order, ErasureOrder)
            orders.append(order)
            office = self.session.office
            step = Step(self._record, self._record)
            return Commit(0, DECIDED, office.clock(), office.store.who, (step,), "log")

        dialog = FormDialog(
            self.session, ErasureOrder(), erasure.ERASE, verb=erasure.ERASE, keep=keep, parent=self._page.window()
        )
        dialog.go.restyle("danger")
        dialog.foretell((*warnings, *requests.foretold(found)))
        dialog.saved.connect(lambda _order: self._erase(orders[-1]))
        dialog.open()

    def _erase(self, order: ErasureOrder) -> None:
        office, record = self.session.office, self._record

        def work(_progress: Progress) -> Erased:
            return requests.carry_out(office, record, order)

        self._page.setEnabled(False)
        self.session.go.say(sentence("Erasing. Backups are made before and after."))
        self.session.background.start(self._page, work, done=self._done, failed=self._refused)

    def _done(self, erased: Erased) -> None:
        """Tell every page; this one goes, as its record did."""
        self._page.setEnabled(True)
        self.session.go.committed(erased.commit)
        self.session.bus.copied.emit()  # backups were made: their age stands at the foot
        said = sentence("Erased. The certificate {number} says what and why.", number=erased.certificate.title)
        self.session.go.say(said)

    def _refused(self, error: BaseException) -> None:
        self._page.setEnabled(True)
        if not isinstance(error, Refusal):
            raise error
        self.session.go.refuse(error.sentence)
