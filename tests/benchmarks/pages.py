"""How long an Arabic brief of 50 pages takes, against the same pages in Latin with plain reportlab paragraphs."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import pypdfium2
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle
from reportlab.platypus.flowables import Flowable

from hospcomms.domain.locale import locale
from hospcomms.reports import document as blocks
from hospcomms.reports.fonts import FOLDER
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.reports.typeset import typeset
from tests.benchmarks.ratio import Ratio, median, taken
from tests.reports.lines_of_text import ITEMS

ROUNDS = 3
PAGES, ROWS, COLUMNS, PARAGRAPHS = 50, 13, 5, 3

ARABIC = (
    "تعلن المؤسسة العمومية الاستشفائية عن انطلاق حملة التلقيح ضد الإنفلونزا الموسمية ابتداء من 15 أكتوبر 2026 على "
    "مستوى العيادات متعددة الخدمات وقاعات العلاج، وتدعو الأشخاص المسنين والحوامل والمصابين بأمراض مزمنة إلى التقدم "
    "نحو أقرب هيكل صحي. سجلت المصلحة 1 250 جرعة خلال الأسبوع الأول، أي بزيادة 12,5% مقارنة بالسنة الماضية، وبلغ عدد "
    "المكالمات الواردة على الرقم 021 23 45 67 ما يقارب 300 مكالمة في اليوم. ويبقى غسل اليدين وتهوية الغرف "
    "والابتعاد عن المصابين (COVID-19 والزكام) أنجع وسائل الوقاية حسب أخصائيي علم الأوبئة والطب الوقائي."
)
LATIN = (
    "The public hospital announces the start of the campaign against seasonal influenza from 15 October 2026 in the "
    "outpatient clinics and treatment rooms, and invites elderly people, pregnant women and people with chronic "
    "diseases to the nearest health centre. The department recorded 1 250 doses in the first week, which is 12,5% more "
    "than in the year before, and the number of calls on 021 23 45 67 came close to 300 calls a day. Washing hands, "
    "airing rooms and keeping away from those who are ill (COVID-19 and colds) remain the best means of prevention "
    "according to the specialists of epidemiology and preventive medicine."
)


def cells(words: str, page: int) -> list[list[str]]:
    """The texts of the table of one page: a title, an owner, two days and an amount in each row."""
    every = words.split()
    rows = []
    for row in range(ROWS):
        start = (page * ROWS + row) * 3 % (len(every) - 6)
        day = f"{row % 28 + 1:02}/10/2026"
        rows.append(
            [" ".join(every[start : start + 4]), " ".join(every[start + 4 : start + 6]), day, day, f"{row} 250"]
        )
    return rows


def arabic_pages(pages: int = PAGES) -> bytes:
    """The brief as the program sets it."""
    made: list[blocks.Block] = []
    columns = tuple(blocks.Column(head, number=place > 3) for place, head in enumerate(ARABIC.split()[:COLUMNS]))
    for page in range(pages):
        made.append(blocks.Heading(f"حملة التلقيح {page + 1}"))
        made += [blocks.Text(ARABIC)] * PARAGRAPHS
        made += [blocks.Table(columns, tuple(tuple(row) for row in cells(ARABIC, page))), blocks.Break()]
    return pdf_bytes(blocks.Document("حملة التلقيح", "ar", tuple(made[:-1])), locale("ar"))


def latin_pages(pages: int = PAGES) -> bytes:
    """The same pages in English with reportlab's own paragraphs and tables, in one of the standard fonts."""
    text = ParagraphStyle("text", fontName="Helvetica", fontSize=10.5, leading=16.5, spaceAfter=2)
    small = ParagraphStyle("small", fontName="Helvetica", fontSize=9.5, leading=13.8)
    bold = ParagraphStyle("bold", fontName="Helvetica-Bold", fontSize=11.5, leading=18)
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=9.5, leading=13.8)
    rules = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, "#7F7C74"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    made: list[Flowable] = []
    for page in range(pages):
        made.append(Paragraph(f"Campaign {page + 1}", bold))
        made += [Paragraph(LATIN, text) for _ in range(PARAGRAPHS)]
        rows = [[Paragraph(word, head) for word in LATIN.split()[:COLUMNS]]]
        rows += [[Paragraph(cell, small) for cell in row] for row in cells(LATIN, page)]
        made += [Table(rows, colWidths=[150, 110, 90, 90, 65], style=rules, repeatRows=1), PageBreak()]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, leftMargin=45, rightMargin=45, topMargin=28, bottomMargin=40).build(made[:-1])
    return buffer.getvalue()


