"""Asking for a password: typed at a terminal without showing, or read from standard input; never an argument.

An argument would stand in the list of processes and in the history of the shell. Prompts and the recovery code go to
standard error, so that an answer that is written into a file holds none of them.
"""

from __future__ import annotations

import argparse
import getpass
import io
import sys
from pathlib import Path

from hospcomms.cli.parsing import OPTION
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services.office import Office, open_office
from hospcomms.services.security import has_password

PASSWORD, NEW, AGAIN, CODE = N_("Password:"), N_("New password:"), N_("New password again:"), N_("Recovery code:")
_ENCODING = "utf-8"
_BYTE_ORDER = "\N{ZERO WIDTH NO-BREAK SPACE}"


def open_asking(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Office:
    """Open a data folder, asking for its password where it has one. Raises Refusal as ``open_office``."""
    return open_office(folder, secret=secret_for(wanted, folder, speaking))


def secret_for(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> str:
    """The password of a data folder, asked for once; "" when it has none. Raises Refusal ``password-needed``."""
    return hidden(wanted, speaking, PASSWORD) if has_password(folder) else ""


def hidden(wanted: argparse.Namespace, speaking: Locale, prompt: str) -> str:
    """What is typed without being shown, or the next line of standard input where that was asked for."""
    if wanted.password_stdin:
        return _line()
    _refuse_without_terminal()
    return getpass.getpass(f"{speaking.text(prompt)} ")


def shown(wanted: argparse.Namespace, speaking: Locale, prompt: str) -> str:
    """The same for what may be seen while it is typed: a recovery code."""
    if not wanted.password_stdin:
        _refuse_without_terminal()
        print(speaking.text(prompt), end=" ", file=sys.stderr, flush=True)
    return _line()


def tell(said: Sentence, speaking: Locale) -> None:
    """Say something on standard error before the next question."""
    print(speaking.say(said), file=sys.stderr, flush=True)


def _refuse_without_terminal() -> None:
    if not sys.stdin.isatty():
        raise Refusal(
            "password-needed",
            sentence(
                "This data opens only with its password, and there is no terminal to ask at. Write the password on"
                " standard input and add {option}.",
                option=OPTION,
            ),
        )


def _line() -> str:
    stream = sys.stdin
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty() and stream.encoding.lower() != _ENCODING:
        stream.reconfigure(encoding=_ENCODING, errors="surrogateescape")  # a Windows pipe may know no Arabic
    return sys.stdin.readline().rstrip("\r\n").removeprefix(_BYTE_ORDER)
