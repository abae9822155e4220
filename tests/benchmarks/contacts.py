"""Importing a list of contacts: the preview against the bare reading, the import and its undo against their limits."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from hospcomms.services import records
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.contacts.writing import write
from hospcomms.services.office import Office, create_office
from tests.benchmarks.ratio import Ratio, median, taken

ROWS, ROUNDS = 20_000, 3
IMPORT_SECONDS, UNDO_SECONDS, MEGABYTES = 30.0, 5.0, 300
FIRST = [
    "سليم",
    "أمينة",
    "طارق",
    "نسرين",
    "كمال",
    "لويزة",
    "سمير",
    "ياسمين",
    "رابح",
    "نادية",
    "محمد",
    "فاطمة",
    "عمر",
    "خديجة",
    "Karim",
    "Nadia",
    "Amine",
    "Lila",
]
SYLLABLES = "بن|بو|زر|حم|مر|عا|تو|خل|سع|قد|جب|رش", "وا|ما|را|شو|لي|نا|فا|دي|مو|سي", "ني|ري|شي|دي|لي|وي|حي|قي"


def measure(_folder: Path, count: int) -> list[Ratio]:
    """A workbook of a fifth as many rows as the office has records (20,000 of 100,000)."""
    rows = max(200, count // 5)
    with tempfile.TemporaryDirectory() as place:
        path = _workbook(Path(place) / "list.xlsx", rows)
        office = create_office(Path(place) / "office")
        try:
            return [*_previewed(office, path, rows), *_imported(office, path, rows)]
        finally:
            office.close()


def _workbook(path: Path, count: int) -> Path:
    """A list with its headings in row 4; families share names as people do, every tenth row has something wrong."""
    chance = random.Random(11)
    families = ["".join(parts) for parts in product(*(part.split("|") for part in SYLLABLES))]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Contacts")
    for row in (["قائمة الصحافة"], [], ["2026"]):
        sheet.append(row)
    sheet.append(["id", "nom_prenom", "organe", "fonction", "tel", "e-mail", "zone", "langue", "médium", "obs"])
    for number in range(count):
        name = f"{chance.choice(FIRST)} {chance.choice(families)}"
        mail = f"p{number}.example.org" if number % 10 == 0 else f"p{number}@example.org"
        phone = f"0{chance.choice(('550', '661', '770'))}{chance.randrange(10**6):06}"
        outlet = f"جريدة الواحة {number % 300}"
        sheet.append(
            [f"P-{number}", name, outlet, "صحفي", phone, mail, "الولاية", "ar, fr", "جريدة", f"ملاحظة {number}"]
        )
    book.save(path)
    return path


def _bare(path: Path) -> None:
    book = CalamineWorkbook.from_path(path)
    for title in book.sheet_names:
        book.get_sheet_by_name(title).to_python()


def _previewed(office: Office, path: Path, rows: int) -> list[Ratio]:
    def preview() -> None:
        Plan(office, open_source(path)).begin()

    pairs = [(taken(preview), taken(lambda: _bare(path))) for _ in range(ROUNDS)]
    what = f"{rows:,} rows of 10 cells until the first 500 are shown as they would be imported, against bare calamine."
    return [
        Ratio("previewing contacts", median(pair[0] for pair in pairs), median(pair[1] for pair in pairs), 2.0, what)
    ]


def _imported(office: Office, path: Path, rows: int) -> list[Ratio]:
    plan = Plan(office, open_source(path))

    def bring() -> None:
        plan.check()
        plan.doubles = "later"
        write(plan)

    spent, share = _worked(bring), max(rows / ROWS, 0.01)
    wanted, memory = len(plan.wanted()), _most_memory()
    undone = _worked(lambda: records.undo(office))
    limit = f"{IMPORT_SECONDS:.0f} s for {ROWS:,}"
    what = f"{rows:,} rows checked, compared with each other and {wanted:,} written as one change, against {limit}."
    found = [
        Ratio("importing contacts", spent, IMPORT_SECONDS * 1000 * share, 1.0, what),
        Ratio("undoing it", undone, UNDO_SECONDS * 1000 * share, 1.0, f"{wanted:,} people and their roles taken back."),
    ]
    if memory:
        said = "The most memory of the whole process up to the end of the import."
        found.append(Ratio("memory of the import", memory, MEGABYTES, 1.0, said, unit="MB"))
    return found


def _worked(act: Callable[[], object]) -> float:
    """Milliseconds of one core, whatever the others do."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def _most_memory() -> float:
    """Megabytes the process has held at most; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource  # late: not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
