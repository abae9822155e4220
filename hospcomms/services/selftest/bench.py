"""The data of the self-test: a folder of its own that is kept between runs, so that an upgrade can be seen to keep it.

Real data is never touched: a folder that a self-test did not make is refused.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from hospcomms import VERSION
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.limits import NOTE_BYTES
from hospcomms.domain.query import Query
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from hospcomms.services import settings as settings_file
from hospcomms.services.office import Office, create_office, default_folder, is_unused, open_office
from hospcomms.services.selftest.journal import require
from hospcomms.services.settings import Settings
from hospcomms.storage.writing import write_whole

FOLDER = "selftest"
NOTE = "selftest-kept.json"
"""Lies in the data folder: it marks the folder as one of ours, and says what the next run must find in it."""
HOSPITAL = Texts(ar="مستشفى التجربة", fr="Hôpital d’essai", en="Trial hospital")
OFFICER = "ن. عيّنة"


def usual_folder() -> Path:
    """Beside the officer's own data, never in it."""
    return default_folder().parent / FOLDER


class Bench:
    """One run on the data in ``folder``; ``language`` is that of the window and of the papers.

    Raises Refusal ``not-selftest`` where the folder holds what no self-test made, and for the officer's own folder.
    """

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language = folder, language
        self.is_new = is_unused(folder)
        self._note = {} if self.is_new else _read(folder / NOTE)
        if folder.absolute() == default_folder().absolute() or not (self.is_new or self._note or _is_begun(folder)):
            said = sentence(
                "The folder {folder} holds data that no self-test made, and nothing was done. Name another folder.",
                folder=folder.name,
            )
            raise Refusal("not-selftest", said)

    @property
    def run(self) -> int:
        """The number of this run on the data, from 1."""
        return int(self._note.get("runs", 0)) + 1

    def prepare(self) -> str:
        """Make the data, or let the data of the run before speak the language of this one. Raises Refusal."""
        if self.is_new:
            create_office(self.folder, self._settings(Settings())).close()
            self._begin()
            return "made new"
        self.prepare_settings()
        if not self._note:
            self._begin()
            return "begun by a run that was cut off"
        return f"of {self.run - 1} runs before, the last by version {self._note.get('version')}"

    def prepare_settings(self) -> None:
        """Let the data speak the language of this run. Raises Refusal."""
        settings_file.write(self.folder, self._settings(settings_file.load(self.folder)))

    def _begin(self) -> None:
        """Save the first records, so that the pictures of the first run show some."""
        # late: it asks this module, and a later start of the window is measured without it
        from hospcomms.services.selftest import work

        with closing(self.open()) as office:
            first = work.save(office, 0)
            self._keep(runs=0, records=total(office), last=first.id, title=first.title)

    def open(self) -> Office:
        """The office of the self-test. Raises Refusal."""
        return open_office(self.folder)

    def kept(self, office: Office) -> str:
        """Say what is there of the runs before. Raises NotSo when anything of it is gone."""
        held, wanted = total(office), int(self._note.get("records", 0))
        require(held >= wanted, f"{wanted} records were kept by the run before, {held} are here")
        last, title = self._note.get("last"), self._note.get("title")
        if last:
            found = records.get(office, Campaign, int(last))
            require(found.title == title, f"the campaign of the run before is called {found.title!r}, not {title!r}")
        require(office.settings.hospital == HOSPITAL, "the settings of the run before are gone")
        return f"{held} records of {self.run - 1} runs"

    def leave(self, office: Office, last: Campaign) -> str:
        """Note what the next run must find. Raises Refusal."""
        held = total(office)
        self._keep(runs=self.run, records=held, last=last.id, title=last.title)
        return f"{held} records"

    def _settings(self, settings: Settings) -> Settings:
        return replace(settings, language=self.language, hospital=HOSPITAL, officer=OFFICER, is_ready=True)

    def _keep(self, **noted: Any) -> None:
        content = json.dumps({"version": VERSION, **noted}, ensure_ascii=False, indent=1)
        write_whole(self.folder / NOTE, content.encode())


def _is_begun(folder: Path) -> bool:
    """Whether a self-test made the data there, and was cut off before it noted so."""
    found = settings_file.from_json(_read(folder / settings_file.FILE))
    return found.hospital == HOSPITAL and found.officer == OFFICER


def total(office: Office) -> int:
    """How many records there are in use."""
    return sum(counts(office).values())


def counts(office: Office) -> dict[str, int]:
    """The records in use by type key, those types that have any."""
    found = {record.key: records.count(office, Query(record)) for record in RECORDS}
    return {key: count for key, count in found.items() if count}


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= NOTE_BYTES else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
