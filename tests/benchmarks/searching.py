"""Search as one types, against the same question put to the index by the driver alone."""

from __future__ import annotations

from pathlib import Path

from hospcomms.domain.folding import match_expression
from hospcomms.services.office import open_office
from hospcomms.services.search import search
from hospcomms.storage.searching import SEARCH
from tests.benchmarks.ratio import Ratio, median, taken

LIMIT = 2.0
SHOWN = 30
ROUNDS = 5
TYPED = ("الحرفو با", "vaccin قد", "سلتنفو", "campagne santé", "حرفو", "50123")


def measure(folder: Path, count: int) -> list[Ratio]:
    """Every beginning of what is typed, letter by letter; the sum over all of them."""
    beginnings = [typed[:length] for typed in TYPED for length in range(1, len(typed) + 1)]
    office = open_office(folder)
    ours, bare = [], []
    try:
        sql = SEARCH.format(only="")
        with office.store.reader() as connection:
            for typed in beginnings:
                values = {"words": match_expression(typed), "many": SHOWN * 4}
                pairs = [
                    (
                        taken(lambda values=values: connection.execute(sql, values).fetchall()),  # type: ignore[misc]
                        taken(lambda typed=typed: search(office, typed, SHOWN)),  # type: ignore[misc]
                    )
                    for _ in range(ROUNDS)
                ]
                bare.append(median(pair[0] for pair in pairs))
                ours.append(median(pair[1] for pair in pairs))
    finally:
        office.close()
    what = (
        f"Mean of {len(beginnings)} queries typed letter by letter among {count:,} records: hits with the reason they"
        " were found, against the same FTS5 query alone."
    )
    return [Ratio("search as you type", sum(ours) / len(ours), sum(bare) / len(bare), LIMIT, what)]
