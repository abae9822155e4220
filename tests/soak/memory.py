"""Little memory: large imports and exports end well or with a sentence, and the data is as before or complete."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from pathlib import Path

from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import open_office
from tests.faults import state
from tests.faults.preparing import office_folder
from tests.soak.outcome import Told

ROOT = Path(__file__).resolve().parents[2]
ROWS = 10_000
_LIMITED = "import resource, runpy, sys; limit = int(sys.argv[1]) << 20; sys.path.insert(0, '.')"
_RUN = "resource.setrlimit(resource.RLIMIT_AS, (limit, limit)); from hospcomms.cli import main"
_PROGRAM = f"{_LIMITED}; {_RUN}; sys.exit(main(sys.argv[2:]))"


def trial(place: Path, rng: random.Random, part: int) -> Told:
    """An import of 10,000 people and a workbook of them all, with less and with more memory (MB)."""
    if sys.platform == "win32":
        return Told("left out: this system does not limit the memory of a program by name")
    folder = place / "office"
    office_folder(folder)
    source = place / "people.csv"
    rows = (f"صحفي {row};جريدة {row % 50};p{row}@example.org;ملاحظة طويلة {row}" for row in range(ROWS))
    source.write_text("\n".join(("nom_prenom;organe;e-mail;note", *rows)), encoding="utf-8")
    limits = [160, 220, 240, 260, 280, 300, 360, 500, 4000][: max(1, 9 * part // 100)]
    told, wrong = [], []
    for limit in limits:
        said, fault = _run(limit, "import", "contacts", str(source), "--data", str(folder))
        told.append(f"import {limit}: {said}")
        wrong += [f"import with {limit} MB {fault}"] * bool(fault) + _faults(folder)
        if said == "done":
            break
    for limit in limits:
        out = place / "list.xlsx"
        said, fault = _run(limit, "export", "person", "--data", str(folder), "--language", "ar", "--out", str(out))
        told.append(f"workbook {limit}: {said}")
        wrong += [f"workbook with {limit} MB {fault}"] * bool(fault)
        if (said == "done") != out.exists():
            wrong.append(f"workbook with {limit} MB: {said}, and a file {'is' if out.exists() else 'is not'} there")
        if said == "done":
            break
    return Told("MB of memory, " + ", ".join(told), wrong)


def _run(limit: int, *words: str) -> tuple[str, str]:
    """How a command ended: done, refused or dead, and what is wrong with that."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(limit), *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    last = (done.stderr.strip() or "nothing said").splitlines()[-1]
    if done.returncode == 0:
        return "done", ""
    if done.returncode == 1 and "Traceback" not in done.stderr and done.stderr.strip():
        return "refused", ""
    return "dead", f"ended with {done.returncode}: {last}"


def _faults(folder: Path) -> list[str]:
    """The people are all there or none is."""
    with contextlib.closing(open_office(folder)) as office:
        count = records.count(office, Query(Person))
        return [*state.faults(office), *([] if count in (0, ROWS) else [f"{count} of {ROWS} people are there"])]
