"""Where data folders lie and where they once lay: warnings for bad places, a better one, and what is remembered."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import NOTE_BYTES
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.office import default_folder, is_unused
from hospcomms.storage import places
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.folder import refuse_bad_place
from hospcomms.storage.places import NETWORK, PROGRAM, REMOVABLE, ROAMING, SYNCHRONISED
from hospcomms.storage.writing import write_whole

FILE = "places.json"
REFUSED = ("synchronised-place", "network-place", "removable-place", "roaming-place", "program-place", "long-place")
"""The kinds of refusal that another place is the answer to."""
_MOST = 50


def warnings_for(folder: Path) -> tuple[Sentence, ...]:
    """What is to be said for as long as data lies where it gets lost; nothing on a disk of this computer."""
    place = places.place_of(folder)
    if place.kind == SYNCHRONISED:
        return (
            sentence(
                "This data lies in a folder that {service} copies, which damages it sooner or later. Move it to a disk"
                " of this computer.",
                service=place.name,
            ),
        )
    if place.kind == NETWORK:
        return (
            sentence(
                "This data lies on a network drive, where an interrupted line damages it. Move it to a disk of this"
                " computer."
            ),
        )
    if place.kind == REMOVABLE:
        return (
            sentence(
                "This data lies on a removable disk. Move it to a disk of this computer, and keep the removable one for"
                " backups."
            ),
        )
    if place.kind == ROAMING:
        return (
            sentence(
                "This data lies in a folder that is copied to a server whenever you sign out, which damages it sooner"
                " or later. Move it to a disk of this computer."
            ),
        )
    if place.kind == PROGRAM:
        return (
            sentence(
                "This data lies in the folder of a program, and is lost when the program is renewed or removed."
                " Move it to a folder of its own."
            ),
        )
    return ()


def better_place(folder: Path) -> Path | None:
    """A folder of this computer for data that was refused elsewhere; None when there is none to propose."""
    usual = default_folder()
    fits = usual.absolute() != folder.absolute() and places.place_of(usual).kind == places.LOCAL
    with suppress(Refusal):
        return usual if fits and (is_unused(usual) or (usual / DATABASE).is_file()) else None
    return None


def remember(folder: Path, at: datetime) -> None:
    """Keep that there was data in a folder: it is not to be made anew in silence when it is gone."""
    known = _known()
    name = str(folder.absolute())
    if known.get(name, "")[:10] == at.date().isoformat():
        return
    known[name] = at.isoformat()
    newest = dict(sorted(known.items(), key=lambda item: item[1], reverse=True)[:_MOST])
    with suppress(Refusal, OSError):
        path = _path()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(newest, ensure_ascii=False).encode())


def place_for_a_file() -> Path:
    """The data that a file handed over without a word is meant for: the usual folder, or the one known elsewhere.

    A double click names no folder: where the usual one is empty and just one other is known to hold data, it is that.
    """
    usual = default_folder()
    if (usual / DATABASE).exists():
        return usual
    around = usual.parent  # the folder of the self-test lies there too
    known = (Path(name) for name in _known() if not Path(name).is_relative_to(around))
    others = [folder for folder in known if (folder / DATABASE).is_file()]
    return others[0] if len(others) == 1 else usual


def seen_here(folder: Path) -> datetime | None:
    """When there was data in a folder the last time, as far as this computer remembers; None when there never was."""
    try:
        return datetime.fromisoformat(_known()[str(folder.absolute())])
    except (KeyError, ValueError):
        return None


def refuse_new(folder: Path) -> None:
    """Raise Refusal where no new data is to be made: ``data-gone``, there was some before; or it would get lost."""
    seen = seen_here(folder)
    if seen is not None:
        raise Refusal(
            "data-gone",
            sentence(
                "The data that was in the folder {folder} on {when} is not there any more; nothing was made in its"
                " place. Connect its disk, look in another folder, or bring a backup back.",
                folder=folder.name,
                when=seen.astimezone().date(),
            ),
        )
    refuse_bad_place(folder)


def forget(folder: Path) -> None:
    """The officer begins anew where data was: it is no longer missed."""
    known = _known()
    if known.pop(str(folder.absolute()), None) is not None:
        with suppress(Refusal, OSError):
            write_whole(_path(), json.dumps(known, ensure_ascii=False).encode())


def _path() -> Path:
    return default_folder().parent / FILE


def _known() -> dict[str, str]:
    try:
        path = _path()
        found = json.loads(path.read_bytes()) if path.stat().st_size <= NOTE_BYTES else {}
    except (OSError, ValueError, RecursionError):
        return {}
    plain = found.items() if isinstance(found, dict) else ()
    return {name: at for name, at in plain if isinstance(name, str) and isinstance(at, str)}
