"""Changes: whole or not at all, with their history, their counts and their way back."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Missing, Stale
from hospcomms.domain.query import Query
from hospcomms.services.office import Office
from hospcomms.storage.indexing import moved


def add(office: Office, *names: str) -> list[Audience]:
    with office.store.change("Add") as change:
        return [change.save(Audience(name=name)) for name in names]


def counts(office: Office) -> tuple[int, int]:
    return office.store.count(Query(Audience)), office.store.count(Query(Audience, binned=True))


def test_a_change_that_fails_leaves_nothing(office: Office) -> None:
    add(office, "one")

    def fail() -> None:
        with office.store.change("Add") as change:
            change.save(Audience(name="two"))
            change.bin(Audience, 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert counts(office) == (1, 0)
    assert office.store.search("two", 5) == []
    assert add(office, "three")[0].id == 2
    assert office.store.faults() == []


def test_a_stale_record_is_refused_and_changes_nothing(office: Office) -> None:
    (first,) = add(office, "one")
    with office.store.change("Save") as change:
        change.save(replace(first, name="two"))
    with pytest.raises(Stale), office.store.change("Save") as change:
        change.save(replace(first, name="three"))
    assert office.store.get(Audience, first.id).name == "two"
    assert len(office.store.history(first.id)) == 2


def test_saving_what_already_stands_writes_no_history_and_offers_no_undo(office: Office) -> None:
    (first,) = add(office, "one")
    with office.store.change("Save") as change:
        again = change.save(first)
    assert again == first
    assert change.commit is not None
    assert (change.commit.id, change.commit.saved(Audience)) == (0, first)
    assert len(office.store.history(first.id)) == 1
    assert office.store.undoable() is not None
    assert office.store.undoable().name == "Add"  # type: ignore[union-attr]


def test_counts_are_kept_right_through_bin_recovery_and_undo(office: Office) -> None:
    made = add(office, "one", "two", "three")
    with office.store.change("Delete") as change:
        for record in made[:2]:
            change.bin(Audience, record.id)
    assert counts(office) == (1, 2)
    with office.store.change("Recover") as change:
        change.recover(Audience, made[0].id)
    assert counts(office) == (2, 1)
    for _ in range(3):
        office.store.undo()
    assert counts(office) == (0, 0)
    for _ in range(3):
        office.store.redo()
    assert counts(office) == (2, 1)
    assert office.store.faults() == []


def test_a_new_change_forgets_what_could_be_done_again(office: Office) -> None:
    add(office, "one")
    add(office, "two")
    office.store.undo()
    assert office.store.redoable() is not None
    add(office, "three")
    assert office.store.redoable() is None
    assert office.store.redo() is None
    office.store.undo()
    office.store.undo()
    assert counts(office) == (0, 0)
    assert office.store.undo() is None


def test_history_says_who_did_what_in_which_order(office: Office) -> None:
    (first,) = add(office, "one")
    with office.store.change("Save") as change:
        change.save(replace(first, name="two"))
    office.store.undo()
    lines = office.store.history(first.id)
    assert [(line.name, line.kind, line.is_new) for line in lines] == [
        ("Save", "undo", False),
        ("Save", "change", False),
        ("Add", "change", True),
    ]
    field, before, after = lines[1].changes[0]
    assert (field.name, before, after, lines[1].who) == ("name", "one", "two", office.settings.officer)


def test_what_is_gone_is_missing(office: Office) -> None:
    with pytest.raises(Missing):
        office.store.get(Audience, 7)
    with pytest.raises(Missing):
        office.store.type_of(7)
    with pytest.raises(Missing), office.store.change("Delete") as change:
        change.bin(Audience, 7)


def test_an_import_of_thousands_is_undone_and_done_again_whole(office: Office) -> None:
    with office.store.change("Import") as change:
        for number in range(4_000):
            change.save(Audience(name=f"جمهور {number}"))
    assert counts(office) == (4_000, 0)
    assert office.store.search("3999", 5)
    undone = office.store.undo()
    assert undone is not None
    assert len(undone.steps) == 4_000
    assert counts(office) == (0, 0)
    assert office.store.search("3999", 5) == []
    office.store.redo()
    assert counts(office) == (4_000, 0)
    assert [found.title for found in office.store.search("3999", 5)] == ["جمهور 3999"]
    assert office.store.faults() == []


def test_threads_read_while_another_writes_and_see_whole_changes_only(office: Office) -> None:
    """Each change adds two records: an odd number of them would be half a change."""
    stop = threading.Event()
    odd: list[int] = []
    failures: list[BaseException] = []

    def read() -> None:
        try:
            while not stop.is_set():
                if len(office.store.find(Query(Audience))) % 2:
                    odd.append(1)
                office.store.search("جمهور", 5)
        except Exception as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(60):
        add(office, f"جمهور {number}", f"جمهور {number} ب")
    stop.set()
    for reader in readers:
        reader.join()
    assert (odd, failures) == ([], [])
    assert counts(office) == (120, 0)


def test_threads_that_undo_at_once_take_back_each_change_once(office: Office) -> None:
    for number in range(12):
        add(office, str(number))
    threads = [threading.Thread(target=office.store.undo) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts(office) == (0, 0)
    assert office.store.faults() == []


def test_reading_connections_are_lent_again_and_not_left_behind_by_threads(office: Office) -> None:
    for _ in range(20):
        thread = threading.Thread(target=lambda: office.store.count(Query(Audience)))
        thread.start()
        thread.join()
    assert len(office.store._free) == 1


def test_only_words_that_share_their_beginning_with_a_moved_one_are_moved() -> None:
    gone, come = moved("حملات حمايه وقايه", "حمايه وقايه تلقيح")
    assert set(gone.split()) == {"حملات", "حمايه"}
    assert set(come.split()) == {"حمايه", "تلقيح"}
