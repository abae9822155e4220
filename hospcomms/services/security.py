"""The password of a data folder: set, changed, taken away, replaced with the recovery code.

The data key stays the same, so that none of this touches a byte of the data. A password cannot protect data while it is
open, nor copies of the key file that were made before it was set and lie where this program does not look.
"""

from __future__ import annotations

import hmac
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain import recovery_code
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import access
from hospcomms.services.office import open_office
from hospcomms.storage import keys as key_file
from hospcomms.storage.key_slots import CODE, PASSWORD
from hospcomms.storage.lock import FolderLock
from hospcomms.storage.refusals import read_only

if TYPE_CHECKING:
    from hospcomms.services.office import Office

GOOD_LENGTH = 10
_FEWEST_SIGNS = 4
_LONGEST = 1000
_LONGEST_PAUSE = 30.0
_FREE_TRIES = 3

has_password = key_file.has_password


@dataclass(frozen=True)
class NewPassword:
    """A password, or a recovery code, that waits until its ``code`` was typed back; nothing is written yet."""

    code: str = field(repr=False)
    content: bytes = field(repr=False)
    why: str


def weakness(password: str) -> Sentence | None:
    """Why a password is none, or is easily guessed; None for a good one. Only an empty one is refused."""
    if not password.strip():
        return sentence("The password is empty. Enter one, better of ten letters or more.")
    if len(password) > _LONGEST:
        return sentence("The password is longer than a thousand letters. Choose a shorter one.")
    if len(password) < GOOD_LENGTH:
        return sentence("This password is short and can be guessed. Better: ten letters or more, such as three words.")
    if len(set(password)) < _FEWEST_SIGNS:
        return sentence("This password repeats few letters and can be guessed. Better: three words.")
    return None


def pause_after(tries: int) -> float:
    """Seconds to wait before the next try after so many wrong ones: none after the first two, then ever longer."""
    if tries < _FREE_TRIES:
        return 0.0
    return min(_LONGEST_PAUSE, 2.0 ** min(tries - _FREE_TRIES, 10))


def begin(office: Office, password: str) -> NewPassword:
    """Prepare a first password with its recovery code; ``finish`` sets it. Takes half a second.

    Raises Refusal ``weak-password`` for an empty one, ``has-password``.
    """
    _refuse_unusable(password)
    if has_password(office.folder):
        raise Refusal("has-password", sentence("This data has a password already. Change it instead."))
    code = recovery_code.make()
    return NewPassword(code, key_file.with_password(office.store.keys, password, code), "set")


def renew_code(office: Office, password: str) -> NewPassword:
    """Prepare another recovery code; ``finish`` sets it, and the one before is no longer valid.

    Raises Refusal ``no-password``, ``wrong-password``.
    """
    content = _checked(office, password)
    code = recovery_code.make()
    return NewPassword(code, key_file.rewrapped(content, office.store.keys, CODE, code), "code")


def finish(office: Office, new: NewPassword, typed_code: str) -> list[str]:
    """Write what was prepared once its code was typed back; then seal what lies open beside it (``seal_the_rest``).

    The sealing takes seconds where backups are large: call it beside the window. Returns the names of what could not be
    sealed. Raises Refusal ``wrong-code``, or when the key file cannot be written; then all is as it was.
    """
    typed, meant = recovery_code.signs_of(typed_code), recovery_code.signs_of(new.code)
    if typed is None:
        raise Refusal("wrong-code", MISTYPED)
    if meant is None or not hmac.compare_digest(typed, meant):
        raise Refusal(
            "wrong-code",
            sentence("This is another recovery code, and nothing was changed. Type the one that is shown."),
        )
    key_file.write(office.folder, new.content)
    access.note(office, "password", why=new.why)
    return seal_the_rest(office)


def seal_the_rest(office: Office) -> list[str]:
    """Seal attached files that lie plain and, where there is a password, key files in backups and beside.

    Returns the names of what could not be sealed.
    """
    # late: no part of an ordinary start
    from hospcomms.services import sealing_up

    return sealing_up.seal_the_rest(office)


def change(office: Office, old: str, new: str) -> None:
    """Give the data another password; the recovery code stays. Raises Refusal ``wrong-password``, ``no-password``."""
    _refuse_unusable(new)
    content = _checked(office, old)
    key_file.write(office.folder, key_file.rewrapped(content, office.store.keys, PASSWORD, new))
    access.note(office, "password", why="change")


def remove(office: Office, password: str) -> None:
    """Take the password away: the data opens for everybody again. Raises Refusal as ``change``."""
    _checked(office, password)
    key_file.write(office.folder, key_file.without_password(office.store.keys))
    access.note(office, "password", why="remove")


def recover(folder: Path, code: str, password: str) -> None:
    """Set a new password with the recovery code, which stays valid.

    Raises Refusal ``wrong-code`` (said otherwise for a slip of the fingers), ``weak-password``, ``no-password``,
    ``locked``, ``key-missing``, ``key-damaged``. That it was done stands in the log of access.
    """
    _refuse_unusable(password)
    if recovery_code.signs_of(code) is None:
        raise Refusal("wrong-code", MISTYPED)
    try:
        lock = FolderLock(folder)
    except OSError:
        raise read_only() from None
    try:
        content = key_file.content_of(folder)
        _refuse_open(content)
        keys = key_file.opened(content, code)
        key_file.write(folder, key_file.rewrapped(content, keys, PASSWORD, password))
    finally:
        lock.release()
    with suppress(Refusal), closing(open_office(folder, secret=password)) as office:
        access.note(office, "password", why="recover")


MISTYPED = sentence(
    "The recovery code was not typed as it was printed, and nothing was changed. Compare it with the paper"
    " sign by sign."
)


def _checked(office: Office, password: str) -> bytes:
    """The key file of an office once its password was given."""
    content = key_file.content_of(office.folder)
    _refuse_open(content)
    key_file.opened(content, password)
    return content


def _refuse_open(content: bytes) -> None:
    if not key_file.needs_secret(content):
        key_file.opened(content)  # what is damaged is said as such
        raise Refusal("no-password", sentence("This data has no password. Set one first."))


def _refuse_unusable(password: str) -> None:
    found = weakness(password)
    if found is not None and (not password.strip() or len(password) > _LONGEST):
        raise Refusal("weak-password", found)
