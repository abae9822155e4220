"""An e-mail draft is an ordinary message file: any mail program reads it, and none sends it by itself."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.services import mail_draft

TITLE = "موجز تقييم حملة «صيف بلا تسممات غذائية»"
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 40


def _read(letter: bytes) -> EmailMessage:
    found = message_from_bytes(letter, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_draft_is_unsent_and_carries_the_document_unchanged() -> None:
    letter = _read(mail_draft.draft(TITLE, f"{TITLE}.pdf", PDF, Locale("ar")))
    assert letter["X-Unsent"] == "1"
    assert letter["Subject"] == TITLE
    assert letter["To"] is None
    attached = next(letter.iter_attachments())
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == f"{TITLE}.pdf"
    assert attached.get_content() == PDF


@pytest.mark.parametrize(("language", "side"), [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")])
def test_the_text_runs_in_the_direction_of_the_document(language: str, side: str) -> None:
    letter = _read(mail_draft.draft(TITLE, "brief.pdf", PDF, Locale(language)))
    page = letter.get_body(("html",))
    plain = letter.get_body(("plain",))
    assert page is not None
    assert plain is not None
    assert f'dir="{side}"' in page.get_content()
    assert TITLE in plain.get_content()


def test_a_title_can_neither_add_a_header_nor_markup() -> None:
    letter = _read(mail_draft.draft("Brief\r\nBcc: x@example.org <b>bold</b>", 'a/b:"c".pdf', PDF, Locale("en")))
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Brief Bcc: x@example.org <b>bold</b>"
    page = letter.get_body(("html",))
    assert page is not None
    assert "<b>" not in page.get_content()
    assert next(letter.iter_attachments()).get_filename() == "a-b--c-.pdf"


def test_a_draft_is_written_under_a_readable_name(tmp_path: Path) -> None:
    path = mail_draft.write_draft(TITLE, f"{TITLE}.pdf", PDF, Locale("ar"), tmp_path)
    assert path == tmp_path / f"{TITLE}.eml"
    assert _read(path.read_bytes())["Subject"] == TITLE


def test_a_draft_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "brief.eml").mkdir()
    with pytest.raises(Refusal):
        mail_draft.write_draft("Brief", "brief.pdf", PDF, Locale("en"), tmp_path)
