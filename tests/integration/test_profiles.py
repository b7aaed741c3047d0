"""Every profile of the shipped data, in both languages, page by page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.codes import Level, Measure, Scope
from data.model import NoSuchPopulation, Rank
from data.repository import ScoreRepository
from layouts.components.numbers import rank_of_text
from layouts.routes import LANGUAGES, Page, url

STEP = 29
"""Every so many profiles are read in the normal run, all of them with `make check-all`."""

CODE = re.compile(r"<(script|style).*?</\1>", re.S)
CHART = re.compile(r'<svg class="figure[^>]*>.*?</svg>', re.S)


@pytest.fixture(scope="module")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(prepared / "data" / "built")


def check(client: FlaskClient, repo: ScoreRepository, code: str, lang: str) -> None:
    answer = client.get(url(Page.AGENCY, lang=lang, id=code))
    assert answer.status_code == 200, code
    html = CODE.sub("", answer.get_data(as_text=True))
    assert "None" not in html, code
    assert "{" not in html, code
    entity = repo.agency(code)
    profile = repo.profile(level=entity.level, id=code, year=repo.latest)
    assert entity.name.get(lang) in html.replace("&#x27;", "'").replace("&amp;", "&")
    charts = CHART.findall(html)
    if profile.scores[Measure.OVERALL].number is None:
        assert charts == []
        assert f"missing-{profile.scores[Measure.OVERALL].missing}" in html
        return
    assert len(charts) == 4, code  # two charts, each wide and narrow
    for chart in charts:
        assert len(re.findall(r'data-value="[\d.]+"', chart)) >= 6, code
    for item in profile.ranks:
        if item.measure is Measure.OVERALL and item.rank.of > 1:
            assert rank_of_text(item.rank, lang=lang) in html, (code, item.scope)


def codes(repo: ScoreRepository) -> list[str]:
    return [
        item.id for level in (Level.DEPARTMENT, Level.OFFICE) for item in repo.entities(level=level)
    ]


def test_a_sample_of_profiles_is_whole(client: FlaskClient, repo: ScoreRepository) -> None:
    """Every STEP-th, the languages by turns, and one of each way of having no score."""
    sample = codes(repo)[::STEP]
    levels = (Level.DEPARTMENT, Level.OFFICE)
    without = {
        (level, kind): item.id
        for level in levels
        for item in repo.entities(level=level)
        if (
            kind := repo.profile(level=level, id=item.id, year=repo.latest)
            .scores[Measure.OVERALL]
            .missing
        )
    }
    for number, code in enumerate([*sample, *without.values()]):
        check(client, repo, code, LANGUAGES[number % 2])


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_profile_is_whole(client: FlaskClient, repo: ScoreRepository, lang: str) -> None:
    for code in codes(repo):
        check(client, repo, code, lang)


def test_ranks_of_profiles_are_those_of_the_rankings(repo: ScoreRepository) -> None:
    """All of them, in every population: what pages print comes from the same table."""
    told: dict[tuple[str, Scope, str | None], Rank] = {}
    for level in (Level.DEPARTMENT, Level.OFFICE):
        for item in repo.entities(level=level):
            profile = repo.profile(level=level, id=item.id, year=repo.latest)
            for rank in profile.ranks:
                if rank.measure is Measure.OVERALL:
                    told[item.id, rank.scope, rank.scope_id] = rank.rank
    for level in (Level.DEPARTMENT, Level.OFFICE):
        populations = {
            (scope, scope_id)
            for (code, scope, scope_id) in told
            if repo.agency(code).level is level
        }
        for scope, scope_id in populations:
            try:
                ranking = repo.ranking(
                    level=level,
                    measure=Measure.OVERALL,
                    year=repo.latest,
                    scope=scope,
                    scope_id=scope_id,
                )
            except NoSuchPopulation:
                pytest.fail(f"{level} {scope} {scope_id}")
            for row in ranking.ranked:
                assert told.pop((row.entity.id, scope, scope_id)) == row.rank
    assert told == {}


def test_the_working_adds_up(client: FlaskClient) -> None:
    html = client.get("/en/agencies/dbd").get_data(as_text=True)
    details = re.search(r'<details class="section working".*?</details>', html, re.S)[0]
    parts = re.findall(r'value="([\d.]+)"', details)
    scores, products = parts[0:12:2], parts[1:12:2]
    summed, again, quotient, printed = parts[12:16]
    for score, product in zip(scores, products, strict=True):
        assert abs(float(score) * 0.166667 - float(product)) < 0.00006
    assert abs(sum(map(float, products)) - float(summed)) < 0.0004
    assert summed == again
    assert abs(float(summed) / 1.000002 - float(quotient)) <= 0.0051
    assert printed in html.split("</dl>")[0]


def test_the_form_computes_on_the_server(client: FlaskClient) -> None:
    html = client.get("/en/agencies/dbd?p6=100").get_data(as_text=True)
    assert re.search(r'whatif-score big"><data[^>]*value="94\.4"', html), "five pillars and 100"
    assert 'name="p6" min="0"' in html
    back = client.get("/en/agencies/dbd?p6=abc").get_data(as_text=True)
    assert 'class="notice"' in back
