"""Telephone numbers and addresses as links: a press offers to copy them or to open them; nothing opens by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy

from hospcomms.domain.locale import isolated
from hospcomms.domain.wording import N_, Label, sentence
from ui import icons
from ui.language import harmless, tr
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button

PHONE, EMAIL, WEB = "phone", "email", "web"
_OPENS = {
    PHONE: (N_("Call with this computer"), "phone", "tel:"),
    EMAIL: (N_("Write an e-mail"), "mail", "mailto:"),
    WEB: (N_("Open in the browser"), "globe", ""),
}
COPY = N_("Copy")


class AddressLink(Button):
    """One number or address; its menu copies it or hands it to the program the system has for it."""

    def __init__(self, session: Session, kind: str, address: str) -> None:
        super().__init__(isolated(address), self._ask, kind="link")
        self._session, self._kind, self.address = session, kind, address
        self._whole = super().sizeHint()
        self.setAccessibleName(address)
        self.setToolTip(harmless(isolated(address)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.opener: Callable[[QUrl], bool] = QDesktopServices.openUrl

    def sizeHint(self) -> QSize:
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), self._whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the end gives way to …; the tooltip has the whole."""
        super().resizeEvent(event)
        metrics = QFontMetrics(self.font())
        words = metrics.elidedText(self.address, Qt.TextElideMode.ElideRight, self.width())
        fits = self.width() >= metrics.horizontalAdvance(self.address)
        self.setText(isolated(self.address if fits else words))

    def menu_now(self) -> QMenu:
        """What can be done with the address."""
        menu = QMenu(self)
        menu.addAction(icons.icon("copy"), tr(COPY)).triggered.connect(lambda _on=False: self.copy())
        words, icon, _scheme = _OPENS[self._kind]
        menu.addAction(icons.icon(icon), tr(words)).triggered.connect(lambda _on=False: self.open())
        return menu

    def _ask(self) -> None:
        self.menu_now().exec(self.mapToGlobal(QPoint(0, self.height() + px(2))))

    def copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self.address)
        self._session.go.say(sentence("{address} copied", address=self.address))

    def open(self) -> None:
        """Hand the address to the system; what it cannot open is copied, and that is said."""
        url = self.url()
        if url.isEmpty() or not self.opener(url):
            QGuiApplication.clipboard().setText(self.address)
            said = sentence(
                "This computer has no program for “{act}”. {address} was copied.",
                act=Label(_OPENS[self._kind][0]),
                address=self.address,
            )
            self._session.go.say(said)

    def url(self) -> QUrl:
        """The address as the system takes it."""
        if self._kind == PHONE:
            return QUrl("tel:" + "".join(char for char in self.address if char.isdigit() or char == "+"))
        if self._kind == EMAIL:
            return QUrl("mailto:" + bytes(QUrl.toPercentEncoding(self.address, b"@").data()).decode("ascii"))
        found = QUrl.fromUserInput(self.address)
        return found if found.scheme() in ("http", "https") else QUrl()  # a file or a script is never opened from here
