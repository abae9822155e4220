"""The settings: how the program looks and speaks, and whose office it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import settings as settings_file
from hospcomms.services.settings import Settings
from ui import theme
from ui.language import tr
from ui.session import Session
from ui.shell.choices import Choices
from ui.shell.office_form import OfficeForm
from ui.shell.password_section import PasswordSection
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet, scrolled


class SettingsPage(QWidget):
    """Three cards. ``apply`` keeps new settings and dresses the window in them."""

    def __init__(self, session: Session, apply: Callable[[Settings], Any]) -> None:
        super().__init__()
        self._session, self._apply = session, apply
        self._settings = settings_file.load(session.office.folder)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        self._save = Button(tr("Save"), self.save, icon="save", kind="primary", key="Ctrl+S")
        self._save.setEnabled(False)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Settings"), role="title"))
        head.addStretch()
        head.addWidget(self._save)
        column.addLayout(head)
        column.addWidget(self._scrolled(), 1)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.choices = Choices(self._settings)
        self.choices.chosen.connect(self._choose)
        self.form = OfficeForm(self._settings, self._session.office.folder)
        self.form.changed.connect(lambda: self._save.setEnabled(True))
        self.form.refused.connect(self._session.go.refuse)
        self.password = PasswordSection(self._session, self._settings)
        self.password.chosen.connect(self._choose)
        for title, widget in (
            (N_("The window"), self.choices),
            (N_("The establishment"), self.form),
            (N_("Password and lock"), self.password),
        ):
            sheet = Sheet()
            sheet.body.setSpacing(theme.px(12))
            sheet.body.addWidget(Label(tr(title), role="section"))
            sheet.body.addWidget(widget)
            column.addWidget(sheet)
        column.addStretch()
        return scrolled(inside)

    def _choose(self, name: str, value: object) -> None:
        """Apply one choice of the interface, with whatever was typed in the form."""
        self._keep(replace(self._filled(), **{name: value}))  # type: ignore[arg-type]

    def _filled(self) -> Settings:
        return self.form.filled(settings_file.load(self._session.office.folder))

    def save(self) -> None:
        """Keep the names of the office."""
        if self._save.isEnabled() and self._keep(self._filled()):
            self._session.go.say(sentence("The settings were saved."))

    def _keep(self, settings: Settings) -> bool:
        was_typed = self._save.isEnabled()
        self._save.setEnabled(False)
        try:
            self._apply(self.form.keep_logo(self._session.office.folder, settings))
        except Refusal as refusal:
            self._save.setEnabled(was_typed)
            self._session.go.refuse(refusal.sentence)
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = theme.px(12 if self.window().width() < theme.px(1000) else 20)
        self._column.setContentsMargins(edge, theme.px(16), edge, theme.px(12))

    def leave(self) -> None:
        """Keep what was typed: settings have no draft."""
        if self._save.isEnabled():
            self.save()