def weasy_pages(pages: int = PAGES) -> bytes:
    """The same Arabic pages by WeasyPrint; it is not installed with the tests: ``pip install weasyprint``."""
    import weasyprint  # an extra of these figures only

    made = []
    for page in range(pages):
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells(ARABIC, page))
        text = f"<p>{ARABIC}</p>" * PARAGRAPHS
        made.append(f"<section><h2>حملة التلقيح {page + 1}</h2>{text}<table>{rows}</table></section>")
    face = f"@font-face{{font-family:V;src:url({(FOLDER / 'Vazirmatn-Regular.ttf').as_uri()})}}"
    style = f"{face} body{{font:10.5pt/16.5pt V}} section{{break-after:page}} td{{border-bottom:.5pt solid #777}}"
    html = f"<html dir=rtl lang=ar><style>{style} @page{{size:A4;margin:1cm 1.6cm}}</style>{''.join(made)}</html>"
    return bytes(weasyprint.HTML(string=html).write_pdf())


def _not_found() -> dict[str, float]:
    """Share of words, in percent, that readers do not find in our hard lines at the ten usual widths."""
    with tempfile.TemporaryDirectory() as place:
        corpus, out, told = (Path(place) / name for name in ("corpus.json", "out.pdf", "map.json"))
        items = [{"id": str(n), "text": one.text, "base": "R" if one.rtl else "L"} for n, one in enumerate(ITEMS)]
        corpus.write_text(json.dumps({"items": items}), encoding="utf-8")
        typeset(corpus, out, told)
        shown = json.loads(told.read_text(encoding="utf-8"))["pages"]
        texts = [unicodedata.normalize("NFC", ITEMS[int(page["id"])].text) for page in shown]
        return {name: 100 - 100 * _found(texts, read) for name, read in _read(out).items()}


def _read(path: Path) -> dict[str, list[str]]:
    """The text of every page as two readers find it; poppler only where it is installed."""
    book = pypdfium2.PdfDocument(path)
    found: dict[str, list[str]] = {"pdfium": [page.get_textpage().get_text_range() for page in book]}
    if shutil.which("pdftotext"):
        said = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
        found["poppler"] = said.stdout.decode("utf-8").split("\f")
    return found


def _found(texts: list[str], pages: list[str]) -> float:
    """Share of the words of two letters and more that stand whole in the text of their page."""
    shares = []
    for text, page in zip(texts, pages, strict=False):
        words = re.findall(r"\w[\w\u064b-\u0652\u0670\u0640.-]*\w", _plain(text))
        shares.append(sum(word in _plain(page) for word in words) / len(words))
    return sum(shares) / len(shares)


def _plain(text: str) -> str:
    """Without controls, all blanks alike."""
    kept = "".join(one if unicodedata.category(one) not in ("Cf", "Cc") else " " * one.isspace() for one in text)
    return " ".join(kept.split())


ALLOWED = {"poppler": 8.0, "pdfium": 10.0}
"""Share of words that may be missing: 92 % and 90 % are to be found."""


def measure(_folder: Path, count: int) -> list[Ratio]:
    """The pages against reportlab, against WeasyPrint where it is installed, and the words that search misses."""
    pages = max(2, min(PAGES, count // 20))
    arabic_pages(1)
    latin_pages(1)
    pairs = [(taken(lambda: arabic_pages(pages)), taken(lambda: latin_pages(pages))) for _ in range(ROUNDS)]
    ours, theirs = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    what = f"{pages} Arabic pages with tables, against the same in Latin with reportlab's own paragraphs."
    found = [Ratio("setting pages", ours, theirs, 2.5, what)]
    if importlib.util.find_spec("weasyprint"):
        told = "The same Arabic pages by WeasyPrint; at least 3 times faster is asked for."
        found.append(Ratio("setting pages (WeasyPrint)", ours, taken(lambda: weasy_pages(pages)), 1 / 3, told))
    for reader, missing in _not_found().items():
        told = f"Words not found by {reader} in our hard lines, of {ALLOWED[reader]:.0f} % allowed."
        found.append(Ratio(f"words not found ({reader})", missing, ALLOWED[reader], 1.0, told, unit="%"))
    return found
