"""Builds the Word templates of resources/templates: ``python -m hospcomms.reports.word_templates``.

The officer may change a copy of them in Word. Every paragraph and run of an Arabic template says itself that it
runs from right to left, with the sizes and bold of complex scripts: what is typed beside them later takes that on.
"""

from __future__ import annotations

from typing import Any

from hospcomms import RESOURCES
from hospcomms.domain.locale import LANGUAGES
from hospcomms.reports.word_page import WordPage

FOLDER = RESOURCES / "templates"
LETTER, BRIEF = "letter", "brief"


def main() -> None:
    """Write all templates into the resources."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for kind, build in ((LETTER, build_letter), (BRIEF, build_brief)):
            build(language).save(str(FOLDER / f"{kind}.{language}.docx"))


def build_letter(language: str) -> Any:
    """A letter: head of state, office, number and date, addressee, subject, text, signature, copies."""
    page = WordPage(language)
    page.each("line in state", "{{ line }}", size=12, bold=True, align="center")
    page.each("line in office", "{{ line }}", bold=True)
    page.optional("number", "{{ number }}")
    page.line("{{ place_and_date }}", align="end")
    page.each("line in addressee", "{{ line }}", size=12, bold=True, align="center", before=6)
    page.optional("subject", "{{ subject }}", bold=True, before=12)
    page.optional("reference", "{{ reference }}")
    page.each("paragraph in body", "{{ paragraph }}", align="both", before=8)
    page.line("{{ function }}", bold=True, align="end", before=24, keeps_with_next=True)
    page.line("{{ signer }}", align="end", after=48)
    page.each("line in copies", "{{ line }}", size=9)
    return page.document


def build_brief(language: str) -> Any:
    """The plan of a campaign: facts, sections, activities, signatures."""
    page = WordPage(language)
    page.each("line in state", "{{ line }}", size=11, bold=True, align="center")
    page.each("line in office", "{{ line }}")
    page.line("{{ title }}", size=17, bold=True, align="center", before=12)
    page.line("{{ subtitle }}", align="center")
    page.each("mark in marks", "{{ mark }}", bold=True, align="center")
    page.each("fact in facts", "{{ fact }}")
    page.tag("{%p for section in sections %}")
    page.line("{{ section.title }}", size=12, bold=True, before=10, heading=True)
    page.each("paragraph in section.paragraphs", "{{ paragraph }}", align="both")
    page.tag("{%p endfor %}")
    page.tag("{%p if activities %}")
    page.line("{{ activities_title }}", size=12, bold=True, before=10, heading=True)
    heads = [f"{{{{ heads[{place}] }}}}" for place in range(5)]
    page.table(heads, "activity in activities", [f"{{{{ activity[{place}] }}}}" for place in range(5)])
    page.tag("{%p endif %}")
    page.line("{{ place_and_date }}", before=12, keeps_with_next=True)
    page.line("{{ function }}", bold=True, align="end", before=18, keeps_with_next=True)
    page.line("{{ signer }}", align="end")
    return page.document


if __name__ == "__main__":
    main()
