"""The message catalogues: what the code marks for translation, the .po files and the compiled .mo files.

Run by ``python dev.py messages [update | check | tidy | missing LANGUAGE | fill LANGUAGE FILE.json]``.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import string
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("ar", "fr")
SOURCES = ("hospcomms", "ui", "main.py")
ONE_TEXT = {"N_", "sentence", "tr"}
TWO_TEXTS = {"counted", "ntr"}
PLURALS = {
    "ar": (
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
    ),
    "fr": (2, "(n > 1)"),
}
# The catalogues carry no date of their own, so that the same texts always give the same files.
_STAMP = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER = "# Texts of HospComms in {language}.\n# Distributed under the licence of HospComms (MIT).\n#"


@dataclass(frozen=True)
class Marked:
    """A text marked for translation: its English id, its plural and context ("" without), its file."""

    text: str
    plural: str
    where: str
    context: str = ""

    @property
    def key(self) -> str:
        """The name of the text in ``missing`` and ``fill``: "Draft", or "[campaign] Draft"."""
        return f"[{self.context}] {self.text}" if self.context else self.text


def marked_in(source: str, where: str) -> list[Marked]:
    """The texts that one Python source marks with N_, C_, sentence, counted, tr, ntr or a wording Label."""
    tree = ast.parse(source)
    one = ONE_TEXT | ({"Label"} if _uses_wording_label(tree) else set())
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _called(node)
        texts = [_literal(argument) for argument in node.args[:2]]
        if name in one and texts and texts[0]:
            found.append(Marked(texts[0], "", where))
        elif name in TWO_TEXTS and len(texts) == 2 and texts[0] and texts[1]:
            found.append(Marked(texts[0], texts[1], where))
        elif name == "C_" and len(texts) == 2 and texts[0] and texts[1]:
            found.append(Marked(texts[1], "", where, texts[0]))
    return found


def _uses_wording_label(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "hospcomms.domain.wording"
        and any(name.name == "Label" for name in node.names)
        for node in ast.walk(tree)
    )


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def source_files() -> list[Path]:
    """The Python files whose texts are shown to the officer."""
    found: list[Path] = []
    for name in SOURCES:
        path = ROOT / name
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.exists()
    return found


@cache
def marked() -> tuple[Marked, ...]:
    """All texts marked for translation in the program."""
    found: list[Marked] = []
    for path in source_files():
        try:
            found += marked_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
        except SyntaxError as error:  # somebody is in the middle of writing it; the checks name it anyway
            print(f"passed over {path.relative_to(ROOT)}: {error}", file=sys.stderr)
    return tuple(found)


def template() -> Catalog:
    """The catalogue of what the code marks, without translations."""
    catalog = Catalog(creation_date=_STAMP)
    _sign(catalog, "English")
    for item in marked():
        key = (item.text, item.plural) if item.plural else item.text
        catalog.add(key, locations=[(item.where, 0)], context=item.context or None)
    return catalog


def po_path(language: str) -> Path:
    """The hand-written catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "hospcomms.po"


def load(language: str) -> Catalog:
    """The catalogue of a language as it stands on disk, or an empty one."""
    path = po_path(language)
    if path.exists():
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=language)
    else:
        catalog = Catalog(locale=language)
    # Babel knows other plural forms for Arabic than the ones the texts are written for (TEXTS.md).
    catalog._num_plurals, catalog._plural_expr = PLURALS[language]
    catalog.creation_date = catalog.revision_date = _STAMP
    _sign(catalog, language)
    return catalog


def _sign(catalog: Catalog, language: str) -> None:
    catalog.project, catalog.version = "HospComms", ""
    catalog.msgid_bugs_address = ""
    catalog.last_translator = catalog.language_team = catalog.copyright_holder = "HospComms contributors"
    catalog.header_comment = _HEADER.format(language=language)
    catalog.fuzzy = False


def save(catalog: Catalog, language: str) -> None:
    """Write the .po file of a language, sorted by text so that two people's changes seldom meet."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, sort_output=True, include_lineno=False)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(load(language)))


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the .mo file of a catalogue; what is not wholly translated stays out and shows in English."""
    for message in list(catalog):
        if message.id and not complete(message):
            catalog.delete(message.id, message.context)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update() -> None:
    """Bring hospcomms.pot, the .po and the .mo files up to what the code marks; keep every translation."""
    fresh = template()
    LOCALE.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, fresh, width=110, sort_output=True, include_lineno=False)
    (LOCALE / "hospcomms.pot").write_bytes(buffer.getvalue())
    for language in LANGUAGES:
        catalog = load(language)
        for key, message in list(catalog.obsolete.items()):
            if fresh.get(_first(message), message.context):  # it left the code and came back
                catalog[message.id] = message
                del catalog.obsolete[key]
        catalog.update(fresh, no_fuzzy_matching=True)
        catalog.fuzzy = False
        catalog.creation_date = _STAMP
        save(catalog, language)
        left = sum(1 for message in catalog if message.id and not complete(message))
        print(f"{language}: {len(catalog)} texts, {left} to translate")


def tidy() -> None:
    """Forget the translations of texts that left the program for good."""
    for language in LANGUAGES:
        catalog = load(language)
        catalog.obsolete.clear()
        save(catalog, language)


def key_of(message: Message) -> str:
    """The name of a message in ``missing`` and ``fill``, as ``Marked.key``."""
    return Marked(_first(message), "", "", message.context or "").key


def _first(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else str(message.id)


def complete(message: Message) -> bool:
    """True when every form of a message is written and nothing in it is marked fuzzy."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy


def places(text: str) -> set[str]:
    """The ``{names}`` that stand in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def glossary() -> dict[str, list[dict[str, str]]]:
    """The rows of glossary.csv by their English term."""
    rows: dict[str, list[dict[str, str]]] = {}
    with (LOCALE / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rows.setdefault(row["en"], []).append(row)
    return rows


def missing(language: str) -> dict[str, object]:
    """What is still to translate, as ``fill`` takes it back: an id and its text, or its plural forms.

    A text that is a term of the glossary comes with the glossary's word already written.
    """
    terms = glossary()
    found: dict[str, object] = {}
    for message in load(language):
        if not message.id or complete(message):
            continue
        if isinstance(message.id, tuple | list):
            found[key_of(message)] = [""] * PLURALS[language][0]
        else:
            found[key_of(message)] = terms[message.id][0][language] if message.id in terms else ""
    return found


def fill(language: str, path: Path) -> None:
    """Write the translations of a JSON file ({id: text, or list of forms}) into a catalogue."""
    catalog = load(language)
    by_key = {key_of(message): message for message in catalog if message.id}
    for text, translation in json.loads(path.read_text(encoding="utf-8")).items():
        if text not in by_key:
            print(f"not a text of the program: {text}")
            continue
        by_key[text].string = tuple(translation) if isinstance(translation, list) else translation
        by_key[text].flags.discard("fuzzy")
    save(catalog, language)


def main(words: list[str]) -> int:
    """Carry out one command; returns the exit code."""
    match words or ["update"]:
        case ["update"]:
            update()
        case ["check"]:
            from tests.gates.texts import problems  # the checks import this module

            found = [line for language in LANGUAGES for line in problems(language)]
            print("\n".join(found) or "The catalogues are complete.")
            return 1 if found else 0
        case ["tidy"]:
            tidy()
        case ["missing", language]:
            print(json.dumps(missing(language), ensure_ascii=False, indent=1))
        case ["fill", language, name]:
            fill(language, Path(name))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
