"""The ledger of bad inputs: every case of the shared list names the tests that prove it, and they are there."""

from __future__ import annotations

import ast
import csv
import json
from functools import cache
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.query import Query
from hospcomms.services import files, records
from hospcomms.services.office import create_office, open_office

LEDGER = Path(__file__).resolve().parents[1] / "data" / "bad_inputs.csv"


@cache
def named_in(path: Path) -> frozenset[str]:
    """The names of the tests in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def rows() -> list[dict[str, str]]:
    """The lines of the ledger."""
    with LEDGER.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_case_names_tests_that_exist(root: Path) -> None:
    missing = []
    for row in rows():
        place, _, name = row["test"].partition("::")
        if not (root / place).is_file() or name not in named_in(root / place):
            missing.append(f"{row['id']}: {row['test']}")
    assert not missing, "\n".join(missing)
    assert len({row["id"] for row in rows()}) >= 96


def test_every_case_of_the_shared_list_is_in_the_ledger(root: Path) -> None:
    shared = root.parent / "shared" / "bad_inputs.json"
    if not shared.is_file():
        pytest.skip("the shared list is not beside this copy")
    asked = {case["id"]: case["surface"] for case in json.loads(shared.read_text(encoding="utf-8"))}
    known = {row["id"]: row["surface"] for row in rows()}
    assert {ident: known.get(ident) for ident in asked} == asked


NAMES = (
    *("بيانات المستشفى", "André Été", "with  two spaces", "\u200fمعلومات 2026\u200f"),
    *("x" * 120, "100% #1 & 'co'"),
)


def test_a_data_folder_may_have_any_name_a_system_takes(tmp_path: Path) -> None:
    office = create_office(tmp_path / NAMES[0] / NAMES[1])
    records.save(office, Audience(name="x"))
    office.close()
    folder = tmp_path / NAMES[0] / NAMES[1]
    for name in NAMES:
        folder = folder.rename(tmp_path / NAMES[0] / f"{name} moved")
        again = open_office(folder)
        try:
            assert records.count(again, Query(Audience)) == 1
            stored = files.attach_text(again, "a.txt", "y")
            assert files.text_of(again, stored) == "y"
            assert name != NAMES[-1] or again.store.faults() == []
        finally:
            again.close()
