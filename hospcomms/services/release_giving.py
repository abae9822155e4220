"""A release given out: its files written into a folder for the people chosen, and the log of it, as one deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, link, text
from hospcomms.domain.file_names import name_in
from hospcomms.domain.record_types import record_type
from hospcomms.domain.releases import Release
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import access, embargo, handing_out, records, release_mail, release_papers
from hospcomms.services.handing_out import Recipient
from hospcomms.services.preview import another_name
from hospcomms.storage.windows import longest_path

if TYPE_CHECKING:
    from hospcomms.services.office import Office

EMAIL, EMAIL_ALL, PDF, WORD, PRINT, COPY = "email", "email-all", "pdf", "word", "print", "copy"
WRITES = frozenset({EMAIL, EMAIL_ALL, PDF, WORD})
"""Ways that write files into a folder."""
ASK_APPROVAL = N_("Copy for internal approval")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class CopyOrder(Record):
    """What is asked before a copy goes to a member of the staff: who reads it, and a remark for the log."""

    key = "copy_order"
    one = N_("Copy for internal approval")
    many = N_("Copies for internal approval")

    colleague: int = link(N_("Who is asked"), "colleague", required=True)
    note: str = text(N_("Note"))


@dataclass(frozen=True)
class Given:
    """What came of it: the change with the lines of the log, the files written, the text to be copied."""

    commit: Commit
    files: tuple[Path, ...] = ()
    text: str = ""
    content: bytes = b""

    def said(self) -> Sentence:
        """That it was done, in words."""
        people = counted(
            "{n} person was written to the distribution log.",
            "{n} people were written to the distribution log.",
            len(self.commit.steps),
        )
        if not self.files:
            return people
        made = counted(
            "{n} file was made in the folder {folder}.",
            "{n} files were made in the folder {folder}.",
            len(self.files),
            folder=self.files[0].parent.name,
        )
        return sentence("{parts}", parts=(made, people))


def logged_as(way: str) -> str:
    """What the log calls a way."""
    return EMAIL if way == EMAIL_ALL else way


def give(
    office: Office, release: Release, people: Sequence[int], way: str, folder: Path | None = None, note: str = ""
) -> Given:
    """Give a release to these people; the ways in ``WRITES`` need a ``folder``.

    Nothing stays behind when somebody may not have it. Raises Refusal and Invalid as ``handing_out.hand_out``.
    """
    release = records.get(office, Release, release.id)
    made = _Made(office, release, folder)
    commit = handing_out.hand_out(office, release, people, logged_as(way), made.maker(way), note)
    kind = "mail" if way in (EMAIL, EMAIL_ALL) else "export"
    access.note(office, kind, record=Release.key, ident=release.id, size=len(people), where=logged_as(way))
    return Given(commit, tuple(made.files), made.text, made.content)


def ask_approval(office: Office, release: Release, order: CopyOrder, path: Path) -> Given:
    """Write the copy a member of the staff decides on to ``path`` and log it. Raises Refusal, Invalid."""
    records.refuse_if_wrong(order)
    release = records.get(office, Release, release.id)
    colleague = records.get(office, Colleague, order.colleague)

    def make(given: Sequence[Recipient]) -> list[Path]:
        paper = release_papers.approval_document(office, release, given[0], colleague.function)
        _write(path, release_papers.pdf(office, release, paper))
        return [path]

    commit = handing_out.internal_copy(office, release, colleague.name, PDF, make, order.note)
    access.note(office, "print", record=Release.key, ident=release.id, where=path.suffix)
    return Given(commit, (path,))


class _Made:
    """The papers of one handing out while they are made; files are taken away again when one fails."""

    def __init__(self, office: Office, release: Release, folder: Path | None) -> None:
        self._office, self._release, self._folder = office, release, folder
        self.files: list[Path] = []
        self.text, self.content = "", b""

    def maker(self, way: str) -> Callable[[Sequence[Recipient]], list[Path]]:
        """What makes the papers of a way; called only for people who may have them."""
        makers = {
            EMAIL: self._letters,
            EMAIL_ALL: self._letter,
            PDF: self._pdf,
            WORD: self._word,
            PRINT: self._print,
            COPY: self._copy,
        }
        make = makers[way]

        def whole(given: Sequence[Recipient]) -> list[Path]:
            try:
                make(given)
            except BaseException:
                for path in self.files:
                    with suppress(OSError):  # the first problem is the one to say
                        path.unlink(missing_ok=True)
                raise
            return list(self.files)

        return whole

    def _letters(self, given: Sequence[Recipient]) -> None:
        office, release = self._office, self._release
        attached = release_papers.enclosures(office, release, given[0])
        papers = {one.person: release_mail.paper_for(office, release, one) for one in self._copies(given)}
        for one in given:
            paper = papers.get(one.person) or papers[given[0].person]
            letter = release_mail.draft_for(office, release, one, [paper, *attached])
            self._keep(release_papers.file_name(office, release, ".eml", one.name), letter)

    def _letter(self, given: Sequence[Recipient]) -> None:
        office, release = self._office, self._release
        enclosed = [
            release_mail.paper_for(office, release, Recipient(given[0].person, "")),
            *release_papers.enclosures(office, release, given[0]),
        ]
        letter = release_mail.draft_for_all(office, release, given, enclosed)
        self._keep(release_papers.file_name(office, release, ".eml"), letter)

    def _pdf(self, given: Sequence[Recipient]) -> None:
        office, release = self._office, self._release
        for one in self._copies(given):
            paper = release_papers.pdf(office, release, release_papers.document(office, release, one))
            self._keep(release_papers.file_name(office, release, ".pdf", self._reader(one)), paper)
        self._enclose(given[0])

    def _word(self, given: Sequence[Recipient]) -> None:
        office, release = self._office, self._release
        for one in self._copies(given):
            paper = release_papers.word(office, release, one)
            self._keep(release_papers.file_name(office, release, ".docx", self._reader(one)), paper)
        self._enclose(given[0])

    def _print(self, given: Sequence[Recipient]) -> None:
        office, release = self._office, self._release
        nameless = Recipient(given[0].person, "")  # one print for all of them is nobody’s own copy
        self.content = release_papers.pdf(office, release, release_papers.document(office, release, nameless))

    def _copy(self, given: Sequence[Recipient]) -> None:
        self.text = release_papers.text(self._office, self._release, given[0])

    def _copies(self, given: Sequence[Recipient]) -> Sequence[Recipient]:
        """Under embargo everybody has a copy with their own name on it; else one serves all."""
        return given if embargo.is_held(self._office, self._release) else given[:1]

    def _reader(self, one: Recipient) -> str:
        return one.name if embargo.is_held(self._office, self._release) else ""

    def _enclose(self, one: Recipient) -> None:
        for enclosed in release_papers.enclosures(self._office, self._release, one):
            self._keep(enclosed.name, enclosed.content)

    def _keep(self, name: str, content: bytes) -> None:
        if self._folder is None:
            raise Refusal("no-folder", sentence("Choose the folder in which the files are made."))
        path = self._folder / name_in(self._folder, name, longest_path())
        path = another_name(path) if path.exists() else path
        _write(path, content)
        self.files.append(path)


def _write(path: Path, content: bytes) -> None:
    # late: a module of the reports, which come only when something is made
    from hospcomms.reports.handing_over import write_whole

    write_whole(path, lambda temporary: _put(temporary, content))


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
