"""The hard block, path by path: whatever leaves the program holds nothing of a release under embargo (issue 5).

A new way out of the program is added to ``PATHS``, a command to ``test_embargo_commands``; a new report, list ending
or record that names a release is tried by itself, because it is read from the program's own tables.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Delivery, Release, ReleaseApproval
from hospcomms.domain.sessions import EducationSession
from hospcomms.services import (
    embargo,
    exchange,
    files,
    handing_out,
    letters,
    preview,
    records,
    release_giving,
    release_mail,
    release_papers,
    reports,
    search,
    template_fill,
    workbook,
)
from hospcomms.services.exchange import lists, template
from hospcomms.services.handing_out import Recipient
from hospcomms.services.ics import writing as ics
from hospcomms.services.office import Office, open_office
from hospcomms.services.session_import.template import write_sheet
from tests.hospital import make
from tests.services import release_stage as stage
from tests.services.release_stage import SECRET, SECRETS, Newsroom, leaks, told

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The sample hospital with a release under embargo until tomorrow; nothing here changes it."""
    folder = tmp_path_factory.mktemp("held")
    make(folder / "office")
    office = open_office(folder / "office")
    yield stage.newsroom(office, folder / "in", office.clock() + timedelta(days=1))
    office.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a path writes what it writes."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def nothing_of_it(out: Path, *said: object) -> None:
    """Fail when a file, a file's name or an answer holds a secret word."""
    assert leaks(told(out)) == []
    assert leaks(repr(said)) == []


def speaking(held: Newsroom) -> Any:
    return held.office.settings.locale_for("fr")


def _all_columns(record: type[Record]) -> tuple[str, ...]:
    return tuple(fields_of(record))


def _printed(held: Newsroom, subject: preview.Subject, out: Path) -> object:
    printed = preview.make(held.office, subject, preview.Wish("fr"), lambda _share, _said: None)
    preview.save(printed, out / printed.file_name)
    return printed.title


def _pages(held: Newsroom) -> Any:
    (given,) = records.parts(held.office, ReleaseApproval, held.release.id)
    return given.page


def _leaving(held: Newsroom) -> Office:
    return embargo.leaving(held.office, speaking(held))


def _filled(held: Newsroom, out: Path) -> object:
    asked = out.parent / "asked.xlsx"
    template_fill.write_example(asked, speaking(held))
    return template_fill.fill(
        held.office, template_fill.read_template(asked), FIRST, LAST, speaking(held), out / "f.xlsx"
    )


def _campaign(held: Newsroom) -> Campaign:
    found = held.linked["campaign"]
    assert isinstance(found, Campaign)
    return found


def _untrusted(held: Newsroom) -> Recipient:
    return Recipient(held.other.id, held.other.name, held.other.email)


