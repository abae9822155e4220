"""The check of the Windows bundle finds each fault it is there for, in a small bundle made up for it."""

from __future__ import annotations

import marshal
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hospcomms import VERSION
from tests.gates.tree import ROOT
from windows import bundle_check, contents, exe_words, make_icon, notices, shipped
from windows.bundle_check import Bundle
from windows.pe_file import GROUP_ICON, MANIFEST, X64, NotAProgram, PeFile
from windows.pe_file import VERSION as VERSION_KIND

I386 = 0x14C
_ALIGNED = 0x1000


def version_block(version: tuple[int, int, int, int]) -> bytes:
    """What of a version resource is read: the mark and the numbers of the file."""
    first, second, third, fourth = version
    return struct.pack("<IIHHHH", 0xFEEF04BD, 0x10000, second, first, fourth, third)


def icon_group(*sizes: int) -> bytes:
    """The table of an icon with pictures of these edges."""
    entries = (struct.pack("<BBBBHHIH", size % 256, size % 256, 0, 0, 1, 32, 9, 1) for size in sizes)
    return struct.pack("<HHH", 0, 1, len(sizes)) + b"".join(entries)


def _imports(names: tuple[str, ...], at: int) -> bytes:
    table, texts = b"", b""
    begin = at + 20 * (len(names) + 1)
    for name in names:
        table += struct.pack("<IIIII", 0, 0, 0, begin + len(texts), 0)
        texts += name.encode() + b"\0"
    return table + bytes(20) + texts


def _resources(held: dict[int, bytes], at: int) -> bytes:
    """A tree of one leaf a kind: kind -> name -> language -> place."""
    directory, leaves, blobs = struct.pack("<IIHHHH", 0, 0, 0, 0, 0, len(held)), b"", b""
    first = 16 + 8 * len(held)
    for number, (kind, content) in enumerate(held.items()):
        inner = first + number * 64
        directory += struct.pack("<II", kind, 0x8000_0000 | inner)
        level = struct.pack("<IIHHHH", 0, 0, 0, 0, 0, 1)
        place = at + first + 64 * len(held) + len(blobs)
        leaves += level + struct.pack("<II", 1, 0x8000_0000 | (inner + 24))
        leaves += level + struct.pack("<II", 1033, inner + 48) + struct.pack("<IIII", place, len(content), 0, 0)
        blobs += content
    return directory + leaves + blobs


def program(
    *imports: str, machine: int = X64, version: tuple[int, int, int, int] | None = None, **held: bytes
) -> bytes:
    """A Windows library of one section that imports these and holds these resources (``icon``, ``manifest``)."""
    kinds = {"icon": GROUP_ICON, "manifest": MANIFEST}
    resources = {kinds[name]: content for name, content in held.items()}
    if version:
        resources[VERSION_KIND] = version_block(version)
    named = _imports(imports, _ALIGNED)
    tree = _resources(resources, _ALIGNED + len(named))
    section = named + tree
    directories = [(0, 0), (_ALIGNED, len(named)), (_ALIGNED + len(named), len(tree)) if resources else (0, 0)]
    optional = struct.pack("<H", 0x20B) + bytes(106) + struct.pack("<I", 16)
    optional += b"".join(struct.pack("<II", *place) for place in directories + [(0, 0)] * 13)
    head = b"MZ" + bytes(58) + struct.pack("<I", 64)
    head += b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, len(optional), 0x2022)
    table = b".rsrc\0\0\0" + struct.pack("<IIIIIIHHI", len(section), _ALIGNED, len(section), 0x200, 0, 0, 0, 0, 0)
    start = head + optional + table
    assert len(start) <= 0x200
    return start.ljust(0x200, b"\0") + section


def with_modules(content: bytes, *names: str) -> bytes:
    """A program with the archive of modules that the bundler puts behind it."""
    table = marshal.dumps([(name, (0, 0, 0)) for name in names])
    modules = b"PYZ\0" + bytes(4) + struct.pack("!I", 12) + table
    entry = struct.pack("!IIIIBc", 18 + 8, 0, len(modules), len(modules), 0, b"z") + b"PYZ.pyz\0"
    length = len(modules) + len(entry) + 88
    cookie = struct.pack("!8sIIII64s", b"MEI\014\013\012\013\016", length, len(modules), len(entry), 313, b"")
    return content + modules + entry + cookie


