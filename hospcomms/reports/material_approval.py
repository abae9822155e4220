"""The page on which officer, clinician and director approve one version of a material, with the code of its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospcomms.domain.approvals import RETURNED
from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.fields import Choice, fields_of
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.material_versions import short_code
from hospcomms.domain.materials import (
    APPROVED,
    DECIDERS,
    INSTRUMENTS,
    KINDS,
    Material,
    MaterialApproval,
    MaterialVersion,
    QualityScore,
)
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.reports.crisis_words import BOX, columns_of, language_of
from hospcomms.reports.document import (
    APPROVAL,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Signature,
    Signatures,
    Span,
    Table,
    Text,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

CHECKS = (
    (N_("Communications officer"), N_("The main message stands first and says what to do.")),
    (N_("Communications officer"), N_("The words are those readers use; it was scored and tried on readers.")),
    (N_("Communications officer"), N_("Everybody one can recognise on a photo agreed to this use.")),
    (N_("Clinician"), N_("The medical facts are right and follow the recommendations in force.")),
    (N_("Clinician"), N_("Doses, figures and warning signs are right, and so is whom to turn to.")),
    (N_("Clinician"), N_("It says the same as the versions in other languages.")),
    (N_("Director"), N_("It may be handed out in the name of the establishment until the review date.")),
)
"""Who looks at what before signing."""
DOTS = "…" * 60


@dataclass(frozen=True)
class ApprovalPage:
    """A version with what its signers must see: audience, scores of this version, decisions given already."""

    material: Material
    version: MaterialVersion
    audience: str = ""
    scores: tuple[QualityScore, ...] = ()
    given: tuple[MaterialApproval, ...] = ()
    officer: str = ""


def approval_page(page: ApprovalPage, issuer: Issuer, locale: Locale, today: date) -> Document:
    """What is approved, the checklist, remarks, and the three places to sign."""
    locale = on_pages(locale)
    title = page.material.title.best(locale.language)
    blocks: list[Block] = [
        Heading(locale.text(N_("What is approved"))),
        _facts(page, locale),
        Heading(locale.text(N_("What is looked at"))),
        _checks(locale),
        *_given(page, locale),
        *_remarks(page, locale),
        _signatures(page, issuer, locale),
    ]
    return Document(
        title=locale.say(sentence("Approval of “{title}”", title=title)),
        language=language_of(locale),
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today, page.material.reference),
        marks=(*issuer.marks(), *(() if page.version.state == APPROVED else (APPROVAL,))),
        office=issuer.foot(locale),
        version=_foot(page, locale),
        numbered=False,
        most_pages=1,
    )


def _foot(page: ApprovalPage, locale: Locale) -> str:
    """Which version the signatures are for: that must be on the sheet itself."""
    code = short_code(page.version)
    number = isolated(page.version.edition)
    if not code:
        return locale.say(sentence("Version {number}", number=number))
    return locale.say(sentence("Version {number}, code {code}", number=number, code=isolated(code)))


def _facts(page: ApprovalPage, locale: Locale) -> Table:
    material, version = page.material, page.version
    code = short_code(version)
    spoken = _label(SPOKEN, version.language, locale)
    rows: list[tuple[str, Cell]] = [
        (N_("Material"), (Span(material.title.best(locale.language), bold=True),)),
        (C_("material", "Kind"), _label(KINDS, material.kind, locale)),
        (
            C_("label", "Version"),
            locale.say(sentence("{number}, {language}", number=version.edition, language=spoken)),
        ),
        (N_("Main message"), material.message),
        (N_("Target audience"), page.audience),
        (N_("Author"), version.author),
        (N_("File"), version.content.name if version.content else version.location),
        (N_("Code of the file"), isolated(code) if code else ""),
        (N_("Pages"), locale.number(version.pages) if version.pages else ""),
        (N_("What was changed"), version.changed),
        (C_("sheet", "Score"), _scores(page, locale)),
        (N_("To be reviewed by"), locale.long_day(version.review_by) if version.review_by else ""),
    ]
    shown = tuple((locale.text(label), cell) for label, cell in rows if cell)
    columns = (
        Column(locale.text(N_("What")), bold=True, share=26),
        Column(locale.text(N_("This version")), share=74),
    )
    return Table(columns, shown)


def _scores(page: ApprovalPage, locale: Locale) -> str:
    said = [
        locale.say(
            sentence(
                "{sheet}: {score}", sheet=_label(INSTRUMENTS, one.instrument, locale), score=locale.percent(one.score)
            )
        )
        for one in page.scores
        if one.score is not None
    ]
    return "\n".join(said)


def _checks(locale: Locale) -> Table:
    shares = (("", 6), (N_("Point"), 66), (N_("Looked at by"), 28))
    rows: tuple[tuple[Cell, ...], ...] = tuple((BOX, locale.text(check), locale.text(role)) for role, check in CHECKS)
    return Table(columns_of(shares, locale), rows)


def _given(page: ApprovalPage, locale: Locale) -> list[Block]:
    """Decisions that were given already; a blank page has none."""
    if not page.given:
        return []
    described = fields_of(MaterialApproval)
    shares = ((C_("label", "Step"), 24), (N_("Decision"), 22), (N_("Approver"), 32), (N_("Given at"), 22))
    rows: list[tuple[Cell, ...]] = []
    for one in page.given:
        decision = described["decision"].choice(one.decision)
        label = locale.text(decision.label) if decision else ""
        rows.append(
            (
                locale.text(DECIDERS.get(one.step, "")),
                (Span(label, bold=one.decision == RETURNED),),
                f"{one.approver}\n{one.function}",
                locale.moment(one.given_at) if one.given_at else "",
            )
        )
    return [Heading(locale.text(N_("Decisions so far"))), Table(columns_of(shares, locale), tuple(rows))]


def _remarks(page: ApprovalPage, locale: Locale) -> list[Block]:
    """Room for remarks by hand; none once the version is approved, so that the signatures stay on the same sheet."""
    if page.version.state == APPROVED:
        return []
    return [Text(locale.text(N_("Remarks"))), Text(f"{DOTS}\n{DOTS}", tone="muted")]


def _signatures(page: ApprovalPage, issuer: Issuer, locale: Locale) -> Signatures:
    note = locale.text(N_("Name, date, signature"))
    officer = issuer.officer_function.best(locale.language) or locale.text(N_("Communications officer"))
    own = locale.say(sentence("{name}: date, signature", name=page.officer)) if page.officer else note
    return Signatures(
        (
            Signature(officer, own),
            Signature(locale.text(N_("Clinician")), note),
            Signature(locale.text(N_("Director of the establishment")), locale.text(N_("Date, signature and stamp"))),
        )
    )


def _label(choices: tuple[Choice, ...], key: str, locale: Locale) -> str:
    return next((locale.text(choice.label) for choice in choices if choice.key == key), key)
