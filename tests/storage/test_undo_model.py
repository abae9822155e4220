"""The store against a plain dictionary: any run of changes, undos and redos gives the same."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hospcomms.domain.audiences import Audience
from hospcomms.domain.folding import words_of
from hospcomms.domain.query import Query
from hospcomms.services.office import Office, open_office
from tests.hospital import empty

State = dict[int, tuple[str, bool]]
NAMES = st.text(st.sampled_from("أاإبحةملو ي٣aéB'-%"), max_size=12)


class Offices(RuleBasedStateMachine):
    """``state`` is what the store must hold; ``past`` and ``future`` are what undo and redo must bring."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.office: Office = empty(self.home / "office")
        self.state: State = {}
        self.past: list[State] = []
        self.future: list[State] = []
        self.newest = 0

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


TestOffices = Offices.TestCase
TestOffices.settings = settings(
    max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
