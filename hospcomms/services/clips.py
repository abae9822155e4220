"""What one does with clips: judge them, ask for a correction, count a period, keep it as a measurement of the image."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem, days_in_order
from hospcomms.domain.coverage import Coverage, before, coverage_of
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, choice, day, text
from hospcomms.domain.monitoring import ACCURACY, TONES, Clip, Correction
from hospcomms.domain.press import WAYS, Outlet, Person
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.record_types import record_type
from hospcomms.domain.reputation import CLIPS, ImageWave
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

CODE, ASK, KEEP = C_("clip", "Code"), N_("Ask for a correction"), N_("Keep as image measurement")
CODE_SEVERAL = C_("clip", "Code…")
USUAL_DAYS = 30
"""A period nobody named ends today and has so many days."""
LONGEST = 3_700
"""Days of the longest period that is counted at once: some ten years."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class CodingOrder(Record):
    """How clips are judged; what is left open stays as it was."""

    key = "coding_order"
    one = N_("Coding")
    many = N_("Codings")

    tone: str = choice(N_("Tone"), TONES)
    accuracy: str = choice(N_("Accuracy"), ACCURACY)
    coder: str = text(N_("Coded by"), help=N_("The name of who judges; the officer when empty."))

    def problems(self) -> list[Problem]:
        """At least one judgement is made."""
        if self.tone or self.accuracy:
            return []
        return [Problem("tone", sentence("Choose a tone or an accuracy."))]


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class CorrectionOrder(Record):
    """What is asked before a correction is asked for: what is wrong, what is right, how and whom one asked."""

    key = "correction_order"
    one = N_("Correction request")
    many = N_("Correction requests")

    error: str = text(N_("What is wrong"), required=True, limit=1000)
    fact: str = text(N_("What is right"), limit=1000, help=N_("With its source."))
    way: str = choice(N_("How"), WAYS, "email")
    sent_to: str = text(N_("Sent to"))
    asked_on: date | None = day(N_("Sent on"), help=N_("Today when empty."))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class MeasurementOrder(Record):
    """What is asked before the clips of a period become one image measurement."""

    key = "measurement_order"
    one = N_("Image measurement")
    many = N_("Image measurements")

    title: str = text(
        N_("What was asked or coded"),
        required=True,
        help=N_("The same words in each wave: waves with the same words are compared."),
    )
    start: date | None = day(N_("Start"), required=True)
    end: date | None = day(N_("End"), required=True)

    def problems(self) -> list[Problem]:
        """The end may not come before the start."""
        return days_in_order(self, "start", "end")


def code(office: Office, wanted: Sequence[int], order: CodingOrder) -> Commit:
    """Judge clips as one change: who judged and today's date are kept with the judgement.

    Raises Invalid when nothing is judged or nobody is named.
    """
    records.refuse_if_wrong(order)
    coder = order.coder or office.settings.officer
    if not coder:
        raise Invalid([Problem("coder", sentence("Tone and accuracy are judged by a person. Enter their name."))])
    given: dict[str, object] = {"coder": coder, "coded_on": office.today}
    given.update({name: value for name in ("tone", "accuracy") if (value := getattr(order, name))})
    return records.bulk_edit(office, Clip, wanted, given, CODE)


def uncoded() -> Query:
    """The queue of clips nobody judged, the newest first."""
    return Query(Clip, sort=(Sort("on", descending=True),)).where("tone", Op.EMPTY)


def next_uncoded(office: Office, after: int = 0) -> Clip | None:
    """The clip to judge next: the newest in the queue but the one at hand; None when the queue is empty."""
    found: list[Clip] = records.find(office, uncoded(), 2)
    return next((clip for clip in found if clip.id != after), None)


def ask_correction(office: Office, clip: Clip, order: CorrectionOrder) -> Commit:
    """Keep that an outlet was asked to correct a clip."""
    made = Correction(
        clip=clip.id,
        error=order.error,
        fact=order.fact,
        way=order.way,
        sent_to=order.sent_to or _called(office, clip),
        asked_on=order.asked_on or office.today,
    )
    return records.save(office, made, ASK)


