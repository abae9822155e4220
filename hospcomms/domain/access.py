"""The log of access: who saw, exported, printed or restored what, when and why; it names no person of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hospcomms.domain.fields import Choice
from hospcomms.domain.wording import C_, N_

VIEW, IDENTITY, EXPORT, PRINT, MAIL = "view", "identity", "export", "print", "mail"
BACKUP, RESTORE, SUBJECT_FILE, ERASURE = "backup", "restore", "subject_file", "erasure"
UNLOCK, PASSWORD, KEPT = "unlock", "password", "kept"
WHAT = (
    Choice(VIEW, C_("access", "Opened")),
    Choice(IDENTITY, N_("Identity shown")),
    Choice(EXPORT, C_("access", "Exported")),
    Choice(PRINT, N_("Printed or saved as PDF")),
    Choice(MAIL, N_("Put into an e-mail draft")),
    Choice(BACKUP, N_("Backup made")),
    Choice(RESTORE, N_("Backup restored or tried")),
    Choice(SUBJECT_FILE, N_("File on a person handed over")),
    Choice(ERASURE, C_("access", "Erased")),
    Choice(UNLOCK, N_("Unlocked")),
    Choice(PASSWORD, N_("Password changed")),
    Choice(KEPT, C_("access", "Kept beyond its time")),
)
"""What can stand in the log."""
NEEDED = frozenset({IDENTITY, SUBJECT_FILE, ERASURE})
"""What may not be done at all where it cannot be written down."""
LONGEST = 300
"""Letters of a place and of a reason."""


@dataclass(frozen=True)
class AccessLine:
    """One line: ``what`` was done, by ``who``, with ``size`` records; ``ident`` 0 is no single record.

    ``record`` is the key of a record type or the name of a paper; ``where`` is the kind of place (.xlsx, a printer),
    ``why`` the reason that was given. ``id`` is 0 until the line is written; ``at`` is in UTC.
    """

    at: datetime
    who: str
    what: str
    record: str = ""
    ident: int = 0
    size: int = 1
    where: str = ""
    why: str = ""
    id: int = 0
