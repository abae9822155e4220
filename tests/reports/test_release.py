"""A press release on paper, in Word, in a mail and as text: the notice first, plain pictures, the same words."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import locale
from hospcomms.domain.releases import Delivery, Release
from hospcomms.reports.compositor import VOWELLED_LINE
from hospcomms.reports.press_pictures import without_details
from hospcomms.services import files, records, release_giving, release_papers, reports
from hospcomms.services.handing_out import Recipient
from hospcomms.services.office import Office
from hospcomms.services.passing import passing_folder
from tests.services.release_stage import (
    NOON,
    Clock,
    approved,
    colleague,
    draft,
    fresh,
    kept_file,
    pdf_text,
    people_list,
    person,
    put,
)  # fmt: skip

VOWELLED = "تُعْلِمُ الإِدارَةُ المَرْضى أَنَّ المَواعيدَ تُؤْخَذُ عَلى الرَّقْمِ."
FACTS = {
    "ar": {
        "title": "جناح جديد يفتح أبوابه", "body": f"فقرة أولى.\n«قول محفوظ»، قالت الطبيبة.\n{VOWELLED}",
        "place": "الواحة", "about": "مستشفى عمومي.", "notes": "موعد التصوير.",
    },
    "fr": {
        "title": "Une nouvelle aile ouvre", "body": "Premier alinéa.\n« Propos gardé », a dit la médecin.",
        "place": "El Waha", "about": "Hôpital public.", "notes": "Photos sur rendez-vous.",
    },
    "en": {
        "title": "A new wing opens", "body": "First paragraph.\n“Words kept”, said the doctor.",
        "place": "El Waha", "about": "A public hospital.", "notes": "Pictures by appointment.",
    },
}  # fmt: skip
PHONE = "0500 10 00 01"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    office = fresh(tmp_path / "office", clock)
    yield office
    office.close()


def jpeg_with_place(path: Path, colour: str = "#0B5868") -> Path:
    """A photo as a telephone makes it: turned on its side, with the place, the time and the camera in it."""
    details = Image.Exif()
    details[0x0110] = "PHONE-7"
    details[0x0112] = 6
    details[0x9003] = "2026:11:20 10:00:00"
    details[0x8825] = {1: "N", 2: (36.0, 45.0, 0.0), 3: "E", 4: (3.0, 3.0, 0.0)}
    Image.new("RGB", (400, 300), colour).save(path, "JPEG", exif=details, comment=b"ZEBRA of the camera")
    return path


def with_photo(office: Office, folder: Path, **consent: Any) -> Photo:
    stored = files.attach(office, jpeg_with_place(folder / "IMG.jpg"))
    facts = {"title": "S-1", "uses": ("press",), "given_on": NOON.date() - timedelta(days=9), **consent}
    given = put(office, Consent(**facts))
    return cast(Photo, put(office, Photo(title="ممرضة تغسل يديها", credit="م. مصور", picture=stored, people=1.0,
                                         consents=(given.id,))))  # fmt: skip


def written(office: Office, language: str = "ar", **facts: Any) -> Release:
    """An approved release in a language."""
    given = {**FACTS[language], "language": language, "contact_phone": PHONE, "contact_email": "presse@example.org"}
    return approved(office, draft(office, subtitle="", **{**given, **facts}))


def pages(office: Office, release: Release, to: Recipient | None = None) -> list[str]:
    content = release_papers.pdf(office, release, release_papers.document(office, release, to))
    book = pypdfium2.PdfDocument(content)
    found = [page.get_textpage().get_text_range() for page in book]
    book.close()
    return found


def plain(text: str) -> str:
    """Words without the marks that hold them together, blanks made alike."""
    kept = "".join(sign for sign in text if sign not in "\u200e\u200f\u2066\u2067\u2069")
    return " ".join(kept.split())


def words(text: str) -> list[str]:
    """Words and numbers only: readers of PDF files put the signs beside Arabic words on either side of them."""
    bare = "".join(sign for sign in text if unicodedata.category(sign) not in ("Mn", "Cf"))
    return re.findall(r"[^\W_]+", bare)


def in_order(text: str, *wanted: str) -> None:
    said = " ".join(words(text))
    missing = [one for one in wanted if " ".join(words(one)) not in said]
    assert not missing, (missing, said)
    places = [said.index(" ".join(words(one))) for one in wanted]
    assert places == sorted(places), list(zip(wanted, places, strict=True))


def begins(text: str, notice: str) -> bool:
    """Whether a page begins with the words of the notice, in whatever order a reader of PDF files takes the line."""
    first = words(notice)
    return bool(first) and sorted(words(text)[: len(first)]) == sorted(first)


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_a_page_has_all_a_journalist_needs_in_the_usual_order(desk: Office, language: str) -> None:
    release = written(desk, language)
    facts, speaking = FACTS[language], locale(language)
    text = plain(" ".join(pages(desk, release)))
    date_line = speaking.long_day(desk.today)
    body = facts["body"].split("\n")
    in_order(text, facts["title"], date_line, body[0], body[1], facts["about"], facts["notes"])
    assert set(words(f"{PHONE} presse@example.org")) <= set(words(text))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_telephone_is_seen_from_left_to_right(desk: Office, language: str) -> None:
    release = written(desk, language)
    book = pypdfium2.PdfDocument(release_papers.pdf(desk, release, release_papers.document(desk, release)))
    page = book[0].get_textpage()
    signs = [(page.get_charbox(place), page.get_text_range(place, 1)) for place in range(page.count_chars())]
    lines: dict[int, list[tuple[float, str]]] = {}
    for (left, bottom, _right, _top), sign in signs:
        if sign.isdigit():
            lines.setdefault(round(bottom), []).append((left, sign))
    seen = {"".join(sign for _left, sign in sorted(line)) for line in lines.values()}
    book.close()
    assert PHONE.replace(" ", "") in seen


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_notice_of_an_embargo_stands_first_on_every_page(desk: Office, language: str) -> None:
    asked = person(desk, "نسرين")
    few = people_list(desk, "الموثوقون", asked)
    long = "\n".join([FACTS[language]["body"]] * 40)
    until = NOON + timedelta(days=2)
    release = written(desk, language, body=long, embargo_until=until, trusted=few.id)
    found = pages(desk, release, Recipient(asked.id, asked.name))
    said = plain(release_papers.notice(desk, release, locale(language)))
    assert len(found) > 2
    for text in found:
        assert begins(text, said), text[:80]
    assert plain(locale(language).long_day(until.astimezone().date())) in said


def test_without_an_embargo_it_says_for_immediate_release(desk: Office) -> None:
    assert "for immediate release" in plain(" ".join(pages(desk, written(desk, "en"))))


def test_a_copy_under_embargo_carries_the_name_of_its_reader_and_no_other_copy_does(desk: Office, clock: Clock) -> None:
    asked = person(desk, "Nesrine B")
    few = people_list(desk, "x", asked)
    release = written(desk, "fr", embargo_until=NOON + timedelta(hours=3), trusted=few.id)
    to = Recipient(asked.id, asked.name)
    assert "Nesrine B" in " ".join(pages(desk, release, to))
    clock.forward(hours=3)
    assert "Nesrine B" not in " ".join(pages(desk, release, to))


@pytest.mark.parametrize(
    "make",
    [release_papers.document, release_papers.word, release_papers.text, release_papers.enclosures],
    ids=["pdf", "word", "text", "files"],
)
def test_no_paper_of_a_held_release_is_made_for_nobody_or_for_others(
    desk: Office, make: Callable[[Office, Release, Recipient | None], object]
) -> None:
    other = person(desk, "آخر")
    release = written(desk, embargo_until=NOON + timedelta(days=1))
    for to in (None, Recipient(other.id, other.name), Recipient(0, "ليس من الموظفين")):
        with pytest.raises(Refusal) as refused:
            make(desk, release, to)
        assert refused.value.kind == "embargo"


def test_the_report_speaks_the_language_of_the_release_and_holds_it_under_embargo(
    desk: Office, clock: Clock, tmp_path: Path
) -> None:
    release = written(desk, "fr", embargo_until=NOON + timedelta(days=1))
    with pytest.raises(Refusal, match="embargo"):
        reports.make(desk, "release", release.id, locale("ar"), tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()
    clock.forward(days=1)
    reports.make(desk, "release", release.id, locale("ar"), tmp_path / "a.pdf")
    assert FACTS["fr"]["title"] in pdf_text((tmp_path / "a.pdf").read_bytes())


def test_a_picture_that_leaves_has_nothing_hidden_in_it(desk: Office, tmp_path: Path) -> None:
    photo = with_photo(desk, tmp_path)
    release = written(desk, photos=(photo.id,))
    found = release_papers.enclosures(desk, release)
    assert [one.name for one in found] == ["IMG.jpg"]
    for one in found:
        picture = Image.open(io.BytesIO(one.content))
        assert not dict(picture.getexif())
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(picture.info)
        assert b"PHONE-7" not in one.content
        assert b"ZEBRA" not in one.content
        assert picture.size == (300, 400), "a picture taken on its side stands upright without the detail that says so"


def test_the_pdf_and_the_word_file_hold_nothing_hidden_of_a_photo(desk: Office, tmp_path: Path) -> None:
    release = written(desk, photos=(with_photo(desk, tmp_path).id,))
    content = release_papers.pdf(desk, release, release_papers.document(desk, release))
    (tmp_path / "r.docx").write_bytes(release_papers.word(desk, release))
    parts = Document(str(tmp_path / "r.docx")).part.package.iter_parts()
    pictures = [part.blob for part in parts if part.partname.startswith("/word/media/")]
    assert len(pictures) == 1
    assert not dict(Image.open(io.BytesIO(pictures[0])).getexif())
    for found in (content, *pictures):
        assert b"PHONE-7" not in found
    assert "ممرضة تغسل يديها" in plain(pdf_text(content))


def test_a_photo_on_its_way_to_the_paper_does_not_outlive_the_program(desk: Office, tmp_path: Path) -> None:
    release = written(desk, photos=(with_photo(desk, tmp_path).id,))
    (photo,) = release_papers.paper_of(desk, release).photos
    assert photo.path.is_relative_to(passing_folder())


def test_a_photo_whose_consent_has_ended_is_left_out_of_the_paper(desk: Office, clock: Clock, tmp_path: Path) -> None:
    photo = with_photo(desk, tmp_path, expires_on=NOON.date() + timedelta(days=1))
    release = written(desk, photos=(photo.id,))
    assert "ممرضة" in plain(" ".join(pages(desk, release)))
    clock.forward(days=3)
    assert "ممرضة" not in plain(" ".join(pages(desk, release)))
    assert release_papers.enclosures(desk, release) == []


def test_a_picture_that_cannot_be_read_does_not_leave_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe1 not a picture at all")
    with pytest.raises(Refusal) as refused:
        without_details(path, "x.jpg")
    assert refused.value.kind == "picture-unreadable"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_word_file_says_the_same_and_reads_the_right_way(desk: Office, tmp_path: Path, language: str) -> None:
    asked = person(desk, "نسرين")
    few = people_list(desk, "x", asked)
    release = written(desk, language, embargo_until=NOON + timedelta(days=1), trusted=few.id)
    (tmp_path / "r.docx").write_bytes(release_papers.word(desk, release, Recipient(asked.id, asked.name)))
    document = Document(str(tmp_path / "r.docx"))
    lines = [plain(paragraph.text) for paragraph in document.paragraphs]
    notice = release_papers.notice(desk, release, locale(language))
    assert plain(document.sections[0].header.paragraphs[0].text) == plain(notice)
    facts = FACTS[language]
    for wanted in (facts["title"], *facts["body"].split("\n"), facts["about"], facts["notes"]):
        assert plain(wanted) in lines
    assert any(PHONE in line for line in lines)
    if language == "ar":
        title = next(one for one in document.paragraphs if plain(one.text) == facts["title"])
        properties: Any = title._p.pPr
        assert properties.find(qn("w:bidi")) is not None
        vowelled = next(one for one in document.paragraphs if plain(one.text) == plain(VOWELLED))
        assert vowelled.paragraph_format.line_spacing == pytest.approx(VOWELLED_LINE)


def drafts(folder: Path) -> list[EmailMessage]:
    return [message_from_bytes(path.read_bytes(), policy=default) for path in sorted(folder.glob("*.eml"))]


def test_each_person_has_a_draft_with_the_notice_first_and_their_own_pdf(desk: Office, tmp_path: Path) -> None:
    first, second = person(desk, "Nesrine B"), person(desk, "Kamel A")
    few = people_list(desk, "x", first, second)
    attached = kept_file(desk, tmp_path / "in", "plan.txt", "plan")
    until = NOON + timedelta(days=1)
    release = written(desk, "fr", embargo_until=until, trusted=few.id, attachments=(attached,))
    given = release_giving.give(desk, release, [first.id, second.id], release_giving.EMAIL, tmp_path)
    letters = drafts(tmp_path)
    assert len(letters) == 2
    assert {letter["To"].addresses[0].addr_spec for letter in letters} == {first.email, second.email}
    said = plain(release_papers.notice(desk, release, locale("fr")))
    for letter in letters:
        body = letter.get_body(("plain",))
        page = letter.get_body(("html",))
        assert body is not None
        assert page is not None
        assert letter["X-Unsent"] == "1"
        assert plain(letter["Subject"]).startswith(said)
        assert plain(body.get_content()).startswith(said)
        assert 'dir="ltr"' in page.get_content()
        names = [part.get_filename() or "" for part in letter.iter_attachments()]
        assert [name.rpartition(" - ")[2] for name in names][1:] == ["plan.txt"]
        assert all("EMBARGO" in name for name in names)
        name = letter["To"].addresses[0].display_name
        pdf = next(part.get_content() for part in letter.iter_attachments() if part.get_content_subtype() == "pdf")
        assert name in pdf_text(pdf)
    assert [line.under_embargo for line in records.parts(desk, Delivery, release.id)] == [True, True]
    assert len(given.files) == 2


def test_one_draft_for_all_hides_who_else_gets_it(desk: Office, tmp_path: Path) -> None:
    people = [person(desk, name) for name in ("آمنة", "بدر", "جميلة")]
    release = written(desk)
    release_giving.give(desk, release, [one.id for one in people], release_giving.EMAIL_ALL, tmp_path)
    (letter,) = drafts(tmp_path)
    assert letter["To"] is None
    assert {one.addr_spec for one in letter["Bcc"].addresses} == {one.email for one in people}
    assert letter["Subject"] == FACTS["ar"]["title"]
    page = letter.get_body(("html",))
    assert page is not None
    assert 'dir="rtl"' in page.get_content()


@pytest.mark.parametrize("way", [release_giving.PDF, release_giving.WORD, release_giving.EMAIL])
def test_when_a_file_cannot_be_made_nothing_stays_and_nothing_is_logged(desk: Office, tmp_path: Path, way: str) -> None:
    asked = person(desk, "نسرين")
    broken = kept_file(desk, tmp_path / "in", "scan.jpg", "not a picture")
    photo = records.save(desk, Photo(title="x", picture=broken, people=0)).saved(Photo)
    release = written(desk, photos=(photo.id,))
    (out := tmp_path / "out").mkdir()
    with pytest.raises(Refusal, match=r"scan\.jpg"):
        release_giving.give(desk, release, [asked.id], way, out)
    assert list(out.iterdir()) == []
    assert records.parts(desk, Delivery, release.id) == []


def test_the_copied_text_begins_and_ends_with_the_notice(desk: Office) -> None:
    asked = person(desk, "نسرين")
    few = people_list(desk, "x", asked)
    release = written(desk, "en", embargo_until=NOON + timedelta(days=1), trusted=few.id)
    given = release_giving.give(desk, release, [asked.id], release_giving.COPY)
    lines = [line for line in given.text.split("\n") if line]
    assert lines[0] == lines[-1]
    assert lines[0].startswith("UNDER EMBARGO until")


def test_the_approval_copy_names_who_is_asked_and_has_room_for_the_decision(desk: Office, tmp_path: Path) -> None:
    reader = colleague(desk, "د. مثال")
    release = draft(desk, **{**FACTS["en"], "language": "en"}, embargo_until=NOON + timedelta(days=1))
    order = release_giving.CopyOrder(colleague=reader.id)
    release_giving.ask_approval(desk, release, order, tmp_path / "copy.pdf")
    text = plain(pdf_text((tmp_path / "copy.pdf").read_bytes()))
    assert text.startswith("UNDER EMBARGO until")
    in_order(text, "For internal approval", FACTS["en"]["title"], "Submitted to", "I approve this text.", "Remarks")
    assert "د. مثال" in text
    assert release.text_mark in text
    (line,) = records.parts(desk, Delivery, release.id)
    assert (line.recipient, line.person, line.under_embargo) == (reader.name, 0, True)


def test_the_printed_log_has_a_row_for_every_line(desk: Office, tmp_path: Path) -> None:
    people = [person(desk, name) for name in ("Amna", "Badr")]
    release = written(desk, "en")
    release_giving.give(desk, release, [one.id for one in people], release_giving.COPY, note="by hand")
    reports.make(desk, "distribution-log", release.id, locale("en"), tmp_path / "log.pdf")
    text = plain(pdf_text((tmp_path / "log.pdf").read_bytes()))
    assert all(one.name in text for one in people)
    assert text.count("by hand") == 2


def test_files_of_the_same_name_are_kept_beside_each_other(desk: Office, tmp_path: Path) -> None:
    asked = person(desk, "نسرين")
    release = written(desk)
    for _ in range(2):
        release_giving.give(desk, release, [asked.id], release_giving.PDF, tmp_path)
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_names_of_files_fit_every_system_even_in_arabic(desk: Office) -> None:
    asked = person(desk, "اسم " * 40)
    few = people_list(desk, "x", asked)
    release = written(desk, title="عنوان طويل " * 25, embargo_until=NOON + timedelta(days=1), trusted=few.id)
    name = release_papers.file_name(desk, replace(release), ".docx", asked.name)
    assert len(f".{name}.1234567.part".encode()) <= 255
