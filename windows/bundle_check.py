"""Checks the Windows folder of the program before it is packed: ``python -m windows.bundle_check dist/HospComms``.

Standard library only; runs on Debian and on Windows. Prints every fault, then sizes; ends with 1 if there is one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hospcomms import VERSION
from windows import contents, shipped
from windows.exe_words import numbers
from windows.pe_file import MANIFEST, X64, NotAProgram, PeFile

MOST_MEGABYTES = 260
SYSTEM = frozenset({
    "advapi32", "authz", "avrt", "bcrypt", "bcryptprimitives", "cfgmgr32", "comctl32", "comdlg32", "crypt32",
    "cryptbase", "d2d1", "d3d9", "d3d11", "d3d12", "dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc", "imagehlp",
    "imm32", "iphlpapi", "kernel32", "mpr", "mscms", "msvcrt", "ncrypt", "netapi32", "normaliz", "ntdll", "ole32",
    "oleaut32", "opengl32", "powrprof", "propsys", "psapi", "rpcrt4", "secur32", "setupapi", "shcore", "shell32",
    "shlwapi", "ucrtbase", "uiautomationcore", "user32", "userenv", "usp10", "uxtheme", "version", "windowscodecs",
    "winhttp", "winmm", "winspool.drv", "ws2_32", "wtsapi32",
})  # fmt: skip
"""The libraries that every Windows 10 from 1809 on has, beside those called api-ms-… and ext-ms-…."""

_PROGRAMS = (".exe", ".dll", ".pyd")
_TESTS = re.compile(r"(?:^|/)(?:tests?|testing|_pytest|pytest|hypothesis|unittest|mypy)(?:/|\.py|$)", re.IGNORECASE)
_SOURCES = (".po", ".pot", ".pdb", ".map")
_WINE = (b"Wine builtin DLL", b"Wine placeholder DLL")
_BUILT_IN = re.compile(rb"[Zz]:[\\/]+(?:lab|src)[\\/]|" + re.escape(str(contents.ROOT)).encode())
_TEXTS = (".txt", ".json", ".py", ".md", ".toml", ".cfg", ".ini", ".xml", ".qss", ".csv")


@dataclass
class Bundle:
    """A folder to be checked, each file read once."""

    folder: Path
    names: list[str] = field(default_factory=list)
    programs: dict[str, PeFile] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path in sorted(self.folder.rglob("*")):
            if not path.is_file():
                continue
            name = path.relative_to(self.folder).as_posix()
            self.names.append(name)
            if path.suffix.lower() in _PROGRAMS:
                try:
                    self.programs[name] = PeFile(path)
                except NotAProgram:
                    self.broken.append(name)

    def inner(self) -> Iterator[str]:
        """The names in the folder of everything but the two programs, from there on."""
        top = f"{contents.INNER}/"
        return (name.removeprefix(top) for name in self.names if name.startswith(top))


def unreadable(bundle: Bundle) -> list[str]:
    """Programs and libraries that are none, and the two programs where they are missing."""
    missing = [name for name in (contents.WINDOWED, contents.CONSOLE) if name not in bundle.names]
    return [f"{name}: not a Windows program" for name in bundle.broken] + [f"{name}: missing" for name in missing]


def other_processors(bundle: Bundle) -> list[str]:
    """Libraries that are not for 64-bit Windows on x64."""
    return [f"{name}: not for x64" for name, file in bundle.programs.items() if file.machine != X64]


def missing_libraries(bundle: Bundle) -> list[str]:
    """Libraries that are named by one that is here, and are neither here nor part of Windows 10."""
    here = {name.rsplit("/", 1)[-1].lower() for name in bundle.programs}
    return [
        f"{name}: needs {needed}"
        for name, file in bundle.programs.items()
        for needed in file.imports()
        if needed not in here and not _of_windows(needed)
    ]


def _of_windows(library: str) -> bool:
    return library.startswith(("api-ms-", "ext-ms-")) or library.removesuffix(".dll") in SYSTEM


def runtimes(bundle: Bundle) -> list[str]:
    """More than one version of Microsoft's C and C++ runtimes, or one of them in two places."""
    found = {
        name: file.version()
        for name, file in bundle.programs.items()
        if contents.VC_RUNTIME.fullmatch(name.rsplit("/", 1)[-1])
    }
    short = [name.rsplit("/", 1)[-1].lower() for name in found]
    faults = [f"{name}: more than one copy" for name in sorted({name for name in short if short.count(name) > 1})]
    versions = {version[:3] if version else None for version in found.values()}
    if len(versions) > 1 or None in versions:
        faults.append(f"mixed C runtimes: {sorted(found.items(), key=str)}")
    return faults


def of_wine(bundle: Bundle) -> list[str]:
    """Libraries of Wine, which are worth nothing on Windows."""
    return [
        f"{name}: a library of Wine"
        for name, file in bundle.programs.items()
        if any(mark in file.content[:4096] for mark in _WINE)
    ]


