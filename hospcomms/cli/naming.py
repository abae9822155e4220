"""The name of the program where commands are typed: ``main.py`` from source, ``hospcomms-cli`` when installed."""

from __future__ import annotations

import sys

SOURCE, INSTALLED = "main.py", "hospcomms-cli"


def program() -> str:
    """The name to type before a command. The windowed program takes them too, but shows no answer."""
    return INSTALLED if getattr(sys, "frozen", False) else SOURCE
