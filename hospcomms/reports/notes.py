"""Footnotes: a frame that keeps room for the notes of what stands on the page, and draws them at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus.frames import Frame

from hospcomms.reports.drawing import GREY, Sheet
from hospcomms.reports.paragraph import Paragraph

RULE_ROOM, RULE_SHARE = 9.0, 0.28


class NotedFrame(Frame):
    """The text area of a page. Flowables may carry `notes`; each stands on the page of its mark."""

    # what the types of reportlab do not know of its frames
    _notes: list[Paragraph]
    _aW: float  # noqa: N815
    _x1: float
    _y1: float
    _y1p: float
    _bottomPadding: float  # noqa: N815

    def _reset(self) -> None:
        base: Any = super()
        base._reset()  # noqa: SLF001  # the frame’s own word
        self.__dict__["_notes"] = []
        self._y1p = self._y1 + self._bottomPadding

    def _room(self, notes: Sequence[Paragraph]) -> float:
        """Height of notes, with the rule over the first."""
        if not notes:
            return 0.0
        rule = 0.0 if self._notes else RULE_ROOM
        return rule + sum(note.wrap(self._aW, 0)[1] for note in notes)

    def _add(self, flowable: Any, canv: Any, trySplit: int = 0) -> int:  # noqa: N803  # reportlab's name
        """Add a part of the page if it fits together with its notes."""
        notes = getattr(flowable, "notes", ())
        before = self._y1p
        self._y1p = before + self._room(notes)
        done = 0
        try:
            base: Any = super()
            done = int(base._add(flowable, canv, trySplit=trySplit))  # noqa: SLF001
        finally:
            if done:
                self._notes.extend(notes)
            else:
                self._y1p = before
        return done

    add: Any = _add

    def split(self, flowable: Any, canv: Any) -> Any:
        """Cut a part so that its notes fit too."""
        before = self._y1p
        self._y1p = before + self._room(getattr(flowable, "notes", ()))
        try:
            return super().split(flowable, canv)
        finally:
            self._y1p = before

    def draw_notes(self, canvas: Any, rtl: bool) -> None:
        """Draw the notes of the page under a short rule."""
        if not self._notes:
            return
        top = self._y1p
        canvas.saveState()
        canvas.translate(self._x1, 0)
        Sheet(canvas, self._aW, rtl).rule(top - RULE_ROOM / 2, 0.5, GREY, length=self._aW * RULE_SHARE)
        top -= RULE_ROOM
        for note in self._notes:
            note.wrap(self._aW, 0)
            note.put(canvas, 0.0, top)
            top -= note.height
        canvas.restoreState()
