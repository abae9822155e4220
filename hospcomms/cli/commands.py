"""The commands: each asks one service and answers for people and for programs.

Services are imported by the command that needs them, so that a search does not wait for the page engine.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.cli.answers import Answer, warned
from hospcomms.cli.asking import secret_for
from hospcomms.cli.ministry import example as ministry_example
from hospcomms.cli.releases import give, is_given
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import BY_KEY, RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, fields_of, listed
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Query
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import embargo, exchange, records, reports, security
from hospcomms.services.office import Office, open_office
from hospcomms.services.settings import Settings

if TYPE_CHECKING:
    from hospcomms.services.upkeep import CheckReport


def needs_no_office(wanted: argparse.Namespace) -> bool:
    """True for commands that only need words: the names of the reports, an empty template."""
    if wanted.command == "report":
        return bool(wanted.list)
    return wanted.command == "template" and ((not wanted.id and wanted.data is None) or wanted.kind == "ministry")


def sample(wanted: argparse.Namespace, speaking: Locale) -> Answer:
    """Make the sample hospital in a new folder."""
    # late: reads the sample's content
    from hospcomms.services.sample import make

    settings = Settings(language=wanted.language) if wanted.language else None
    make(wanted.folder, settings, wanted.scale)
    office = open_office(wanted.folder)
    try:
        counts = {record.key: records.count(office, Query(record)) for record in RECORDS}
    finally:
        office.close()
    said = sentence("The sample hospital was made in the folder {folder}.", folder=wanted.folder.name)
    return Answer((speaking.say(said),), {"folder": str(wanted.folder), "records": counts})


def blank(wanted: argparse.Namespace, speaking: Locale) -> Answer:
    """Write the empty campaign workbook, or a template for the ministry, without any data folder."""
    if wanted.kind == "ministry":
        return ministry_example(wanted, speaking)
    exchange.write_template(wanted.out, _document(wanted, Settings()))
    return _written(wanted.out, speaking)


def template(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write the campaign workbook, empty or filled with one campaign."""
    # late: brings openpyxl
    from hospcomms.services.exchange.template import NOTHING, filling_of, write_template

    filling = filling_of(office, records.get(office, Campaign, wanted.id)) if wanted.id else NOTHING
    write_template(wanted.out, _document(wanted, office.settings), filling)
    return _written(wanted.out, office.settings.locale)


