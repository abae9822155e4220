"""Papers of the self-test, each written as the officer writes it and then read again by other means."""

from __future__ import annotations

import email
import email.policy
import re
import zipfile
from pathlib import Path
from typing import Any

from hospcomms import RESOURCES
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.locale import LANGUAGES, Locale
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_
from hospcomms.services import exchange, letters, mail_draft, preview, reports
from hospcomms.services.exchange.tables import tables_in
from hospcomms.services.office import Office
from hospcomms.services.selftest.journal import require

PDF, XLSX, DOCX = "brief.pdf", "campaigns.xlsx", "brief.docx"
FONTS = ("Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf", "DejaVuSans.ttf")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = N_("Save")


def arabic(office: Office) -> Locale:
    """How a paper in Arabic speaks in this office."""
    return office.settings.locale_for("ar")


def words_of(text: str) -> str:
    """A text with plain spaces and without marks of direction."""
    return " ".join(_UNSEEN.sub("", text).split())


def pdf(office: Office, campaign: Campaign, out: Path) -> str:
    """Write the plan brief in Arabic; its text layer must hold the words in the order one types them."""
    made = reports.make(office, "plan-brief", campaign.id, arabic(office), out / PDF)
    require(not made.warnings, f"the brief could not show everything: {len(made.warnings)} warnings")
    return read_pdf((out / PDF).read_bytes(), campaign.title)


def read_pdf(content: bytes, title: str) -> str:
    """Find a title in the text layer of a file. Raises NotSo."""
    pages = preview.pages_of(content)
    try:
        text = words_of(" ".join(pages.text(number) for number in range(pages.count)))
        picture = pages.render(0, 0.5)
        require(title in text, f"the text of the PDF does not hold {title!r} in logical order: {text[:200]!r}")
        require(picture is not None and len(set(picture.pixels)) > 8, "the first page of the PDF is blank")
        return f"{pages.count} pages, {len(content)} bytes"
    finally:
        pages.close()


def xlsx(office: Office, campaign: Campaign, out: Path) -> str:
    """Write the list of campaigns as a workbook and read it again."""
    columns = ("title", "start", "end")
    rows = exchange.export_list(office, Query(Campaign), columns, out / XLSX, arabic(office))
    return read_xlsx((out / XLSX).read_bytes(), campaign.title, rows)


def read_xlsx(content: bytes, title: str, rows: int) -> str:
    """Find a title and the number of rows in a workbook. Raises NotSo."""
    cells = [[str(cell) for cell in row] for row in tables_in(XLSX, content)[0].rows]
    require(any(title in row for row in cells), f"the workbook does not hold {title!r}")
    require(len(cells) >= rows, f"{rows} rows were written, {len(cells)} are in the workbook")
    return f"{rows} rows, {len(content)} bytes"


def docx(office: Office, campaign: Campaign, out: Path) -> str:
    """Write the plan brief for Word and read it again."""
    letters.write_brief(office, campaign, arabic(office), out / DOCX)
    with zipfile.ZipFile(out / DOCX) as packed:
        require(packed.testzip() is None, "the Word document is not whole")
        text = words_of(re.sub(r"<[^>]*>", "", packed.read("word/document.xml").decode("utf-8")))
    require(campaign.title in text, f"the Word document does not hold {campaign.title!r}")
    return f"{(out / DOCX).stat().st_size} bytes"


def mail(office: Office, campaign: Campaign, out: Path) -> str:
    """Write a draft with the brief attached, which Outlook opens for writing."""
    content = (out / PDF).read_bytes()
    path = mail_draft.write_draft(campaign.title, f"{campaign.title}.pdf", content, arabic(office), out)
    found: Any = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    require(found["X-Unsent"] == "1", "the draft would be opened as a letter that was received")
    require(found["Subject"] == campaign.title, f"the subject of the draft is {found['Subject']!r}")
    attached = [part for part in found.iter_attachments() if part.get_content() == content]
    require(len(attached) == 1, "the brief is not attached to the draft as it was written")
    require(attached[0].get_filename().endswith(".pdf"), "the attached file has lost its name")
    return path.name


def shipped(place: Path = RESOURCES) -> str:
    """Fonts and catalogues are there and belong to the program, not to this computer."""
    gone = [name for name in FONTS if not (place / "fonts" / name).is_file()]
    require(not gone, f"fonts are missing: {', '.join(gone)}")
    for language in LANGUAGES:
        said = Locale(language).text(_WORD) if language != "en" else ""
        require(said != _WORD, f"the words in {language} are missing")
    return f"{len(FONTS)} fonts, {len(LANGUAGES)} languages"
