"""The list from which one version of a material is chosen: number, language, status."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from hospcomms.domain.fields import fields_of
from hospcomms.domain.materials import MaterialVersion
from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import quality
from ui import theme
from ui.language import plain, say, tr
from ui.records.editors.choices import QuietCombo
from ui.session import Session


class VersionChoice(QuietCombo):
    """The versions of one material, the newest first; what was chosen stays chosen when they are read again."""

    def __init__(self, session: Session, material: int) -> None:
        super().__init__()
        self._session, self._material = session, material
        self.versions: dict[int, MaterialVersion] = {}
        self.setAccessibleName(tr(MaterialVersion.one))
        self.setMinimumHeight(theme.px(32))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.read()

    def read(self) -> None:
        """Read the versions again."""
        chosen = self.currentData()
        found = quality.versions_of(self._session.office, self._material)
        self.versions = {version.id: version for version in found}
        self.clear()
        for version in found:
            self.addItem(plain(say(version_said(version))), version.id)
        self.setCurrentIndex(max(self.findData(chosen), 0) if found else -1)

    def version(self) -> MaterialVersion | None:
        """The chosen version, None while there is none."""
        return self.versions.get(self.currentData() or 0)

    def choose(self, ident: int) -> None:
        """Choose a version as if it had been picked."""
        self.setCurrentIndex(max(self.findData(ident), 0))
        self.activated.emit(self.currentIndex())


def version_said(version: MaterialVersion) -> Sentence:
    """A version in a few words."""
    described = fields_of(MaterialVersion)
    language, state = described["language"].choice(version.language), described["state"].choice(version.state)
    return sentence(
        "Version {number} · {language} · {state}",
        number=version.edition,
        language=Word(language.label) if language else version.language,
        state=Word(state.label) if state else "",
    )
