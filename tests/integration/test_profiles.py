"""Every profile of the shipped data, in both languages, page by page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data import scoring
from data.codes import PILLARS, Level, Measure, Scope
from data.model import NoSuchPopulation, Rank
from data.repository import ScoreRepository
from layouts.advice import MOST, advice
from layouts.components.numbers import rank_of_text
from layouts.contrasts import contrasts
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_is_nowhere_below_its_peers_is_not_called_weak(client: FlaskClient, lang: str) -> None:
    html = client.get(url(Page.AGENCY, lang=lang, id="dbd")).get_data(as_text=True)
    section = html[html.index("advice-section") :]
    title = re.sub(r"<[^>]+>", "", section[section.index("<h2>") : section.index("</h2>")])
    lead, weak = {
        "th": ("ด้านที่นำหน้ากลุ่มน้อยที่สุดคือบริการภาครัฐ (+15.2)", "ต่ำที่สุด"),
        "en": ("Smallest lead over peers: Public Services (+15.2)", "Weakest"),
    }[lang]
    assert title.startswith(lead)
    assert weak not in section


def test_the_smallest_lead_is_told_only_where_nothing_is_below(repo: ScoreRepository) -> None:
    found = {True: 0, False: 0}
    for code in codes(repo):
        level = repo.agency(code).level
        made = contrasts(repo, repo.profile(level=level, id=code, year=repo.latest))
        if not made.every:
            continue
        points = [item.points for item in made.every]
        assert made.leads == (min(points) >= 0)
        if made.leads:
            assert [item.points for item in made.weakest] == [min(points)]
        else:
            assert all(item.points < 0 for item in made.weakest)
        found[made.leads] += 1
    assert all(found.values())


def test_those_held_up_as_ahead_score_higher(repo: ScoreRepository) -> None:
    kinds = set()
    for code in codes(repo)[::7]:
        profile = repo.profile(level=repo.agency(code).level, id=code, year=repo.latest)
        if profile.scores[Measure.OVERALL].number is None:
            continue
        for item in advice(repo, profile, PILLARS):
            if item.standing is None:
                continue
            own = scoring.printed(profile.scores[item.measure].number or 0.0)
            assert len(item.standing.best) == min(item.standing.ahead, MOST)
            for row in item.standing.best:
                assert row.entity.id != code
                assert scoring.printed(row.value.number or 0.0) > own
            kinds.add((item.standing.scope, item.standing.ahead > 0))
    assert {(Scope.MINISTRY, True), (Scope.MINISTRY, False), (Scope.KIND, True)} <= kinds


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
