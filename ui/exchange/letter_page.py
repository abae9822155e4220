"""Letters and briefs as Word documents, from the program's templates or the officer's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import letters, records
from hospcomms.services.letters import BRIEF, LETTER, BriefOrder, LetterOrder
from ui.background import UNEXPECTED
from ui.exchange.asked import Asked
from ui.exchange.choices import LanguageChoice
from ui.exchange.task_page import WORD_FILE, Order, TaskPage, row_of
from ui.exchange.tasks import Task
from ui.language import plain, say, tr
from ui.records.form_layout import Fields
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

_FIELDS = (
    Fields(("addressee",)),
    Fields(("subject", "reference", "number")),
    Fields(("body",)),
    Fields(("signer", "function", "copies")),
)
OWN = N_("Your own template is used.")
PROGRAMS = N_("The program’s template is used.")


class LetterPage(TaskPage):
    """Kind and text, language, template, file. What is typed in a letter is kept until it is cleared."""

    def __init__(self, session: Session, task: Task, campaign: int = 0) -> None:
        super().__init__(session, task, N_("Make the document…"))
        kinds = ((LETTER, tr(N_("Letter")), ""), (BRIEF, tr(N_("Brief of a campaign")), ""))
        self.kind = Segments(kinds, BRIEF if campaign else LETTER)
        self.kind.setAccessibleName(tr(N_("Kind of document")))
        self.language = LanguageChoice(session)
        self.letter = Asked(session, LetterOrder(), _FIELDS, is_kept=True)
        self.brief = Asked(session, BriefOrder(campaign=campaign), (Fields(("campaign",)),))
        self.clear = Button(tr(N_("Clear the letter")), self.letter.clear, kind="link")
        self.in_use = Label("", tone="text2", wrap=True)
        self.use = Button(tr(N_("Use a template of your own…")), self.ask_template, icon="folder_open")
        self.copy = Button(tr(N_("Save a copy for Word…")), self.copy_template, icon="save")
        self.forget = Button(tr(N_("Use the program’s template again")), self.forget_template, kind="link")
        self.add_step(N_("1. What is written"), self.kind, self.letter, self.brief, row_of(self.clear))
        self.add_step(N_("2. Language of the document"), self.language)
        self.add_step(N_("3. Template"), self.in_use, row_of(self.use, self.copy, self.forget))
        self.body.addStretch(1)
        self.kind.chosen.connect(self._fit)
        self.language.chosen.connect(self._fit)
        self.letter.edited.connect(self._fit)
        self.setFocusProxy(self.brief.cells["campaign"].editor.target() if campaign else self._first_field())
        self._fit()

    def _first_field(self) -> QWidget:
        return self.letter.cells["addressee"].editor.target()

    def _fit(self, _key: str = "") -> None:
        is_letter = self.kind.current() == LETTER
        self.letter.setVisible(is_letter)
        self.clear.setVisible(is_letter and bool(self.letter.entry.touched))
        self.brief.setVisible(not is_letter)
        is_own = letters.has_own_template(self.session.office, self.kind.current(), self.language.current())
        self.in_use.setText(tr(OWN if is_own else PROGRAMS))
        self.forget.setVisible(is_own)

    # the template

    def ask_template(self) -> None:
        """Ask for a Word document to be the template of this kind and language from now on."""
        chosen = self.errand.outside.open(self, self.errand.folder(), tr(WORD_FILE), ".docx")
        if not chosen:
            return
        path, office = Path(chosen), self.session.office
        kind, language = self.kind.current(), self.language.current()
        self.errand.keep_folder(path)
        self.session.background.start(
            self, lambda _progress: letters.keep_template(office, kind, language, path),
            done=lambda _nothing: self._template_kept(path), failed=self._refuse,
        )  # fmt: skip

    def _template_kept(self, path: Path) -> None:
        self._fit()
        self.banner.dismiss()
        self.session.go.say(sentence("The template {file} is used from now on.", file=path.name))

    def forget_template(self) -> None:
        """Use the program's template again."""
        try:
            letters.forget_template(self.session.office, self.kind.current(), self.language.current())
        except OSError:
            said = sentence("The template is open in another program. Close it there and try again.")
            self.banner.show_message("late", say(said))
        self._fit()

    def copy_template(self) -> None:
        """Write a copy of the template in use, to be changed in Word."""
        office, kind, language = self.session.office, self.kind.current(), self.language.current()

        def work(path: Path, _progress: Callable[[float], None]) -> None:
            letters.copy_template(office, kind, language, path)

        def told(_nothing: Any, path: Path) -> list[Sentence]:
            changed = sentence("Change it in Word, then choose it here as your own template.")
            return [sentence("The template was saved as {file}.", file=path.name), changed]

        if not self.errand.under_way:
            name = safe_name(f"{tr(N_('Template'))} {kind} {language}")
            self.errand.run(Order(f"{name}.docx", WORD_FILE, work, told))

    def _refuse(self, error: BaseException) -> None:
        said = say(error.sentence) if isinstance(error, Refusal) else tr(UNEXPECTED)
        self.banner.show_message("late", said)

    # the document

    def order(self) -> Order | None:
        return self._letter_order() if self.kind.current() == LETTER else self._brief_order()

    def _letter_order(self) -> Order | None:
        typed = self.letter.record(LetterOrder) if self.letter.settle() else None
        if typed is None:
            return None
        office, document = self.session.office, self._document()

        def work(path: Path, _progress: Callable[[float], None]) -> None:
            letters.write_letter(office, typed.letter(), document, path)

        return Order(f"{safe_name(typed.subject)[:80]}.docx", WORD_FILE, work, _told)

    def _brief_order(self) -> Order | None:
        typed = self.brief.record(BriefOrder) if self.brief.settle() else None
        if typed is None:
            return None
        office, document = self.session.office, self._document()
        title = records.titles(office, [typed.campaign]).get(typed.campaign, "")

        def work(path: Path, _progress: Callable[[float], None]) -> None:
            campaign = records.get(office, Campaign, typed.campaign)
            letters.write_brief(office, campaign, document, path)

        name = safe_name(plain(say(sentence("Brief {campaign}", campaign=title))))
        return Order(f"{name[:80]}.docx", WORD_FILE, work, _told)

    def _document(self) -> Any:
        return self.session.office.settings.locale_for(self.language.current())

    def leave(self) -> None:
        """Keep what is typed."""
        self.letter.keep_draft()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()


def _told(_nothing: Any, path: Path) -> list[Sentence]:
    return [sentence("The document was saved as {file}.", file=path.name)]
