"""Damage is found before anything is shown, wherever it is; and data lies where the journal fits the disk."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services import folder_places, records
from hospcomms.services.office import create_office, open_office
from hospcomms.storage import folder as opening
from hospcomms.storage import inspection, places
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.places import LOCAL, NETWORK, REMOVABLE, SYNCHRONISED, Place, Surroundings, place_of
from tests.cases import cases
from tests.faults.flips import DAMAGE, PAGE
from tests.hospital import empty


def truncated(content: bytearray, rng: random.Random) -> None:
    """At the end of a page: the seals of those that are left are all whole."""
    del content[rng.randrange(1, len(content) // PAGE) * PAGE :]


def trials(folder: Path, harm: Callable[[bytearray, random.Random], None], count: int) -> tuple[int, int]:
    """How many of ``count`` damages the opening refused, and how many opened and read well enough to be believed."""
    good, rng = (folder / DATABASE).read_bytes(), random.Random(harm.__name__)
    found = believed = 0
    for _ in range(count):
        spoilt = bytearray(good)
        harm(spoilt, rng)
        (folder / DATABASE).write_bytes(spoilt)
        try:
            with contextlib.closing(open_office(folder)) as office:
                records.find(office, Query(Audience))
            believed += 1
        except Refusal as refusal:
            found += refusal.kind == "damaged"
        assert (folder / DATABASE).read_bytes() == spoilt
    (folder / DATABASE).write_bytes(good)
    return found, believed


def test_damage_of_every_form_is_refused_and_without_the_check_it_would_be_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    with contextlib.closing(empty(folder)) as office, office.store.change("Add") as change:
        for number in range(60):
            change.save(Audience(name=f"فئة {number}", description="نص " * 300))
    for harm in (*(harm for name, harm in DAMAGE.items() if name != "the end cut off"), truncated):
        assert trials(folder, harm, 5) == (5, 0), harm.__name__
    monkeypatch.setattr(inspection, "refuse_damage", lambda _path, _key: None)
    assert trials(folder, DAMAGE["one bit"], 5)[1] > 0


def test_what_the_seals_do_not_show_is_looked_for_after_the_first_page(tmp_path: Path) -> None:
    """Pages under good seals that do not belong together, as a mistake of a program would leave them."""
    with contextlib.closing(empty(tmp_path / "data")) as office:
        office.holder.look_through()
        with office.store._transaction() as connection:
            connection.execute("PRAGMA writable_schema=ON")
            connection.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'draft'")
        with pytest.raises(Refusal) as refused:
            office.holder.look_through()
        assert refused.value.kind == "damaged"


MOUNTS = """/dev/vda / ext4 rw 0 0
//server/com /mnt/com cifs rw 0 0
host:/x /mnt/net\\040drive nfs4 rw 0 0
/dev/sdb1 /media/n/CLE vfat rw 0 0
/dev/sdc1 /run/media/n/Disque ext4 rw 0 0
me@h:/ /srv/n/far fuse.sshfs rw 0 0
root / 9p rw 0 0
"""
ON_LINUX = (
    ("/srv/n/data", LOCAL),
    ("/srv/n/Dropbox/data", SYNCHRONISED),
    ("/srv/n/Nextcloud/bureau/data", SYNCHRONISED),
    ("/srv/n/marked/deep/data", SYNCHRONISED),
    ("/srv/n/dropbox-notes/data", LOCAL),
    ("/mnt/com/data", NETWORK),
    ("/mnt/net drive/data", NETWORK),
    ("/srv/n/far/data", NETWORK),
    ("/media/n/CLE/data", REMOVABLE),
    ("/run/media/n/Disque/data", REMOVABLE),
)
ON_WINDOWS = (
    (r"C:\Data\n\AppData\Local\HospComms\data", LOCAL),
    (r"C:\Data\n\OneDrive - CHU Alger\Documents\data", SYNCHRONISED),
    (r"D:\Sauvegardes\Espace\data", SYNCHRONISED),  # OneDrive elsewhere: only its variable tells
    (r"C:\Data\n\Google Drive (n@x.dz)\data", SYNCHRONISED),
    (r"C:\Data\n\iCloudDrive\data", SYNCHRONISED),
    (r"\\server\com\data", NETWORK),
    (r"Z:\data", NETWORK),
    (r"E:\data", REMOVABLE),
    (r"F:\data", REMOVABLE),
)


def test_places_where_data_gets_lost_are_known_by_what_the_system_says() -> None:
    linux = Surroundings(
        {}, MOUNTS, entries=lambda folder: [".sync_8f2.db"] if folder == PurePosixPath("/srv/n/marked") else []
    )
    windows = Surroundings(
        {"OneDriveCommercial": r"D:\Sauvegardes\Espace"},
        is_windows=True,
        drive_type=lambda root: {"Z:\\": 4, "E:\\": 2}.get(root, 3),
        file_system=lambda root: "exFAT" if root == "F:\\" else "NTFS",
    )
    with cases() as table:
        for text, kind in ON_LINUX:
            with table.case(text):
                assert place_of(PurePosixPath(text), linux).kind == kind
        for text, kind in ON_WINDOWS:
            with table.case(text):
                assert place_of(PureWindowsPath(text), windows).kind == kind


def test_the_journal_fits_the_place_and_new_data_is_not_made_in_a_bad_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settled(folder: Path) -> tuple[str, int]:
        with contextlib.closing(open_office(folder)) as office:
            records.save(office, Audience(name="x"))
            with office.store._transaction() as connection:
                asked = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous"))
                mode, sync = asked
        return str(mode), int(sync)

    folder = tmp_path / "data"
    empty(folder).close()
    assert settled(folder) == ("wal", 2)
    for place in (Place(NETWORK, "cifs"), Place(REMOVABLE, "vfat"), Place(SYNCHRONISED, "OneDrive")):
        with monkeypatch.context() as patch:
            for module in ("connect", "folder", "places"):
                patch.setattr(f"hospcomms.storage.{module}.place_of", lambda _folder, place=place: place)
            assert settled(folder) == ("truncate", 2)
            assert not list(folder.glob("*-wal"))
            (warning,) = folder_places.warnings_for(folder)
            assert warning.text
            with pytest.raises(Refusal) as refused:
                create_office(tmp_path / "new")
            assert refused.value.kind == f"{place.kind}-place"
            assert not (tmp_path / "new").exists()
            if place.kind == NETWORK:
                create_office(tmp_path / "crisis", anywhere=True).close()  # a crisis cannot wait
    assert settled(folder) == ("wal", 2)
    assert folder_places.warnings_for(folder) == ()
    assert opening.place_of is places.place_of