def export(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write a list by its file's ending."""
    record = _record(wanted.kind)
    known = fields_of(record)
    columns = tuple(name.strip() for name in wanted.columns.split(",") if name.strip())
    unknown = next((name for name in columns if name not in known), "")
    if unknown:
        raise Refusal(
            "no-column",
            sentence("There is no column called {name}. Choose from: {names}.", name=unknown, names=tuple(known)),
        )
    columns = columns or tuple(field.name for field in listed(record))
    query = Query(record, words=wanted.words)
    speaking, warnings = office.settings.locale, list[Sentence]()
    count = exchange.export_list(
        office, query, columns, wanted.out, _document(wanted, office.settings), warn=warnings.append
    )
    return _written(wanted.out, speaking, rows=count, warnings=warned(warnings, speaking))


def undo(_wanted: argparse.Namespace, office: Office) -> Answer:
    """Take back the last change."""
    speaking = office.settings.locale
    name = records.undoable(embargo.leaving(office, speaking))
    commit = records.undo(office)
    if name is None or commit is None:
        raise Refusal("nothing-to-undo", sentence("There is nothing to undo."))
    said = sentence("Undo: {name}", name=name.sentence())
    return Answer(
        (speaking.say(said),), {"undone": speaking.say(name.sentence()), "name": name.name, "records": name.count}
    )


def list_reports(speaking: Locale) -> Answer:
    """Name all reports."""
    shape = [{"name": name, "title": speaking.text(title)} for name, title in reports.NAMES.items()]
    return Answer(tuple(f"{row['name']}\t{row['title']}" for row in shape), shape)


def report(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write a report as PDF."""
    if is_given(wanted):
        return give(wanted, office)
    if not wanted.name or wanted.out is None:
        raise Refusal(
            "incomplete",
            sentence("Say which report (one of: {names}) and into which file.", names=tuple(reports.NAMES)),
        )
    document, speaking = _document(wanted, office.settings), office.settings.locale
    days = wanted.first, wanted.last
    if wanted.name == reports.LIST:
        record = _record(wanted.kind)
        made = reports.make_list(office, Query(record), reports.list_columns(record), document, wanted.out, days)
        return _written(wanted.out, speaking, rows=made.rows, warnings=warned(made.warnings, speaking))
    made = reports.make(office, wanted.name, wanted.id, document, wanted.out, days=days)
    warnings, about = warned(made.warnings, speaking), made.about
    if about is None:
        return _written(wanted.out, speaking, warnings=warnings)
    return _written(wanted.out, speaking, record=about.key, id=about.id, title=about.caption, warnings=warnings)


def search(wanted: argparse.Namespace, office: Office) -> Answer:
    """Search all rooms."""
    # late: only this command searches
    from hospcomms.services.search import search as find

    # what is printed here can be written into a file: a release under embargo is not named
    hits = find(embargo.leaving(office, office.settings.locale), " ".join(wanted.words), wanted.limit)
    shape = [
        {"room": hit.record.key, "id": hit.id, "reference": hit.reference, "title": hit.title, "why": hit.why}
        for hit in hits
    ]
    speaking = office.settings.locale
    lines = [f"{hit.id}\t{speaking.text(hit.record.one)}\t{hit.title}" for hit in hits]
    if not hits:
        lines = [speaking.say(sentence("Nothing was found."))]
    return Answer(tuple(lines), shape)


def check(_wanted: argparse.Namespace, office: Office) -> Answer:
    """Check the data: files, records, links, search index."""
    # late: only this command checks
    from hospcomms.services.upkeep import check as check_office

    speaking = office.settings.locale
    security.seal_the_rest(office)
    return _checked(check_office(embargo.leaving(office, speaking)), speaking)


def check_damaged(folder: Path, speaking: Locale) -> Answer:
    """The answer of a check when the data file is too damaged to be opened."""
    # late: only this command checks
    from hospcomms.services.upkeep import report_of_damaged

    return _checked(report_of_damaged(folder), speaking)


def _checked(found: CheckReport, speaking: Locale) -> Answer:
    problems = [
        {"kind": problem.kind, "where": problem.where, "sentence": speaking.say(problem.sentence)}
        for problem in found.problems
    ]
    shape = {"ok": found.ok, "problems": problems, "records": dict(found.records), "last_backup": found.last_backup}
    lines = tuple(problem["sentence"] for problem in problems)
    if found.ok:
        return Answer((*lines, speaking.say(sentence("The data is in order."))), shape)
    refusal = Refusal("damaged", sentence("The data is not in order. Keep it as it is and restore a backup copy."))
    return Answer(lines, shape, refusal)


def take_picture(
    wanted: argparse.Namespace, folder: Path, speaking: Locale, picture: Callable[..., None] | None
) -> Answer:
    """Paint a page of the window into a file."""
    if picture is None:
        raise Refusal("no-screen", sentence("Pictures are made by the program’s window, which is not here."))
    picture(
        wanted.room,
        data=folder,
        out=wanted.out,
        language=wanted.language,
        theme=wanted.theme,
        size=wanted.size,
        zoom=wanted.zoom,
        secret=secret_for(wanted, folder, speaking),
    )
    return Answer((str(wanted.out),), {"file": str(wanted.out)})


def typeset(wanted: argparse.Namespace, speaking: Locale) -> Answer:
    """Set a corpus of texts, one page for each text and width."""
    # late: brings the page engine
    from hospcomms.services.typeset import typeset as set_texts

    made = set_texts(wanted.corpus, wanted.out, wanted.map, wanted.width, wanted.shaper)
    shape = {"file": str(wanted.out), "map": str(wanted.map), "pages": made.pages}
    return Answer((str(wanted.out),), {**shape, "warnings": warned(made.warnings, speaking)})


def _record(key: str) -> type[Record]:
    """The record type of this key, or of its many (campaigns). Raises Refusal."""
    found = BY_KEY.get(key) or BY_KEY.get(key.removesuffix("s"))
    if found is None:
        names: Sequence[str] = tuple(BY_KEY)
        raise Refusal(
            "no-kind", sentence("There are no records called {name}. Choose from: {names}.", name=key, names=names)
        )
    return found


def _document(wanted: argparse.Namespace, settings: Settings) -> Locale:
    """How the document speaks: as asked, or as the office."""
    return settings.locale_for(wanted.language or settings.language)


def _written(path: Path, speaking: Locale, **more: Any) -> Answer:
    said: Sentence = sentence("The file {file} was written.", file=path.name)
    return Answer((speaking.say(said),), {"file": str(path), **more})
