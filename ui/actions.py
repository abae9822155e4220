"""Every command of the window in one table: its words, its key and where it belongs.

The shortcuts, the search list and the shortcut sheet are made from it. Keys that a page handles itself are
listed too (``page``), so that the sheet is whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from hospcomms.domain.wording import N_
from ui.language import spoken


@dataclass(frozen=True)
class Action:
    """A command: ``key`` names it, ``keys`` are its shortcuts in Qt's notation, the first one is shown."""

    key: str
    name: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = N_("Everywhere")
    page: bool = False


_LISTS = N_("In a list")
_FORMS = N_("In a form")
_CALENDAR = N_("In the calendar")

ACTIONS: tuple[Action, ...] = (
    Action("search", N_("Search everything"), ("Ctrl+K",), "search"),
    Action("beside", N_("Open what was found in a second window"), ("Ctrl+Return",), page=True),
    Action("new", N_("New"), ("Ctrl+N",), "add"),
    Action("undo", N_("Undo"), ("Ctrl+Z",), "arrow_undo"),
    Action("redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "arrow_redo"),
    Action("back", N_("Back"), ("Alt+Left",), "chevron_left"),
    Action("forward", N_("Forward"), ("Alt+Right",), "chevron_right"),
    Action("home", N_("Home"), ("Alt+Home",), "home"),
    Action("rooms", N_("Go to the rooms and back to the page"), ("F6",), "list"),
    Action("exchange", N_("Documents and workbooks"), ("Ctrl+E",), "document_table"),
    Action("crisis", N_("To the crisis desk, or activate a crisis"), ("F12",), "alert_urgent"),
    Action("activate", N_("Activate a crisis"), (), "alert_urgent"),
    Action("lock", N_("Lock the data"), ("Ctrl+Alt+L",), "lock_closed"),
    Action("safety", N_("Safety of the data"), (), "shield"),
    Action("settings", N_("Settings"), ("Ctrl+,",), "settings"),
    Action("help", N_("Help"), ("F1",), "question_circle"),
    Action("keys", N_("Keyboard shortcuts"), ("Shift+F1",), "keyboard"),
    Action("larger", N_("Larger"), ("Ctrl++", "Ctrl+="), "zoom_in"),
    Action("smaller", N_("Smaller"), ("Ctrl+-",), ""),
    Action("usual-size", N_("Usual size"), ("Ctrl+0",), ""),
    Action("filter", N_("Filter the list"), ("Ctrl+F",), group=_LISTS, page=True),
    Action("preview", N_("Show or hide the preview"), ("Space",), group=_LISTS, page=True),
    Action("open", N_("Open"), ("Return",), group=_LISTS, page=True),
    Action("edit", N_("Edit"), ("F2",), group=_LISTS, page=True),
    Action("bin", N_("Delete"), ("Del",), group=_LISTS, page=True),
    Action("save", N_("Save"), ("Ctrl+S",), group=_FORMS, page=True),
    Action("problem", N_("Next problem"), ("F8",), group=_FORMS, page=True),
    Action("calendar-today", N_("To today"), ("T",), group=_CALENDAR, page=True),
    Action("calendar-new", N_("New appointment on the day"), ("N",), group=_CALENDAR, page=True),
    Action("calendar-before", N_("The month, week or year before"), ("PgUp",), group=_CALENDAR, page=True),
    Action("calendar-after", N_("The month, week or year after"), ("PgDown",), group=_CALENDAR, page=True),
    Action("calendar-move", N_("Move the chosen thing on by a week"), ("Alt+Down",), group=_CALENDAR, page=True),
)
BY_KEY = {action.key: action for action in ACTIONS}
_TURNED = {"Alt+Left": "Alt+Right", "Alt+Right": "Alt+Left"}


def keys_of(action: Action) -> tuple[str, ...]:
    """The shortcuts of an action; the arrows of back and forward point the way the page reads."""
    return tuple(_TURNED.get(key, key) if spoken().rtl else key for key in action.keys)


def cap(action: Action) -> str:
    """The key of an action as it is written on the keyboard; never translated."""
    keys = keys_of(action)
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.PortableText) if keys else ""
