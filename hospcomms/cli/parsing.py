"""The words of the command line: which commands there are and what each takes (DESIGN.md 5)."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from hospcomms import VERSION
from hospcomms.cli.naming import program
from hospcomms.domain.access import WHAT
from hospcomms.domain.backup_names import BACKUP_ENDING as ENDING
from hospcomms.domain.locale import LANGUAGES
from hospcomms.domain.privacy import GROUNDS, KINDS

THEMES = ("auto", "light", "dark", "contrast")
OPTION = "--password-stdin"
_FROM_INPUT = "read the password, a line, from standard input (never an argument: others would see it)"


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command and its options. Raises SystemExit (2) with the usage when they are not understood.

    A file in the place of a command, as the system hands over what was opened by a double click, is ``file``, and there
    is no command.
    """
    parser, commands = _parser()
    handed = _handed_over(words, commands.choices)
    found = parser.parse_args(words if handed is None else words[:-1])
    found.file = handed or getattr(found, "file", None)
    if found.command == "import" and (
        len(found.words) > 2 or (len(found.words) == 2 and found.words[0] not in IMPORTS)
    ):
        parser.error(f"import {' '.join(found.words)}: write [KIND] FILE, KIND one of {', '.join(IMPORTS)}")
    return found


IMPORTS = ("campaign", "contacts", "clips", "sessions")
_Commands = argparse._SubParsersAction  # noqa: SLF001 argparse gives its own type no public name


def _parser() -> tuple[argparse.ArgumentParser, _Commands[argparse.ArgumentParser]]:
    parser = argparse.ArgumentParser(
        prog=program(), description="HospComms, the workplace of a hospital's communications officer."
    )
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="the data folder (default: the user's own)")
    parser.add_argument(OPTION, action="store_true", help=_FROM_INPUT)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    # the same option after the command; SUPPRESS keeps what stood before it
    shared.add_argument("--data", type=Path, metavar="FOLDER", default=argparse.SUPPRESS, help="the data folder")
    shared.add_argument("--json", action="store_true", help="answer for programs")
    shared.add_argument(OPTION, action="store_true", default=argparse.SUPPRESS, help=_FROM_INPUT)
    for add in (
        _sample,
        _exchange,
        _reports,
        _letters,
        _evaluation,
        _finding,
        _passwords,
        _backups,
        _calendars,
        _incidents,
        _privacy,
        _pictures,
        _selftest,
    ):
        add(commands, shared)
    return parser, commands


def _handed_over(words: Sequence[str], commands: Mapping[str, object]) -> Path | None:
    """The file that is the last and only word, but for the data folder before it; None when there is none."""
    if len(words) not in (1, 3) or (len(words) == 3 and words[0] != "--data"):
        return None
    last = words[-1]
    if last.startswith("-") or last in commands:
        return None
    path = Path(last)
    return path.absolute() if path.suffix.casefold() == ENDING or path.is_file() else None


