"""An e-mail draft with a report attached, as a file (.eml) the system's mail program opens ready to be sent.

The program itself sends nothing: the officer adds the addressee and sends it.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path

from hospcomms.domain.file_names import name_in, safe_name
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import sentence
from hospcomms.services.passing import new_place
from hospcomms.storage.windows import longest_path

_LINE = 200
"""Letters of a subject; some mail programs cut longer ones in the middle of a letter."""


def draft(title: str, file_name: str, content: bytes, speaking: Locale, words: str = "") -> bytes:
    """The draft in the language of the report: subject, a line of text or ``words``, and the PDF file attached."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(title.split())[:_LINE]
    message["X-Unsent"] = "1"  # Outlook opens the message for writing instead of reading
    text = words or speaking.say(sentence("The document “{title}” is attached.", title=title))
    message.set_content(f"{text}\n")
    # Plain text has no direction: mail programs would set an Arabic line from the left.
    side = "rtl" if speaking.rtl else "ltr"
    lines = "".join(f'<p dir="{side}">{escape(line)}</p>' for line in text.split("\n") if line.strip())
    page = f'<html lang="{speaking.language}" dir="{side}"><body>{lines}</body></html>'
    message.add_alternative(f"{page}\n", subtype="html")
    message.add_attachment(content, maintype="application", subtype="pdf", filename=safe_name(file_name))
    return message.as_bytes()


def write_draft(
    title: str, file_name: str, content: bytes, speaking: Locale, folder: Path | None = None, words: str = ""
) -> Path:
    """Write the draft into ``folder``, or a new temporary one, and return its path. Raises Refusal."""
    place = folder or new_place()
    path = place / name_in(place, f"{Path(file_name).stem}.eml", longest_path())
    keep(draft(title, file_name, content, speaking, words), path)
    return path


def keep(letter: bytes, path: Path) -> None:
    """Write a draft, whole or not at all. Raises Refusal."""
    # late: a module of the reports, which come only when something is printed
    from hospcomms.reports.handing_over import write_whole

    write_whole(path, lambda temporary: _write(temporary, letter))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