def unwanted(bundle: Bundle) -> list[str]:
    """Modules and plugins of Qt that nothing uses, tests, sources of translations."""
    faults = []
    for name in bundle.inner():
        if name.casefold().startswith(("pyside6/", "shiboken6/")) and not contents.belongs(name):
            faults.append(f"{name}: nothing uses this part of Qt")
        elif name.endswith(_SOURCES):
            faults.append(f"{name}: not read by the program")
        elif _TESTS.search(name):
            faults.append(f"{name}: part of tests")
    tops = {module.split(".")[0] for module in shipped.modules(bundle.folder)}
    return faults + [f"{top}: a module that only builds or tests" for top in sorted(tops & shipped.NEVER)]


def unread_modules(bundle: Bundle) -> list[str]:
    """No list of modules: the checks of what is inside would pass for what they did not see."""
    held = {module.split(".")[0] for module in shipped.modules(bundle.folder)}
    return [f"{contents.WINDOWED}: no module {top} found inside" for top in sorted({"hospcomms", "ui"} - held)]


def missing_resources(bundle: Bundle) -> list[str]:
    """Files that the program reads at run time and would miss."""
    here = set(bundle.inner())
    wanted = [(path, folder) for path, folder in (*contents.resources(), *contents.migrations())]
    return [f"{folder}/{path.name}: missing" for path, folder in wanted if f"{folder}/{path.name}" not in here]


def traces(bundle: Bundle) -> list[str]:
    """Texts that name a folder of the machine the bundle was made on."""
    return [
        f"{name}: names the folder it was made in"
        for name in bundle.names
        if name.lower().endswith(_TEXTS) and _BUILT_IN.search((bundle.folder / name).read_bytes())
    ]


def licences(bundle: Bundle) -> list[str]:
    """Distributions inside without a licence in the overview, texts of the overview that are not there."""
    folder = bundle.folder / "licences"
    overview = folder / "README.md"
    if not overview.is_file():
        return ["licences/README.md: missing"]
    text = overview.read_text(encoding="utf-8")
    names = {word.casefold().replace("_", "-") for word in re.findall(r"[A-Za-z0-9_.-]+", text)}
    unnamed = [one for one in sorted(shipped.distributions(bundle.folder)) if one not in names]
    absent = [one for one in re.findall(r"`([\w.-]+\.txt)`", text) if not _stands(folder, one)]
    return [f"{one}: no licence told" for one in unnamed] + [f"licences/{one}: missing" for one in absent]


def _stands(folder: Path, name: str) -> bool:
    return (folder / name).is_file() or name == "constraints.txt"


def resources_of_programs(bundle: Bundle) -> list[str]:
    """A program without its icon in every size, its version, or what its manifest must ask for."""
    faults = []
    for name in (contents.WINDOWED, contents.CONSOLE):
        file = bundle.programs.get(name)
        if file is None:
            continue
        if missing := set(contents.ICON_SIZES) - file.icon_sizes():
            faults.append(f"{name}: its icon lacks {sorted(missing)}")
        if file.version() != numbers(VERSION):
            faults.append(f"{name}: version {file.version()} instead of {VERSION}")
        manifest = b"".join(file.resources(MANIFEST)).decode("utf-8", "replace")
        wishes = ('level="asInvoker"', "longPathAware", "PerMonitorV2", "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}")
        faults += [f"{name}: its manifest lacks {wish}" for wish in wishes if wish not in manifest]
    return faults


def too_large(bundle: Bundle, most: int = MOST_MEGABYTES) -> list[str]:
    """A folder of more than ``most`` megabytes."""
    size = megabytes(bundle)
    return [f"{size:.0f} MB, more than {most}"] if size > most else []


def megabytes(bundle: Bundle) -> float:
    """The size of all files, in megabytes of a million bytes."""
    return sum((bundle.folder / name).stat().st_size for name in bundle.names) / 1_000_000


RULES: tuple[Callable[[Bundle], list[str]], ...] = (
    unreadable,
    other_processors,
    missing_libraries,
    runtimes,
    of_wine,
    unwanted,
    unread_modules,
    missing_resources,
    traces,
    licences,
    resources_of_programs,
    too_large,
)


def main(words: list[str]) -> int:
    """Check the folder named on the command line; 0 when nothing is wrong, 1 otherwise, 2 for bad usage."""
    if len(words) != 1 or not Path(words[0]).is_dir():
        print("usage: python -m windows.bundle_check FOLDER", file=sys.stderr)
        return 2
    bundle = Bundle(Path(words[0]))
    faults = [fault for rule in RULES for fault in rule(bundle)]
    for fault in faults:
        print(f"FAULT {fault}")
    programs, size = len(bundle.programs), megabytes(bundle)
    print(f"{size:.1f} MB in {len(bundle.names)} files, {programs} programs and libraries, {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
