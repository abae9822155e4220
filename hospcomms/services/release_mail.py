"""E-mail drafts of a press release: the notice of its embargo first in the subject and the text, its papers attached.

The program sends nothing: a draft is a file the mail program opens ready to be sent.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from typing import TYPE_CHECKING

from hospcomms.domain.locale import Locale
from hospcomms.domain.releases import Release
from hospcomms.domain.wording import sentence
from hospcomms.services import embargo, release_papers
from hospcomms.services.release_papers import Enclosure

if TYPE_CHECKING:
    from hospcomms.services.handing_out import Recipient
    from hospcomms.services.office import Office

SUBJECT = 200
"""Letters of a subject; some mail programs cut longer ones in the middle of a letter."""
_FRAME = "border:2px solid #000;padding:6px;font-weight:bold"


def paper_for(office: Office, release: Release, one: Recipient) -> Enclosure:
    """The PDF of the release, made for somebody. Raises Refusal ``embargo``."""
    made = release_papers.document(office, release, one)
    name = release_papers.file_name(office, release, ".pdf")
    return Enclosure(name, release_papers.pdf(office, release, made))


def draft_for(office: Office, release: Release, one: Recipient, enclosed: Sequence[Enclosure]) -> bytes:
    """The draft to one person with these files. Raises Refusal ``embargo``."""
    message = _letter(office, release, one, enclosed)
    message["To"] = _address(one)
    return message.as_bytes()


def draft_for_all(
    office: Office, release: Release, people: Sequence[Recipient], enclosed: Sequence[Enclosure]
) -> bytes:
    """One draft with everybody in blind copy: nobody reads who else gets it. Raises Refusal ``embargo``."""
    for one in people:
        embargo.refuse_receiver(office, release, one)
    message = _letter(office, release, people[0], enclosed)
    message["Bcc"] = [_address(one) for one in people]
    return message.as_bytes()


def _address(one: Recipient) -> Address:
    """An address as mail programs read it; a name that cannot stand in a header is left out."""
    try:
        return Address(" ".join(one.name.split()), addr_spec=one.email)
    except ValueError:
        return Address(addr_spec=one.email)


def _letter(office: Office, release: Release, to: Recipient, enclosed: Sequence[Enclosure]) -> EmailMessage:
    speaking = release_papers.spoken(office, release)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject(office, release)
    message["X-Unsent"] = "1"  # Outlook opens the message for writing instead of reading
    text = release_papers.text(office, release, to)
    message.set_content(text)
    message.add_alternative(_page(text, speaking, has_notice=embargo.is_held(office, release)), subtype="html")
    for one in enclosed:
        kind = mimetypes.guess_type(one.name)[0] or "application/octet-stream"
        main, _, sub = kind.partition("/")
        message.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    return message


def subject(office: Office, release: Release) -> str:
    """The subject: under embargo the notice comes first, so that it stands in every list of mails."""
    # late: a module of the reports, which come only when something is made
    from hospcomms.reports.cleaning import plain

    speaking = release_papers.spoken(office, release)
    said = release_papers.notice(office, release, speaking)
    headline = " ".join(release.title.split())
    whole = speaking.say(sentence("{notice}: {title}", notice=said, title=headline)) if said else headline
    return plain(whole)[:SUBJECT]


def _page(text: str, speaking: Locale, *, has_notice: bool) -> str:
    """The text with its direction said: mail programs set plain Arabic from the left."""
    side = "rtl" if speaking.rtl else "ltr"
    parts: list[str] = []
    for place, group in enumerate(text.strip().split("\n\n")):
        look = f' style="{_FRAME}"' if has_notice and place == 0 else ""
        parts.append(f'<p dir="{side}"{look}>{escape(group).replace(chr(10), "<br>")}</p>')
    return f'<html lang="{speaking.language}" dir="{side}"><body>{"".join(parts)}</body></html>\n'
