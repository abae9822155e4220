"""What the world may refuse, as opposed to what is our own mistake.

Exception
└── Refusal                 the world's fault or a rule: shown as one sentence with a way out
    ├── Invalid             a record breaks its rules: carries the problems
    ├── Stale               the record was changed meanwhile
    └── Missing             what was asked for is not there
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.wording import Label, Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hospcomms.domain.checks import Problem


class Refusal(Exception):
    """Something the program will not or cannot do, said in one sentence.

    ``kind`` is a short stable word for programs (``"locked"``, ``"disk-full"``, ``"invalid"`` …).
    """

    def __init__(self, kind: str, what: Sentence) -> None:
        super().__init__(str(what))
        self.kind = kind
        self.sentence = what


def no_memory() -> Refusal:
    """The computer has no memory left for what was asked."""
    return Refusal(
        "no-memory",
        sentence(
            "There is not enough memory for this; what was saved before is untouched."
            " Close other programs, then try again."
        ),
    )


class Invalid(Refusal):
    """A record was refused because of ``problems``."""

    def __init__(self, problems: Sequence[Problem], what: Sentence | None = None) -> None:
        self.problems = tuple(problems)
        said = tuple(problem.message for problem in self.problems)
        super().__init__("invalid", what or sentence("The record was not saved. {problems}", problems=said))


class Stale(Refusal):
    """Somebody else saved the record since it was read; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "stale",
            sentence("This record was changed meanwhile. What you typed is kept. Compare it with the saved text."),
        )


class Missing(Refusal):
    """No such record."""

    def __init__(self, label: str, ident: object) -> None:
        super().__init__(
            "missing",
            sentence("{record} number {id} does not exist.", record=Label(label), id=ident),
        )
