"""The sentences of every province in both languages: whole, grammatical, true to the table."""

from __future__ import annotations

import re

import pytest

from app import create_app  # noqa: F401  (makes sure the parts fit together)
from data.codes import Level, Measure, Scope
from data.repository import ScoreRepository
from geo import shapes
from layouts import format as fmt
from layouts.context import Context
from layouts.narratives.province import meaning, story
from layouts.routes import LANGUAGES, Address, Page
from layouts.settings import Settings

SETTINGS = Settings()


@pytest.fixture(scope="module")
def repo(prepared):  # type: ignore[no-untyped-def]
    from pathlib import Path

    return ScoreRepository.open(Path(SETTINGS.data_dir))


def context(repo: ScoreRepository, lang: str) -> Context:
    from pathlib import Path

    return Context(
        repo=repo,
        shapes=shapes.load(Path(SETTINGS.geo_dir)),
        settings=SETTINGS,
        address=Address(page=Page.PROVINCE, lang=lang),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("year", [2561, 2562])
def test_every_province_has_its_story(repo: ScoreRepository, lang: str, year: int) -> None:
    ctx = context(repo, lang)
    seen = set()
    for province in repo.provinces():
        profile = repo.profile(level=Level.PROVINCE, id=province.id, year=year)
        said = " ".join(sentence.plain for sentence in story(ctx, profile)).strip()
        assert province.name.get(lang) in said
        assert not re.search(r"[{}]|None|nan|  |\( |\b0(st|nd|rd|th)\b", said), said
        assert said not in seen
        seen.add(said)
        overall = profile.scores[Measure.OVERALL]
        if overall.number is None:
            assert not re.search(r"\d\.\d", said)
            continue
        assert fmt.number(overall.number) in said
        rank = profile.rank(scope=Scope.LEVEL)
        if rank is None:
            assert fmt.place(1, lang="en") not in said
            assert ctx.t("rank.low_coverage") in said
        else:
            assert fmt.integer(rank.of) in said
            tied = "joint" if lang == "en" else "ร่วม จาก"
            assert (tied in said) == rank.joint, said
        assert meaning(ctx, profile)
        if lang == "en":
            assert said.count(".") >= 3
            assert said.startswith("In the simulated data")
        else:
            assert said.startswith("ในข้อมูลจำลอง")
