"""The guides for the hospital's IT as pages a browser shows: made from ``docs/it`` into the folder of the program.

Windows opens no Markdown. The guides use few of its forms (headings, paragraphs, lists, tables, blocks of code, bold,
code), and no others are read here; a page is whole in itself, and prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "docs" / "it"
FOLDER = "guides"
"""The folder of the guides beside the programs."""
LANGUAGES = ("ar", "fr", "en")
CHECKLIST = "checklist"
CODE = re.compile(r"`([^`]*)`")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
_RULE = re.compile(r"\|[-|]+\|")
_STYLE = """
body { font: 11pt/1.65 "Segoe UI", "Noto Sans Arabic", Tahoma, sans-serif; color: #1b2330; max-width: 52em;
       margin: 2em auto; padding: 0 1.5em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
code, pre { font-family: Consolas, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: 0.92em; }
code { direction: ltr; unicode-bidi: isolate; background: #eef1f5; padding: 0 0.25em; overflow-wrap: anywhere; }
pre { direction: ltr; text-align: left; background: #eef1f5; padding: 0.7em 1em; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0.8em 0; }
th, td { border: 1px solid #b9c2ce; padding: 0.35em 0.6em; text-align: start; vertical-align: top; }
th { background: #eef1f5; } li { margin: 0.3em 0; }
td.box { text-align: center; font-size: 1.3em; line-height: 1; }
@media print {
  body { margin: 0; max-width: none; font-size: 9.5pt; } pre { white-space: pre-wrap; }
  tr, li, pre { break-inside: avoid; } h2 { break-after: avoid; } .checklist { break-before: page; }
}
"""


def write(folder: Path) -> list[Path]:
    """Write the guide of each language into ``folder``, which is made; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for language in LANGUAGES:
        path = folder / f"it-{language}.html"
        path.write_text(page(source(language), language), encoding="utf-8")
        made.append(path)
    return made


def source(language: str) -> str:
    """The guide of a language as it is written."""
    return (SOURCE / f"{language}.md").read_text(encoding="utf-8")


def page(text: str, language: str) -> str:
    """A guide as one page."""
    title = text.partition("\n")[0].removeprefix("# ")
    side = "rtl" if language == "ar" else "ltr"
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{side}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(line for kind, lines in parts(text) for line in _block(kind, lines))
        + "\n</body>\n</html>\n"
    )


def parts(text: str) -> Iterator[tuple[str, list[str]]]:
    """The parts of a guide in order, each with its kind: ``heading``, ``text``, ``ul``, ``ol``, ``table``, ``code``."""
    for number, part in enumerate(re.split(r"^```\n", text, flags=re.MULTILINE)):
        if number % 2:
            yield "code", part.splitlines()
            continue
        yield from ((kind, list(lines)) for kind, lines in groupby(part.splitlines(), key=_kind) if kind)


def item_words(line: str) -> str:
    """What an entry of a list says, without its mark."""
    return re.sub(r"^(?:- |\d+\. )", "", line)


def cells(lines: list[str]) -> list[list[str]]:
    """The rows of a table, its headings first."""
    rows = [line.strip("|").split("|") for line in lines if not _RULE.fullmatch(line)]
    return [[cell.strip() for cell in row] for row in rows]


def is_checklist(heading: str) -> bool:
    """True for the heading of the checklist, which begins a new sheet of paper."""
    return heading.startswith("21.")


def _kind(line: str) -> str:
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "table"
    if line.startswith("- "):
        return "ul"
    if re.match(r"\d+\. ", line):
        return "ol"
    return "text" if line else ""


def _block(kind: str, lines: list[str]) -> Iterator[str]:
    if kind == "heading":
        yield from (_heading(*line.split(" ", 1)) for line in lines)
    elif kind == "table":
        yield _table(lines)
    elif kind == "code":
        yield f"<pre><code>{escape(chr(10).join(lines))}</code></pre>"
    elif kind in ("ul", "ol"):
        items = "\n".join(f"<li>{_inline(item_words(line))}</li>" for line in lines)
        yield f"<{kind}>\n{items}\n</{kind}>"
    else:
        yield from (f"<p>{_inline(line)}</p>" for line in lines)


def _heading(marks: str, words: str) -> str:
    name = f' class="{CHECKLIST}"' if is_checklist(words) else ""
    return f"<h{len(marks)}{name}>{_inline(words)}</h{len(marks)}>"


def _table(lines: list[str]) -> str:
    head, *others = cells(lines)
    heads = "".join(f"<th>{_inline(cell)}</th>" for cell in head)
    body = "\n".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in others)
    return f"<table>\n<tr>{heads}</tr>\n{body}\n</table>"


def _cell(text: str) -> str:
    return f'<td class="box">{text}</td>' if text == "\N{BALLOT BOX}" else f"<td>{_inline(text)}</td>"


def _inline(text: str) -> str:
    """One line with its bold words and its code; everything else is plain text."""
    pieces = CODE.split(text)
    return "".join(
        f"<code>{escape(part)}</code>" if number % 2 else BOLD.sub(r"<strong>\1</strong>", escape(part))
        for number, part in enumerate(pieces)
    )
