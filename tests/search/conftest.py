"""The repository of the shipped data set."""

from pathlib import Path

import pytest

from data.build import DEFAULT_INTO
from data.repository import ScoreRepository


@pytest.fixture(scope="session")
def repository(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(DEFAULT_INTO)
