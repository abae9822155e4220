"""The licences of everything in the bundle, as they are installed with the program: ``licences`` beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from windows.contents import ROOT

COMBINED = "ALL-LICENCES.txt"
_LINE = "=" * 78


def write(folder: Path) -> None:
    """Copy the overview and every text into ``folder``, and all of them one after the other into one file."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [ROOT / "LICENSE", ROOT / "licences" / "README.md", *sorted((ROOT / "licences").glob("*.txt")), *_beside()]
    combined = []
    for text in texts:
        name = "HospComms.txt" if text.name == "LICENSE" else text.name
        name = f"{text.parent.name}-{name}" if text in _beside() else name
        shutil.copyfile(text, folder / name)
        combined.append(f"{_LINE}\n{name}\n{_LINE}\n\n{text.read_text(encoding='utf-8').strip()}\n")
    (folder / COMBINED).write_text("\n\n".join(combined), encoding="utf-8-sig", newline="\r\n")


def _beside() -> list[Path]:
    """The licences that stand beside what they are for: fonts, icons, lists of days."""
    return sorted(
        path
        for path in (ROOT / "resources").rglob("*.txt")
        if "licen" in path.name.casefold() or path.name == "OFL.txt"
    )
