"""A search does a bounded amount of work, however long the text and however many the names."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from data.artefact import write
from data.build import DEFAULT_DATASET, DEFAULT_INTO
from data.codes import Level
from data.connections import Connections
from data.manifest import read_manifest
from data.model import AgencyFilter, Entity, Name
from data.repository import ScoreRepository
from data.search.index import search_relations
from data.search.match import CANDIDATES, Matcher
from data.search.reading import read
from data.tables import Dataset, read_dataset

MANY = 4_000
TYPED = ["ส", "สำนักงาน", "องค์การบริหารส่วนตำบล", "subdistrict", "อบต. บ้านใหม่ 777", "ก" * 300]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    dataset: Dataset = read_dataset(DEFAULT_DATASET)
    nothing = Name(th="", en="")
    entities = [
        Entity(
            level=Level.LOCAL,
            id=f"local-{number}",
            name=Name(
                th=f"องค์การบริหารส่วนตำบลบ้านใหม่ {number}",
                en=f"Ban Mai {number} Subdistrict Administrative Organization",
            ),
            abbrev=nothing,
        )
        for number in range(MANY)
    ]
    path = tmp_path_factory.mktemp("many") / "many.sqlite"
    write(path, content=search_relations(dataset, entities=entities))
    return Matcher(Connections(path))


@pytest.mark.parametrize("text", TYPED)
def test_candidates_are_bounded(many: Matcher, text: str) -> None:
    given = read(text).given
    assert given is not None
    assert len(many.candidates(given)) <= CANDIDATES


def test_one_of_very_many_is_found(many: Matcher) -> None:
    assert many.find("องคการบริหารสวนตำบลบานใหม่ 2345", limit=1)[0].item == 2345
    assert many.find("ban mai 321", limit=1)[0].item == 321


def test_no_entity_has_so_many_names_that_scoring_takes_long(prepared: Path) -> None:
    database = DEFAULT_INTO / read_manifest(DEFAULT_INTO).database
    with closing(sqlite3.connect(database)) as connection:
        most = connection.execute(
            "SELECT MAX(number) FROM (SELECT COUNT(*) AS number FROM search_keys GROUP BY item)"
        ).fetchone()[0]
    assert most <= 50


def test_the_web_process_does_not_grow_by_searching(prepared: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from data.repository import ScoreRepository\n"
        f"repository = ScoreRepository.open(Path({str(DEFAULT_INTO)!r}))\n"
        "assert repository.search('ร้อยเอด')\n"
        "print(*[name for name in ('numpy', 'pandas', 'pythainlp') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


def test_the_list_of_agencies_takes_the_same_spellings(repository: ScoreRepository) -> None:
    def total(text: str) -> int:
        return repository.agencies(year=2562, where=AgencyFilter(text=text)).total

    named = [
        agency
        for level in (Level.DEPARTMENT, Level.OFFICE)
        for agency in repository.entities(level=level)
        if "สาธารณสุข" in agency.name.th
    ]
    assert total("สาธารณสุข") == len(named) > 76
    assert total("สาธารณสุข ร้อยเอ็ด") == total("สาธารนสุข รอยเอด") == 1
    assert total("กฟน.") == total("dao") == 1
    assert total("ไม่มีหน่วยงานชื่อนี้แน่นอน") == 0
