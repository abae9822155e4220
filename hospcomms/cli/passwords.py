"""The command ``password``: set, changed, removed, or replaced with the recovery code."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from hospcomms.cli.answers import Answer
from hospcomms.cli.asking import AGAIN, CODE, NEW, PASSWORD, hidden, shown, tell
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import security
from hospcomms.services.office import Office, open_office
from hospcomms.services.security import NewPassword, has_password

_TRIES = 3
_KEEP_IT = sentence(
    "Write this code down and keep it away from this computer: it opens the data when the password is forgotten. Then"
    " type it back."
)


def password(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    """Carry out one act on the password of a data folder."""
    return _ACTS[wanted.act](wanted, folder, speaking)


def _set(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    if has_password(folder):
        raise Refusal("has-password", sentence("This data has a password already. Change it instead."))
    with closing(open_office(folder)) as office:
        new = security.begin(office, _new_password(wanted, speaking))
        left = _typed_back(wanted, office, new, speaking)
    return _answer(sentence("The password was set."), speaking, left)


def _code(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    old = hidden(wanted, speaking, PASSWORD)
    with closing(open_office(folder, secret=old)) as office:
        left = _typed_back(wanted, office, security.renew_code(office, old), speaking)
    return _answer(sentence("The new recovery code is valid, and the one before no longer is."), speaking, left)


def _typed_back(wanted: argparse.Namespace, office: Office, new: NewPassword, speaking: Locale) -> list[str]:
    """Show the code once, and finish when it comes back; at a terminal a slip may be mended twice."""
    tell(sentence("Recovery code: {code}", code=new.code), speaking)
    tell(_KEEP_IT, speaking)
    tries = 1 if wanted.password_stdin else _TRIES
    while True:
        try:
            return security.finish(office, new, shown(wanted, speaking, CODE))
        except Refusal as refusal:
            tries -= 1
            if refusal.kind != "wrong-code" or not tries:
                raise
            tell(refusal.sentence, speaking)


def _change(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    old = hidden(wanted, speaking, PASSWORD)
    with closing(open_office(folder, secret=old)) as office:
        security.change(office, old, _new_password(wanted, speaking))
    return _answer(sentence("The password was changed."), speaking)


def _remove(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    old = hidden(wanted, speaking, PASSWORD)
    with closing(open_office(folder, secret=old)) as office:
        security.remove(office, old)
    return _answer(sentence("The password was removed: whoever can read the data folder can open it."), speaking)


def _recover(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    code = shown(wanted, speaking, CODE)
    security.recover(folder, code, _new_password(wanted, speaking))
    return _answer(sentence("The password was changed."), speaking)


def _new_password(wanted: argparse.Namespace, speaking: Locale) -> str:
    new = hidden(wanted, speaking, NEW)
    if not wanted.password_stdin and hidden(wanted, speaking, AGAIN) != new:
        raise Refusal(
            "not-the-same",
            sentence("The two passwords are not the same, and nothing was changed. Enter them once more."),
        )
    weak = security.weakness(new)
    if weak is not None:
        tell(weak, speaking)
    return new


def _answer(said: Sentence, speaking: Locale, left: list[str] | None = None) -> Answer:
    lines = [speaking.say(said)]
    if left:
        lines.append(speaking.say(sentence("These still open without the password: {names}.", names=tuple(left))))
    return Answer(tuple(lines), {"done": True, "still_open": left or []})


_ACTS: dict[str, Callable[[argparse.Namespace, Path, Locale], Answer]] = {
    "set": _set,
    "change": _change,
    "remove": _remove,
    "recover": _recover,
    "code": _code,
}
