"""The command for letters and briefs as Word documents."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from hospcomms.cli.answers import Answer
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Query, Sort
from hospcomms.domain.wording import sentence
from hospcomms.services import letters, records

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def letter(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write a letter, or the brief of a campaign, as a Word document."""
    document = office.settings.locale_for(wanted.language or office.settings.language)
    shape: dict[str, object] = {"file": str(wanted.out), "kind": wanted.kind}
    if wanted.kind == letters.BRIEF:
        campaign = _campaign(office, wanted.id)
        letters.write_brief(office, campaign, document, wanted.out, wanted.template)
        shape.update(record=Campaign.key, id=campaign.id, title=campaign.caption)
    else:
        letters.write_letter(office, _letter(wanted), document, wanted.out, wanted.template)
    return _written(wanted, office.settings.locale, shape)


def _letter(wanted: argparse.Namespace) -> letters.Letter:
    """What the options say. Raises Refusal when the letter would be empty."""
    if not (wanted.addressee and wanted.subject and wanted.body):
        raise Refusal("incomplete", sentence("Say to whom the letter goes, its subject and its text."))
    return letters.Letter(
        addressee=wanted.addressee,
        subject=wanted.subject,
        body=wanted.body,
        number=wanted.number,
        reference=wanted.reference,
        copies=tuple(wanted.copy),
        function=wanted.function,
        signer=wanted.signer,
    )


def _campaign(office: Office, ident: int | None) -> Campaign:
    """The campaign asked for, else the most recent. Raises Refusal when there is none."""
    if ident is not None:
        return records.get(office, Campaign, ident)
    found = records.find(office, Query(Campaign, sort=(Sort("start", descending=True),)), limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no campaign this report could be about. Enter one first."))
    latest: Campaign = found[0]
    return latest


def _written(wanted: argparse.Namespace, speaking: Locale, shape: dict[str, object]) -> Answer:
    return Answer((speaking.say(sentence("The file {file} was written.", file=wanted.out.name)),), shape)
