"""The people of the hospital whom communication needs: who may speak on what, and who stands in for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.checks import Problem, days_in_order, warning
from hospcomms.domain.fields import (
    Record,
    StoredFile,
    address,
    choices,
    day,
    file,
    flag,
    link,
    long_text,
    tags,
    text,
)
from hospcomms.domain.folding import fold
from hospcomms.domain.press import STALE
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, sentence


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Colleague(Record):
    """A member of the hospital: the officer, the director, a clinician, a head of department, a spokesperson."""

    key = "colleague"
    one = N_("Member of staff")
    many = N_("Staff register")
    title_field = "name"
    order = ("name",)

    name: str = text(N_("Name"), required=True, listed=True)
    function: str = text(N_("Function"), required=True, listed=True)
    department: str = text(N_("Department"), listed=True)
    phone: str = address(N_("Telephone"), "phone", listed=True)
    phone2: str = address(N_("Second telephone"), "phone")
    email: str = address(N_("E-mail"), "email")
    speaks: bool = flag(N_("Spokesperson"), listed=True, help=N_("Has a mandate to speak to the press."))
    topics: tuple[str, ...] = tags(N_("Topics"), listed=True, help=N_("What they may speak on."))
    languages: tuple[str, ...] = choices(N_("Languages"), SPOKEN, listed=True)
    trained_on: date | None = day(N_("Media training on"), listed=True)
    mandate_from: date | None = day(N_("Mandate from"))
    mandate_until: date | None = day(N_("Mandate until"))
    mandate: StoredFile | None = file(N_("Mandate to speak"))
    deputy: int = link(N_("Deputy"), "colleague", listed=True)
    verified_on: date | None = day(N_("Last verified"), listed=True)
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """Nobody is their own deputy; a mandate does not end before it begins; one who speaks can be reached."""
        found = days_in_order(self, "mandate_from", "mandate_until")
        if self.id and self.deputy == self.id:
            found.append(Problem("deputy", sentence("Nobody is their own deputy. Choose somebody else.")))
        if not (self.phone or self.phone2):
            found.append(
                warning("phone", sentence("No telephone: this person cannot be reached in a crisis. Add one."))
            )
        return found

    def idle(self) -> frozenset[str]:
        """Mandate and training concern those who speak."""
        return frozenset() if self.speaks else frozenset({"topics", "trained_on", "mandate_from", "mandate_until"})

    def is_stale(self, today: date) -> bool:
        """True when the details were never verified, or longer ago than six months."""
        return self.verified_on is None or today - self.verified_on > STALE

    def may_speak(self, today: date) -> bool:
        """True while the mandate to speak holds; both of its days count."""
        begun = self.mandate_from is None or self.mandate_from <= today
        over = self.mandate_until is not None and self.mandate_until < today
        return self.speaks and begun and not over


def who_may_speak(
    colleagues: Iterable[Colleague], topics: Sequence[str], language: str, today: date
) -> list[tuple[Colleague, int]]:
    """Those whose mandate holds with how many of ``topics`` they may speak on, best first.

    Of two that know as many topics the one who speaks ``language`` comes first, then the one trained last.
    Those without topics of their own may speak on anything, after those who know one of the topics.
    """
    wanted = {fold(topic) for topic in topics}
    able = [(one, len(wanted & {fold(topic) for topic in one.topics})) for one in colleagues if one.may_speak(today)]
    fit = [(one, known) for one, known in able if known or not wanted or not one.topics]
    return sorted(
        fit, key=lambda pair: (-pair[1], language not in pair[0].languages, -_age(pair[0].trained_on), pair[0].name)
    )


def _age(day: date | None) -> int:
    return 0 if day is None else day.toordinal()