Path_ = Callable[[Newsroom, Path], object]
PATHS: dict[str, Path_] = {
    "calendar of a month": lambda held, out: _printed(held, preview.of_month(held.office, held.office.today), out),
    "calendar as .ics": lambda held, out: ics.export(held.office, FIRST, LAST, None, out / "c.ics"),
    "list printed": lambda held, out: reports.make_list(
        held.office, Query(Release), _all_columns(Release), speaking(held), out / "l.pdf"
    ),
    "list in the preview": lambda held, out: _printed(
        held, preview.of_list(held.office, Query(Release), ("title", "body")), out
    ),
    "list of the bin": lambda held, out: exchange.export_list(
        held.office, Query(Release, binned=True), _all_columns(Release), out / "b.csv", speaking(held)
    ),
    "list found by its words": lambda held, out: exchange.export_list(
        held.office, Query(Release, words=SECRET), ("title",), out / "w.csv", speaking(held)
    ),
    "record sheet in the preview": lambda held, out: _printed(
        held, preview.of_report(held.office, reports.RECORD_SHEET, held.release), out
    ),
    "record sheet for an untrusted person": lambda held, out: reports.make(
        held.office, reports.RECORD_SHEET, held.release.id, speaking(held), out / "r.pdf", to=_untrusted(held)
    ),
    "record sheet of a clip": lambda held, out: reports.make(
        held.office, reports.RECORD_SHEET, held.linked["clip"].id, speaking(held), out / "c.pdf"
    ),
    "record sheet of a line of the log": lambda held, out: reports.make(
        held.office, reports.RECORD_SHEET, held.linked["delivery"].id, speaking(held), out / "d.pdf"
    ),
    "record sheet of an approval": lambda held, out: reports.make(
        held.office, reports.RECORD_SHEET, held.linked["release_approval"].id, speaking(held), out / "a.pdf"
    ),
    "record sheet of the campaign": lambda held, out: reports.make(
        held.office, reports.RECORD_SHEET, held.linked["campaign"].id, speaking(held), out / "k.pdf"
    ),
    "ministry workbook": lambda held, out: workbook.make(held.office, FIRST, LAST, speaking(held), out / "m.xlsx"),
    "ministry's own template": _filled,
    "brief for Word": lambda held, out: letters.write_brief(
        held.office, _campaign(held), speaking(held), out / "b.docx"
    ),
    "campaign workbook": lambda held, out: template.write_template(
        out / "t.xlsx", speaking(held), template.filling_of(held.office, _campaign(held))
    ),
    "workbook of sessions": lambda held, out: write_sheet(
        held.office, out / "s.xlsx", speaking(held), list(records.ids(held.office, Query(EducationSession)))
    ),
    "attached file saved": lambda held, out: files.save_as(held.office, held.release.attachments[0], out / "a.txt"),
    "attached file of the version saved": lambda held, out: files.save_as(
        held.office, held.version.attachments[0], out / "v.txt"
    ),
    "attached file opened": lambda held, out: shutil.copy(files.path_of(held.office, held.release.attachments[0]), out),
    "attached file for an untrusted person": lambda held, out: files.save_as(
        held.office, held.release.attachments[0], out / "a.txt", _untrusted(held)
    ),
    "signed page of the approval": lambda held, out: files.save_as(held.office, _pages(held), out / "s.txt"),
    "PDF": lambda held, out: (out / "r.pdf").write_bytes(
        release_papers.pdf(held.office, held.release, release_papers.document(held.office, held.release))
    ),
    "PDF of the version": lambda held, out: (out / "r.pdf").write_bytes(
        release_papers.pdf(held.office, held.version, release_papers.document(held.office, held.version))
    ),
    "copy for approval": lambda held, out: (out / "r.pdf").write_bytes(
        release_papers.pdf(
            held.office, held.release, release_papers.approval_document(held.office, held.release, _untrusted(held))
        )
    ),
    "Word file": lambda held, out: (out / "r.docx").write_bytes(release_papers.word(held.office, held.release)),
    "copied text": lambda held, _out: release_papers.text(held.office, held.release),
    "enclosed files": lambda held, _out: release_papers.enclosures(held.office, held.release),
    "mail to an untrusted person": lambda held, out: (out / "m.eml").write_bytes(
        release_mail.draft_for(held.office, held.release, _untrusted(held), [])
    ),
    "history": lambda held, _out: records.history(_leaving(held), held.release.id),
    "history of what links to it": lambda held, _out: records.titles(
        _leaving(held), [held.release.id, held.version.id]
    ),
    "where used": lambda held, _out: records.where_used(_leaving(held), _campaign(held).id),
    "search": lambda held, _out: search.search(_leaving(held), "ZEBRABODY"),
    "suggestions": lambda held, _out: [
        records.distinct(_leaving(held), Release, name) for name in ("title", "place", "contact_name", "topics")
    ],
    "last change": lambda held, _out: records.undoable(_leaving(held)),
    **{
        f"handed out to an untrusted person: {way}": lambda held, out, way=way: release_giving.give(  # type: ignore[misc]
            held.office, held.release, [held.trusted.id, held.other.id], way, out
        )
        for way in ("email", "email-all", "pdf", "word", "print", "copy")
    },
    "handed out to a blocked person": lambda held, out: release_giving.give(
        held.office, held.release, [held.blocked.id], "pdf", out
    ),
    "internal copy for somebody outside": lambda held, out: handing_out.internal_copy(
        held.office, held.release, held.other.name, "pdf"
    ),
}
"""Every way by which records leave the program, tried with a release under embargo."""


