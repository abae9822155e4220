"""What the papers about one and about many sessions share: people by sex and age, and what the forms say."""

from __future__ import annotations

from collections.abc import Sequence

from hospcomms.domain.charts.kinds import Bars, Series
from hospcomms.domain.locale import Locale
from hospcomms.domain.session_figures import SessionFigures
from hospcomms.domain.session_opinions import FEW, OpinionFigures, share_told
from hospcomms.domain.sessions import AGES, OPINIONS, SEXES
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.document import Block, Cell, Column, Fact, Figures, Graph, Heading, Hold, Table, Text

PEOPLE, FORMS = N_("People by sex and age"), N_("What those who came say")
ANSWERS = (N_("Agree"), N_("Agree in part"), N_("Do not agree"))


def facts(figures: SessionFigures, locale: Locale) -> Figures:
    """Who came, women and men, who was referred."""
    words = (
        (N_("People who came"), figures.people),
        *((name, figures.of_sex(sex)) for sex, name in SEXES),
        (N_("People referred"), figures.referred),
    )
    return Figures(tuple(Fact(locale.text(label), locale.number(value, 0)) for label, value in words))


def people(figures: SessionFigures, locale: Locale, *, is_short: bool = False) -> list[Block]:
    """Ages by sexes as bars and as a table; a sentence where nobody was counted by group.

    ``is_short`` leaves out the bars, and the ages of which nobody came.
    """
    heading = Heading(locale.text(PEOPLE))
    if not any(figures.groups.values()):
        return [heading, Text(locale.text(N_("Nobody was counted by sex and age.")), tone="muted")]
    always = () if is_short else tuple(age for age, _ in AGES[:-1])
    ages = [(age, name) for age, name in AGES if age in always or figures.of_age(age)]
    if is_short:
        return [Hold(2), heading, _people_table(figures, ages, locale), *_ungrouped(figures, locale)]
    series = tuple(
        Series(locale.text(name), tuple(figures.groups[f"{sex}_{age}"] for age, _ in ages)) for sex, name in SEXES
    )
    chart = Bars(tuple(locale.text(name) for _, name in ages), series, locale.text(N_("People")))
    return [Hold(3), heading, Graph(chart), _people_table(figures, ages, locale), *_ungrouped(figures, locale)]


def _people_table(figures: SessionFigures, ages: Sequence[tuple[str, str]], locale: Locale) -> Table:
    columns = (
        Column(locale.text(N_("Age"))),
        *(Column(locale.text(name), number=True) for _, name in SEXES),
        Column(locale.text(N_("Together")), number=True, bold=True),
    )

    def row(name: str, values: Sequence[float]) -> tuple[Cell, ...]:
        return (locale.text(name), *(locale.number(value, 0) for value in (*values, sum(values))))

    rows = tuple(row(name, [figures.groups[f"{sex}_{age}"] for sex, _ in SEXES]) for age, name in ages)
    return Table(columns, rows, row(N_("Total"), [figures.of_sex(sex) for sex, _ in SEXES]))


def _ungrouped(figures: SessionFigures, locale: Locale) -> list[Block]:
    if not figures.ungrouped:
        return []
    said = counted(
        "{n} person came and was not counted by sex and age.",
        "{n} people came and were not counted by sex and age.",
        int(figures.ungrouped),
    )
    return [Text(locale.say(said), size=9.0)]


def opinions(found: Sequence[OpinionFigures], locale: Locale) -> list[Block]:
    """The statements with the share that agreed and its interval; nothing when no form came back."""
    most = max((one.answers for one in found), default=0.0)
    if not most:
        return []
    labels = {choice.key: choice.label for choice in OPINIONS}
    heads = (N_("Statement of the form"), *ANSWERS, N_("Share who agree [95% interval]"))
    columns = tuple(Column(locale.text(head), number=0 < place < 4) for place, head in enumerate(heads))
    rows = tuple(_statement(one, labels[one.statement], locale) for one in found)
    blocks: list[Block] = [Heading(locale.text(FORMS)), Table(columns, rows)]
    if most < FEW:
        said = counted("{n} form is few: read the shares with care.", "{n} forms are few: read the shares with care.",
                       int(most))  # fmt: skip
        blocks.append(Text(locale.say(said), size=9.0))
    method = sentence("The interval of a share is Wilson’s: it says how far chance alone may have moved it.")
    return [*blocks, Text(locale.say(method), size=9.0, tone="muted")]


def _statement(one: OpinionFigures, label: str, locale: Locale) -> tuple[Cell, ...]:
    share = share_told(one, locale)
    counts = (locale.number(value, 0) for value in (one.agree, one.partly, one.disagree))
    return (locale.text(label), *counts, locale.say(share) if share is not None else "–")