def started(name: str = "", **other: object) -> bytes:
    """One of our two programs as it should be."""
    version = exe_words.numbers(VERSION)
    made = program("kernel32.dll", version=version, icon=icon_group(*contents.ICON_SIZES),
                   manifest=exe_words.MANIFEST.encode())  # fmt: skip
    return with_modules(made, "main", "hospcomms", "ui", "json", "docxtpl", *([name] if name else []))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle without a fault; nobody writes into it."""
    folder = tmp_path_factory.mktemp("sound")
    for name in (contents.WINDOWED, contents.CONSOLE):
        (folder / name).write_bytes(started())
    inner = folder / contents.INNER
    for path, place in (*contents.resources(), *contents.migrations()):
        (inner / place).mkdir(parents=True, exist_ok=True)
        (inner / place / path.name).hardlink_to(path)
    (inner / "PySide6" / "plugins" / "platforms").mkdir(parents=True)
    (inner / "PySide6" / "plugins" / "platforms" / "qwindows.dll").write_bytes(program("Qt6Gui.dll", "user32.dll"))
    (inner / "PySide6" / "Qt6Gui.dll").write_bytes(program("VCRUNTIME140.dll", "api-ms-win-crt-heap-l1-1-0.dll"))
    (inner / "vcruntime140.dll").write_bytes(program(version=(14, 44, 35211, 0)))
    (inner / "msvcp140.dll").write_bytes(program("vcruntime140.dll", version=(14, 44, 35211, 0)))
    notices.write(folder / "licences")
    return folder


@pytest.fixture
def broken(sound: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """Changes a copy of the sound bundle and tells what the check says: ``broken({name: bytes or None})``."""

    def change(files: dict[str, bytes | None]) -> list[str]:
        folder = tmp_path / "bundle"
        shutil.copytree(sound, folder, copy_function=lambda source, target: Path(target).hardlink_to(source))
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            if content is not None:
                path.write_bytes(content)
        bundle = Bundle(folder)
        return [fault for rule in bundle_check.RULES for fault in rule(bundle)]

    return change


def test_a_sound_bundle_has_no_fault(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bundle_check.main([str(sound)]) == 0, capsys.readouterr().out
    assert "0 faults" in capsys.readouterr().out


def test_a_folder_that_is_none_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bundle_check.main([str(tmp_path / "none")]) == 2
    assert "usage" in capsys.readouterr().err


FAULTS: list[tuple[str, dict[str, bytes | None], str]] = [
    ("a missing program", {"hospcomms-cli.exe": None}, "hospcomms-cli.exe: missing"),
    ("no list of modules", {"HospComms.exe": program()}, "HospComms.exe: no module hospcomms found"),
    ("a cut library", {"_internal/x.dll": program()[:80]}, "x.dll: not a Windows program"),
    ("another processor", {"_internal/x.dll": program(machine=I386)}, "x.dll: not for x64"),
    ("a missing library", {"_internal/x.dll": program("Qt6Quick.dll")}, "x.dll: needs qt6quick.dll"),
    ("a second runtime", {"_internal/msvcp140_1.dll": program(version=(14, 0, 24247, 0))}, "mixed C runtimes"),
    ("a runtime twice", {"_internal/PySide6/msvcp140.dll": program(version=(14, 44, 35211, 0))}, "more than one copy"),
    ("a library of Wine", {"_internal/x.dll": program() + b"Wine builtin DLL"}, "x.dll: a library of Wine"),
    ("a library of Qt", {"_internal/PySide6/Qt6Sql.dll": program()}, "Qt6Sql.dll: nothing uses this part of Qt"),
    (
        "a plugin of Qt",
        {"_internal/PySide6/plugins/tls/qschannelbackend.dll": program()},
        "qschannelbackend.dll: nothing uses this part of Qt",
    ),
    ("a source of words", {"_internal/resources/locale/ar/x.po": b""}, "x.po: not read by the program"),
    ("a folder of tests", {"_internal/docx/tests/x.txt": b""}, "docx/tests/x.txt: part of tests"),
    ("a missing resource", {"_internal/resources/style/window.qss": None}, "resources/style/window.qss: missing"),
    (
        "a missing migration",
        {"_internal/hospcomms/storage/migrations/env.py": None},
        "hospcomms/storage/migrations/env.py: missing",
    ),
    (
        "a path of the builder",
        {"_internal/x.json": rb'{"from": "Z:\\lab\\py"}'},
        "x.json: names the folder it was made",
    ),
    ("a missing licence", {"licences/python.txt": None}, "licences/python.txt: missing"),
    ("no licences", {"licences/README.md": None}, "licences/README.md: missing"),
    ("a test module", {"HospComms.exe": started("pytest.main")}, "pytest: a module that only builds or tests"),
    ("an unknown distribution", {"HospComms.exe": started("leftpad")}, "leftpad: no licence told"),
    ("an unknown library of Python", {"_internal/_leftpad.pyd": program()}, "_leftpad: no licence told"),
    ("an unknown folder", {"_internal/leftpad/_c.pyd": program()}, "leftpad: no licence told"),
    ("no icon", {"HospComms.exe": with_modules(program(version=(0, 1, 0, 0)), "main")}, "its icon lacks [16, 20,"),
    ("another version", {"HospComms.exe": with_modules(program(version=(9, 9, 9, 9)), "main")}, "version (9, 9, 9, 9)"),
    ("no manifest", {"HospComms.exe": with_modules(program(), "main")}, "its manifest lacks longPathAware"),
]


@pytest.mark.parametrize(("files", "said"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_found(files: dict[str, bytes | None], said: str, broken: Callable[..., list[str]]) -> None:
    assert said in "\n".join(broken(files))


def test_a_bundle_that_is_too_large_is_told(sound: Path) -> None:
    bundle = Bundle(sound)
    assert bundle_check.too_large(bundle) == []
    assert bundle_check.too_large(bundle, 0)


def test_the_reader_refuses_what_is_no_program(tmp_path: Path) -> None:
    path = tmp_path / "x.dll"
    for content in (b"", b"MZ", bytes(200), program()[:300].replace(b"PE\0\0", b"NE\0\0"), b"MZ" + b"\xff" * 200):
        path.write_bytes(content)
        with pytest.raises(NotAProgram):
            PeFile(path)


def test_the_runtime_is_taken_once_and_from_one_place(tmp_path: Path) -> None:
    for name in contents.VC_WANTED:
        (tmp_path / name).write_bytes(b"")
    found = [
        ("VCRUNTIME140.dll", "somewhere", "BINARY"),
        ("PySide6\\msvcp140.dll", "else", "BINARY"),
        ("PySide6\\Qt6Core.dll", "qt", "BINARY"),
    ]
    kept = contents.one_runtime(found, tmp_path)
    assert kept[0][0] == "PySide6\\Qt6Core.dll"
    assert kept[1:] == [(name, str(tmp_path / name), "BINARY") for name in contents.VC_WANTED]


def test_parts_of_qt_are_chosen_by_name() -> None:
    wanted = ("PySide6\\QtCore.pyd", "PySide6/Qt6Svg.dll", "PySide6/pyside6.abi3.dll", "shiboken6/Shiboken.pyd",
              "shiboken6/shiboken6.abi3.dll", "PySide6/__init__.py", "PySide6/translations/qtbase_ar.qm",
              "PySide6/plugins/platforms/qwindows.dll", "PIL/_imaging.cp313-win_amd64.pyd")  # fmt: skip
    unwanted = ("PySide6/QtQml.pyd", "PySide6/Qt6DBus.dll", "PySide6/opengl32sw.dll", "PySide6/pyside6qml.abi3.dll",
                "PySide6/translations/qtbase_de.qm", "PySide6/plugins/sqldrivers/qsqlite.dll", "PySide6/uic.exe",
                "resources/locale/ar/LC_MESSAGES/hospcomms.po", "docx/tests/x.docx")  # fmt: skip
    assert [name for name in wanted if not contents.belongs(name)] == []
    assert [name for name in unwanted if contents.belongs(name)] == []


def test_what_is_taken_of_qt_is_there_to_be_taken(tmp_path: Path) -> None:
    plugins = [f"PySide6/plugins/{name}.dll" for name in contents.QT_PLUGINS]
    words = [f"PySide6/translations/qtbase_{language}.qm" for language in contents.QT_LANGUAGES]
    for name in (*plugins, *words, "PySide6/plugins/tls/qschannelbackend.dll", "PySide6/translations/qtbase_de.qm"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    taken = {f"{folder}/{path.name}" for path, folder in contents.parts_of_qt(tmp_path / "PySide6")}
    assert taken == {*plugins, *words}


def test_modules_picked_at_run_time_are_named() -> None:
    assert {"sqlcipher3.dbapi2", "fontTools.ttLib.tables._g_l_y_f"} <= set(contents.hidden())


def test_the_icon_is_the_one_that_its_script_draws(qapp: QApplication) -> None:
    content = (ROOT / "windows" / "hospcomms.ico").read_bytes()
    assert content == make_icon.drawn(), "python -m windows.make_icon draws it anew"
    kind, count = struct.unpack_from("<HH", content, 2)
    assert (kind, count) == (1, len(contents.ICON_SIZES))
    assert tuple(content[6 + 16 * at] or 256 for at in range(count)) == contents.ICON_SIZES


def test_every_module_of_the_spec_is_one(sound: Path) -> None:
    """A name that nobody has would be left out without a word."""
    from importlib.util import find_spec  # late: only here

    assert [name for name in (*contents.HIDDEN, *contents.HIDDEN_PACKAGES) if find_spec(name) is None] == []
    assert not set(contents.EXCLUDED) & set(contents.HIDDEN)
    assert shipped.modules(sound) >= {"main", "hospcomms"}


def test_the_tools_that_build_are_pinned() -> None:
    lines = (ROOT / "windows" / "build-tools.txt").read_text(encoding="utf-8").split()
    assert all(line.count("==") == 1 for line in lines)
    assert any(line.startswith("pyinstaller==") for line in lines)


def test_the_licences_stand_in_one_file_too(tmp_path: Path) -> None:
    notices.write(tmp_path)
    combined = (tmp_path / notices.COMBINED).read_text(encoding="utf-8-sig")
    for path in tmp_path.glob("*.txt"):
        assert path.name == notices.COMBINED or f"\n{path.name}\n" in combined
