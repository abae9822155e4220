"""What is typed and not saved anywhere in the window, kept as drafts at once: before a lock, and when Windows ends."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from ui.records.form import Form

if TYPE_CHECKING:
    from ui.window import Window

_MEANT_FOR = 30_000  # ms: so long a second try to close counts as the answer to the warning
CLOSING_LOSES = sentence(
    "What you typed could not be written, and closing now loses it. Free some space on the disk, or copy it elsewhere;"
    " close once more to close all the same."
)


def keep(window: Window) -> bool:
    """Keep everything that is typed; False when something could not be written, and is on the screen only."""
    with contextlib.suppress(Refusal):  # said by the page itself; what is safe is asked below
        if window.frame is not None:
            window.frame.pages.leave()
        if window.crisis.page is not None:
            window.crisis.page.leave()
        for other in window.others:
            other.keep_typed()
    return is_kept(window)


def is_kept(window: Window) -> bool:
    """True when every form that keeps drafts has its text on the disk; tries to write what is not."""
    # dialogs are children of their windows
    forms = [form for top in (window, *window.others) for form in top.findChildren(Form)]
    kept = [form.keep_draft() for form in forms]  # each of them, whatever the others say
    return all(kept)


def may_close(window: Window) -> bool:
    """False the first time when something typed is on the screen only; whoever closes again has read that."""
    if window.office is None or window.gives_up or is_kept(window):
        return True
    window.gives_up = True
    QTimer.singleShot(_MEANT_FOR, window, lambda: setattr(window, "gives_up", False))
    if window.is_locked:
        window.locking.tell(CLOSING_LOSES)
    elif window.frame is not None:
        window.frame.refuse(CLOSING_LOSES)
    return False
