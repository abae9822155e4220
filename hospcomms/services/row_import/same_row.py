"""A row of an imported list that is there already: in the office, under its reference or alike, or further up."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from hospcomms.domain.wording import Sentence, sentence


@dataclass(frozen=True, slots=True)
class SameRow(ABC):
    """The record a row doubles: one of the office (``ident``), or the row ``place`` of the file."""

    ident: int
    place: int
    name: str
    is_own: bool = False
    is_likely: bool = False

    def said(self, number: int) -> Sentence:
        """What the officer reads; ``number`` is the number of the other row."""
        if self.is_own and self.ident:
            return sentence("Already present under this reference: {name}", name=self.name)
        return self.present() if self.ident else self.further_up(number)

    @property
    def title(self) -> Sentence:
        """What doubles of this kind have in common."""
        if self.is_own and self.ident:
            return sentence("Already present under its reference")
        return sentence("Already present") if self.ident else sentence("Like another row of the file")

    @abstractmethod
    def present(self) -> Sentence:
        """That one like it is in the office."""

    @abstractmethod
    def further_up(self, number: int) -> Sentence:
        """That the row of that number of the file is like it."""
