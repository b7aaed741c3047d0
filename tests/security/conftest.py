"""An application whose every name is an attack, and one that is asked hostile things."""

from __future__ import annotations

import csv
import json
import shutil
from itertools import cycle
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.build import build
from data.repository import ScoreRepository
from tests.rig import ROOT
from tests.security.attacks import ATTACKS

TEXTS = ("_th", "_en", "note", "source_heading")


@pytest.fixture(scope="session")
def hostile_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The simulated set with an attack in the place of every name and every text."""
    into = tmp_path_factory.mktemp("hostile") / "set"
    shutil.copytree(ROOT / "data" / "sets" / "simulated", into)
    attacks = cycle(ATTACKS)
    for file in sorted(into.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for row in rows:
            for name in row:
                if row[name] and name.endswith(TEXTS):
                    row[name] = f"{next(attacks)} {row[name]}"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    descriptor = into / "datapackage.json"
    about = json.loads(descriptor.read_text(encoding="utf-8"))
    about["title"] = ATTACKS[0]
    descriptor.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    return into


@pytest.fixture(scope="session")
def hostile_data(prepared: Path, hostile_set: Path) -> Path:
    into = hostile_set.parent / "built"
    build(hostile_set, into=into)
    return into


@pytest.fixture(scope="session")
def hostile(prepared: Path, hostile_data: Path) -> FlaskClient:
    from app import create_app
    from layouts.settings import Settings

    settings = Settings(data_dir=str(hostile_data), public_url="https://phrom.example")
    repository = ScoreRepository.open(hostile_data)
    return create_app(settings, repository).server.test_client()