def _sample(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    sample = commands.add_parser("sample", parents=[shared], help="make a sample hospital with a year of work in it")
    sample.add_argument("folder", type=Path, metavar="FOLDER")
    sample.add_argument("--scale", type=_count, default=0, metavar="N", help="add N records of each large kind")
    _language(sample)


def _exchange(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    template = commands.add_parser("template", parents=[shared], help="write the workbook an officer fills in")
    template.add_argument(
        "kind",
        choices=("campaign", "ministry"),
        metavar="KIND",
        help="campaign; ministry: one with placeholders",
    )
    template.add_argument("--id", type=_count, metavar="N", help="filled with this campaign")
    _out(template, ".xlsx")
    _language(template)
    _import(commands, shared)
    export = commands.add_parser("export", parents=[shared], help="write a list by the file's ending: .xlsx .csv .pdf")
    export.add_argument("kind", metavar="KIND", help="a record type: audience, campaign, activity …")
    export.add_argument("--words", default="", metavar="WORDS", help="only records that hold these words")
    export.add_argument("--columns", default="", metavar="NAMES", help="field names with commas between them")
    _out(export, "")
    _language(export)
    commands.add_parser("undo", parents=[shared], help="take back the last change")


def _import(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    bring = commands.add_parser("import", parents=[shared], help="import a campaign workbook or a list of rows")
    bring.add_argument(
        "words",
        nargs="+",
        metavar="[KIND] FILE",
        help="campaign, contacts, clips or sessions; without it the file tells whether it is a campaign",
    )
    bring.add_argument("--kind", choices=IMPORTS, default="", help="what the file holds (default: it is found out)")
    bring.add_argument("--dry-run", action="store_true", help="check only, save nothing")
    bring.add_argument("--again", action="store_true", help="import also what is already present")
    bring.add_argument(
        "--doubles",
        choices=("leave", "add", "later", "update"),
        default="leave",
        help="rows already present: left out, added, added to be merged later, or given the values of the file",
    )
    bring.add_argument("--refused", type=Path, metavar="FILE.xlsx", help="write the rows that were refused, with why")
    bring.add_argument("--encoding", default="", metavar="NAME", help="of a text: utf-8, utf-16, cp1256, cp1252")
    bring.add_argument(
        "--sheet", default="", metavar="TITLE", help="of a workbook (default: the one most like the list)"
    )


def _reports(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    report = commands.add_parser("report", parents=[shared], help="write a report as PDF")
    report.add_argument("name", nargs="?", default="", metavar="NAME")
    report.add_argument("--list", action="store_true", help="name all reports")
    report.add_argument("--id", type=_count, metavar="N", help="the record (default: the most recent that fits)")
    report.add_argument("--kind", default="campaign", metavar="KIND", help="the record type of the report “list”")
    _period(report, required=False)
    report.add_argument("--out", type=Path, metavar="FILE.pdf")
    report.add_argument("--to-person", default="", metavar="REF", help="given to this press contact, and logged")
    report.add_argument("--internal", default="", metavar="NAME", help="a copy for this member of staff, logged")
    _language(report)
    workbook = commands.add_parser("workbook", parents=[shared], help="write the ministry workbook of a period")
    _period(workbook, required=True)
    workbook.add_argument("--template", type=Path, metavar="FILE.xlsx", help="fill this workbook of the ministry’s own")
    _out(workbook, ".xlsx")
    _language(workbook)
    together = commands.add_parser(
        "consolidate", parents=[shared], help="put the ministry workbooks of many hospitals together"
    )
    together.add_argument("files", nargs="+", type=Path, metavar="FILE.xlsx")
    _out(together, ".xlsx")
    _language(together)


def _letters(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    letter = commands.add_parser("letter", parents=[shared], help="write a letter, or a campaign’s brief, for Word")
    letter.add_argument("kind", choices=("letter", "brief"), metavar="KIND", help="letter; brief: of a campaign")
    letter.add_argument("--id", type=_count, metavar="N", help="the campaign of the brief (default: the latest)")
    letter.add_argument("--template", type=Path, metavar="FILE.docx", help="a template of one’s own, for this once")
    for name in ("addressee", "subject", "body", "number", "reference", "function", "signer"):
        letter.add_argument(f"--{name}", default="", metavar="TEXT", help=f"{name} of the letter")
    letter.add_argument("--copy", action="append", default=[], metavar="NAME", help="who else gets it; may be repeated")
    _out(letter, ".docx")
    _language(letter)


_CASES = (
    "Judge each row of a CSV table. Columns: case_id, n_a, x_a_or_pct_a (before), n_b, x_b_or_pct_b (after); if wanted"
    " direction (up, down, keep), target_change, design, design_effect, paired_b and paired_c (the same people: changed"
    " to yes, to no), n_c, x_c_or_pct_c, n_d, x_d_or_pct_d (a comparison group before and after), levels (of exposure,"
    " set apart by |, each as score; answers; positive answers)."
)


def _evaluation(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    evaluate = commands.add_parser(
        "evaluate", parents=[shared], help="judge the results of campaigns in a table", description=_CASES
    )
    evaluate.add_argument("file", type=Path, metavar="CASES.csv")
    _language(evaluate)
    readable = commands.add_parser("readability", parents=[shared], help="how hard a text is to read; indicative")
    readable.add_argument("file", type=Path, metavar="FILE.txt")
    readable.add_argument("--language", choices=LANGUAGES, default="ar", help="of the text, and of the answer")


def _finding(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    search = commands.add_parser("search", parents=[shared], help="search all rooms")
    search.add_argument("words", nargs="+", metavar="WORDS")
    search.add_argument("--limit", type=_count, default=30, metavar="N")
    twins = commands.add_parser("duplicates", parents=[shared], help="list who may be there twice; nothing is merged")
    twins.add_argument("kind", choices=("people", "outlets"), metavar="KIND", help="people or outlets")
    commands.add_parser("check", parents=[shared], help="check the data")


def _passwords(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    acts = commands.add_parser("password", parents=[shared], help="the password of the data").add_subparsers(
        dest="act", metavar="ACT", required=True
    )
    acts.add_parser("set", parents=[shared], help="set one; its recovery code is shown once and typed back")
    acts.add_parser("change", parents=[shared], help="another password; the recovery code stays")
    acts.add_parser("remove", parents=[shared], help="take it away: the data opens for whoever reads the folder")
    acts.add_parser("recover", parents=[shared], help="set a new one with the recovery code")
    acts.add_parser("code", parents=[shared], help="another recovery code; the one before is no longer valid")


def _backups(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    backup = commands.add_parser("backup", parents=[shared], help="make a verified backup")
    backup.add_argument(
        "--out", type=Path, metavar=f"FILE{ENDING}", help="everything in this one file, attached files too"
    )
    commands.add_parser("backups", parents=[shared], help="list the backups and how they stand")
    rehearse = commands.add_parser("rehearse", parents=[shared], help="restore a backup for a trial and check it")
    rehearse.add_argument("file", nargs="?", type=Path, metavar=f"BACKUP{ENDING}", help="(default: the newest)")
    restore = commands.add_parser("restore", parents=[shared], help="put a backup into a data folder (--data)")
    restore.add_argument("file", type=Path, metavar=f"BACKUP{ENDING}")
    restore.add_argument("--replace", action="store_true", help="also over data that is there; it is kept aside")
    restore.add_argument("--of-another", action="store_true", help="also when it is the backup of other data")
    salvage = commands.add_parser("salvage", parents=[shared], help="save what can still be read of damaged data")
    salvage.add_argument("--out", type=Path, required=True, metavar="NEWFOLDER")
    readable = commands.add_parser("readable", parents=[shared], help="write the readable form in a backup to a folder")
    readable.add_argument("file", type=Path, metavar=f"BACKUP{ENDING}")
    readable.add_argument("--out", type=Path, required=True, metavar="FOLDER")


def _calendars(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    acts = commands.add_parser("calendar", parents=[shared], help="the calendar as .ics").add_subparsers(
        dest="act", metavar="ACT", required=True
    )
    export = acts.add_parser("export", parents=[shared], help="write what is dated, a year from today unless named")
    export.add_argument("--from", dest="start", type=_day, metavar="YYYY-MM-DD")
    export.add_argument("--to", dest="end", type=_day, metavar="YYYY-MM-DD")
    export.add_argument("--out", type=Path, metavar="FILE.ics")
    bring = acts.add_parser("import", parents=[shared], help="bring in the appointments of a calendar")
    bring.add_argument("file", type=Path, metavar="FILE.ics")
    bring.add_argument("--dry-run", action="store_true", help="check only, save nothing")


def _privacy(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    rights = commands.add_parser("privacy", parents=[shared], help="the rights of the people whose data is kept")
    acts = rights.add_subparsers(dest="act", metavar="ACT", required=True)
    file = acts.add_parser("file", parents=[shared], help="write all that is kept on a person")
    file.add_argument("who", metavar="WHO", help="the number of a record, or a whole name, address or telephone")
    file.add_argument("--out", type=Path, required=True, metavar="FILE.zip")
    file.add_argument("--language", choices=LANGUAGES, help="of the document (default: the office's)")
    erase = acts.add_parser("erase", parents=[shared], help="say what an erasure would do; do it with --yes")
    erase.add_argument("kind", choices=tuple(kind.key for kind in KINDS), metavar="KIND")
    erase.add_argument("ids", nargs="+", type=int, metavar="ID")
    erase.add_argument("--ground", choices=tuple(ground.key for ground in GROUNDS), default="request")
    erase.add_argument("--decided-by", default="", metavar="WHO")
    erase.add_argument("--asked-on", type=_day, metavar="YYYY-MM-DD")
    erase.add_argument("--yes", action="store_true", help="erase for good; there is no way back")
    log = acts.add_parser("log", parents=[shared], help="who saw, exported, printed or erased what")
    log.add_argument("--what", choices=tuple(what.key for what in WHAT))
    log.add_argument("--from", dest="start", type=_day, metavar="YYYY-MM-DD")
    log.add_argument("--to", dest="end", type=_day, metavar="YYYY-MM-DD")
    log.add_argument("--limit", type=int, default=50, metavar="N")
    log.add_argument("--out", type=Path, metavar="FILE.xlsx")


def _incidents(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    acts = commands.add_parser("incident", parents=[shared], help="run a crisis without a window").add_subparsers(
        dest="act", metavar="ACT", required=True
    )
    start = acts.add_parser("start", parents=[shared], help="start an incident from a scenario")
    start.add_argument("scenario", nargs="?", default="", metavar="SCENARIO", help="its code, such as fire, or its id")
    start.add_argument("--list", action="store_true", help="name all scenarios")
    start.add_argument("--drill", action="store_true", help="a drill, left out of all statistics")
    start.add_argument("--level", choices=("1", "2", "3"), default="1")
    start.add_argument("--fresh", action="store_true", help="make the data folder first: the usual one cannot be used")
    log = acts.add_parser("log", parents=[shared], help="write a line into the log")
    log.add_argument("id", type=_count, metavar="ID")
    log.add_argument("text", nargs="+", metavar="TEXT")
    log.add_argument("--corrects", type=_count, default=0, metavar="LINE", help="the line this one corrects")
    status = acts.add_parser("status", parents=[shared], help="how an incident stands")
    status.add_argument("id", type=_count, metavar="ID")
    export = acts.add_parser("export", parents=[shared], help="the log as .pdf, or everything in a folder or .zip")
    export.add_argument("id", type=_count, metavar="ID")
    bring = acts.add_parser("bring", parents=[shared], help="bring an incident that was run in another data folder")
    bring.add_argument("folder", type=Path, metavar="FOLDER")
    bring.add_argument("--id", type=_count, default=0, metavar="N", help="its number there (default: the latest)")
    _out(export, ".pdf")
    _language(export)
    verify = acts.add_parser("verify", parents=[shared], help="check an exported folder or .zip, without any data")
    verify.add_argument("folder", type=Path, metavar="FOLDER")


def _pictures(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    picture = commands.add_parser("picture", parents=[shared], help="paint a page of the window into a file")
    picture.add_argument("room", metavar="ROOM", help="home, campaigns, campaigns/new, campaigns/12, campaigns:board …")
    picture.add_argument("--theme", choices=THEMES, default="")
    picture.add_argument("--size", type=_size, default=(1366, 768), metavar="WxH")
    picture.add_argument("--zoom", type=_count, default=0, metavar="PERCENT")
    _out(picture, ".png")
    _language(picture)
    typeset = commands.add_parser("typeset", parents=[shared], help="set a corpus of texts to check their lines")
    typeset.add_argument("corpus", type=Path, metavar="CORPUS.json")
    typeset.add_argument("--width", type=float, nargs="+", default=[], metavar="PT")
    typeset.add_argument("--shaper", choices=("harfbuzz", "reshaper"), default="")
    typeset.add_argument("--map", type=Path, required=True, metavar="FILE.json")
    _out(typeset, ".pdf")


def _selftest(commands: _Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    trial = commands.add_parser(
        "selftest",
        parents=[shared],
        help="try the whole program on this computer, on invented data of its own",
        description="Opens the window and writes every kind of paper and copy; the report is selftest.json in FOLDER."
        " The data is kept for the next self-test, beside the user's own and never in it, unless --data says where.",
    )
    trial.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="for the report, pictures and papers")
    trial.add_argument("--language", choices=LANGUAGES, default="ar", help="of the window (default: ar)")
    trial.add_argument("--hold", type=_count, default=0, metavar="SECONDS", help="keep the window open for so long")


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default="", help="of the document (default: the office's)")


def _out(parser: argparse.ArgumentParser, ending: str) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar=f"FILE{ending}")


def _period(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--from", dest="first", type=_day, required=required, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=_day, required=required, metavar="YYYY-MM-DD")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write year-month-day") from None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    found = _count(width), _count(height)
    if not all(100 <= side <= 10_000 for side in found):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size: write for example 1366x768")
    return found
