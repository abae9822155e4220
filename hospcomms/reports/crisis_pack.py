"""The crisis pack: all one needs to run a scenario on paper, in one file (CRI-11).

What is missing or was not verified stands on the first page, before anything one could rely on.
"""

from __future__ import annotations

from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import Locale
from hospcomms.domain.scenarios import CLUSTERS, GROUPS, LEVELS, raised
from hospcomms.domain.wording import C_, N_, Label, counted, sentence
from hospcomms.reports.blank_sheets import blank_sheets
from hospcomms.reports.crisis_approvals import approvals
from hospcomms.reports.crisis_contacts import calls, told
from hospcomms.reports.crisis_pack_contents import Pack
from hospcomms.reports.crisis_procedure import procedure, role_cards
from hospcomms.reports.crisis_words import (
    BOX,
    LANGUAGE_NAMES,
    LANGUAGES,
    chosen,
    columns_of,
    is_written,
    labelled_parts,
    language_of,
    side,
    tick,
    with_gaps,
)
from hospcomms.reports.document import (
    Block,
    Break,
    Bullets,
    Contents,
    Document,
    Fact,
    Figures,
    Heading,
    Hold,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages


def crisis_pack(pack: Pack, issuer: Issuer, locale: Locale) -> Document:
    """The whole pack: cover, activation, procedure, role cards, calls, words, approvals, blank sheets."""
    locale = on_pages(locale)
    title = pack.scenario.title.best(locale.language)
    blocks: list[Block] = [
        *_cover(pack, locale),
        Break(),
        *_activation(pack, locale),
        *told(pack, locale),
        *procedure(pack, locale),
        Break(),
        *role_cards(pack, locale),
        Break(),
        *calls(pack, locale),
        *_statements(pack, locale),
        *_answers(pack, locale),
        *_advice(pack, locale),
        *approvals(pack, locale),
        Break(),
        *blank_sheets(locale),
    ]
    return Document(
        title=locale.say(sentence("Crisis pack: {scenario}", scenario=title)),
        language=language_of(locale),
        blocks=tuple(blocks),
        subtitle=locale.say(sentence("Version {n}, printed on {day}", n=pack.scenario.version or 1, day=pack.today)),
        letterhead=issuer.letterhead(locale, pack.today, pack.scenario.reference),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Crisis pack, data of {day}", day=_fresh(pack))),
    )


def _fresh(pack: Pack) -> object:
    """The day of the data that is shown."""
    return pack.changed_at or pack.today


def _cover(pack: Pack, locale: Locale) -> list[Block]:
    """How fresh the pack is, then what is missing, then the contents."""
    facts = (
        Fact(locale.text(N_("Data as of")), locale.value(_fresh(pack))),
        Fact(locale.text(N_("Printed on")), locale.day(pack.today)),
        Fact(locale.text(C_("pack", "Missing")), locale.number(len(pack.gaps))),
        Fact(locale.text(N_("Numbers to verify")), locale.number(len(pack.unverified))),
    )
    return [Figures(facts), *_missing(pack, locale), Contents()]


def _missing(pack: Pack, locale: Locale) -> list[Block]:
    """Empty roles, numbers nobody verified, languages not written: first of all."""
    if not pack.gaps and not pack.unverified:
        return [VerdictBox("done", locale.text(N_("Every role is filled and every number was verified.")))]
    told = locale.text(
        N_("Fill them in by hand where you can, put them right in the program, and print the pack anew.")
    )
    said = counted(
        "{n} thing in this pack is missing or was not verified.",
        "{n} things in this pack are missing or were not verified.",
        len(pack.gaps) + len(pack.unverified),
    )
    blocks: list[Block] = [VerdictBox("soon", locale.say(said), (told,))]
    if pack.gaps:
        blocks.append(Bullets(tuple(locale.say(gap) for gap in pack.gaps)))
    if pack.unverified:
        names = " · ".join(locale.say(one) for one in pack.unverified)
        label = locale.text(N_("Numbers not verified for six months"))
        blocks.append(Text((Span(f"{label}: ", bold=True), Span(names)), size=9.0))
    return blocks


def _activation(pack: Pack, locale: Locale) -> list[Block]:
    """What the scenario is, who verifies it, and the questions that give the level."""
    language = locale.language
    blocks: list[Block] = [Heading(locale.text(N_("Activation")))]
    if pack.scenario.summary.written():
        blocks.append(Text(pack.scenario.summary.best(language)))
    if pack.scenario.verification.written():
        label = locale.text(N_("How it is verified"))
        blocks.append(Text((Span(f"{label}: ", bold=True), Span(pack.scenario.verification.best(language)))))
    if pack.questions:
        shares = ((N_("Yes"), 7), (N_("No"), 7), (N_("Question"), 66), (N_("Level if yes"), 20))
        columns = columns_of(shares, locale)
        rows = tuple(
            (tick(), tick(), one.question.best(language), chosen(one.level, LEVELS, locale)) for one in pack.questions
        )
        blocks += [
            Heading(locale.text(N_("Activation questions")), level=2),
            Table(columns, rows),
            Text(
                (Span(locale.text(N_("The level is the highest one of the questions answered with yes.")), bold=True),)
            ),
        ]
    levels = "\n".join(f"{BOX} {locale.text(level.label)}" for level in LEVELS)
    names = ((N_("Activated at"), 36), (N_("Activated by"), 40), (N_("Level"), 24))
    return [*blocks, Table(columns_of(names, locale), (("", "", levels),), row_height=40.0, before=6.0)]


def _statements(pack: Pack, locale: Locale) -> list[Block]:
    """The holding statements in the three languages, their blanks as gaps to write in."""
    if not pack.statements:
        return []
    blocks: list[Block] = [
        Break(),
        Heading(locale.text(N_("Holding statements"))),
        Text(
            locale.text(N_("Nothing goes out before the incident chief has approved it. Fill in every gap first.")),
            tone="muted",
        ),
    ]
    for one in pack.statements:
        blocks.append(Heading(one.title.best(locale.language), _audience(one.audience, locale), level=2))
        for language in LANGUAGES:
            if is_written(one, language):
                parts = labelled_parts(one, language, locale)
                name = (Span(locale.text(LANGUAGE_NAMES[language]), bold=True, tone="muted", size=9.0),)
                blocks += [Hold(len(parts) + 1), Text(name, align=side(language, locale), after=1.0), *parts]
    return blocks


def _audience(key: str, locale: Locale) -> str:
    return locale.say(sentence("for: {audience}", audience=Label(_label(key))))


def _label(key: str) -> str:
    return next((choice.label for choice in GROUPS if choice.key == key), key)


def _answers(pack: Pack, locale: Locale) -> list[Block]:
    """The hard questions with what can be answered before all is known."""
    if not pack.answers:
        return []
    blocks: list[Block] = [Heading(locale.text(N_("Questions to expect")))]
    for one in pack.answers:
        question = Text((Span(one.question.best(locale.language), bold=True),), after=1.0)
        answer = Text(with_gaps(" ".join(one.answer.best(locale.language).split("\n"))), after=7.0)
        blocks += [Hold(2), question, answer]
    return blocks


def _advice(pack: Pack, locale: Locale) -> list[Block]:
    """How to speak in a crisis of this cluster, and what not to do."""
    cluster = pack.scenario.cluster
    if not cluster:
        return []
    blocks: list[Block] = [Heading(locale.text(N_("How to respond")), chosen(cluster, CLUSTERS, locale))]
    if pack.scenario.cluster_note.written():
        blocks.append(Text(pack.scenario.cluster_note.best(locale.language)))
    higher = raised(cluster)
    if higher != cluster:
        said = sentence(
            "After a similar crisis, or with a bad reputation, respond as in this cluster: {cluster}.",
            cluster=Label(_cluster(higher)),
        )
        blocks.append(Text(locale.say(said)))
    for title, found in ((N_("Advised"), pack.advised), (N_("To be avoided"), pack.unadvised)):
        if found:
            blocks += [Heading(locale.text(title), level=2), _listed(found, locale)]
    return blocks


def _cluster(key: str) -> str:
    return next((choice.label for choice in CLUSTERS if choice.key == key), key)


def _listed(found: object, locale: Locale) -> Bullets:
    assert isinstance(found, list | tuple)
    return Bullets(tuple(one.best(locale.language) for one in found if isinstance(one, Texts)))
