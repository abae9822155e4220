"""An exported incident can be checked by anybody: the chain is worked out here again with nothing of the program."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from hospcomms.cli import main
from hospcomms.domain.errors import Refusal
from hospcomms.domain.incidents import ReviewLesson, Rumour, Statement
from hospcomms.domain.query import Query
from hospcomms.reports.document import DRILL
from hospcomms.services import files, incident_acts, incident_log, incident_papers, records, reports, scenarios
from hospcomms.services.incident_export import export_folder
from hospcomms.services.incident_reading import verify_folder
from hospcomms.services.incidents import stand_down, tell_staff
from hospcomms.services.preview import Wish, make, note_taken, of_report
from hospcomms.services.statement_mail import write_statement_draft
from hospcomms.services.statements import approve, save
from hospcomms.storage.connect import DATABASE, connect
from tests.services.crisis_stage import CHIEF, Stage, stage, written


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "office")
    yield made
    made.office.close()


@pytest.fixture
def over(ready: Stage, tmp_path: Path) -> tuple[Stage, int]:
    """A drill that is over."""
    return _over(ready, tmp_path)


@dataclass(frozen=True)
class Exported:
    """An incident exported once for all tests that only read: as a folder and as a .zip; ``lines`` of its log."""

    folder: Path
    packed: Path
    title: str
    lines: int


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The export of a drill that is over."""
    place = tmp_path_factory.mktemp("exported")
    ready = stage(place / "office")
    with closing(ready.office) as office:
        _, ident = _over(ready, place)
        folder = export_folder(office, ident, place / "حادث")
        packed = export_folder(office, ident, place / "حادث.zip")
        return Exported(folder, packed, ready.incident(ident).title, len(office.store.log_lines(ident)))


def _over(ready: Stage, tmp_path: Path) -> tuple[Stage, int]:
    """Lines with difficult letters, a statement approved, a rumour, a lesson with a file; then the stand-down."""
    ident = ready.start(drill=True)
    ready.clock.wait(3)
    incident_log.log(ready.office, ident, 'وصول «الحماية» "المدنية" \\ 12:05\tثم\nسطر ثان')
    tell_staff(ready.office, ident, "مكبر الصوت")
    statement = records.parts(ready.office, Statement, ident)[0]
    save(ready.office, written(statement))
    approve(ready.office, records.get(ready.office, Statement, statement.id), CHIEF)
    incident_acts.note_rumour(ready.office, ident, Rumour(claim="=مات مرضى", seen_at=ready.clock()))
    ready.clock.wait(90)
    stand_down(ready.office, ident, "انتهى")
    proof = tmp_path / "محضر الاجتماع.txt"
    proof.write_text("حضر الجميع", encoding="utf-8")
    lesson = ReviewLesson(incident=ident, lesson="رقم خاطئ", proof=files.attach(ready.office, proof))
    records.save(ready.office, lesson)
    return ready, ident


