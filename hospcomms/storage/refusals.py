"""The sentences of the store: what the disk, the lock or the data file itself may refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hospcomms.domain.errors import Refusal, no_memory
from hospcomms.domain.wording import sentence
from hospcomms.storage.connect import driver
from hospcomms.storage.places import NETWORK, PROGRAM, ROAMING, SYNCHRONISED, Place


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the disk or the file refuses inside the block into its Refusal; our own mistakes pass as they are."""
    try:
        yield
    except MemoryError as error:
        raise no_memory() from error
    except driver().Error as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error


def refusal_of(error: Exception) -> Refusal | None:
    """The refusal behind an error of the database driver, or None."""
    text = str(error)
    return next((make() for signs, make in _BY_SIGN if any(sign in text for sign in signs)), None)


def damaged() -> Refusal:
    """The data file does not hold what was written into it."""
    return Refusal(
        "damaged",
        sentence(
            "The data file is damaged; it is kept as it is so that nothing is lost. Choose a backup from the list."
        ),
    )


def not_ours() -> Refusal:
    """The data file was made by another program."""
    return Refusal(
        "not-ours",
        sentence("The data file belongs to another program, and nothing in it was changed. Choose another folder."),
    )


def read_only() -> Refusal:
    """The folder or its files may not be written."""
    return Refusal(
        "read-only",
        sentence(
            "This data folder may only be read, so nothing can be saved in it. Check its rights,"
            " or copy it to a disk of this computer."
        ),
    )


def newer(version: str) -> Refusal:
    """The data was saved by a version of the program that comes after this one."""
    return Refusal(
        "newer",
        sentence(
            "This data was saved by a newer version ({v}); nothing in it was changed. Install that version.", v=version
        ),
    )


def unknown_version(version: str) -> Refusal:
    """The data carries a mark of version that this program never wrote."""
    return Refusal(
        "unknown-version",
        sentence(
            "This data was saved by a version that is not known here ({v}); nothing in it was changed."
            " Open it with the version that saved it.",
            v=version,
        ),
    )


def disk_full() -> Refusal:
    """No room to write."""
    return Refusal(
        "disk-full",
        sentence(
            "Could not save: the disk is full. The text is still on the screen. Free some space, then press Save."
        ),
    )


def bad_place(place: Place, name: str) -> Refusal:
    """New data is not made where it gets lost."""
    if place.kind == SYNCHRONISED:
        said = sentence(
            "The folder {folder} is copied by {service}, which damages data while it is written. Nothing was made"
            " there. Choose a folder on a disk of this computer.",
            folder=name,
            service=place.name,
        )
    elif place.kind == NETWORK:
        said = sentence(
            "The folder {folder} lies on a network drive, where an interrupted line damages data. Nothing was made"
            " there. Choose a folder on a disk of this computer.",
            folder=name,
        )
    elif place.kind == ROAMING:
        said = sentence(
            "The folder {folder} is copied to a server whenever you sign out, which damages data sooner or later."
            " Nothing was made there. Choose a folder on a disk of this computer.",
            folder=name,
        )
    elif place.kind == PROGRAM:
        said = sentence(
            "The folder {folder} belongs to a program, and what lies there is lost when the program is renewed or"
            " removed. Nothing was made there. Choose a folder of its own.",
            folder=name,
        )
    else:
        said = sentence(
            "The folder {folder} lies on a removable disk, which may be pulled out while data is written. Nothing was"
            " made there. Choose a folder on a disk of this computer.",
            folder=name,
        )
    return Refusal(f"{place.kind}-place", said)


def too_deep(name: str) -> Refusal:
    """The names of the files in a data folder would be longer than this computer takes."""
    return Refusal(
        "long-place",
        sentence(
            "The folder {folder} lies too deep: the names of the files in it would be longer than Windows takes here."
            " Nothing was made there. Choose a folder nearer to the top of the disk.",
            folder=name,
        ),
    )


def no_room() -> Refusal:
    """No room for what opening a folder writes."""
    return Refusal(
        "disk-full",
        sentence(
            "The disk is full, so the data cannot be opened; all that was saved is safe. Free some space, then try"
            " again."
        ),
    )


def _not_writable() -> Refusal:
    return Refusal(
        "read-only",
        sentence(
            "Could not save: this data may only be read. The text is still on the screen."
            " Check the rights of the data folder."
        ),
    )


def _busy() -> Refusal:
    return Refusal(
        "busy",
        sentence(
            "Could not save: another program holds the data file. The text is still on the screen."
            " Wait a moment, then press Save."
        ),
    )


def held() -> Refusal:
    """Another program keeps the data file from being read."""
    return Refusal(
        "busy",
        sentence(
            "Another program holds the data file, so it was not opened, and nothing in it was changed."
            " Wait a moment, then try again."
        ),
    )


def disk_error() -> Refusal:
    """The disk itself fails."""
    return Refusal(
        "disk-error",
        sentence(
            "The disk could not read or write the data file. Nothing was lost that was saved before."
            " Check the disk or the connection to it, then try again."
        ),
    )


_BY_SIGN = (
    (("out of memory",), no_memory),
    (("database or disk is full",), disk_full),
    (("readonly", "read-only"), _not_writable),
    (("is locked", "busy"), _busy),
    (("malformed", "not a database", "corrupt"), damaged),
    (("disk I/O error",), disk_error),
    (("unable to open database file",), read_only),
)
