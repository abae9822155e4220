"""An office for the tests that must leave it empty: made once a file, since each test proves it unchanged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hospcomms.services.office import Office, create_office


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An empty office that nothing is saved in."""
    found = create_office(tmp_path_factory.mktemp("quiet") / "office")
    yield found
    found.close()
