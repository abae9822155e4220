"""The separate folder of a crisis: where it is made, what it takes along, and what it brings home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.incidents import Incident
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import crisis_folder, incident_log, incidents, records, scenario_library
from hospcomms.services import settings as settings_file
from hospcomms.services.office import Office, is_unused, open_office
from hospcomms.services.settings import STANDS_FOR, Settings
from tests.hospital import empty

TODAY = date(2026, 11, 22)


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[Office]:
    """The office that another window holds open."""
    settings = Settings(language="fr", officer="N. Exemple", hospital=Texts(fr="EPH Exemple"), logo="logo.png")
    folder = tmp_path / "office"
    office = empty(folder, replace(settings, views={"list.campaigns": {"width": 3}}, is_sample=True))
    (folder / "logo.png").write_bytes(b"the picture")
    yield office
    office.close()


def run(folder: Path, code: str = "fire", *, drill: bool = False) -> int:
    """Run a crisis of two typed lines in a folder and close it."""
    with closing(open_office(folder)) as office:
        scenario = records.find(office, Query(Scenario).where("code", Op.IS, code))[0]
        ident = incidents.start(office, scenario.id, drill=drill).incident
        incident_log.log(office, ident, "وصول الإطفاء")
        incident_log.log(office, ident, "إخلاء الطابق الثاني")
        return ident


def test_the_folder_of_a_locked_office_is_made_with_its_settings_and_all_scenarios(
    taken: Office, tmp_path: Path
) -> None:
    place = crisis_folder.proposed(tmp_path, taken.folder, TODAY)
    assert place.name == "HospComms-crisis-2026-11-22"
    with pytest.raises(Refusal, match="open"):
        open_office(taken.folder)
    crisis_folder.make(place, taken.folder)
    with closing(open_office(place)) as fresh:
        made = fresh.settings
        assert (made.language, made.officer, made.hospital.fr) == ("fr", "N. Exemple", "EPH Exemple")
        assert made.is_ready
        assert records.undoable(fresh) is None
        assert not made.is_sample
        assert list(made.views) == [STANDS_FOR]
        assert (place / made.logo).read_bytes() == b"the picture"
        assert records.count(fresh, Query(Scenario)) == len(scenario_library.shipped())
    assert crisis_folder.proposed(tmp_path, taken.folder, TODAY).name == "HospComms-crisis-2026-11-22-2"
    assert crisis_folder.near(tmp_path, taken.folder) == [place]
    assert crisis_folder.near(tmp_path, place) == []


def test_settings_that_cannot_be_read_do_not_stand_in_the_way(taken: Office, tmp_path: Path) -> None:
    (taken.folder / settings_file.FILE).write_text("{", encoding="utf-8")
    crisis_folder.make(tmp_path / "fresh", taken.folder)
    crisis_folder.make(tmp_path / "fresher", tmp_path / "a drive that is gone")
    for name in ("fresh", "fresher"):
        with closing(open_office(tmp_path / name)) as fresh:
            assert fresh.settings.language == "ar"
            assert STANDS_FOR in fresh.settings.views


def test_it_is_never_made_inside_the_folder_that_is_taken_nor_over_anything(taken: Office, tmp_path: Path) -> None:
    before = sorted(path.name for path in taken.folder.iterdir())
    assert not crisis_folder.is_inside(crisis_folder.proposed(taken.folder, taken.folder, TODAY), taken.folder)
    with pytest.raises(Refusal) as refused:
        crisis_folder.make(taken.folder / "crisis", taken.folder)
    assert refused.value.kind == "inside"
    assert sorted(path.name for path in taken.folder.iterdir()) == before
    full = tmp_path / "letters"
    full.mkdir()
    (full / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        crisis_folder.make(full, taken.folder)
    assert refused.value.kind == "not-empty"
    assert [path.name for path in full.iterdir()] == ["letter.txt"]


def test_a_folder_in_which_a_crisis_runs_is_left_as_it_is(taken: Office, tmp_path: Path) -> None:
    crisis_folder.make(tmp_path / "fresh", taken.folder)
    ident = run(tmp_path / "fresh")
    crisis_folder.make(tmp_path / "fresh", taken.folder)
    with closing(open_office(tmp_path / "fresh")) as fresh:
        assert [one.id for one in incidents.running(fresh)] == [ident]


def test_what_a_folder_holds_is_said_brought_once_and_then_known(taken: Office, tmp_path: Path) -> None:
    place = tmp_path / "fresh"
    crisis_folder.make(place, taken.folder)
    fire, drill = run(place), run(place, "data_leak", drill=True)
    found = {away.incident: away for away in crisis_folder.incidents_in(taken, place)}
    assert (found[fire].is_drill, found[fire].is_running, found[fire].is_here) == (False, True, False)
    assert found[drill].is_drill
    assert found[fire].lines > 2
    brought = crisis_folder.bring(taken, place, [fire])
    assert brought.refusal is None
    lines = incident_log.lines(taken, brought.merged[0].incident)
    assert [line.words for line in lines[-3:-1]] == ["وصول الإطفاء", "إخلاء الطابق الثاني"]
    assert incident_log.verify(taken, brought.merged[0].incident) is None
    assert [away.incident for away in crisis_folder.incidents_in(taken, place) if away.is_here] == [fire]
    with pytest.raises(Refusal) as refused:
        crisis_folder.bring(taken, place, [fire])
    assert refused.value.kind == "already"
    both = crisis_folder.bring(taken, place, [drill, fire])
    assert len(both.merged) == 1
    assert both.refusal is not None
    assert records.count(taken, Query(Incident)) == 2


@pytest.mark.parametrize(
    ("name", "kind"), [("office", "own-folder"), ("nowhere", "missing-folder"), ("empty", "not-ours")]
)
def test_what_is_no_folder_of_a_crisis_is_refused_in_a_sentence(
    taken: Office, tmp_path: Path, name: str, kind: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refusal) as refused:
        crisis_folder.incidents_in(taken, tmp_path / name)
    assert refused.value.kind == kind


def test_the_library_is_written_once_and_says_nothing_the_second_time(taken: Office) -> None:
    commit = scenario_library.bring_in(taken, "start")
    assert commit is not None
    assert commit.touches(Scenario)
    assert records.undoable(taken) is None
    assert scenario_library.bring_in(taken, "start") is None
    assert scenario_library.install(taken) == 0


def test_a_place_that_cannot_be_looked_into_is_refused_and_not_taken_for_a_first_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_unused(tmp_path)
    assert is_unused(tmp_path / "new" / "data")
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    assert not is_unused(tmp_path)

    def forbidden(_path: Path) -> None:
        raise PermissionError  # root, as whom tests may run, is never refused

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with pytest.raises(Refusal) as refused:
        is_unused(tmp_path)
    assert refused.value.kind == "read-only"
    monkeypatch.setattr(Path, "exists", lambda path: len(path.parts) > 1 and path.name != "data")
    assert not is_unused(Path(tmp_path.anchor) / "data")  # its drive is gone: it will be missed by name
