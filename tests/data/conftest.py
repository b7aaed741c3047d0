"""The small data set, written and built once."""

from pathlib import Path

import pytest

from data.build import build
from data.repository import ScoreRepository
from tests.data.small import write_small


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("small") / "set")


@pytest.fixture(scope="session")
def built(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("built")
    build(small, into)
    return into


@pytest.fixture(scope="session")
def repository(built: Path) -> ScoreRepository:
    return ScoreRepository.open(built)
