"""Two small official data sets that differ in every score."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.small import small_dataset
from tests.publishing.official import write_official


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("sets") / "first"
    return write_official(directory, source=small_dataset())


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("sets") / "second"
    return write_official(directory, source=small_dataset(), shift=1)