def _called(office: Office, clip: Clip) -> str:
    """Who is asked when nobody is named: the journalist, else the outlet."""
    names = records.titles(office, [one for one in (clip.person, clip.outlet) if one])
    return names.get(clip.person) or names.get(clip.outlet, "")


def outlet_of(office: Office, person: int) -> int:
    """The outlet a journalist works at now, 0 when it is not known."""
    found = records.window(office, Person, [person]) if person else []
    outlet = found[0].outlet if found else 0
    return outlet if outlet and any(one.binned_at is None for one in records.window(office, Outlet, [outlet])) else 0


def clips_in(office: Office, span: Span) -> list[Clip]:
    """The clips of a period, by day."""
    return records.find(office, asked_in(span))


def asked_in(span: Span) -> Query:
    """The query for the clips of a period, by day."""
    query = Query(Clip, sort=(Sort("on"), Sort("title")))
    return query.where("on", Op.FROM, span.first).where("on", Op.TO, span.last)


def coverage(office: Office, since: date, until: date) -> Coverage:
    """Everything counted of the clips from ``since`` to ``until``, and of the corrections asked for in these days.

    Raises Refusal when the ends are crossed or the period is very long.
    """
    span = period_asked(office, since, until)
    asked = Query(Correction).where("asked_on", Op.FROM, span.first).where("asked_on", Op.TO, span.last)
    weekday = office.settings.locale.country.first_weekday
    return coverage_of(clips_in(office, span), records.find(office, asked), span, weekday)


def with_before(office: Office, span: Span) -> tuple[Coverage, Coverage]:
    """A period and the one of the same length before it."""
    earlier = before(span)
    return coverage(office, span.first, span.last), coverage(office, earlier.first, earlier.last)


def period_asked(office: Office, first: date | None, last: date | None) -> Span:
    """The days as asked for, else the thirty that end today. Raises Refusal for crossed ends and very long periods."""
    # late: brings the engine of workbooks
    from hospcomms.services.workbook import refuse_crossed

    if first is None:
        last = last or office.today
        return Span(last - timedelta(days=USUAL_DAYS - 1), last)
    span = Span(first, last or max(first, office.today))
    refuse_crossed(span.first, span.last)
    if span.days > LONGEST:
        raise Refusal(
            "period-too-long",
            sentence("The period is longer than {n} days. Choose a shorter one.", n=LONGEST),
        )
    return span


def keep_as_measurement(office: Office, order: MeasurementOrder) -> Commit:
    """Make an image measurement from the judged clips of a period: above 0 favourable, below 0 unfavourable.

    Raises Refusal when no clip of these days was judged.
    """
    records.refuse_if_wrong(order)
    assert order.start is not None
    assert order.end is not None
    tones = coverage(office, order.start, order.end).tones
    if not tones.coded:
        raise Refusal(
            "nothing-coded",
            sentence(
                "No clip from {start} to {end} was judged yet. Code them first.", start=order.start, end=order.end
            ),
        )
    made = ImageWave(
        title=order.title,
        measure=CLIPS,
        start=order.start,
        end=order.end,
        answers=float(tones.coded),
        favourable=float(tones.favourable),
        unfavourable=float(tones.unfavourable),
        source=office.settings.locale.say(
            sentence("Media monitoring: {coded} of {all} clips coded", coded=tones.coded, all=tones.clips)
        ),
    )
    return records.save(office, made, KEEP)


def usual_measurement(office: Office) -> MeasurementOrder:
    """The order as it is first shown: the last month that is over, under the words used the last time."""
    last = office.today.replace(day=1) - timedelta(days=1)
    query = Query(ImageWave, sort=(Sort("end", descending=True),)).where("measure", Op.IS, CLIPS)
    waves: list[ImageWave] = records.find(office, query, 1)
    words = waves[0].title if waves else office.settings.locale.text(N_("Tone of the clips on the hospital"))
    return MeasurementOrder(title=words, start=last.replace(day=1), end=last)
