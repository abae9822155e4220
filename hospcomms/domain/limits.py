"""How large things may be that come from outside or go out: every bound of the program stands here and nowhere else.

Sizes of files are bytes, of texts characters, of pictures points (width times height). A bound is reached before the
work it bounds is begun: the size of a file is asked before it is read, that of a picture before it is decoded, and
what is beyond it is refused or cut with one sentence that says so.
"""

from __future__ import annotations

MEGABYTE = 1 << 20

# What is typed.
SHORT_TEXT = 300
LONG_TEXT = 20_000
NUMBER = 10**15
"""No count and no amount is larger; beyond it a float no longer holds every whole number."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Days before and after are slips of the finger."""
SEARCH_TEXT = 200
"""So much of what is typed into a search is looked for."""
SEARCH_WORDS = 12

# Files that are imported.
IMPORT_BYTES = 50 * MEGABYTE
UNPACKED_BYTES = 200 * MEGABYTE
UNPACKED_RATIO = 250
"""An honest workbook shrinks 5 to 40 times; a bomb shrinks a thousand times."""
RATIO_FROM_BYTES = 10 * MEGABYTE
"""Below this size unpacked the ratio says nothing."""
FORM_ROWS, FORM_COLUMNS = 10_000, 200
"""Of a sheet that is filled in by hand: the campaign workbook and the workbooks of hospitals."""
LIST_ROWS, LIST_COLUMNS = 100_000, 256
CSV_CELL_TEXT = 10_000_000
"""Cells longer than this do not occur in a file of 50 MB that is a table; the checks of each column say the rest."""
OPEN_QUOTE_LINES = 200
"""A quotation mark that stays open over so many lines was never meant to open a cell."""
CARDS = 100_000
CARD_LINES_OF_A_KIND = 20
"""So many lines of one property are kept of a card: a card with 500 telephones is no card of a person."""
CALENDAR_BYTES = 30 * MEGABYTE
CALENDAR_REPEATS = 800
"""So many days are written out of one event that repeats: two years and a bit of every day."""
TEMPLATE_BYTES, TEMPLATE_UNPACKED_BYTES = 20 * MEGABYTE, 100 * MEGABYTE
EXPORT_UNPACKED_BYTES = 2048 * MEGABYTE
"""Of an exported incident that is checked: its attached files may be many."""
SETTINGS_BYTES = MEGABYTE
KEY_FILE_BYTES = 1 << 16
NOTE_BYTES = MEGABYTE
"""Of the notes kept beside the data: backups made, folders used, the clock seen."""
MANIFEST_BYTES = 64 * MEGABYTE
READABLE_BYTES = 8192 * MEGABYTE
"""Of the readable form of a backup, written out again."""
LOG_BYTES = MEGABYTE
"""Of the log of one day; one that would grow beyond it ends."""
REPORT_BYTES = 1 << 18
TEXT_FILE_BYTES = 5_000_000
"""Of a text whose readability is looked at."""

# Files that are attached, and pictures.
ATTACHMENT_BYTES = 50 * MEGABYTE
PICTURE_POINTS = 40_000_000
"""Points of the largest picture that is decoded whole."""
PHOTO_POINTS = 60_000_000
"""Of a photo written anew in full without its hidden details, and of a JPEG on its way to a page."""
SCAN_POINTS = 160_000_000
"""Of a JPEG that is read smaller at once: a scanned double page of a newspaper."""
LOGO_SIDE = 800
"""Points of the longer side of the kept logo: 15 mm at 1200 dpi."""

# What goes out.
SHEET_CELL_TEXT = 32_767
"""Excel holds no longer text in one cell."""
SHEET_TITLE_TEXT = 31
FILE_NAME_TEXT = 120
MARKS_ON_A_LETTER = 8
"""So many combining marks are drawn on one letter; a text with more is kept whole and drawn with these."""
