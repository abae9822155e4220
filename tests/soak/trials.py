"""The trials of ``tests/faults`` with the numbers of rounds that RELIABILITY.md asks for, each with its control."""

from __future__ import annotations

import os
import random
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from hospcomms.domain.audiences import Audience
from hospcomms.services.office import create_office
from tests.faults import clock as clocks
from tests.faults import faulty, preparing
from tests.faults import flips as damage
from tests.faults import kills as killing
from tests.faults.exchange import Exchange
from tests.faults.model import Offices
from tests.faults.power import Trial
from tests.soak import kill_incident
from tests.soak.outcome import Told

DAYS = 5
"""So many different days are recorded and cut."""


def _of(full: int, part: int) -> int:
    return max(1, full * part // 100)


def power(place: Path, rng: random.Random, part: int) -> Told:
    """1,500 power cuts in five days of work; 60 with weaker syncing, which must lose."""
    images, acked, wrong, longest = 0, 0, [], 0
    for day in range(DAYS):
        recording, folder = preparing.recorded(place / f"day-{day}", 120, rng)
        trial = Trial(recording, folder, place / "images")
        if not trial.is_faithful:
            wrong.append(f"day {day}: the recording does not give what was shown")
        outcome = trial.run(_of(1500 // DAYS, part), rng)
        images, acked = images + outcome.images, acked + outcome.acked
        longest = max(longest, len(recording.operations))
        wrong += [f"day {day}: {count} {kind}: {outcome.examples[kind]}" for kind, count in outcome.wrong.items()]
    lost = {}
    for level in ("NORMAL", "OFF"):
        with preparing.synchronous(level):
            recording, folder = preparing.recorded(place / level, 40, rng)
        lost[level] = Trial(recording, folder, place / "images").run(30, rng).wrong.total()
        if not lost[level]:
            wrong.append(f"the control with synchronous={level} lost nothing")
    line = f"{images} power cuts, {acked} acts acknowledged, {len(wrong)} wrong; "
    return Told(line + f"controls lost in {lost['NORMAL']} (NORMAL) and {lost['OFF']} (OFF) of 30", wrong)


def kills(place: Path, rng: random.Random, part: int) -> Told:
    """200 kills, every second one inside an operation on the disk; 10 that acknowledge too early, which must lose."""
    outcome = killing.soak(place / "office", _of(200, part), rng)
    early = killing.soak(place / "control", 10, rng, early=True)
    wrong = outcome.wrong if early.wrong else [*outcome.wrong, "the control that acknowledges too early lost nothing"]
    line = f"{outcome.kills} kills, {outcome.acked} acts acknowledged, {len(outcome.wrong)} wrong; "
    return Told(line + f"control lost in {len(early.wrong)} of 10", wrong)


def faults(place: Path, rng: random.Random, part: int) -> Told:
    """165 runs on a disk that refuses; 10 on one that drops writes without a word, which must lose."""
    incident = preparing.office_folder(place / "office")
    outcome = faulty.sweep(place / "office", incident, place / "run", _of(165, part), rng)
    lied = faulty.sweep(place / "office", incident, place / "run", 10, rng, lying=True)
    wrong = outcome.wrong if lied.wrong else [*outcome.wrong, "the control with a lying disk lost nothing"]
    refused = ", ".join(f"{count} {kind}" for kind, count in outcome.refused.most_common())
    line = f"{outcome.runs} runs ({outcome.struck} struck), {outcome.done} acts done, refused: {refused}; "
    late = f"{outcome.there_after_all} refused changes there after all, whole; {len(outcome.wrong)} wrong"
    return Told(f"{line}{late}; control lost {len(lied.wrong)} times", wrong)


def flips(place: Path, rng: random.Random, part: int) -> Told:
    """200 of each damage, found at opening; the same on a file without seals, which must miss some."""
    preparing.office_folder(place / "office", 300)
    outcome = damage.trial(place / "office", _of(200, part), rng)
    os.environ["HOSPCOMMS_PLAIN"] = "1"
    try:
        _plain(place / "plain")
        plain = damage.trial(place / "plain", 20, rng)
    finally:
        del os.environ["HOSPCOMMS_PLAIN"]
    wrong = outcome.missed if plain.missed else [*outcome.missed, "the control without seals missed nothing"]
    found = ", ".join(f"{kind} {outcome.found[kind]}/{count}" for kind, count in outcome.done.items())
    return Told(f"{found}; control without seals found {plain.found.total()} of {plain.done.total()}", wrong)


def _plain(folder: Path) -> None:
    office = create_office(folder)
    with office.store.change("Add") as change:
        for number in range(300):
            change.save(Audience(name=f"فلانة بنت فلان {number}", description="نص " * 200))
    office.close()


def migration(place: Path, rng: random.Random, part: int) -> Told:
    """Every older schema brought up, killed before every operation that counts and 150 more, cut off at 150."""
    looked, wrong = 0, []
    for schema in (1, 2):
        recording, folder, new = preparing.upgraded(place / f"schema-{schema}", schema)
        exchange = Exchange(recording, folder, place / "image", {"new": new})
        among = rng.sample(exchange.instants, min(_of(150, part), len(exchange.instants)))
        exchange.kill({*exchange.steps, *among})
        exchange.cut(rng.sample(exchange.instants, min(_of(150, part), len(exchange.instants))), rng)
        looked += exchange.outcome.looked
        wrong += [f"schema {schema}: {said}" for said in exchange.outcome.wrong]
    return Told(f"{looked} interrupted upgrades of schema 1 and 2, {len(wrong)} not whole at the next start", wrong)


def restore(place: Path, rng: random.Random, part: int) -> Told:
    """A restore killed at every step and cut off 200 times; a naive one, which must fail."""
    recording, folder, allowed = preparing.restored(place / "day", rng)
    exchange = Exchange(recording, folder, place / "image", allowed)
    exchange.kill(exchange.instants)
    for _ in range(_of(200, part)):
        exchange.cut([rng.choice(exchange.instants)], rng)
    found, wrong = exchange.outcome, list(exchange.outcome.wrong)
    recording, folder, allowed = preparing.restored(place / "naive", rng, naively=True)
    naive = Exchange(recording, folder, place / "image", allowed)
    naive.kill(naive.instants)
    if not naive.outcome.wrong and not naive.outcome.held["old"]:
        wrong.append("the naive restore did everything right")
    line = (
        f"{found.looked} interrupted restores: old {found.held['old']}, new {found.held['new']}, {len(wrong)} wrong; "
    )
    return Told(f"{line}naive control held {dict(naive.outcome.held)}", wrong)


def clock(place: Path, rng: random.Random, part: int) -> Told:
    """The clock at 1970, 2040 and back, with 40 acts at each."""
    wrong = list(clocks.trial(place / "office", _of(40, part), rng))
    return Told(f"{len(clocks.JUMPS)} jumps of the clock (1970, 2040, back by hours), {len(wrong)} wrong", wrong)


def model(_place: Path, _rng: random.Random, part: int) -> Told:
    """150 runs of 40 steps against a dictionary."""
    runs = _of(150, part)
    chosen = settings(
        max_examples=runs,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    try:
        run_state_machine_as_test(Offices, settings=chosen)
    except AssertionError as error:
        return Told(f"{runs} runs of 40 steps against a dictionary: they differ", [str(error)])
    return Told(f"{runs} runs of 40 steps (edits, bin, undo, drafts, crash, backup, restore) against a dictionary")


def incident(place: Path, rng: random.Random, part: int) -> Told:
    """300 kills of a running incident, and the control that acknowledges early."""
    found = kill_incident.soak(place / "office", _of(300, part), rng.randrange(1000))
    early = kill_incident.soak(place / "control", 10, rng.randrange(1000), early=True)
    wrong = found.wrong if early.wrong else [*found.wrong, "the control that acknowledges too early lost nothing"]
    line = f"{found.kills} kills, {found.confirmed} lines confirmed, {found.kept} kept, {len(found.wrong)} faults"
    return Told(f"{line}; control found {len(early.wrong)}", wrong)
