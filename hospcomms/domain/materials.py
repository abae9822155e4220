"""Health-education materials: the register, versions, approvals, quality scores, pretests and stock (MAT-1 to 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hospcomms.domain.approvals import GivenApproval
from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.checks import Problem, days_in_order
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    Texts,
    choice,
    choices,
    day,
    fields_of,
    file,
    flag,
    link,
    links,
    long_text,
    number,
    percent,
    tags,
    text,
    texts,
)
from hospcomms.domain.quality.scoring import SHEETS, scored
from hospcomms.domain.quality.sheets import CCI
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, Label, sentence

DRAFT, CLINICIAN, DIRECTOR, APPROVED, OBSOLETE = "draft", "clinician", "director", "approved", "obsolete"
STATES = (
    Choice(DRAFT, C_("material", "Draft"), "draft"),
    Choice(CLINICIAN, C_("material", "With the clinician"), "waiting"),
    Choice(DIRECTOR, C_("material", "With the director"), "waiting"),
    Choice(APPROVED, C_("material", "Approved"), "approved"),
    Choice(OBSOLETE, C_("material", "Obsolete"), "expired"),
)
MOVES: dict[str, frozenset[str]] = {
    DRAFT: frozenset({CLINICIAN}),
    CLINICIAN: frozenset({DIRECTOR, DRAFT}),
    DIRECTOR: frozenset({APPROVED, DRAFT}),
    APPROVED: frozenset({OBSOLETE}),
    OBSOLETE: frozenset({APPROVED}),
}
"""How a version goes from officer to clinician to director; one that was replaced may be taken up again."""
WAITING = frozenset({CLINICIAN, DIRECTOR})
DECIDERS = {CLINICIAN: N_("Clinician"), DIRECTOR: N_("Director")}
"""Who decides at each step."""
REVIEW_SOON = 90
"""Days before the review date from which a material is said to be reviewed soon."""
KINDS = (
    Choice("leaflet", N_("Leaflet")),
    Choice("brochure", N_("Brochure")),
    Choice("poster", N_("Poster")),
    Choice("rollup", N_("Roll-up banner")),
    Choice("video", N_("Video")),
    Choice("audio", N_("Audio spot")),
    Choice("post", N_("Post for social networks")),
    Choice("slides", N_("Slides")),
    Choice("infographic", N_("Infographic")),
    Choice("press_kit", N_("Press kit")),
    Choice("other", C_("material", "Other")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Material(Record):
    """A thing the hospital hands out or shows; its versions hold the file, its state and days are of the newest one.

    The program keeps them: ``state`` is that of a version that waits if one does, else approved if one may be handed
    out; ``languages`` are those one may hand out (of all versions while none is approved); ``review_by`` is the
    earliest of the versions in use. ``stock`` counts copies of all versions that are left.
    """

    key = "material"
    one = N_("Material")
    many = N_("Materials")
    order = ("-changed_at",)

    title: Texts = texts(N_("Title"), required=True, listed=True, limit=300)
    kind: str = choice(C_("material", "Kind"), KINDS, "leaflet", required=True, listed=True)
    languages: tuple[str, ...] = choices(N_("Languages"), SPOKEN, listed=True, own=True)
    state: str = choice(N_("Status"), STATES, DRAFT, listed=True, own=True)
    issued_on: date | None = day(N_("Issued on"), listed=True, own=True)
    review_by: date | None = day(N_("To be reviewed by"), listed=True, own=True)
    author: str = text(N_("Author"), listed=True)
    audience: int = link(N_("Target audience"), "audience", listed=True)
    programmes: tuple[int, ...] = links(N_("Programmes"), "programme")
    campaigns: tuple[int, ...] = links(N_("Campaigns"), "campaign")
    message: str = text(N_("Main message"), limit=500, help=N_("One sentence: what the reader is to remember or do."))
    themes: tuple[str, ...] = tags(N_("Themes"))
    is_withdrawn: bool = flag(N_("Do not distribute"), listed=True)
    why_withdrawn: str = text(N_("Why it is not distributed"))
    stock: float | None = number(N_("Copies in stock"), listed=True, own=True)
    reorder_at: float | None = number(N_("Print again below"), low=0, high=1e7)
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """What is not distributed says why."""
        if self.is_withdrawn and not self.why_withdrawn:
            return [Problem("why_withdrawn", sentence("Say why it is not distributed: others will ask."))]
        return []

    def idle(self) -> frozenset[str]:
        """The reason belongs to what is not distributed."""
        return frozenset() if self.is_withdrawn else frozenset({"why_withdrawn"})


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class MaterialVersion(Record):
    """One version of a material in one language: its file, its text, from when it holds and when it is reviewed."""

    key = "material_version"
    one = C_("material", "Version")
    many = C_("material", "Versions")
    title_field = "edition"
    whole = "material"
    order = ("-issued_on", "-id")

    material: int = link(N_("Material"), "material", required=True)
    edition: str = text(C_("version", "Number"), required=True, listed=True, limit=30)
    language: str = choice(N_("Language"), SPOKEN, "ar", required=True, listed=True)
    state: str = choice(N_("Status"), STATES, DRAFT, listed=True, own=True)
    author: str = text(N_("Author"), listed=True)
    content: StoredFile | None = file(N_("File"), listed=True)
    location: str = text(N_("Where a large file is kept"), help=N_("For a video too large to be kept here."))
    wording: str = long_text(N_("Text"), help=N_("The text as readers see it: its readability is measured on it."))
    pages: float | None = number(N_("Pages"), low=1, high=1000)
    photos: tuple[int, ...] = links(N_("Photos"), "photo")
    issued_on: date | None = day(N_("Issued on"), listed=True)
    review_by: date | None = day(N_("To be reviewed by"), listed=True)
    changed: str = long_text(N_("What was changed"))

    def problems(self) -> list[Problem]:
        """It is reviewed after it was issued."""
        return days_in_order(self, "issued_on", "review_by")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class MaterialApproval(GivenApproval):
    """A clinician's or the director's decision on one version."""

    key = "material_approval"
    one = C_("material", "Approval")
    many = C_("material", "Approvals")
    whole = "material"

    material: int = link(N_("Material"), "material", required=True)
    version: int = link(C_("label", "Version"), "material_version", required=True, listed=True)
    step: str = choice(C_("label", "Step"), (STATES[1], STATES[2]), listed=True, own=True)


INSTRUMENTS = tuple(Choice(sheet.key, sheet.title) for sheet in SHEETS.values())


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class QualityScore(Record):
    """One filled score sheet of one version. ``answers`` holds “item:answer” pairs (yes, no or na) apart by blanks.

    ``score`` is the index of the Clear Communication Index or PEMAT's understandability; ``second`` is PEMAT's
    actionability. Both are empty while the sheet is not complete.
    """

    key = "quality_score"
    one = N_("Quality score")
    many = N_("Quality scores")
    title_field = "instrument"
    whole = "material"
    order = ("-scored_on", "-id")

    material: int = link(N_("Material"), "material", required=True)
    version: int = link(C_("label", "Version"), "material_version", required=True, listed=True)
    instrument: str = choice(N_("Score sheet"), INSTRUMENTS, CCI, required=True, listed=True)
    scored_by: str = text(N_("Scored by"), required=True, listed=True)
    scored_on: date | None = day(N_("Scored on"), required=True, listed=True)
    reader: str = text(N_("Who is the main audience?"), limit=500)
    literacy: str = text(N_("What is known of its health literacy?"), limit=500)
    aim: str = text(N_("What is the aim of the communication?"), limit=500)
    message: str = text(N_("What is the main message?"), limit=500)
    answers: str = text(N_("Answers of the score sheet"), own=True, searched=False, limit=1000)
    score: float | None = percent(C_("sheet", "Score"), listed=True, own=True)
    second: float | None = percent(N_("Actionability"), listed=True, own=True)
    has_passed: bool = flag(N_("Good enough"), listed=True, own=True)
    note: str = long_text(N_("Note"))

    def settled(self) -> QualityScore:
        """With the scores its answers come to; a sheet that is not complete has none."""
        found = scored(self.instrument, self.answers)
        if found is None:
            return self
        whole, second = found.score(0), found.score(1)
        return replace(
            self,
            score=None if whole is None else round(whole, 1),
            second=None if second is None else round(second, 1),
            has_passed=found.passed,
        )


METHODS = (
    Choice("teach_back", N_("Teach-back, one by one")),
    Choice("interview", N_("Interviews")),
    Choice("group", N_("Group discussion")),
    Choice("questionnaire", N_("Questionnaire")),
    Choice("other", C_("pretest", "Other")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Pretest(Record):
    """A version tried on people it is for: how many, how many understood, what was found and changed (MAT-4)."""

    key = "pretest"
    one = N_("Pretest")
    many = N_("Pretests")
    title_field = "findings"
    whole = "material"
    order = ("-done_on", "-id")

    material: int = link(N_("Material"), "material", required=True)
    version: int = link(C_("label", "Version"), "material_version", required=True, listed=True)
    done_on: date | None = day(C_("pretest", "Done on"), required=True, listed=True)
    method: str = choice(N_("Method"), METHODS, "teach_back", required=True, listed=True)
    sample: float | None = number(N_("People asked"), required=True, listed=True, low=1, high=100_000)
    understood: float | None = number(N_("People who understood the main message"), listed=True, low=0, high=100_000)
    people: str = text(N_("Who was asked"), help=N_("Described, never named."))
    findings: str = text(N_("Findings"), required=True, listed=True, limit=2000)
    changes: str = text(N_("Change made"), listed=True, limit=2000)

    def problems(self) -> list[Problem]:
        """Not more understood than were asked."""
        if self.sample is not None and self.understood is not None and self.understood > self.sample:
            said = sentence("More people understood than were asked ({sample}). Correct it.", sample=self.sample)
            return [Problem("understood", said)]
        return []


PRINTED, GIVEN, RETURNED, DESTROYED, FOUND = "printed", "given", "returned", "destroyed", "found"
MOVEMENTS = (
    Choice(PRINTED, N_("Printed or received")),
    Choice(GIVEN, N_("Given out")),
    Choice(RETURNED, N_("Given back")),
    Choice(DESTROYED, N_("Destroyed")),
    Choice(FOUND, N_("Counted: the stock is so large")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class StockMove(Record):
    """Copies that came, went, or were counted."""

    key = "stock_move"
    one = N_("Movement of stock")
    many = C_("material", "Stock")
    title_field = "to_whom"
    whole = "material"
    order = ("moved_on", "id")

    material: int = link(N_("Material"), "material", required=True)
    version: int = link(C_("label", "Version"), "material_version", listed=True)
    movement: str = choice(N_("Movement"), MOVEMENTS, GIVEN, required=True, listed=True)
    copies: float | None = number(N_("Copies"), required=True, listed=True, low=0, high=1e7)
    moved_on: date | None = day(C_("label", "Day"), required=True, listed=True)
    to_whom: str = text(N_("To whom, or from whom"), listed=True)
    session: int = link(C_("one", "Session"), "session", listed=True)
    note: str = text(N_("Note"))

    def problems(self) -> list[Problem]:
        """Copies are whole ones."""
        if self.copies is not None and self.copies % 1 != 0:
            field = Label(fields_of(StockMove)["copies"].label)
            return [Problem("copies", sentence("{field}: type a whole number.", field=field))]
        return []
