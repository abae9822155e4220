"""Opening what is locked: the password or the recovery code, tried; each opening is written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain import recovery_code
from hospcomms.domain.errors import Refusal
from hospcomms.services import access, security
from hospcomms.services.office import open_office
from hospcomms.storage import keys

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def check_code(folder: Path, code: str) -> None:
    """Raise Refusal ``wrong-code`` … unless ``code`` is the recovery code of the data folder; nothing is opened."""
    if recovery_code.signs_of(code) is None:
        raise Refusal("wrong-code", security.MISTYPED)
    keys.read(folder, code)


def check(folder: Path, secret: str) -> None:
    """Raise Refusal (``wrong-password`` …) unless ``secret`` opens the data folder; nothing is opened."""
    keys.read(folder, secret)


def unlock(folder: Path, secret: str) -> Office:
    """Open a data folder with its password or recovery code. Raises Refusal as ``open_office``."""
    office = open_office(folder, secret=secret)
    access.note(office, "unlock")
    return office
