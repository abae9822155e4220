"""The sheet with the recovery code, as a paper of the preview: made in memory, printed or saved by the officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_
from hospcomms.services import embargo
from hospcomms.services.preview import Subject

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

TITLE = N_("Recovery code")


def of_code(office: Office, code: str) -> Subject:
    """The sheet of a code that is shown now; the code is kept nowhere else."""

    def build(speaking: Locale, _period: str) -> Document:
        # late: reports bring the page engine
        from hospcomms.reports.recovery_sheet import recovery_sheet
        from hospcomms.services.dossiers import issuer_of

        leaving = embargo.leaving(office, speaking)
        return recovery_sheet(code, issuer_of(leaving), office.today, speaking)

    return Subject(TITLE, build, icon="lock_closed")
