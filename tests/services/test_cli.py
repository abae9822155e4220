"""Every command answers people and programs, and ends with the right code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from hospcomms.cli import main
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import open_office
from hospcomms.services.reports import NAMES
from hospcomms.services.sample_udine import PATH
from tests.hospital import make
from tests.services.workbooks import filled, put

Ask = Callable[..., tuple[int, Any, str]]


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hospital's folder; tests that change it take it back."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    make(folder)
    return folder


@pytest.fixture
def ask(hospital: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask with --json: the exit code, the shape, and what stands on standard error."""

    def asked(*words: object, data: Path = hospital) -> tuple[int, Any, str]:
        code = main(["--data", str(data), *map(str, words), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err.strip()

    return asked


def test_sample_makes_a_hospital_and_counts_it(tmp_path: Path, ask: Ask) -> None:
    code, shape, _ = ask("sample", tmp_path / "s", "--language", "fr")
    assert code == 0
    assert shape["records"]["campaign"] == 21
    code, shape, said = ask("sample", tmp_path / "s")
    assert (code, shape["error"]["kind"], shape["error"]["sentence"]) == (1, "not-empty", said)


def test_template_import_and_undo_are_one_journey(tmp_path: Path, ask: Ask) -> None:
    code, _, _ = ask("template", "campaign", "--language", "fr", "--out", tmp_path / "t.xlsx")
    assert code == 0
    assert "Plan" in load_workbook(tmp_path / "t.xlsx").sheetnames

    path = filled(tmp_path / "w.xlsx", put("plan", 0, "reference", "NEW-1"))
    code, shape, _ = ask("import", "campaign", path, "--dry-run")
    assert (code, shape["read"], shape["imported"], shape["dry_run"]) == (0, 15, 0, True)
    code, shape, _ = ask("import", "campaign", path)
    assert (code, shape["imported"], shape["rejected"]) == (0, 15, [])
    code, shape, _ = ask("import", "campaign", path)
    assert (code, shape["imported"], shape["duplicates"]) == (0, 0, 15)
    code, shape, _ = ask("undo")
    assert (code, shape["name"]) == (0, "Import a campaign")
    code, shape, _ = ask("undo")
    assert (code, shape["error"]["kind"]) == (1, "nothing-to-undo")


def test_a_bad_workbook_is_refused_with_its_rows(tmp_path: Path, ask: Ask) -> None:
    path = filled(tmp_path / "w.xlsx", put("objectives", 2, "baseline", 164))
    code, shape, said = ask("import", "campaign", path)
    assert code == 1
    assert shape["error"]["sentence"] == said
    assert [row["sheet"] for row in shape["rejected"]] == ["Objectives"]
    (tmp_path / "x.xlsx").write_bytes(b"<html>")
    code, shape, said = ask("import", "campaign", tmp_path / "x.xlsx")
    assert (code, shape) == (1, {"error": {"kind": "web-page", "sentence": said}})


def test_a_template_can_be_filled_with_a_campaign(tmp_path: Path, ask: Ask, hospital: Path) -> None:
    office = open_office(hospital)
    ident = next(found.id for found in records.find(office, Query(Campaign)) if found.reference == "UDINE-2013")
    office.close()
    code, _, _ = ask("template", "campaign", "--id", ident, "--language", "en", "--out", tmp_path / "t.xlsx")
    assert code == 0
    code, shape, _ = ask("import", "campaign", tmp_path / "t.xlsx", "--dry-run")
    assert (code, shape["duplicates"]) == (0, 15)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
def test_export_writes_a_list_by_its_ending(tmp_path: Path, ask: Ask, ending: str) -> None:
    code, shape, _ = ask("export", "campaigns", "--out", tmp_path / f"c.{ending}", "--language", "fr")
    assert (code, shape["rows"]) == (0, 21)
    assert (tmp_path / f"c.{ending}").stat().st_size


def test_export_takes_words_and_columns_and_refuses_unknown_ones(tmp_path: Path, ask: Ask) -> None:
    code, shape, _ = ask(
        "export", "campaign", "--words", "سكري", "--columns", "title,end", "--out", tmp_path / "c.xlsx"
    )
    assert (code, shape["rows"]) == (0, 2)
    assert load_workbook(tmp_path / "c.xlsx").worksheets[0].max_column == 2
    assert (
        ask("export", "campaign", "--columns", "colour", "--out", tmp_path / "x.xlsx")[1]["error"]["kind"]
        == "no-column"
    )
    assert ask("export", "journalist", "--out", tmp_path / "x.xlsx")[1]["error"]["kind"] == "no-kind"
    assert ask("export", "campaign", "--out", tmp_path / "x.docx")[1]["error"]["kind"] == "ending"


@pytest.mark.parametrize("name", NAMES)
def test_each_report_is_a_pdf(tmp_path: Path, ask: Ask, name: str, hospital: Path) -> None:
    about: tuple[object, ...] = ()
    if name == "subject-file":  # nobody’s file is handed over by chance
        with closing(open_office(hospital)) as office:
            about = ("--id", office.store.find(Query(Person), 1)[0].id)
    language = ("ar", "fr", "ar", "en")[list(NAMES).index(name) % 4]
    code, shape, said = ask("report", name, "--language", language, *about, "--out", tmp_path / "r.pdf")
    assert (code, said) == (0, "")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert shape["file"].endswith("r.pdf")


def test_reports_are_named_and_an_unknown_one_is_refused(tmp_path: Path, ask: Ask) -> None:
    code, shape, _ = ask("report", "--list")
    assert (code, [row["name"] for row in shape]) == (0, list(NAMES))
    assert ask("report", "horoscope", "--out", tmp_path / "r.pdf")[1]["error"]["kind"] == "no-report"
    assert ask("report", "plan-brief")[1]["error"]["kind"] == "incomplete"
    assert ask("report", "plan-brief", "--id", 99999999, "--out", tmp_path / "r.pdf")[0] == 1
    assert not (tmp_path / "r.pdf").exists()


def test_the_evaluation_brief_is_about_the_last_evaluated_campaign(tmp_path: Path, ask: Ask) -> None:
    _, shape, _ = ask("report", "evaluation-brief", "--out", tmp_path / "r.pdf")
    assert shape["title"] == "صيف بلا تسممات غذائية"


def test_the_workbook_holds_the_campaigns_of_the_period(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "m.xlsx"
    code, shape, _ = ask("workbook", "--from", "2013-01-01", "--to", "2013-12-31", "--language", "ar", "--out", path)
    assert (code, shape["campaigns"]) == (0, 1)
    visible = [page.title for page in load_workbook(path).worksheets if page.sheet_state == "visible"]
    tables = ["الغلاف", "الحملات", "الأهداف", "النتائج", "الأنشطة", "الميزانية", "التقييم", "التوصيات"]
    assert visible == tables
    code, shape, _ = ask("workbook", "--from", "2013-12-31", "--to", "2013-01-01", "--out", path)
    assert (code, shape["error"]["kind"]) == (1, "dates-crossed")


def test_a_letter_and_a_brief_are_written_for_word(tmp_path: Path, ask: Ask) -> None:
    told = ("--addressee", "السيد المدير", "--subject", "طلب", "--body", "نص الرسالة", "--copy", "الأرشيف")
    code, shape, _ = ask("letter", "letter", "--out", tmp_path / "l.docx", *told)
    assert (code, shape["kind"]) == (0, "letter")
    lines = [paragraph.text for paragraph in Document(str(tmp_path / "l.docx")).paragraphs]
    assert "نص الرسالة" in lines
    assert any("الأرشيف" in line for line in lines)
    code, shape, _ = ask("letter", "brief", "--out", tmp_path / "b.docx", "--language", "fr")
    assert code == 0
    assert shape["id"]
    assert any(shape["title"] in paragraph.text for paragraph in Document(str(tmp_path / "b.docx")).paragraphs)


def test_a_letter_without_text_or_with_a_foreign_template_is_refused(tmp_path: Path, ask: Ask) -> None:
    code, shape, _ = ask("letter", "letter", "--out", tmp_path / "l.docx", "--subject", "x")
    assert (code, shape["error"]["kind"]) == (1, "incomplete")
    foreign = tmp_path / "t.docx"
    foreign.write_bytes(b"no document")
    told = ("--addressee", "a", "--subject", "b", "--body", "c", "--template", foreign)
    code, shape, _ = ask("letter", "letter", "--out", tmp_path / "l.docx", *told)
    assert (code, shape["error"]["kind"]) == (1, "template-broken")
    assert not (tmp_path / "l.docx").exists()


def test_a_filled_template_never_takes_the_place_of_the_template(tmp_path: Path, ask: Ask) -> None:
    template = tmp_path / "t.xlsx"
    assert ask("template", "ministry", "--out", template)[0] == 0
    before = template.read_bytes()
    period = ("--from", "2026-01-01", "--to", "2026-12-31")
    code, shape, _ = ask("workbook", *period, "--template", template, "--out", template)
    assert (code, shape["error"]["kind"]) == (1, "own-source")
    assert template.read_bytes() == before


def test_search_answers_with_rooms_titles_and_reasons(ask: Ask) -> None:
    code, shape, _ = ask("search", "الانفلونزا", "الموسميه", "--limit", "2")
    assert code == 0
    assert 1 <= len(shape) <= 2
    assert set(shape[0]) == {"room", "id", "reference", "title", "why"}
    assert ask("search", "zzzz")[:2] == (0, [])


def test_check_finds_the_sample_in_order(ask: Ask) -> None:
    code, shape, _ = ask("check")
    assert (code, shape["ok"], shape["problems"]) == (0, True, [])
    assert {"records", "last_backup"} <= shape.keys()
    assert shape["records"]["campaign"] == 21


def test_typeset_sets_one_page_for_each_text_and_width(tmp_path: Path, ask: Ask) -> None:
    corpus = tmp_path / "c.json"
    corpus.write_text(json.dumps({"items": [{"id": "a", "text": "حملة (2026)", "base": "R"}]}), encoding="utf-8")
    code, shape, _ = ask(
        "typeset", corpus, "--width", "90", "200", "--out", tmp_path / "c.pdf", "--map", tmp_path / "m.json"
    )
    assert (code, shape["pages"]) == (0, 2)
    assert len(json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["pages"]) == 2


def test_a_picture_is_asked_of_the_window_with_what_was_said(hospital: Path, tmp_path: Path) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []
    words = ["picture", "home", "--language", "fr", "--theme", "dark", "--size", "1280x640", "--out", "p.png"]
    code = main(["--data", str(hospital), *words], picture=lambda room, **wanted: asked.append((room, wanted)))
    assert code == 0
    room, wanted = asked[0]
    assert (room, wanted["language"], wanted["theme"], wanted["size"]) == ("home", "fr", "dark", (1280, 640))
    assert main(["--data", str(hospital), *words]) == 1


def test_without_a_command_the_window_opens_on_the_folder(tmp_path: Path) -> None:
    opened: list[Path] = []
    assert main(["--data", str(tmp_path)], window=lambda data, _sample, _file: opened.append(data) or 0) == 0
    assert opened == [tmp_path]


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["import"],
        ["import", "weather", "x.xlsx"],
        ["template", "campaign", "--language", "de", "--out", "x.xlsx"],
        ["workbook", "--from", "soon", "--to", "2026-01-01", "--out", "x.xlsx"],
        ["picture", "home", "--size", "huge", "--out", "x.png"],
        ["sample", "x", "--scale", "-3"],
    ],
)
def test_bad_usage_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "usage" in capsys.readouterr().err


def test_a_folder_that_is_not_ours_is_refused_and_left_alone(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "settings.json").write_text("{ broken", encoding="utf-8")
    code, shape, said = ask("search", "x", data=tmp_path)
    assert (code, shape["error"]["kind"], shape["error"]["sentence"]) == (1, "not-ours", said)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
    assert ask("search", "x", data=tmp_path / "nowhere")[1]["error"]["kind"] == "missing-folder"


def test_the_program_itself_runs_a_command_and_prints_arabic(hospital: Path, root: Path) -> None:
    words = [sys.executable, str(root / "main.py"), "--data", str(hospital), "import", "campaign", str(PATH)]
    done = subprocess.run([*words, "--json"], capture_output=True, encoding="utf-8", check=False, cwd=root)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["duplicates"] == 15
    done = subprocess.run(words[:5], capture_output=True, encoding="utf-8", check=False, cwd=root)
    assert done.returncode == 2


def test_an_answer_nobody_reads_to_its_end_is_no_failure(tmp_path: Path, root: Path) -> None:
    cases = tmp_path / "cases.csv"
    rows = "\n".join(f"c{number},100,40,100,60" for number in range(2000))
    cases.write_text(f"case_id,n_a,x_a_or_pct_a,n_b,x_b_or_pct_b\n{rows}\n", encoding="utf-8")
    command = [sys.executable, str(root / "main.py"), "evaluate", str(cases), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0
