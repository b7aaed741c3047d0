"""The data set worked out by hand, written and built once."""

from pathlib import Path

import pytest

from data.build import build
from data.repository import ScoreRepository
from tests.data.worked import write_worked


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_worked(tmp_path_factory.mktemp("worked") / "set")


@pytest.fixture(scope="session")
def built(worked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("built")
    build(worked, into)
    return into


@pytest.fixture(scope="session")
def repository(built: Path) -> ScoreRepository:
    return ScoreRepository.open(built)
