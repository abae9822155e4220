"""What goes into the Windows folder of the program and what stays out; read by the spec and by the bundle's check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "HospComms"
WINDOWED, CONSOLE = "HospComms.exe", "hospcomms-cli.exe"
INNER = "_internal"
"""The folder beside the programs that holds everything else."""

ICON_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""Edges of the program's icon in points: the symbols of Windows at 100, 125, 150 and 200 %, and its largest view."""

HIDDEN = (
    "sqlcipher3.dbapi2",  # storage picks its driver by name
    "sqlite3",
    "hospcomms.storage.migrations.steps",  # the revisions are run from their files and import these
    "alembic.context",
    "alembic.op",
    "sqlalchemy.sql.default_comparator",  # imported by SQLAlchemy inside functions that are compiled
    "PIL.ImageCms",
    "shiboken6",
    "PySide6.support.deprecated",  # what joins Qt's flags with | and &
)
"""Modules that are imported by a name made at run time, so that nobody finds them by reading the program."""

HIDDEN_PACKAGES = ("fontTools.ttLib.tables",)
"""Packages whose modules are picked by a name made at run time."""

AS_FILES = ("PySide6", "shiboken6", "bidi", "docxtpl")
"""Packages under the LGPL: their modules stand as files in the folder, so that anyone can put others in their place."""

EXCLUDED = (
    # the standard library's own tools and tests
    "tkinter", "_tkinter", "idlelib", "lib2to3", "turtledemo", "ensurepip", "venv", "distutils", "pydoc", "doctest",
    "unittest", "test", "pdb", "xmlrpc", "ftplib", "smtplib", "imaplib", "poplib", "multiprocessing", "curses",
    # the program opens no connection (`hospcomms.domain` says so, pytest-socket holds it)
    "ssl", "_ssl",
    # build and test tools that another package imports when they are there
    "setuptools", "pkg_resources", "pip", "wheel", "pytest", "_pytest", "pytestqt", "hypothesis", "mypy", "babel",
    "numpy", "pandas", "matplotlib", "IPython", "pygments", "rich", "click", "pytz", "PyInstaller", "pefile",
    "win32ctypes", "pythoncom", "pywin32",
    # parts of our libraries that nothing here calls
    "sqlalchemy.testing", "sqlalchemy.ext.mypy", "alembic.testing",
    "lxml.html", "lxml.objectify", "lxml.isoschematron", "lxml.cssselect", "lxml.ElementInclude",
    "PIL.AvifImagePlugin", "PIL._avif", "PIL.ImageTk", "PIL._imagingtk", "PIL.ImageQt", "PIL._imagingft",
    "pypdfium2_cli", "docx.templates", "reportlab.graphics",
    "fontTools.merge", "fontTools.subset", "fontTools.varLib", "fontTools.feaLib", "fontTools.designspaceLib",
    # every module of Qt but the six that are used
    "PySide6.QtConcurrent", "PySide6.QtDBus", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickControls2", "PySide6.QtQuickTest",
    "PySide6.QtQuickWidgets", "PySide6.QtSql", "PySide6.QtSvgWidgets", "PySide6.QtTest", "PySide6.QtUiTools",
    "PySide6.QtXml", "PySide6.scripts", "PySide6.support.generate_pyi",
)  # fmt: skip
"""Modules that stay out even where something would import them."""

QT_MODULES = ("QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtWidgets")
"""The modules of Qt that the program imports; each is one library of Qt, ``Qt6<Name>.dll``."""

QT_PLUGINS = frozenset({
    "platforms/qwindows", "platforms/qoffscreen", "platforms/qminimal",
    "styles/qmodernwindowsstyle",
    "iconengines/qsvgicon",
    "imageformats/qgif", "imageformats/qico", "imageformats/qjpeg", "imageformats/qsvg", "imageformats/qwebp",
})  # fmt: skip
"""The plugins of Qt that are kept: to paint, to read the kinds of picture that are taken, and the offscreen platform
of ``hospcomms-cli picture``. None for networks, secure connections or databases."""

QT_LANGUAGES = ("ar", "en", "fr")

VC_RUNTIME = re.compile(r"(vcruntime140|msvcp140|concrt140|vcomp140|vccorlib140|vcamp140)\w*\.dll", re.IGNORECASE)
"""The Microsoft C and C++ runtimes, of which there may be one version only."""

