"""Checking an exported incident: every file against the manifest, and the chain of the log from its first line."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.incident_log import Fault, LogLine, first_fault
from hospcomms.domain.limits import EXPORT_UNPACKED_BYTES
from hospcomms.domain.packed import is_bomb, unpacked
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.incident_export import FORMAT, LOG, MANIFEST


@dataclass(frozen=True)
class Checked:
    """What was found: the identity, the number of lines and the last seal as the manifest has them, and problems."""

    title: str
    identity: str
    lines: int
    head: str
    problems: tuple[Sentence, ...] = ()

    @property
    def is_whole(self) -> bool:
        """True when nothing was changed since the export, and the log was whole then."""
        return not self.problems


def verify_folder(path: Path) -> Checked:
    """Check an exported folder or .zip. Raises Refusal when it is none or cannot be read."""
    try:
        contents = _contents(path)
        manifest = json.loads(contents.get(MANIFEST, b"null"))
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise _not_ours(path)
        said = [*_files(manifest, contents), *_log(manifest, contents)]
        lines, head = int(manifest["lines"]), str(manifest["head"])
        return Checked(str(manifest["title"]), str(manifest["identity"]), lines, head, tuple(said))
    except OSError as problem:
        told = sentence("{file} could not be read. Check the drive and try again.", file=path.name)
        raise Refusal("not-read", told) from problem
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error, RuntimeError) as problem:
        raise _not_ours(path) from problem


def _not_ours(path: Path) -> Refusal:
    said = sentence("{file} is no exported incident, or its manifest was damaged.", file=path.name)
    return Refusal("not-an-export", said)


def _contents(path: Path) -> dict[str, bytes]:
    """The files of a folder or a .zip by their names inside it."""
    if path.is_dir():
        found = (one for one in path.rglob("*") if one.is_file())
        return {one.relative_to(path).as_posix(): one.read_bytes() for one in found}
    with zipfile.ZipFile(path) as book:
        items = book.infolist()
        if is_bomb(sum(one.file_size for one in items), sum(one.compress_size for one in items), EXPORT_UNPACKED_BYTES):
            raise _not_ours(path)
        return {one.filename: unpacked(book, one) for one in items if not one.is_dir()}


def _files(manifest: Mapping[str, Any], contents: Mapping[str, bytes]) -> list[Sentence]:
    """Files that were changed, taken away or added."""
    known = {str(one["path"]): str(one["sha256"]) for one in manifest["files"]}
    said = [sentence("The file {file} is missing.", file=name) for name in known if name not in contents]
    said += [
        sentence("The file {file} was changed after the export.", file=name)
        for name, wanted in known.items()
        if name in contents and hashlib.sha256(contents[name]).hexdigest() != wanted
    ]
    added = sorted(set(contents) - set(known) - {MANIFEST})
    return said + [sentence("The file {file} was added after the export.", file=name) for name in added]


def _log(manifest: Mapping[str, Any], contents: Mapping[str, bytes]) -> list[Sentence]:
    """The first line that is not as it was written; what was found at the export counts too."""
    if LOG not in contents:
        return []
    shape = json.loads(contents[LOG])
    fault = first_fault(str(manifest["identity"]), _lines(shape), int(manifest["lines"]), str(manifest["head"]))
    if fault is None and not manifest["whole"]:
        number = int(manifest["fault"]["line"])
        fault = Fault(number, sentence("The log was not whole when it was exported: line {n}.", n=number))
    return [fault.sentence] if fault is not None else []


def _lines(shape: Mapping[str, Any]) -> list[LogLine]:
    return [LogLine(**{**line, "at": datetime.fromisoformat(line["at"])}) for line in shape["log"]]