def told(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def chain(identity: str, lines: list[dict[str, Any]]) -> list[str]:
    """The seals as README.txt tells to work them out."""
    before = hashlib.sha256(f"hospcomms incident {identity}".encode()).hexdigest()
    names = ("incident", "line", "at", "offset", "elapsed", "run", "ticks", "kind", "words", "by", "corrects")
    seals = []
    for line in lines:
        text = json.dumps([before, *(line[name] for name in names)], ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(text.encode("utf-8")).hexdigest()
        seals.append(before)
    return seals


def test_the_chain_can_be_worked_out_from_the_export_alone(exported: Exported) -> None:
    place = exported.folder
    log, manifest = told(place / "incident-log.json"), told(place / "manifest.json")
    seals = chain(log["identity"], log["log"])
    assert seals == [line["seal"] for line in log["log"]]
    assert [line["line"] for line in log["log"]] == list(range(1, manifest["lines"] + 1))
    assert seals[-1] == manifest["head"] == log["head"]
    assert manifest["whole"] is True
    assert manifest["fault"] is None
    assert manifest["drill"] is True
    with (place / "incident-log.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["seal"] for row in rows] == seals
    assert all(seal in (place / "incident-log.json").read_text(encoding="utf-8") for seal in seals)


def test_every_file_is_in_the_manifest_with_its_hash(exported: Exported) -> None:
    place = exported.folder
    manifest = told(place / "manifest.json")
    found = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    listed = {one["path"]: one for one in manifest["files"]}
    assert found == {*listed, "manifest.json"}
    for name, one in listed.items():
        content = (place / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["size"], one["sha256"])
    wanted = {"README.txt", "incident-log.pdf", "calls.csv", "steps.csv", "rumour-log.pdf", "after-action.pdf"}
    assert wanted <= found
    assert {f"statements/statement-01-{language}.pdf" for language in ("ar", "fr", "en")} <= found
    (attached,) = (name for name in found if name.startswith("files/"))
    assert attached.endswith("محضر الاجتماع.txt")
    assert (place / attached).read_text(encoding="utf-8") == "حضر الجميع"
    assert not list(place.parent.glob(".*.part*"))


def test_the_explanation_is_in_three_languages_and_names_the_exact_form(exported: Exported) -> None:
    text = (exported.folder / "README.txt").read_text(encoding="utf-8")
    form = "incident, line, at, offset, elapsed, run, ticks, kind, words, by, corrects]"
    assert text.count(form) == 3
    assert "{" not in text
    assert text.count(exported.title) == 3


def test_an_untouched_export_is_whole_as_folder_and_as_zip(exported: Exported) -> None:
    for place in (exported.folder, exported.packed):
        found = verify_folder(place)
        assert found.is_whole
        assert found.lines == exported.lines
    with zipfile.ZipFile(exported.packed) as book:
        assert book.testzip() is None


def _words(place: Path) -> None:
    path = place / "incident-log.json"
    path.write_text(path.read_text(encoding="utf-8").replace("الحماية", "الدفاع"), encoding="utf-8")


def _again(place: Path) -> None:
    """Change a word and put the new hash of the file into the manifest too."""
    _words(place)
    manifest = told(place / "manifest.json")
    for one in manifest["files"]:
        one["sha256"] = hashlib.sha256((place / one["path"]).read_bytes()).hexdigest()
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (_words, "incident-log.json was changed"),
        (_again, "Line 2 of the log was changed"),
        (lambda place: (place / "steps.csv").unlink(), "steps.csv is missing"),
        (lambda place: (place / "new.txt").write_text("x"), "new.txt was added"),
        (lambda place: (place / "README.txt").write_text("x"), "README.txt was changed"),
    ],
    ids=["a word", "a word and its hash", "a file taken away", "a file added", "the explanation"],
)
def test_what_was_changed_after_the_export_is_found_and_named(
    exported: Exported, tmp_path: Path, tamper: Callable[[Path], object], said: str
) -> None:
    place = tmp_path / "copy"
    shutil.copytree(exported.folder, place)
    tamper(place)
    problems = [str(problem) for problem in verify_folder(place).problems]
    assert any(said in problem for problem in problems)


def test_a_log_that_is_not_whole_is_said_on_top_and_in_the_manifest(over: tuple[Stage, int], tmp_path: Path) -> None:
    ready, ident = over
    with closing(connect(ready.office.folder / DATABASE, ready.office.store._keys.data)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE incident_log SET words = 'x' WHERE line = 2")
    place = export_folder(ready.office, ident, tmp_path / "out")
    manifest = told(place / "manifest.json")
    assert (manifest["whole"], manifest["fault"]["line"]) == (False, 2)
    assert (place / "README.txt").read_text(encoding="utf-8").startswith(manifest["fault"]["sentence"]["ar"])
    assert "Line 2 of the log" in str(verify_folder(place).problems[0])


def test_a_place_that_is_taken_is_left_alone(over: tuple[Stage, int], tmp_path: Path) -> None:
    ready, ident = over
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("x")
    with pytest.raises(Refusal) as refused:
        export_folder(ready.office, ident, taken)
    assert refused.value.kind == "taken"
    assert [path.name for path in taken.iterdir()] == ["mine.txt"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert (export_folder(ready.office, ident, empty) / "manifest.json").is_file()


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_a_full_drive_is_said_and_leaves_nothing_half(
    over: tuple[Stage, int], tmp_path: Path, name: str, small_drive: Path
) -> None:
    del tmp_path
    ready, ident = over
    with pytest.raises(Refusal) as refused:
        export_folder(ready.office, ident, small_drive / name)
    assert refused.value.kind == "disk-full"
    assert list(small_drive.iterdir()) == []


@pytest.fixture
def small_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a drive that is full after the first paper: the system refuses to write more."""
    place = tmp_path / "drive"
    place.mkdir()
    own, written_bytes = Path.write_bytes, [0]

    def write(path: Path, content: bytes) -> int:
        if place in path.parents:
            written_bytes[0] += len(content)
            if written_bytes[0] > 60_000:
                raise OSError(28, "No space left on device")
        return own(path, content)

    monkeypatch.setattr(Path, "write_bytes", write)
    return place


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK")
    (tmp_path / "plain").mkdir()
    for place in (tmp_path / "x.zip", tmp_path / "plain"):
        with pytest.raises(Refusal) as refused:
            verify_folder(place)
        assert refused.value.kind == "not-an-export"
    with pytest.raises(Refusal):
        verify_folder(tmp_path / "nothing")


def test_the_command_line_checks_an_export_without_any_data(
    exported: Exported, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "copy"
    shutil.copytree(exported.folder, place)
    words = ["--data", str(tmp_path / "none"), "incident", "verify", str(place), "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["whole"] is True
    (place / "steps.csv").unlink()
    assert main(words) == 1
    assert json.loads(capsys.readouterr().out)["problems"]
    assert not (tmp_path / "none").exists()


def test_a_statement_goes_into_a_draft_only_after_its_approval(over: tuple[Stage, int], tmp_path: Path) -> None:
    ready, ident = over
    first, second = records.parts(ready.office, Statement, ident)[:2]
    with pytest.raises(Refusal) as refused:
        write_statement_draft(ready.office, second, folder=tmp_path)
    assert refused.value.kind == "not-approved"
    letter = message_from_bytes(write_statement_draft(ready.office, first, "fr", tmp_path).read_bytes(), policy=default)
    assert isinstance(letter, EmailMessage)
    assert letter["X-Unsent"] == "1"
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().count("texte") == 6
    (attached,) = letter.iter_attachments()
    book = pypdfium2.PdfDocument(io.BytesIO(attached.get_content()))
    assert len(book) == 1
    book.close()


@pytest.mark.parametrize(
    "name",
    [
        "incident-log", "situation-report", "statement", "statement-side-by-side", "statement-in-turn",
        "statement-aloud", "facts-sheet", "after-action", "drills", "risk-register", "rumour-log",
    ],
)  # fmt: skip
def test_every_paper_of_the_crisis_can_be_asked_for_by_name(over: tuple[Stage, int], tmp_path: Path, name: str) -> None:
    ready, ident = over
    if name == "situation-report":
        with pytest.raises(Refusal) as refused:
            reports.make(ready.office, name, None, ready.office.settings.locale, tmp_path / "x.pdf")
        assert refused.value.kind == "nothing-fits"
        return
    made = reports.make(ready.office, name, None, ready.office.settings.locale, tmp_path / "x.pdf")
    assert made.warnings == ()
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    assert ident


def test_saving_or_printing_the_pack_is_noted_so_that_the_reminder_knows(ready: Stage, tmp_path: Path) -> None:
    office = ready.office
    assert scenarios.is_pack_stale(office, ready.scenario)
    reports.make(office, "crisis-pack", ready.scenario, office.settings.locale, tmp_path / "pack.pdf")
    assert not scenarios.is_pack_stale(office, ready.scenario)


def test_a_pack_taken_out_of_the_preview_is_noted_only_when_it_is_whole(ready: Stage) -> None:
    office = ready.office
    found = scenarios.contents(office, ready.scenario).scenario
    subject = of_report(office, "crisis-pack", found)
    part = make(office, subject, Wish("fr", left_out=frozenset({2})), lambda _share, _said: None)
    assert note_taken(part) is None
    whole = make(office, subject, Wish("fr"), lambda _share, _said: None)
    assert note_taken(whole) is not None
    assert not scenarios.is_pack_stale(office, ready.scenario)


def test_the_rumours_of_drills_are_not_among_all_rumours(over: tuple[Stage, int]) -> None:
    ready, ident = over
    speaking = ready.office.settings.locale_for("en")
    assert "مات مرضى" not in str(incident_papers.rumours(ready.office, None, speaking).blocks)
    assert "مات مرضى" in str(incident_papers.rumours(ready.office, ready.incident(ident), speaking).blocks)


def test_sheets_and_lists_of_what_belongs_to_a_drill_say_so(over: tuple[Stage, int]) -> None:
    ready, ident = over
    speaking = ready.office.settings.locale_for("fr")
    statement, *_ = records.parts(ready.office, Statement, ident)
    for told in (statement.id, ident):
        _, sheet = reports.report_document(ready.office, reports.RECORD_SHEET, told, speaking)
        assert sheet.marks[0] == DRILL
    rumours = Query(Rumour)
    assert reports.list_document(ready.office, rumours, ("claim",), speaking)[1].marks[0] == DRILL
    records.save(ready.office, Rumour(claim="Une rumeur hors de tout exercice", seen_at=ready.office.clock()))
    assert DRILL not in reports.list_document(ready.office, rumours, ("claim",), speaking)[1].marks