VC_WANTED = ("vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll")
"""Those of the runtimes that Python, Qt and the packages name."""

_LEFT = (".po", ".pot", ".pyc", ".pyi", ".pxd", ".pyx", ".h", ".lib", ".map")
_LIBRARIES = frozenset(name.casefold().removeprefix("qt") for name in QT_MODULES)
_QT = re.compile(r"(?:.*/)?(?:pyside6|shiboken6)/(?P<rest>.+)", re.IGNORECASE)


def resources() -> Iterator[tuple[Path, str]]:
    """Every file of ``resources`` that the program reads, with the folder it stands in inside the bundle."""
    for path in sorted((ROOT / "resources").rglob("*")):
        inside = path.relative_to(ROOT)
        if path.is_file() and path.suffix not in _LEFT and inside.as_posix() != "resources/locale/glossary.csv":
            yield path, inside.parent.as_posix()


def migrations() -> Iterator[tuple[Path, str]]:
    """The revisions of the schema: Alembic runs them from their files."""
    for path in sorted((ROOT / "hospcomms" / "storage" / "migrations").rglob("*.py")):
        yield path, path.relative_to(ROOT).parent.as_posix()


def hidden() -> list[str]:
    """All modules that are imported by a name made at run time."""
    found = list(HIDDEN)
    for package in HIDDEN_PACKAGES:
        spec = find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            found += [f"{package}.{path.stem}" for path in sorted(Path(folder).glob("*.py")) if path.stem != "__init__"]
    return found


def parts_of_qt(package: Path) -> Iterator[tuple[Path, str]]:
    """The plugins and words of Qt that are taken from the folder of PySide6, with their folder in the bundle."""
    home = package if (package / "plugins").is_dir() else package / "Qt"  # there on Linux
    for path in sorted((*home.glob("plugins/*/*"), *home.glob("translations/*"))):
        inside = Path("PySide6") / path.relative_to(package)
        if belongs(inside.as_posix()):
            yield path, inside.parent.as_posix()


def belongs(name: str) -> bool:
    """Whether a file that the bundler found is wanted, by its name inside the bundle; runtimes are asked elsewhere."""
    plain = name.replace("\\", "/")
    found = _QT.fullmatch(plain)
    if found:
        return _of_qt(found["rest"].casefold())
    parts = plain.split("/")
    return not plain.endswith(_LEFT) and not {"tests", "testing", "__pycache__"} & set(parts)


def _of_qt(rest: str) -> bool:
    """Whether a file under PySide6 or shiboken6 is wanted: its modules, used libraries, used plugins and words."""
    rest = rest.removeprefix("qt/").removeprefix("lib/")  # where the packages for Linux keep them
    if rest.startswith("plugins/"):
        return rest.removeprefix("plugins/").rsplit(".", 1)[0].replace("/lib", "/") in QT_PLUGINS
    if rest.startswith("translations/"):
        return rest.removeprefix("translations/") in {f"qtbase_{language}.qm" for language in QT_LANGUAGES}
    if library := re.fullmatch(r"(?:lib)?qt6(\w+)\.(?:dll|so[\w.]*)", rest):
        return library[1] in _LIBRARIES
    if rest.endswith(".py"):
        return "/" not in rest or rest.startswith("support/")
    if module := re.fullmatch(r"qt(\w+)\.(?:pyd|abi3\.so)", rest):
        return module[1] in _LIBRARIES
    return bool(re.fullmatch(r"(?:lib)?(?:shiboken6?|pyside6)(?:\.abi3)?\.(?:pyd|dll|so[\w.]*)", rest))


def one_runtime(entries: Iterable[tuple[str, str, str]], newest: Path) -> list[tuple[str, str, str]]:
    """The found binaries with one VC runtime: the wanted ones of the folder ``newest``, beside Python, and no other.

    An entry is (name inside the bundle, file, kind).
    """
    kept = [entry for entry in entries if not VC_RUNTIME.fullmatch(Path(entry[0].replace("\\", "/")).name)]
    return [*kept, *((name, str(newest / name), "BINARY") for name in VC_WANTED if (newest / name).is_file())]
