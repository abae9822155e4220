"""The guides for the hospital's IT: of one shape in three languages, true to what is shipped, and made into pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest

from hospcomms import VERSION
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.reports.pdf import set_pages
from tests.gates.texts import punctuation_faults
from tests.gates.tree import ROOT, listed
from windows import guide_papers, guides

_OTHER_BLOCK = re.compile(r"^```$.*?^```$", re.MULTILINE | re.DOTALL)


def guide(language: str) -> str:
    """The guide of a language."""
    return guides.source(language)


def blocks(text: str) -> list[list[str]]:
    """The blocks of code, each as its lines."""
    return [part.strip().splitlines() for part in re.split(r"^```\n", text, flags=re.MULTILINE)[1::2]]


def shape(text: str) -> list[str]:
    """What each line of a guide is: a heading with its number, a row by its cells, an item, text, or code."""
    found = []
    for line in _OTHER_BLOCK.sub("```", text).splitlines():
        marks = re.match(r"#+(?: \d+\.)?|\||- |\d+\. |```", line)
        kind = marks.group() if marks is not None else "text" * bool(line)
        found.append(f"{kind}{line.count('|') if line.startswith('|') else ''}")
    return found


def code(text: str) -> list[str]:
    """What stands in code inside the lines, but for a word that stands for something to fill in."""
    return sorted(re.findall(r"`([^`\n]+)`", _OTHER_BLOCK.sub("", text)))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_the_guides_have_the_same_headings_lists_tables_and_blocks_in_every_language() -> None:
    shapes = {language: shape(guide(language)) for language in LANGUAGES}
    assert shapes["ar"] == shapes["en"]
    assert shapes["fr"] == shapes["en"]
    assert len(shapes["en"]) > 200


def test_the_guides_name_the_same_files_switches_and_keys_in_every_language() -> None:
    stand_in = {"fichier": "file", "serveur": "server", "DOSSIER": "FOLDER", "Entrée": "Enter"}

    def same(word: str) -> str:
        for own, common in stand_in.items():
            word = word.replace(own, common)
        return word

    english = code(guide("en"))
    for language in LANGUAGES:
        assert sorted(map(same, code(guide(language)))) == english


def test_the_commands_of_the_guides_are_the_same_in_every_language() -> None:
    def first(line: str) -> str:
        return " ".join(re.split(r"\s{2,}", line)[0].split()[:2])

    wanted = [[first(line) for line in block] for block in blocks(guide("en"))]
    for language in LANGUAGES:
        assert [[first(line) for line in block] for block in blocks(guide(language))] == wanted


def test_the_guides_keep_the_punctuation_of_their_language() -> None:
    found = [
        f"{language}: {fault}: {line}"
        for language in LANGUAGES
        for line in re.sub(r"`[^`\n]*`", "x", _OTHER_BLOCK.sub("", guide(language))).splitlines()
        if line and not line.startswith("|-")
        for fault in punctuation_faults(line, language)
    ]
    assert not found, listed(found)


def test_the_guides_leave_nothing_to_be_filled_in_and_name_this_version() -> None:
    for language in LANGUAGES:
        text = guide(language)
        assert not re.search(r"[‹›]|TODO|\?\?", text)
        assert set(re.findall(r"HospComms-Setup-([\d.]+)\.exe", text)) == {VERSION}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_of_the_checklist_are_twenty(language: str) -> None:
    rows = re.findall(r"^\| (\d+) \| (\d+) \|", guide(language), re.MULTILINE)
    assert [int(number) for number, _minutes in rows] == list(range(1, len(rows) + 1))
    assert sum(int(minutes) for _number, minutes in rows) == 20


def test_what_the_guides_name_is_what_the_installer_and_the_bundle_have() -> None:
    script = (ROOT / "installer.iss").read_text(encoding="utf-8-sig")
    (identity,) = set(re.findall(r"\{([0-9a-f-]{36})\}_is1", "".join(guide(language) for language in LANGUAGES)))
    assert identity in script
    text = guide("en")
    for name in ("HospComms.Running", r"Global\HospComms.Running", "HospComms.Backup", ".hcbackup"):
        assert name in text
        assert name in script
    for name in (r"windows\build_windows.ps1", r"windows\hospcomms.spec", "installer.iss"):
        assert name in text
        assert (ROOT / name.replace("\\", "/")).is_file()


def test_a_guide_becomes_a_page_with_every_word_of_it(tmp_path: Path) -> None:
    made = guides.write(tmp_path / guides.FOLDER)
    assert [path.name for path in made] == ["it-ar.html", "it-fr.html", "it-en.html"]
    for language, path in zip(guides.LANGUAGES, made, strict=True):
        page = path.read_text(encoding="utf-8")
        assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page
        reader = _Words()
        reader.feed(page.partition("<body>")[2])
        shown = "".join("".join(reader.found).replace("|", "").split())
        written = re.sub(r"^```$|^#+ |^- |^\d+\. |^\|[-|]+\|$|\*\*|`|\|", "", guide(language), flags=re.MULTILINE)
        lost = [line for line in written.splitlines() if "".join(line.split()) not in shown]
        assert not lost, listed(lost)
        assert guides.CHECKLIST in page.partition("<body>")[2]
        assert "http" not in page


def test_a_guide_is_set_on_paper_with_its_checklist_on_a_sheet_of_its_own() -> None:
    paper = guide_papers.paper(guide("ar"), "ar")
    found = set_pages(paper, locale("ar"))
    assert not found.warnings
    document = pypdfium2.PdfDocument(found.content)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert [text.count("☐") for text in texts if "☐" in text] == [2 * 18]
