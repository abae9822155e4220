"""What a restore carries over from the data it replaces: the access log and the certificates of erasure only grow."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.privacy import Erasure
from hospcomms.storage import access_log
from hospcomms.storage.access_log import Row
from hospcomms.storage.connect import DATABASE, SCHEMA_VERSION, connect, driver
from hospcomms.storage.folder import version_of
from hospcomms.storage.inspection import refuse_damage
from hospcomms.storage.reading import window
from hospcomms.storage.refusals import refusing


@dataclass(frozen=True)
class Kept:
    """Rows of the access log as they are stored, with their ids, and all certificates, those in the bin too."""

    rows: tuple[Row, ...] = ()
    certificates: tuple[Erasure, ...] = ()


def kept_in(folder: Path, key: bytes, last: int) -> Kept:
    """What a closed data folder holds: the access lines with ids above ``last``, and its certificates.

    Nothing where there is no data that opens with ``key``, where it is damaged or of another schema. No byte of it is
    changed, and nothing is refused: it is about to be replaced.
    """
    path = folder / DATABASE
    try:
        if not path.is_file() or not path.stat().st_size or version_of(path, key) != SCHEMA_VERSION:
            return Kept()
        refuse_damage(path, key)
        with refusing(), closing(connect(path, key, untouched=True)) as connection:
            idents = [row[0] for row in connection.execute("SELECT id FROM erasure ORDER BY id")]
            found = [one for one in window(connection, Erasure, idents) if isinstance(one, Erasure)]
            return Kept(tuple(access_log.rows_after(connection, last)), tuple(found))
    except (Refusal, OSError, ValueError, driver().Error):
        return Kept()


def add_rows(folder: Path, key: bytes, rows: tuple[Row, ...]) -> None:
    """Write rows of the access log with their ids, all or none. Raises Refusal."""
    with refusing(), closing(connect(folder / DATABASE, key)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # what is not committed goes when the connection is closed
        access_log.add_rows(connection, rows)
        connection.execute("COMMIT")
