"""What is tried on the Windows of the lab: the tests, the life of an installation, the brief, the window."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from tests.gates.tree import ROOT
from tests.windows import products, steps, tools
from tests.windows.lab import ARABIC, FRENCH, Lab
from tests.windows.outcome import Failed
from tests.windows.run import Run

PROGRAM = r"AppData\Local\Programs\HospComms"
# Of the sample hospital's brief, in the order in which they are read.
BRIEF = {
    ARABIC: ("واحة النخيل", "موجز تقييم حملة", "صيف بلا تسممات غذائية", "مجال الثقة"),
    FRENCH: ("Oasis des Palmiers", "Synthèse", "intervalle de confiance"),
}
_TESTS_END = 1800


def tests(run: Run) -> None:
    """selection.txt on Windows Python, both code pages side by side."""
    chosen = selection(run.made(run.source / "tests" / "windows" / "selection.txt", "source"))
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(_tests_under, run, locale, chosen) for locale in (ARABIC, FRENCH)]:
            done.result()


def selection(path: Path) -> list[str]:
    """The test files and node ids of a list: one a line, what follows ``#`` is a remark. Raises Failed."""
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    chosen = [line for line in lines if line]
    if not chosen:
        raise Failed(f"{path.name} names no tests")
    return chosen


def _tests_under(run: Run, locale: str, chosen: list[str]) -> None:
    with run.windows(locale) as lab:
        told = lab.folder / f"tests-{lab.code_page}.xml"
        told.unlink(missing_ok=True)
        control = lab.python("-c", "import locale; raise SystemExit(locale.getpreferredencoding(False) != 'cp1256')")
        run.report.check(
            f"{lab.code_page}: Windows says its code page, and an exit code arrives",
            control.returncode == (locale != ARABIC),
            control.stdout,
        )
        words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", r"Z:\lab\src"]
        words += ["-c", r"Z:\lab\src\pyproject.toml", "--junitxml", lab.windows_path(told)]
        words += ["Z:\\lab\\src\\" + line.replace("/", "\\") for line in chosen]
        paths = [r"Z:\lab\pytest", r"Z:\lab\src"]
        done = lab.python(*words, timeout=_TESTS_END, paths=paths, cwd="/lab/src")
        (lab.artefacts / f"tests-{lab.code_page}.log").write_text(done.stdout, encoding="utf-8")
        counts = counted(told)
        run.report.fact(f"tests {lab.code_page}", counts)
        ok = done.returncode == 0 and counts["passed"] > 0
        run.report.check(f"{lab.code_page}: the tests", ok, f"{counts} exit {done.returncode}\n{done.stdout[-3000:]}")
        idle = idle_files(told)
        run.report.check(f"{lab.code_page}: every chosen file tried something", not idle, ", ".join(idle))


def counted(path: Path) -> dict[str, float]:
    """How many tests of a JUnit file passed, failed and were skipped, and the seconds; zeros where there is none."""
    if not path.is_file():
        return {"passed": 0, "failed": 0, "skipped": 0, "seconds": 0.0}
    suites = list(ET.parse(path).getroot().iter("testsuite"))
    number = {name: sum(int(one.get(name, 0)) for one in suites) for name in ("tests", "failures", "errors", "skipped")}
    failed = number["failures"] + number["errors"]
    seconds = sum(float(one.get("time", 0)) for one in suites)
    passed = number["tests"] - failed - number["skipped"]
    return {"passed": passed, "failed": failed, "skipped": number["skipped"], "seconds": round(seconds, 1)}


def idle_files(path: Path) -> list[str]:
    """The test files of a JUnit file whose tests were all skipped; none where there is no such file."""
    tried: dict[str, bool] = {}
    for case in ET.parse(path).getroot().iter("testcase") if path.is_file() else ():
        name = case.get("classname", "")
        tried[name] = tried.get(name, False) or case.find("skipped") is None
    return sorted(name for name, any_ran in tried.items() if not any_ran)


def life(run: Run) -> None:
    """The life cycle of an installation under both code pages, on a fresh profile each."""
    from tests.windows import lifecycle  # the other stages do without it

    setups = products.compiled(run)
    for locale in (ARABIC, FRENCH):
        with run.windows(locale) as lab:
            lifecycle.run(lab, setups, run.report)


def brief(run: Run) -> None:
    """From Setup to the printed brief, as an officer called أحمد العلوي would: installed, data made, PDF written."""
    setup = products.compiled(run)["this"]
    for locale, language in ((ARABIC, "ar"), (FRENCH, "fr")):
        with run.windows(locale) as lab:
            words = ["/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", f"/LANG={language}"]
            lab.wine(lab.windows_path(setup), *words, timeout=600).expected()
            _print_brief(run, lab, language)


def _print_brief(run: Run, lab: Lab, language: str) -> None:
    program = lab.windows_path(lab.profile / PROGRAM.replace("\\", "/") / "hospcomms-cli.exe")
    data = lab.profile / "AppData" / "Local" / "HospComms" / "data"
    paper = lab.profile / "موجز التقييم.pdf"
    lab.wine(program, "sample", lab.windows_path(data), "--language", language, timeout=600).expected()
    words = ["report", "evaluation-brief", "--language", language, "--out", lab.windows_path(paper)]
    lab.wine(program, *words, timeout=600).expected()
    kept = lab.artefacts / f"brief-{lab.code_page}.pdf"
    shutil.copy(paper, kept)
    read = steps.call(
        [tools.environment(run.place), "-m", "tests.windows.paper", kept, kept.with_suffix(".png")],
        seconds=60,
        cwd=ROOT,
    )
    seen: dict[str, Any] = json.loads(read)
    lacking = [word for word in BRIEF[lab.locale] if word not in seen["text"]]
    detail = f"{seen['pages']} pages" + (f", not found: {lacking}" if lacking else "")
    run.report.check(f"{lab.code_page}: the brief can be read", not lacking and seen["pages"] > 1, detail)
    run.report.check(f"{lab.code_page}: the brief is not blank", seen["ink"] > 0.01, f"{seen['ink']:.1%} of page 1")


def pictures(run: Run) -> None:
    """The window as it stands on the screen, in the profiles that the stage brief left."""
    for locale, language in ((ARABIC, "ar"), (FRENCH, "fr")):
        with run.windows(locale, fresh=False) as lab:
            folder = run.made(lab.profile / PROGRAM.replace("\\", "/"), "brief")
            window = lab.start(lab.windows_path(folder / "HospComms.exe"), timeout=120)
            seen = lab.until(partial(_window, lab), 60)
            run.report.check(f"{lab.code_page}: the window opens", seen)
            lab.settle()
            lab.shot(f"window-{language}")
            lab.run("wineserver", "-k", timeout=20)
            window.wait()


def _window(lab: Lab) -> str:
    """The numbers of the program's windows on the display; nothing when there is none."""
    return lab.run("xdotool", "search", "--onlyvisible", "--class", "hospcomms", timeout=10).stdout.strip()
