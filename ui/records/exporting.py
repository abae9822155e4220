"""Exporting a list as it is shown: the same rows, columns and order, to a sheet, a text table or a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import exchange, preview
from ui.file_dialogs import ask_save, documents
from ui.language import plain, tr
from ui.preview import open_preview
from ui.records.columns import Column, private_names
from ui.records.list_head import EXPORTS

if TYPE_CHECKING:
    from ui.background import Progress
    from ui.session import Session

WITH_IDENTITIES = N_("contains identities")
AskPath = Callable[[QWidget, str, str], str]


def ask_path(owner: QWidget, proposed: str, kind: str) -> str:
    """Ask where to write; "" when it was given up."""
    return ask_save(owner, documents() / proposed, kind)


def file_name(session: Session, query: Query, ending: str, *, identities: bool = False) -> str:
    """A readable name: the list and the day, and that it says who is meant."""
    title = re.sub(r'[\\/:*?"<>|]', " ", plain(tr(query.record.many)))
    told = f" ({plain(tr(WITH_IDENTITIES))})" if identities else ""
    return f"{title} {session.office.today.isoformat()}{told}.{ending}"


def export(
    session: Session,
    owner: QWidget,
    query: Query,
    columns: Sequence[Column],
    ending: str,
    ask: AskPath = ask_path,
    why: str = "",
) -> None:
    """Write the list beside the window and say where it is, or why it could not be written.

    A list for paper is shown in the preview first, and saved or printed from there. ``why`` identities are shown in
    it; without a reason they stay here.
    """
    names = tuple(field.name for column in columns for field in column.fields)
    if ending == "pdf":
        open_preview(session, owner, preview.of_list(session.office, query, names, why))
        return
    kind = dict(EXPORTS)[ending]
    named = bool(why) and not private_names(query.record).isdisjoint(names)
    chosen = ask(owner, file_name(session, query, ending, identities=named), tr(kind))
    if not chosen:
        return
    path = Path(chosen) if chosen.lower().endswith(f".{ending}") else Path(f"{chosen}.{ending}")
    office, locale, lacking = session.office, office_locale(session), list[Sentence]()

    def work(progress: Progress) -> int:
        return exchange.export_list(office, query, names, path, locale, progress.report, lacking.append, why)

    def done(_rows: int) -> None:
        session.go.say(sentence("The list was saved as {file}.", file=path.name))
        if lacking:
            session.go.refuse(sentence("{parts}", parts=tuple(lacking)))

    def failed(error: BaseException) -> None:
        if isinstance(error, Refusal):
            session.go.refuse(error.sentence)

    session.background.start(owner, work, done=done, failed=failed)


def office_locale(session: Session) -> Locale:
    """How the file speaks: as the window, without the marks the window draws with."""
    return session.office.settings.locale_for(session.locale.language)


def only(query: Query, idents: Sequence[int]) -> Query:
    """The same list, but only these records of it."""
    return query.where("id", Op.AMONG, tuple(idents))
