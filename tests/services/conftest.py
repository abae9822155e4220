"""An office for the tests that must leave it empty, and the sample hospital; both are made once a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.query import Op, Query
from hospcomms.services import records
from hospcomms.services.office import Office, open_office
from tests.hospital import empty, make


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An empty office that nothing is saved in."""
    found = empty(tmp_path_factory.mktemp("quiet") / "office")
    yield found
    found.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hospital, made once."""
    folder = tmp_path_factory.mktemp("made") / "office"
    make(folder)
    return folder


@pytest.fixture
def sample(made: Path, tmp_path: Path) -> Iterator[Office]:
    """A sample hospital of the test's own."""
    shutil.copytree(made, tmp_path / "office")
    office = open_office(tmp_path / "office")
    yield office
    office.close()


@pytest.fixture
def udine(sample: Office) -> Campaign:
    """The published campaign of the sample hospital."""
    (found,) = records.find(sample, Query(Campaign).where("reference", Op.IS, "UDINE-2013"))
    assert isinstance(found, Campaign)
    return found
