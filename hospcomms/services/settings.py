"""The office's settings: who it is, how it speaks, and what the window remembers; one JSON file in the folder."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hospcomms.domain import held_files
from hospcomms.domain.cleaning import clean_line
from hospcomms.domain.fields import Texts
from hospcomms.domain.limits import SETTINGS_BYTES
from hospcomms.domain.locale import Locale, locale
from hospcomms.domain.wording import sentence
from hospcomms.storage.refusals import held
from hospcomms.storage.writing import write_whole

FILE = "settings.json"
STANDS_FOR = "elsewhere"
"""The entry of ``views`` that marks the folder of a crisis run outside its own office."""
LOST = sentence(
    "The settings could not be read, so the usual ones are used: look at the name of the hospital and the language in"
    " the settings. The unreadable file is kept as {file}.",
    file=f"{FILE}.bad",
)
_BOUNDS = {
    "zoom": (80, 200),
    "row_height": (20, 120),
    "hijri_offset": (-3, 3),
    "lock_after": (0, 240),
    "clear_clipboard": (0, 3600),
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings; unknown or broken ones fall back to these values.

    ``theme`` is auto, light, dark or contrast; ``zoom`` in percent, 80–200. ``views`` holds what lists and
    windows remember, by page. ``is_sample`` marks the invented hospital. ``lock_after`` minutes without a key or a
    movement the window is locked, where there is a password; ``clear_clipboard`` seconds after it was copied,
    personal data is taken from the clipboard (both: 0 for never). ``backup_target`` is the folder outside the
    machine that gets a copy of each backup, "" when there is none.
    """

    language: str = "ar"
    country: str = "DZ"
    latin_digits: bool = False
    theme: str = "auto"
    zoom: int = 100
    hospital: Texts = Texts()
    direction: Texts = Texts()
    department: Texts = Texts()
    officer: str = ""
    officer_function: Texts = Texts()
    director: str = ""
    city: Texts = Texts()
    logo: str = ""
    hijri_offset: int = 0
    row_height: int = 36
    lock_after: int = 10
    clear_clipboard: int = 60
    backup_target: str = ""
    is_sample: bool = False
    is_ready: bool = False
    views: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def locale(self) -> Locale:
        """How the interface speaks."""
        return self.locale_for(self.language)

    def locale_for(self, language: str) -> Locale:
        """How a document in ``language`` speaks."""
        return locale(language, self.country, latin=self.latin_digits)


def load(folder: Path) -> Settings:
    """The settings of a data folder; a broken file is kept beside as .bad and the defaults are used.

    Raises Refusal ``busy`` on Windows while another program keeps the file for itself.
    """
    path = folder / FILE
    if not path.is_file():
        return Settings()
    try:
        if path.stat().st_size > SETTINGS_BYTES:
            raise ValueError
        content = json.loads(held_files.read(path))
        if not isinstance(content, dict):
            raise TypeError
    except (ValueError, TypeError, OSError, RecursionError) as error:
        if isinstance(error, PermissionError) and os.name == "nt":
            raise held() from None  # another program keeps it for itself: it is whole, and not to be moved
        with contextlib.suppress(OSError):  # a folder that may only be read is refused elsewhere, with its sentence
            held_files.replace(path, path.with_name(FILE + ".bad"))
        return Settings()
    return from_json(content)


def were_lost(folder: Path) -> bool:
    """True when the settings could not be read and the usual ones are used, until they are written again."""
    return (folder / (FILE + ".bad")).is_file() and not (folder / FILE).is_file()


def from_json(content: Mapping[str, Any]) -> Settings:
    """Settings from JSON values; each value of the wrong type is passed over."""
    plain = Settings()
    kept: dict[str, Any] = {}
    for item in dataclasses.fields(Settings):
        value, default = content.get(item.name), getattr(plain, item.name)
        if isinstance(default, Texts) and isinstance(value, dict):
            kept[item.name] = Texts(**{key: clean_line(str(value.get(key, ""))) for key in ("ar", "fr", "en")})
        elif isinstance(default, Mapping):
            kept[item.name] = MappingProxyType(value) if isinstance(value, dict) else default
        elif type(value) is type(default):
            kept[item.name] = clean_line(value) if isinstance(value, str) else value
    for name, (low, high) in _BOUNDS.items():
        kept[name] = min(high, max(low, kept.get(name, getattr(plain, name))))
    return Settings(**kept)


def write(folder: Path, settings: Settings) -> None:
    """Write the settings file whole. Raises Refusal when it cannot be written."""
    content: dict[str, Any] = {}
    for item in dataclasses.fields(Settings):
        value = getattr(settings, item.name)
        if isinstance(value, Texts):
            value = {language: clean_line(text) for language, text in dataclasses.asdict(value).items()}
        elif isinstance(value, str):
            value = clean_line(value)
        content[item.name] = dict(value) if isinstance(value, Mapping) else value
    write_whole(folder / FILE, json.dumps(content, ensure_ascii=False, indent=1).encode())
