"""The store against a plain dictionary: any run of changes, undos, drafts, crashes and restores gives the same."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hospcomms.domain.audiences import Audience
from hospcomms.domain.folding import words_of
from hospcomms.domain.query import Query
from hospcomms.services import backups
from hospcomms.services.backups import Copy
from hospcomms.services.office import Office, open_office
from tests.hospital import empty

State = dict[int, tuple[str, bool]]
NAMES = st.text(st.sampled_from("أاإبحةملو ي٣aéB'-%"), max_size=12)


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    """A backup, and what the data held when it was made."""

    copy: Copy
    state: State
    past: tuple[State, ...]
    future: tuple[State, ...]
    drafts: dict[int, str]
    newest: int


class Offices(RuleBasedStateMachine):
    """``state`` is what the store must hold; ``past`` and ``future`` are what undo and redo must bring."""

    backups_at_most = 2

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.office: Office = empty(self.home / "office")
        self.state: State = {}
        self.past: list[State] = []
        self.future: list[State] = []
        self.drafts: dict[int, str] = {}
        self.kept: list[Kept] = []
        self.newest = self.turns = 0

    def done(self, state: State) -> None:
        if state != self.state:
            self.past.append(self.state)
            self.future.clear()
            self.state = state

    @rule(names=st.lists(NAMES, min_size=1, max_size=3))
    def add(self, names: list[str]) -> None:
        with self.office.store.change("Add") as change:
            made = [change.save(Audience(name=name)) for name in names]
        assert [record.id for record in made] == [self.newest + 1 + place for place in range(len(names))]
        self.newest += len(names)
        self.done({**self.state, **{record.id: (record.name, False) for record in made}})

    @precondition(lambda self: bool(self.state))
    @rule(data=st.data(), name=NAMES)
    def edit(self, data: st.DataObject, name: str) -> None:
        ident = data.draw(st.sampled_from(sorted(self.state)))
        with self.office.store.change("Save") as change:
            saved = change.save(replace(change.stored(Audience, ident), name=name))
        self.done({**self.state, ident: (saved.name, self.state[ident][1])})

    @precondition(lambda self: bool(self.state))
    @rule(data=st.data(), away=st.booleans())
    def bin_or_recover(self, data: st.DataObject, away: bool) -> None:
        chosen = data.draw(st.lists(st.sampled_from(sorted(self.state)), min_size=1, max_size=3))
        with self.office.store.change("Delete" if away else "Recover") as change:
            for ident in chosen:
                (change.bin if away else change.recover)(Audience, ident)
        self.done({**self.state, **{ident: (self.state[ident][0], away) for ident in chosen}})

    @rule()
    def undo(self) -> None:
        commit = self.office.store.undo()
        assert (commit is not None) == bool(self.past)
        if self.past:
            self.future.append(self.state)
            self.state = self.past.pop()

    @rule()
    def redo(self) -> None:
        commit = self.office.store.redo()
        assert (commit is not None) == bool(self.future)
        if self.future:
            self.past.append(self.state)
            self.state = self.future.pop()

    @rule()
    def close_and_open(self) -> None:
        assert self.office.store.faults() == []
        self.office.close()
        self.office = open_office(self.home / "office")

    @rule(ident=st.integers(0, 3), words=NAMES)
    def keep_draft(self, ident: int, words: str) -> None:
        self.office.store.keep_draft(Audience, ident, words)
        self.drafts[ident] = words

    @rule(ident=st.integers(0, 3))
    def discard_draft(self, ident: int) -> None:
        self.office.store.discard_draft(Audience, ident)
        self.drafts.pop(ident, None)

    @rule()
    def crash(self) -> None:
        """The program is gone without a word: what is on the disk now is opened again."""
        self.turns += 1
        left = self.home / f"left-{self.turns}"
        shutil.copytree(self.office.folder, left)
        self.office.close()
        shutil.rmtree(self.office.folder)
        left.rename(self.office.folder)
        self.office = open_office(self.home / "office")

    @precondition(lambda self: len(self.kept) < self.backups_at_most)
    @rule()
    def back_up(self) -> None:
        made = backups.make(self.office, "asked")
        now = (self.state, tuple(self.past), tuple(self.future), dict(self.drafts), self.newest)
        self.kept.append(Kept(made, *now))

    @precondition(lambda self: bool(self.kept))
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        kept = data.draw(st.sampled_from(self.kept))
        self.turns += 1
        self.office.close()
        backups.restore(self.home / "office", kept.copy, NOON + timedelta(minutes=self.turns))
        self.office = open_office(self.home / "office")
        self.state, self.past, self.future = kept.state, list(kept.past), list(kept.future)
        self.drafts, self.newest = dict(kept.drafts), kept.newest

    @invariant()
    def the_drafts_are_those_kept(self) -> None:
        assert {ident: text for _, ident, text in self.office.store.drafts()} == self.drafts

    @invariant()
    def the_store_holds_what_the_dictionary_holds(self) -> None:
        store = self.office.store
        found = {
            record.id: (record.name, record.binned_at is not None)
            for binned in (False, True)
            for record in store.find(Query(Audience, binned=binned))
        }
        assert found == self.state
        assert store.count(Query(Audience)) == sum(not binned for _, binned in self.state.values())
        for ident, (name, binned) in self.state.items():
            for word in words_of(name):
                hits = {hit.id for hit in store.search(word, 1000)}
                assert (ident in hits) == (not binned)

    def teardown(self) -> None:
        assert self.office.store.faults() == []
        self.office.close()
        shutil.rmtree(self.home)
