"""Who approves what in a crisis, on paper: the way of a statement from draft to release, and the map of approvals."""

from __future__ import annotations

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import C_, N_
from hospcomms.reports.crisis_pack_contents import Pack
from hospcomms.reports.crisis_words import columns_of
from hospcomms.reports.document import Block, Cell, Column, Heading, Hold, Span, Table

ROW = 25.0
WAY_OF_A_STATEMENT = (
    (N_("Drafting"), "officer", N_("six parts, no blank left")),
    (N_("Check of the medical facts"), "clinical", N_("no patient can be recognised")),
    (N_("Approval"), "chief", N_("name and time; nothing goes out before")),
    (N_("Telling the staff"), "nursing", N_("before the press and the public")),
    (N_("Release to the outside"), "spokesperson", N_("read aloud, sent or published")),
)
"""The way of every statement: what is done, the role that does it, and what is looked at."""

MAP = (
    (N_("Statement to the press"), ("officer", "clinical", "chief", "spokesperson")),
    (N_("Message to staff"), ("officer", "nursing", "chief", "nursing")),
    (N_("Message to patients and families"), ("families", "clinical", "chief", "families")),
    (N_("Post on a social network"), ("officer", "clinical", "chief", "officer")),
    (N_("Answer to a rumour"), ("officer", "clinical", "chief", "officer")),
    (N_("Situation report"), ("officer", "registrar", "chief", "officer")),
    (N_("Stand-down and final statement"), ("officer", "clinical", "chief", "spokesperson")),
)
"""What is approved: who prepares, checks, approves and releases it."""


def approvals(pack: Pack, locale: Locale) -> list[Block]:
    """Who approves what, and the way from draft to release."""
    path = tuple(
        (
            locale.number(place),
            (Span(locale.text(what), bold=True),),
            _role(pack, code, locale),
            locale.text(note),
            "",
            "",
        )
        for place, (what, code, note) in enumerate(WAY_OF_A_STATEMENT, 1)
    )
    shares = (
        ("", 5), (N_("What is done"), 20), (C_("crisis", "Role"), 26), (N_("What is looked at"), 25), (N_("Time"), 11),
        (N_("Signature"), 13),
    )  # fmt: skip
    names = (C_("map", "What"), N_("Prepared by"), N_("Checked by"), N_("Approved by"), N_("Released by"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        ((Span(locale.text(what), bold=True),), *(_role(pack, code, locale, is_named=False) for code in codes))
        for what, codes in MAP
    )
    return [
        Hold(5),
        Heading(locale.text(N_("Who approves what"))),
        Heading(locale.text(N_("The way of a statement")), level=2),
        Table(columns_of(shares, locale), path, row_height=ROW),
        Heading(locale.text(N_("Map of approvals")), level=2),
        Table(tuple(Column(locale.text(name)) for name in names), rows),
    ]


def _role(pack: Pack, code: str, locale: Locale, *, is_named: bool = True) -> str:
    """A role by its code, with its holder; the code's usual name when the scenario has no such role."""
    role = pack.role(code)
    if role is None:
        return locale.text(USUAL.get(code, code))
    holder = pack.holder(role)
    name = role.name.best(locale.language)
    return f"{name}\n{holder.name}" if holder is not None and is_named else name


USUAL = {
    "officer": N_("Communications officer"),
    "clinical": N_("Clinical lead"),
    "chief": N_("Incident chief"),
    "nursing": N_("Head of nursing"),
    "spokesperson": N_("Spokesperson"),
    "families": N_("Families liaison"),
    "registrar": N_("Log keeper"),
}
"""What the common roles are called where a scenario has left one out."""
