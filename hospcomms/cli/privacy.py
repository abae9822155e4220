"""The commands on personal data: the file on somebody, an erasure with its certificate, the log of access."""

from __future__ import annotations

import argparse
from typing import Any

from hospcomms.cli.answers import Answer
from hospcomms.domain.access import AccessLine
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import Label, Sentence, counted, sentence
from hospcomms.services import access, records
from hospcomms.services.office import Office


def privacy(wanted: argparse.Namespace, office: Office) -> Answer:
    """Carry out one of the acts: file, erase, log."""
    acts = {"file": _file, "erase": _erase, "log": _log}
    return acts[wanted.act](wanted, office)


def _file(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write all that is kept on a person into one archive."""
    # late: gathering brings the page engine
    from hospcomms.services.privacy import handing_file, subject_file

    speaking = office.settings.locale
    document = office.settings.locale_for(wanted.language or office.settings.language)
    if wanted.who.isdecimal() and len(wanted.who) < _NUMBER:
        record = records.get(office, records.type_of(office, int(wanted.who)), int(wanted.who))
        found = subject_file.of_record(office, record, document)
    else:
        found = subject_file.of_name(office, wanted.who, document)
    missing = handing_file.save(office, found, document, wanted.out)
    many = len(found.own) + len(found.linked) + len(found.named) + len(found.log_lines)
    said = [
        sentence("The document was saved as {file}.", file=wanted.out.name),
        counted("{n} place names this person.", "{n} places name this person.", many),
    ]
    shape = {
        "own": len(found.own),
        "linked": len(found.linked),
        "named": len(found.named),
        "log_lines": len(found.log_lines),
        "withheld": found.withheld,
        "files_left_out": missing,
        "out": str(wanted.out),
    }
    return Answer(tuple(speaking.say(one) for one in said), shape)


_NUMBER = 6
"""Digits from which a number is a telephone and no longer the number of a record."""


def _erase(wanted: argparse.Namespace, office: Office) -> Answer:
    """Say what would be erased; erase it with --yes. Raises Refusal as ``erasure.erase``."""
    # late: erasing brings the making of backups
    from hospcomms.services.privacy import erasure

    speaking = office.settings.locale
    if not wanted.yes:
        foreseen = erasure.foresee(office, wanted.kind, wanted.ids)
        counts = _said(foreseen.removed)
        blanked = _said(foreseen.blanked)
        said: list[Sentence] = [*counts, *foreseen.remains, *foreseen.refused]
        shape: dict[str, Any] = {
            "removed": {kind.key: many for kind, many in foreseen.removed},
            "blanked": {kind.key: many for kind, many in foreseen.blanked},
            "remains": [speaking.say(one) for one in foreseen.remains],
            "refused": [speaking.say(one) for one in foreseen.refused],
        }
        if blanked:
            said.insert(len(counts), sentence("These stay without the name: {list}.", list=tuple(blanked)))
        refusal = Refusal("held", foreseen.refused[0]) if foreseen.refused else None
        return Answer(tuple(speaking.say(one) for one in said), shape, refusal)
    done = erasure.erase(
        office, wanted.kind, wanted.ids, ground=wanted.ground, decided_by=wanted.decided_by, asked_on=wanted.asked_on
    )
    certificate = done.certificate
    lines = (certificate.title, *certificate.contents.splitlines(), *certificate.checked.splitlines())
    return Answer(
        lines,
        {
            "certificate": certificate.id,
            "number": certificate.title,
            "contents": certificate.contents.splitlines(),
            "checked": certificate.checked.splitlines(),
            "older_backups": [str(copy.path) for copy in done.older],
        },
    )


def _said(counts: Any) -> list[Sentence]:
    return [sentence("{kind}: {n}", kind=Label(kind.many), n=many) for kind, many in counts]


def _log(wanted: argparse.Namespace, office: Office) -> Answer:
    """The newest lines of the log of access, or a sheet of them."""
    # late: brings the table of reports
    from hospcomms.services.privacy import access_sheet, papers

    speaking, names = office.settings.locale, papers.kinds()
    lines = access.lines(office, what=wanted.what or "", days=(wanted.start, wanted.end))
    if wanted.out is not None:
        access_sheet.export(office, lines, speaking, wanted.out)
        said = sentence("The document was saved as {file}.", file=wanted.out.name)
        return Answer((speaking.say(said),), {"lines": len(lines), "out": str(wanted.out)})
    told = (" · ".join(_words(line, names, office)) for line in lines[: wanted.limit])
    return Answer(tuple(told), [_shape(line) for line in lines[: wanted.limit]])


def _words(line: AccessLine, names: dict[str, str], office: Office) -> list[str]:
    # late: as above
    from hospcomms.services.privacy import papers

    speaking = office.settings.locale
    found = (speaking.moment(line.at), line.who, *papers.access_words(line, names, speaking))
    return [word for word in found if word]


def _shape(line: AccessLine) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "who": line.who,
        "what": line.what,
        "record": line.record,
        "id": line.ident,
        "size": line.size,
        "where": line.where,
        "why": line.why,
    }
