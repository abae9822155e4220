"""Letters and briefs as Word documents that the officer goes on editing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms import RESOURCES
from hospcomms.domain import held_files
from hospcomms.domain.activities import STATUSES
from hospcomms.domain.campaigns import DRAFT, Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, link, long_text, text
from hospcomms.domain.limits import TEMPLATE_BYTES
from hospcomms.domain.locale import LANGUAGES, Locale
from hospcomms.domain.objectives import smart
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.reports.dossier import Dossier, kind_label, label, period, state_label
from hospcomms.reports.page_locale import on_pages
from hospcomms.services import access, embargo
from hospcomms.services.dossiers import dossier_of, issuer_of
from hospcomms.services.exchange.archive import read_file

if TYPE_CHECKING:
    from hospcomms.reports.word import Value
    from hospcomms.services.office import Office

LETTER, BRIEF = "letter", "brief"
KINDS = (LETTER, BRIEF)
OWN = "templates"
"""The folder, in the data folder, of templates the officer changed."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a letter says; `addressee` and `body` may have several lines, `body` is split into paragraphs at
    line ends.

    `reference` names what it answers, `copies` who else gets it. Without `signer` it is signed by the
    director.
    """

    addressee: str
    subject: str
    body: str
    number: str = ""
    reference: str = ""
    copies: Sequence[str] = ()
    function: str = ""
    signer: str = ""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class LetterOrder(Record):
    """A letter as an officer types it into a form; kept as a draft, never stored as a record."""

    key = "letter_order"
    one = N_("Letter")
    many = N_("Letters")

    addressee: str = long_text(N_("To"), required=True)
    subject: str = text(N_("Subject"), required=True)
    number: str = text(N_("Letter number"))
    reference: str = text(N_("In answer to"))
    body: str = long_text(N_("Text of the letter"), required=True)
    signer: str = text(N_("Who signs"), help=N_("The director of the settings when this is left empty."))
    function: str = text(N_("Function of who signs"))
    copies: str = long_text(N_("Copies to, one on each line"))

    def letter(self) -> Letter:
        """What it says."""
        names = ("addressee", "subject", "body", "number", "reference", "function", "signer")
        return Letter(**{name: getattr(self, name) for name in names}, copies=_lines(self.copies))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class BriefOrder(Record):
    """The campaign a brief is asked for; never stored."""

    key = "brief_order"
    one = N_("Brief")
    many = N_("Briefs")

    campaign: int = link(N_("Campaign"), Campaign.key, required=True)


def write_letter(office: Office, letter: Letter, speaking: Locale, path: Path, template: Path | None = None) -> None:
    """Write a letter as .docx in a language, from ``template`` or the one in use.

    Raises Refusal when the template or the file cannot be used.
    """
    speaking = on_pages(speaking)
    values: dict[str, Value] = {
        **_head(office, speaking),
        "number": _said(speaking, sentence("Number: {number}", number=letter.number), letter.number),
        "addressee": list(_lines(letter.addressee)),
        "subject": _said(speaking, sentence("Subject: {text}", text=letter.subject), letter.subject),
        "reference": _said(speaking, sentence("Reference: {text}", text=letter.reference), letter.reference),
        "body": list(_lines(letter.body)),
        "function": letter.function or speaking.text(N_("Director of the establishment")),
        "signer": letter.signer or office.settings.director,
        "copies": [],
    }
    if letter.copies:
        copies = sentence("Copies: {names}", names=tuple(letter.copies))
        values["copies"] = [speaking.say(copies)]
    _fill(template or template_path(office, LETTER, speaking.language), speaking, values, path)
    access.note(office, "export", record=LETTER, where=path.suffix)


def write_brief(office: Office, campaign: Campaign, speaking: Locale, path: Path, template: Path | None = None) -> None:
    """Write the plan of a campaign as .docx in a language. Raises Refusal as ``write_letter``."""
    dossier, speaking = dossier_of(embargo.leaving(office, speaking), campaign), on_pages(speaking)
    days = period(speaking, campaign.start, campaign.end)
    marks = [speaking.text(N_("Draft"))] if campaign.state == DRAFT else []
    if office.settings.is_sample:
        marks.append(speaking.text(N_("Sample: invented names and figures")))
    values: dict[str, Value] = {
        **_head(office, speaking),
        "title": speaking.say(sentence("Plan brief: “{campaign}”", campaign=campaign.title)),
        "subtitle": " · ".join((days, kind_label(campaign.kind, speaking))),
        "marks": list(marks),
        "facts": list(_facts(dossier, speaking)),
        "sections": list(_sections(dossier, speaking)),
        "activities_title": speaking.text(N_("Activities")),
        "heads": [speaking.text(word) for word in (N_("Activity"), N_("Owner"), N_("Start"), N_("End"), N_("Status"))],
        "activities": [
            [
                activity.title,
                activity.responsible,
                speaking.day(activity.start) if activity.start else "",
                speaking.day(activity.end) if activity.end else "",
                label(STATUSES, activity.status, speaking),
            ]
            for activity in dossier.plan.activities
        ],
        "function": office.settings.officer_function.best(speaking.language)
        or speaking.text(N_("Communications officer")),
        "signer": office.settings.officer,
    }
    _fill(template or template_path(office, BRIEF, speaking.language), speaking, values, path)
    access.note(office, "export", record=Campaign.key, ident=campaign.id, where=path.suffix)


def has_own_template(office: Office, kind: str, language: str) -> bool:
    """True when a template of the officer's own is in use."""
    return template_path(office, kind, language).parent == office.folder / OWN