@pytest.mark.parametrize("name", PATHS)
def test_nothing_of_a_held_release_leaves_by_this_path(hospital: Newsroom, out: Path, name: str) -> None:
    before = records.count(hospital.office, Query(Delivery))
    said: object = None
    try:
        said = PATHS[name](hospital, out)
    except Refusal as refusal:
        said = str(refusal)
        assert list(out.iterdir()) == []
    nothing_of_it(out, said)
    assert records.count(hospital.office, Query(Delivery)) == before


NAMING = tuple(
    record
    for record in RECORDS
    if record is Release or any(one.target == "release" for one in fields_of(record).values())
)


@pytest.mark.parametrize("ending", lists.ENDINGS)
@pytest.mark.parametrize("record", NAMING, ids=lambda record: record.key)
def test_no_list_of_what_names_a_release_tells_of_it(
    hospital: Newsroom, out: Path, record: type[Record], ending: str
) -> None:
    said: list[str] = []
    many = exchange.export_list(
        hospital.office,
        Query(record),
        _all_columns(record),
        out / f"list{ending}",
        hospital.office.settings.locale_for("en"),
        warn=lambda one: said.append(str(one)),
    )
    nothing_of_it(out, said)
    everything = {one.id for one in records.find(hospital.office, Query(record))}
    if record is Release:
        held = embargo.held_ids(hospital.office)
        assert {hospital.release.id, hospital.version.id} <= held
        assert many == len(everything - held)
        wanted = f"{len(held)} press releases under embargo were left out."
        assert wanted in said or wanted in " ".join(told(out).split())
    else:
        assert many == len(everything)


@pytest.mark.parametrize("name", reports.REPORTS)
def test_no_report_by_name_tells_of_a_held_release(hospital: Newsroom, out: Path, name: str) -> None:
    printed: list[object] = []
    for ident in (None, hospital.release.id, hospital.version.id, hospital.linked["campaign"].id):
        said: object
        try:
            _, said = reports.report_document(hospital.office, name, ident, speaking(hospital))
        except Refusal as refusal:
            said = str(refusal)
        else:
            if said not in printed:  # many a report is about days and no record: one paper for all four
                reports.make(hospital.office, name, ident, speaking(hospital), out / f"{name}{ident}.pdf")
                printed.append(said)
        nothing_of_it(out, said)


def test_a_report_about_a_held_release_is_refused_as_such(hospital: Newsroom, out: Path) -> None:
    for name, report in reports.REPORTS.items():
        if report.about in (None, Release):
            for one in (hospital.release, hospital.version):
                with pytest.raises(Refusal) as refused:
                    reports.make(hospital.office, name, one.id, speaking(hospital), out / "r.pdf")
                assert refused.value.kind == "embargo", name
    assert list(out.iterdir()) == []


def test_the_log_and_the_clips_say_only_that_it_is_a_release_under_embargo(hospital: Newsroom, out: Path) -> None:
    for record in (Delivery, type(hospital.linked["clip"])):
        exchange.export_list(
            hospital.office,
            Query(record),
            ("release",),
            out / f"{record.key}.csv",
            hospital.office.settings.locale_for("en"),
        )
        assert embargo.HIDDEN in told(out), record.key
        shutil.rmtree(out)
        out.mkdir()


def test_what_is_tried_here_would_be_seen_when_it_is_no_secret(hospital: Newsroom, out: Path) -> None:
    """The same papers do hold the words once the embargo is lifted: the tests above look in the right places."""
    later = replace(hospital.office, clock=lambda: hospital.office.store.clock() + timedelta(days=2))
    for ending in lists.ENDINGS:
        exchange.export_list(later, Query(Release), ("title", "body"), out / f"list{ending}", speaking(hospital))
        assert SECRET in told(out)
        shutil.rmtree(out)
        out.mkdir()
    reports.make(later, reports.RECORD_SHEET, hospital.release.id, speaking(hospital), out / "r.pdf")
    files.save_as(later, hospital.release.attachments[0], out / "a.txt")
    assert {SECRET, "ZEBRAFILE"} <= set(leaks(told(out)))
    assert set(SECRETS) > {SECRET}
