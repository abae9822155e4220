"""The part of the self-test that needs no screen: its steps in their order, on the office of the bench."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from hospcomms.domain.backup_names import BACKUP_ENDING
from hospcomms.domain.campaigns import Campaign
from hospcomms.services.office import Office
from hospcomms.services.selftest import copies, papers, work
from hospcomms.services.selftest.bench import Bench, total
from hospcomms.services.selftest.journal import Journal

COPY = "everything" + BACKUP_ENDING


def carry_out(journal: Journal, bench: Bench) -> None:
    """Try everything that needs no screen; what was kept by the run before is looked at first."""
    office: Office | None = journal.step("data opened", bench.open)
    if office is None:
        return
    with closing(office):
        journal.facts["records_before"] = total(office)
        journal.step("data kept", partial(bench.kept, office))
        campaign: Campaign | None = journal.step("record saved", partial(work.save, office, bench.run))
        journal.step("undone and redone", partial(work.undo_and_redo, office, bench.run))
        if campaign is not None:
            _with(journal, bench, office, campaign)
        journal.facts["records"] = total(office)
    journal.facts["files"] = journal.written


def _with(journal: Journal, bench: Bench, office: Office, campaign: Campaign) -> None:
    out = journal.out
    journal.step("found in Arabic", partial(work.find, office, campaign))
    journal.step("file attached and sealed", partial(work.attach, office, campaign, out))
    journal.step("fonts and words shipped", papers.shipped)
    journal.step("PDF", partial(papers.pdf, office, campaign, out))
    journal.step("workbook", partial(papers.xlsx, office, campaign, out))
    journal.step("Word document", partial(papers.docx, office, campaign, out))
    journal.step("e-mail draft", partial(papers.mail, office, campaign, out))
    journal.step("drill", partial(work.drill, office))
    journal.step("backup", partial(copies.back_up, office))
    journal.step("restored and locked", partial(copies.bring_back, office, out / COPY))
    journal.step("data checked", partial(work.check, office))
    journal.step("data left", partial(bench.leave, office, campaign))
