"""What the preview beside a list says first of a record: some of its filled fields, as its room names them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hospcomms.domain.fields import Kind, fields_of
from hospcomms.domain.locale import isolated
from hospcomms.services import records
from ui.rooms.room import Fact

if TYPE_CHECKING:
    from ui.session import Session


def glance_at(*names: str) -> Callable[[Session, Any], Sequence[Fact]]:
    """A glance at the filled fields of these names, in their order."""

    def facts(session: Session, record: Any) -> Sequence[Fact]:
        # late: the window is painted before the lists are read
        from ui.records.display import shown

        described = fields_of(type(record))
        filled = [described[name] for name in names if getattr(record, name)]
        linked = [getattr(record, field.name) for field in filled if field.kind is Kind.LINK]
        titles = records.titles(session.office, linked) if linked else {}
        said = ((field, shown(field, getattr(record, field.name), session.locale, titles)) for field in filled)
        return [Fact(field.label, isolated(text) if field.kind is Kind.ADDRESS else text) for field, text in said]

    return facts
