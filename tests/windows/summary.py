"""The last stage: what came of the run, for programs (report.json) and for people (report.md)."""

from __future__ import annotations

import json
from pathlib import Path

from tests.windows.outcome import Report
from tests.windows.run import Run


def report(run: Run) -> None:
    """Write both files into the artefacts, with the self-tests and the names of the pictures found there."""
    artefacts = run.lab.artefacts
    run.report.fact("selftests", {path.stem: _read(path) for path in sorted(artefacts.glob("selftest-*.json"))})
    run.report.fact("pictures", sorted(path.name for path in artefacts.glob("*.png")))
    run.report.write(artefacts / "report.json")
    (artefacts / "report.md").write_text("\n".join([*lines(run.report), ""]), encoding="utf-8")


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return "not readable"


def lines(found: Report) -> list[str]:
    """The report in Markdown: stages, facts, checks, the failed ones first."""
    said = "passed" if found.ok else "FAILED" if found.checks else "nothing was checked"
    told = [f"# HospComms on Windows (under Wine): {said}", ""]
    told += ["| stage | | seconds |", "|---|---|---|"]
    told += [f"| {one['name']} | {'passed' if one['ok'] else 'FAILED'} | {one['seconds']} |" for one in found.stages]
    told.append(f"| together | | {sum(one['seconds'] for one in found.stages):.0f} |")
    told += ["", *(f"- {name}: {_short(value)}" for name, value in found.facts.items() if name != "selftests"), ""]
    told += [f"- FAILED: {one['name']}: {one['why'].splitlines()[0]}" for one in found.stages if one["why"]]
    ordered = sorted(found.checks, key=lambda one: bool(one["ok"]))
    told += [f"- {'ok' if one['ok'] else 'FAILED'}: {one['name']} {_short(one['detail'])}".rstrip() for one in ordered]
    return told


def _short(value: object) -> str:
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    first = shown.strip().splitlines()[0] if shown.strip() else ""
    return first if len(first) <= 600 else first[:600] + "…"
