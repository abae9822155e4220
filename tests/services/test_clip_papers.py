"""The press review and the media report: what they show of clips and scans, and what they say is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.locale import Locale
from hospcomms.domain.monitoring import Clip, Correction
from hospcomms.domain.press import Outlet
from hospcomms.reports.document import Break, Document, Graph, Heading, Picture, Table
from hospcomms.reports.pages_as_pictures import PagePicture, Pages
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.services import clip_papers, files, records, reports
from hospcomms.services.clip_scans import MOST_PAGES, look_at, scans_of
from hospcomms.services.clips import period_asked
from hospcomms.services.office import Office

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def monitored(office: Office) -> Office:
    return replace(office, clock=lambda: NOW)


def picture(path: Path, size: tuple[int, int] = (300, 400), kind: str = "PNG") -> Path:
    Image.new("RGB", size, "lightgrey").save(path, kind)
    return path


def paper(path: Path, pages: int) -> Path:
    """A PDF of so many pages."""
    blocks = [block for number in range(pages) for block in (Heading(f"Page {number}"), Break())][:-1]
    path.write_bytes(pdf_bytes(Document("Scan", "en", tuple(blocks)), Locale("en")))
    return path


def clip(office: Office, title: str = "خبر", ago: int = 3, scans: tuple[Path, ...] = (), **facts: Any) -> Clip:
    kept = tuple(files.attach(office, path) for path in scans)
    found = Clip(title=title, on=office.today - timedelta(days=ago), scans=kept, **facts)
    return records.save(office, found).saved(Clip)


def judged(office: Office, **facts: Any) -> Clip:
    return clip(office, tone="-1", accuracy="incorrect", coder="ن. واحي", **facts)


def words(document: Document) -> str:
    return repr(document.blocks)


def test_the_review_shows_chosen_clips_by_day_with_their_judge_and_their_corrections(monitored: Office) -> None:
    outlet = records.save(monitored, Outlet(name="جريدة الضفاف")).saved(Outlet)
    second = judged(monitored, title="الثاني", ago=1, outlet=outlet.id, web="https://example.org/a", summary="ملخص")
    first = clip(monitored, title="الأول", ago=9)
    clip(monitored, title="غير مختار")
    records.save(monitored, Correction(clip=second.id, error="الرقم خاطئ", asked_on=monitored.today))
    english = monitored.settings.locale_for("en")
    document = clip_papers.review_of(monitored, [second.id, first.id], english)
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["الأول", "الثاني"]
    contents = next(block for block in document.blocks if isinstance(block, Table))
    assert len(contents.rows) == 2
    said = words(document)
    assert "غير مختار" not in said
    for part in (
        "Unfavourable",
        "Incorrect",
        "Coded by",
        "ن. واحي",
        "example.org/a",
        "ملخص",
        "الرقم خاطئ",
        "جريدة الضفاف",
    ):
        assert part in said
    assert document.letterhead is not None


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_review_is_set_with_pictures_and_pages_of_pdf_scans(
    monitored: Office, tmp_path: Path, language: str
) -> None:
    judged(monitored, scans=(picture(tmp_path / "a.png"), paper(tmp_path / "b.pdf", 2)))
    speaking = monitored.settings.locale_for(language)
    document = clip_papers.press_review(monitored, period_asked(monitored, None, None), speaking)
    assert sum(isinstance(block, Picture) for block in document.blocks) == 3
    pages = Pages(pdf_bytes(document, speaking))
    assert pages.count >= 2
    pages.close()


def test_pages_beyond_the_limit_and_files_that_are_no_picture_are_said(monitored: Office, tmp_path: Path) -> None:
    broken = tmp_path / "scan.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnot a picture")
    text = tmp_path / "notes.txt"
    text.write_text("no picture", encoding="utf-8")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 broken")
    one = clip(monitored, scans=(paper(tmp_path / "long.pdf", MOST_PAGES + 2), broken, text, bad))
    found = scans_of(monitored, [one])[one.id]
    assert len(found.pictures) == MOST_PAGES
    said = [str(note) for note in found.notes]
    assert "2 pages of the file long.pdf are left out here." in said
    for name in ("scan.png", "notes.txt", "bad.pdf"):
        assert any(name in note and "neither a picture nor a readable PDF" in note for note in said)
    assert not isinstance(look_at(monitored, one.scans[1], 300), PagePicture)
    assert not isinstance(look_at(monitored, one.scans[3], 300), PagePicture)


def test_a_huge_picture_is_made_smaller_and_this_is_said(monitored: Office, tmp_path: Path) -> None:
    one = clip(monitored, scans=(picture(tmp_path / "huge.jpg", (6000, 5000), "JPEG"),))
    found = scans_of(monitored, [one])[one.id]
    with Image.open(found.pictures[0]) as made:
        assert max(made.size) <= 2200
    assert [str(note) for note in found.notes] == ["The picture huge.jpg is very large and was made smaller here."]
    seen = look_at(monitored, one.scans[0], 300)
    assert isinstance(seen, PagePicture)
    assert max(seen.width, seen.height) == 300


def test_a_scan_deleted_outside_is_said_and_the_review_is_made(monitored: Office) -> None:
    gone = StoredFile("a" * 64, "gone.pdf", 10)
    one = records.save(monitored, Clip(title="خبر", on=monitored.today, scans=(gone,))).saved(Clip)
    found = scans_of(monitored, [one])[one.id]
    assert found.pictures == ()
    assert "gone.pdf" in str(found.notes[0])
    assert not isinstance(look_at(monitored, gone, 300), PagePicture)


def test_a_review_without_clips_says_so_and_one_of_very_many_is_refused(
    monitored: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = monitored.settings.locale_for("en")
    empty = clip_papers.press_review(monitored, period_asked(monitored, None, None), english)
    assert "No clip in this period." in words(empty)
    monkeypatch.setattr(clip_papers, "MOST", 1)
    ids = [clip(monitored, f"خبر {number}").id for number in range(2)]
    with pytest.raises(Refusal):
        clip_papers.review_of(monitored, ids, english)


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_media_report_has_figures_charts_outlets_messages_and_limits(
    monitored: Office, tmp_path: Path, language: str
) -> None:
    outlet = records.save(monitored, Outlet(name="جريدة الضفاف")).saved(Outlet)
    one = judged(monitored, outlet=outlet.id, topics=("استعجالات",))
    clip(monitored, ago=40)
    records.save(monitored, Correction(clip=one.id, error="خطأ", asked_on=monitored.today))
    speaking = monitored.settings.locale_for(language)
    document = clip_papers.media_period(monitored, period_asked(monitored, None, None), speaking)
    assert sum(isinstance(block, Graph) for block in document.blocks) == 3
    assert "جريدة الضفاف" in words(document)
    made = reports.make(monitored, "media-period", None, speaking, tmp_path / "a.pdf")
    assert made.warnings == ()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_media_report_of_an_empty_period_is_made(monitored: Office, tmp_path: Path) -> None:
    made = reports.make(monitored, "media-period", None, monitored.settings.locale, tmp_path / "a.pdf")
    assert made.warnings == ()