def template_path(office: Office, kind: str, language: str) -> Path:
    """The template in use: the officer's own if there is one, else the one that came with the program."""
    own = office.folder / OWN / f"{kind}.{language}.docx"
    return own if own.is_file() else RESOURCES / OWN / own.name


def keep_template(office: Office, kind: str, language: str, path: Path) -> None:
    """Use a template of one's own from now on. Raises Refusal when it could not be used or kept."""
    if kind not in KINDS or language not in LANGUAGES:
        raise ValueError((kind, language))
    # late: brings the Word library
    from hospcomms.reports.word import check_template

    content = _read(path)
    check_template(path.name, content)
    _put(office.folder / OWN / f"{kind}.{language}.docx", content)


def copy_template(office: Office, kind: str, language: str, path: Path) -> None:
    """Write a copy of the template in use, to be changed in Word. Raises Refusal when it cannot be written."""
    _put(_as_docx(path), _read(template_path(office, kind, language)))


def forget_template(office: Office, kind: str, language: str) -> None:
    """Use the template that came with the program again."""
    held_files.remove(office.folder / OWN / f"{kind}.{language}.docx")


def _put(path: Path, content: bytes) -> None:
    # late: only two verbs copy
    from hospcomms.reports.handing_over import write_whole

    write_whole(path, lambda temporary: _write(temporary, content))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _fill(template: Path, speaking: Locale, values: Mapping[str, Value], path: Path) -> None:
    if path.exists() and template.exists() and path.samefile(template):
        raise Refusal("own-source", sentence("The result would overwrite {file}. Choose another name.", file=path.name))
    # late: brings the Word library
    from hospcomms.reports.word import fill_word

    fill_word(template.name, _read(template), values, _as_docx(path), rtl=speaking.rtl)


def _as_docx(path: Path) -> Path:
    if path.suffix.lower() != ".docx":
        raise Refusal("ending", sentence("A Word document is saved as .docx. Choose a file name with this ending."))
    return path


def _read(path: Path) -> bytes:
    return read_file(path, TEMPLATE_BYTES)


def _head(office: Office, speaking: Locale) -> dict[str, Value]:
    """State, office, place and date, as the printed documents have them."""
    issuer, language = issuer_of(office), speaking.language
    names = (issuer.direction, issuer.hospital, issuer.department)
    city, today = office.settings.city.best(language), speaking.long_day(office.today)
    placed = sentence("{city}, {date}", city=city, date=today) if city else sentence("Date: {date}", date=today)
    return {
        "state": list(dict(speaking.country.head).get(language, ())),
        "office": [text for texts in names if (text := texts.best(language))],
        "place_and_date": speaking.say(placed),
    }


def _said(speaking: Locale, said: Sentence, text: str) -> str:
    """A label with its text, "" when there is none."""
    return speaking.say(said) if text else ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]


def _facts(dossier: Dossier, speaking: Locale) -> list[str]:
    campaign, budget = dossier.plan.campaign, dossier.planned_budget
    unknown = speaking.text(N_("Not set"))
    facts = (
        sentence("Status: {text}", text=state_label(campaign.state, speaking)),
        sentence("Owner: {text}", text=campaign.owner or unknown),
        sentence("Planned budget: {text}", text=unknown if budget is None else speaking.money(budget)),
    )
    return [speaking.say(fact) for fact in facts]


def _sections(dossier: Dossier, speaking: Locale) -> list[Value]:
    """The parts of the plan that are written, in the order of the five steps."""
    campaign = dossier.plan.campaign
    objectives = [
        speaking.say(smart(objective, dossier.audiences.get(objective.audience, "")))
        for objective in dossier.plan.objectives
    ]
    found = (
        (N_("Situation"), _lines(campaign.situation)),
        (N_("Objectives"), objectives),
        (N_("Target audiences"), [*_lines(dossier.audience_names(speaking)), *_lines(campaign.insight)]),
        (N_("Strategy"), _lines(campaign.strategy)),
        (N_("How it is carried out"), _lines(campaign.implementation)),
        (N_("Evaluation plan"), _lines(campaign.evaluation)),
    )
    return [{"title": speaking.text(title), "paragraphs": list(lines)} for title, lines in found if lines]
