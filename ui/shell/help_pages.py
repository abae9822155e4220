"""The pages of the help: which one belongs to what is shown, and the list of all of them.

A page is ``resources/help/<language>/<name>.md``; its first line is its title. A page about a part of the window names
itself there: ``widget.setProperty(HELP, "evaluation")``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hospcomms import RESOURCES
from hospcomms.domain.wording import N_
from ui.language import spoken, tr

HELP = "help"
"""The property of a widget that names the page about it."""
CONTENTS = "contents"
"""The name under which links lead to the list of all pages."""
_EVALUATION = (
    "evaluation",
    "evaluation-verdict",
    "evaluation-interval",
    "evaluation-grade",
    "evaluation-answers",
    "evaluation-chain",
    "evaluation-reaim",
    "evaluation-cost",
    "evaluation-recommendations",
    "evaluations",
    "questionnaires",
    "reputation",
)
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("Planning"),
        (
            "home",
            "calendar",
            "observances",
            "campaigns",
            "year-grid",
            "audiences",
            "institution-objectives",
            "materials",
        ),
    ),
    (N_("Evaluation"), _EVALUATION),
    (
        N_("Relations"),
        (
            "people",
            "outlets",
            "press-lists",
            "enquiries",
            "lines",
            "services",
            "staff",
            "clips",
            "releases",
            "photos",
            "consents",
            "accreditations",
            "issues",
            "watch-rules",
            "developments",
            "rumours",
        ),
    ),
    (N_("Field work"), ("programmes", "programmes-models", "sessions")),
    (N_("Emergencies"), ("incidents", "crisis", "scenarios", "risks")),
    (N_("Personal data"), ("processing", "retention", "legal-holds", "breaches", "erasures")),
    (N_("Documents and workbooks"), ("reports", "preview", "weekly-brief", "exchange")),
    (N_("The whole program"), ("search", "changes", "safety", "settings", "lock", "it")),
)
"""The list: headings and names in order; pages that are not named find their place in ``grouped``."""
_LISTED = frozenset(name for _heading, names in GROUPS for name in names)


def page_for(name: str) -> Path | None:
    """The page of that name in the language of the window, else in English, else the first page there is."""
    for language in (spoken().language, "en"):
        for wanted in (name, "home"):
            path = RESOURCES / "help" / language / f"{wanted}.md"
            if path.exists():
                return path
    return None


def title_of(path: Path) -> str:
    """The title of a page: its first line."""
    return path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")


def contents() -> str:
    """The list of all pages in the language of the window, in our own Markdown."""
    lines = [f"# {tr(N_('Help'))}"]
    for heading, names in grouped(path.stem for path in (RESOURCES / "help" / spoken().language).glob("*.md")):
        lines += ["", f"## {tr(heading)}", ""] if names else []
        for name in names:
            path = page_for(name)
            lines += [f"- [{title_of(path)}]({name}.md)"] if path is not None else []
    return "\n".join(lines)


def grouped(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The ``names`` under their headings, each once; one that is not listed follows the page its name begins with."""
    left = sorted(names)
    found: list[tuple[str, list[str]]] = []
    for heading, listed in GROUPS:
        own: list[str] = []
        for name in listed:
            own += [one for one in left if one == name]
            own += [one for one in left if one.startswith(f"{name}-") and one not in _LISTED]
        found.append((heading, own))
        left = [one for one in left if one not in own]
    found[-1][1].extend(left)
    return found


def help_named_by(page: QWidget | None) -> str:
    """The name of the help that what is visible of a page asks for, "" when nothing does."""
    if page is None:
        return ""
    for widget in (page, *page.findChildren(QWidget)):
        name = widget.property(HELP)
        if name and widget.isVisible():
            return str(name)
    return ""
