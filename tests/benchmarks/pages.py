"""How long an Arabic brief of 50 pages takes, against the same pages in Latin with plain reportlab paragraphs."""

from __future__ import annotations

import io
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle
from reportlab.platypus.flowables import Flowable

from hospcomms.domain.locale import locale
from hospcomms.reports import document as blocks
from hospcomms.reports.pdf import pdf_bytes

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


ARABIC_PAGES, LATIN_PAGES = partial(arabic_pages, PAGES), partial(latin_pages, PAGES)
