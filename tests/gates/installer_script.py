"""The script of Setup as its gate reads it: sections, lines, texts and constants; nothing is compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.gates.tree import ROOT

FILE = ROOT / "installer.iss"
LANGUAGES = ("ar", "en", "fr")
_TEXT = re.compile(r"^(?P<language>[a-z]+)\.(?P<name>\w+)=(?P<text>.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Script:
    """The whole script as one text."""

    text: str

    @cached_property
    def sections(self) -> dict[str, str]:
        """The lines below each title in brackets, without remarks."""
        parts = re.split(r"^\[(\w+)\]$", self.text, flags=re.MULTILINE)
        titled = zip(parts[1::2], parts[2::2], strict=True)
        return {name: re.sub(r"^;.*\n", "", body, flags=re.MULTILINE) for name, body in titled}

    @cached_property
    def constants(self) -> dict[str, str]:
        """What ``#define NAME "value"`` gives; the last one counts."""
        return dict(re.findall(r'^\s*#define (\w+) "(.*)"$', self.text, re.MULTILINE))

    def setup(self, name: str) -> str:
        """One line of [Setup] with the constants put in; empty when it is missing."""
        found = re.search(rf"^{name}=(.*)$", self.sections["Setup"], re.MULTILINE)
        return self.filled(found[1]) if found else ""

    def filled(self, text: str) -> str:
        """``text`` with every ``{#NAME}`` put in."""
        return re.sub(r"\{#(\w+)\}", lambda name: self.constants.get(name[1], name[0]), text)

    def lines(self, section: str) -> list[dict[str, str]]:
        """The entries of a section such as [Files]: their parts by name."""
        rows = [self.filled(row) for row in self.sections[section].splitlines() if ":" in row]
        return [dict(re.findall(r'(\w+): ("(?:[^"]|"")*"|[^;]+)', row)) for row in rows]

    def messages(self, section: str) -> dict[str, dict[str, str]]:
        """The texts of [Messages] or [CustomMessages]: name, then language."""
        found: dict[str, dict[str, str]] = {}
        for one in _TEXT.finditer(self.sections[section]):
            found.setdefault(one["name"], {})[one["language"]] = one["text"]
        return found

    def problems(self) -> list[str]:
        """What is wrong with the texts and with what the script must not do, in plain words."""
        return [*self._of_texts(), *self._of_parts()]

    def _of_texts(self) -> list[str]:
        wrong = []
        used = set(re.findall(r"CustomMessage\('(\w+)'\)|\{cm:(\w+)", self.text))
        own = self.messages("CustomMessages")
        wrong += [f"{name} is in {sorted(texts)}" for name, texts in own.items() if set(texts) != set(LANGUAGES)]
        wrong += [f"{name} is used and not written" for pair in used if (name := "".join(pair)) not in own]
        wrong += [f"{name} is written and not used" for name in own if name not in {"".join(pair) for pair in used}]
        for section in ("Messages", "CustomMessages"):
            for name, texts in self.messages(section).items():
                wrong += [
                    f"{language}.{name}: {why}" for language, text in texts.items() for why in _ill(language, text)
                ]
        for name, texts in own.items():
            values = {language: sorted(re.findall("%[0-9]", text)) for language, text in texts.items()}
            wrong += [f"{name}: other values in another language"] * (len({tuple(has) for has in values.values()}) > 1)
        return wrong

    def _of_parts(self) -> list[str]:
        said = re.sub(r"^\s*[;{].*$", "", self.text, flags=re.MULTILINE)
        wrong = ["a constant that Wine does not know" for _ in re.findall(r"\{(?:auto|user)pf\}", said)]
        wrong += ["an address of the network" for _ in re.findall(r"https?:|ftp:|Download", said)]
        wrong += ["a path of somebody's computer" for _ in re.findall(r"[A-Z]:\\|/(?:home|tmp|work|root)/", said)]
        for entry in self.lines("Files"):
            source = entry["Source"].strip('"').replace("\\", "/")
            if not source.startswith("{#") and "dist/" not in source and not (ROOT / source).is_file():
                wrong.append(f"[Files] {source} is not in the repository")
        return wrong


def _ill(language: str, text: str) -> list[str]:
    """What is wrong with one text of a language."""
    bare = re.sub(r"%n|%[0-9]|\[name(?:/ver)?\]|\{cm:[^}]*\}", " ", text)
    wrong = []
    if not text.strip():
        wrong.append("empty")
    if language == "ar" and not re.search("[\u0621-\u064a]", bare):
        wrong.append("not Arabic")
    if language == "ar" and re.search("[?;,]|\\.\\.\\.", bare):
        wrong.append("a Latin question mark, comma or three dots")
    if language == "fr" and re.search(
        r"(?<![\u202f])[;?!]|(?<!\u00a0):|'|[\u00ab](?!\u00a0)|(?<!\u00a0)[\u00bb]", bare
    ):
        wrong.append("French spaces or apostrophe")
    if re.search(r"'|\.\.\.|!|  ", re.sub("%n", "", text)):
        wrong.append("a straight apostrophe, three dots, an exclamation mark or two spaces")
    return wrong


def read(file: Path = FILE) -> Script:
    """The script; ValueError when it is not UTF-8 with a byte order mark, which Inno Setup needs for Arabic."""
    raw = file.read_bytes()
    if not raw.startswith(b"\xef\xbb\xbf"):
        raise ValueError("no byte order mark")
    return Script(raw.decode("utf-8-sig").replace("\r\n", "\n"))
