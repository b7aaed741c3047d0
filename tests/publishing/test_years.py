"""One to ten official years: nothing but data, whatever comes, goes and changes in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.build import build
from data.codes import PILLARS, Level, Measure
from data.model import Value
from data.repository import ScoreRepository
from layouts import format as fmt
from layouts.format import BUDDHIST_ERA
from layouts.routes import LANGUAGES, Page, route_of, url
from layouts.settings import Settings
from layouts.text import texts
from tests.publishing.decade import (
    DECADE,
    GAP,
    GONE,
    LATE,
    MERGED,
    NEW_INDICATOR,
    NEW_NAME,
    NEW_PROVINCE,
    OLD_NAME,
    PROVINCES,
    SUCCESSOR,
    Plan,
    lines_of,
    write_decade,
)
from tests.publishing.test_site import marks

PLANS = {
    "one year": Plan(years=(2563,)),
    "two years": Plan(years=(2562, 2563), events=True),
    "a gap": Plan(years=GAP, indicators=True, events=True),
    "a new pillar": Plan(years=(2561, 2562, 2563), pillar_since=2563, comparable=(2562,)),
    "ten years": Plan(years=DECADE, indicators=True, events=True, comparable=DECADE[3:]),
}
ENTITIES = {
    Page.PROVINCE: PROVINCES,
    Page.MINISTRY: ("mof", MERGED, SUCCESSOR),
    Page.AGENCY: (OLD_NAME, NEW_NAME, LATE, GONE, "public-health-45", "oag", f"{MERGED}-ops"),
    Page.FINDING: ("1", "6"),
}
BROKEN = re.compile(r"\bNone\b|\bnan\b|\{[a-z_]+\}|&#123;|-5[0-9]{2}\b")


@dataclass(frozen=True)
class Served:
    """A site on one of the sets."""

    plan: Plan
    repo: ScoreRepository
    client: FlaskClient

    def page(self, page: Page, *, lang: str = "en", id: str | None = None, **query: str) -> str:
        address = url(page, lang=lang, **({"id": id} if id else {}), **query)
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return answer.get_data(as_text=True)

    def addresses(self) -> Iterator[str]:
        """Every route in both languages; profiles and lists in the first, a middle, the last."""
        years = self.plan.years
        shown = sorted({years[0], years[len(years) // 2], years[-1]})
        for lang in LANGUAGES:
            for page in Page:
                for id in self._known(page):
                    code = {"id": id} if id else {}
                    yield url(page, lang=lang, **code)
                    if "year" in route_of(page).query:
                        yield from (url(page, lang=lang, **code, year=str(y)) for y in shown)
            for year in shown:
                chosen = {"year": str(year)}
                yield url(Page.PROVINCES, lang=lang, measure="change", **chosen)
                yield url(Page.PROVINCES, lang=lang, kind="public-health", **chosen)
                yield url(Page.AGENCIES, lang=lang, view="types", **chosen)
                yield url(Page.AGENCIES, lang=lang, sort="change", **chosen)
                yield url(Page.MINISTRIES, lang=lang, view="pillars", sort="p6", **chosen)
                yield url(Page.MINISTRIES, lang=lang, view="departments", **chosen)
                yield url(Page.MINISTRIES, lang=lang, arrows="yes", **chosen)
                for codes in ("ministry:mof,ministry:mots,ministry:mcts", "province:TH-38,mean"):
                    yield url(Page.COMPARE, lang=lang, **{"with": codes}, **chosen)

    def _known(self, page: Page) -> tuple[str | None, ...]:
        levels = {Page.PROVINCE: [Level.PROVINCE], Page.MINISTRY: [Level.MINISTRY],
                  Page.AGENCY: [Level.DEPARTMENT, Level.OFFICE]}  # fmt: skip
        there = {e.id for level in levels.get(page, []) for e in self.repo.entities(level=level)}
        named = ENTITIES.get(page, (None,))
        return tuple(id for id in named if id in there or page not in levels)


@pytest.fixture(scope="session")
def sites(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Served]:
    found = {}
    for name, plan in PLANS.items():
        directory = tmp_path_factory.mktemp("years")
        build(write_decade(directory / "set", plan), directory / "served")
        app = create_app(Settings(data_dir=str(directory / "served")))
        repo = ScoreRepository.open(directory / "served")
        found[name] = Served(plan=plan, repo=repo, client=app.server.test_client())
    return found


@pytest.fixture
def decade(sites: dict[str, Served]) -> Served:
    return sites["ten years"]


def seen(html: str) -> str:
    """What a reader sees of a page, without tags, scripts and styles."""
    bare = re.sub(r"<(script|style|template)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if name.startswith("t") else [])
        for name in PLANS
    ],
)
def test_every_page_answers_without_a_mark_or_a_hole(name: str, sites: dict[str, Served]) -> None:
    served = sites[name]
    wrong = {}
    for address in served.addresses():
        answer = served.client.get(address)
        html = answer.get_data(as_text=True)
        said = [*marks(html), *BROKEN.findall(seen(html))]
        if answer.status_code != 200 or said:
            wrong[address] = (answer.status_code, said[:3])
    assert wrong == {}


@pytest.mark.parametrize("name", PLANS)
def test_selectors_offer_all_years_and_begin_with_the_newest(
    name: str, sites: dict[str, Served]
) -> None:
    served = sites[name]
    newest = list(reversed(served.plan.years))
    for page, id in (
        (Page.PROVINCE, "TH-45"), (Page.MINISTRY, "mof"), (Page.MINISTRIES, None),
        (Page.AGENCY, "public-health-45"), (Page.AGENCIES, None),
    ):  # fmt: skip
        (nav,) = re.findall(
            r'<nav[^>]*class="years"[^>]*>(.*?)</nav>', served.page(page, lang="th", id=id)
        )
        links = re.findall(r"<a([^>]*)>(\d{4})</a>", nav)
        assert [int(year) for _, year in links] == newest, page
        assert ["aria-current" in attributes for attributes, _ in links].index(True) == 0
    html = served.page(Page.PROVINCES, lang="th")
    select = re.search(r'<select[^>]*name="year".*?</select>', html, flags=re.DOTALL)
    assert select
    assert [int(y) for y in re.findall(r'<option[^>]*value="(\d{4})"', select.group())] == newest


@pytest.mark.parametrize("name", ["a gap", "ten years", "two years"])
def test_change_is_between_years_that_follow_each_other(
    name: str, sites: dict[str, Served]
) -> None:
    repo = sites[name].repo
    for before, after in pairwise(repo.years):
        profile = repo.profile(level=Level.MINISTRY, id="mof", year=after)
        assert profile.previous_year == before
        then = {
            r.entity.id: r for r in repo.members(level=Level.MINISTRY, id="mof", year=before).rows
        }
        now = repo.members(level=Level.MINISTRY, id="mof", year=after).rows
        moved = [
            (row.values[Measure.OVERALL].number or 0)
            - (then[row.entity.id].values[Measure.OVERALL].number or 0)
            for row in now
            if row.entity.id in then
        ]
        assert profile.change.number == pytest.approx(fmean(moved), abs=1e-6)
    assert repo.profile(level=Level.MINISTRY, id="mof", year=repo.years[0]).change.number is None


def test_a_change_names_the_year_that_it_counts_from(sites: dict[str, Served]) -> None:
    html = seen(sites["a gap"].page(Page.MINISTRIES, lang="th"))
    assert "การเติบโตจากปี 2562" in html
    assert "คะแนนปี 2565" in html
    assert "2564" not in html


def test_what_does_not_exist_in_a_year_is_said_so(decade: Served) -> None:
    first, last = str(DECADE[0]), DECADE[-1]
    province = decade.page(Page.PROVINCE, id=NEW_PROVINCE, year=first)
    assert "did not exist yet" in seen(province)
    assert "Bangkok is not one of them" not in province
    on_map = decade.page(Page.PROVINCES, year=first)
    assert re.search(
        rf'data-id="{NEW_PROVINCE}"[^>]*>\s*<path[^>]*class="m-not_applicable"', on_map
    )
    old = decade.page(Page.MINISTRY, id=MERGED)
    assert "no longer existed" in seen(old)
    assert f'href="/en/ministries/{SUCCESSOR}"' in old
    new = decade.page(Page.MINISTRY, id=SUCCESSOR)
    assert "Replaced Ministry of Tourism and Sports" in seen(new)
    assert f"Since {last - BUDDHIST_ERA}" in seen(new)
    renamed = seen(decade.page(Page.AGENCY, id=NEW_NAME))
    assert "Replaced Department of Business Development" in renamed
    ids = {r.entity.id for r in decade.repo.quadrants(year=last).points}
    before = {r.entity.id for r in decade.repo.quadrants(year=last - 1).points}
    assert before - ids == {MERGED}
    assert ids - before == {SUCCESSOR}


def drawing(html: str) -> str:
    """The wide drawing of the trend."""
    (section,) = re.findall(
        r'<section[^>]*class="section trend".*?</section>', html, flags=re.DOTALL
    )
    return re.findall(r"<svg.*?</svg>", section, flags=re.DOTALL)[0]


def served_line(served: Served, page: Page, id: str) -> list[Value]:
    level = Level.PROVINCE if page is Page.PROVINCE else Level.DEPARTMENT
    return list(served.repo.history(level=level, id=id).values())


def test_a_trend_has_a_point_for_every_year_and_a_gap_for_every_missing_one(
    decade: Served,
) -> None:
    level = Level.DEPARTMENT
    silent = next(
        entity
        for entity in decade.repo.entities(level=level)
        if sum(v.number is None for v in decade.repo.history(level=level, id=entity.id).values())
        == 1
        and entity.since is entity.until is None
    )
    for page, id, missing in ((Page.PROVINCE, "TH-45", 0), (Page.AGENCY, silent.id, 1)):
        drawn = drawing(decade.page(page, id=id))
        own = re.findall(rf'data-series="{id}" data-id="(\d+)"', drawn)
        assert len(own) == len(DECADE) - missing
        assert len(re.findall(r'data-series="mean"', drawn)) == len(DECADE)
        assert drawn.count("×</text>") == missing
        there = [v.number is not None for v in served_line(decade, page, id)]
        joined = sum(a and b for a, b in pairwise(there))
        assert drawn.count('stroke-width="2.2"') == joined + len(DECADE) - 1
    ministry = drawing(decade.page(Page.MINISTRY, id=SUCCESSOR))
    assert len(re.findall(f'data-series="{MERGED}"', ministry)) == len(DECADE) - 1
    assert len(re.findall(f'data-series="{SUCCESSOR}"', ministry)) == 1
    assert "×</text>" not in ministry
    picture = decade.client.get("/picture/en/provinces/TH-45/trend.16x9.svg")
    assert picture.status_code == 200
    history = decade.repo.history(level=Level.PROVINCE, id="TH-45")
    ends = [fmt.number(history[year].number or 0) for year in (DECADE[0], DECADE[-1])]
    years = [fmt.year(year, lang="en") for year in (DECADE[0], DECADE[-1])]
    told = f"from {ends[0]} in {years[0]} to {ends[1]} in {years[1]}"
    assert told in re.sub(r"\s+", " ", re.search("<title>(.*?)</title>", picture.text)[1])


def test_years_stand_as_far_apart_as_they_are(sites: dict[str, Served]) -> None:
    drawn = drawing(sites["a gap"].page(Page.PROVINCE, id="TH-45"))
    x = [float(v) for v in re.findall(r'<circle cx="([\d.]+)"[^>]*data-series="TH-45"', drawn)]
    assert (x[2] - x[1]) / (x[1] - x[0]) == pytest.approx(3, rel=0.01)


@pytest.mark.parametrize("name", ["one year", "two years"])
def test_two_years_are_a_change_and_no_trend(name: str, sites: dict[str, Served]) -> None:
    assert 'class="section trend"' not in sites[name].page(Page.AGENCY, id="oag")


def test_a_map_brings_the_latest_years_and_the_chosen_one(decade: Served) -> None:
    years = [str(year) for year in decade.repo.years]
    for chosen, carried in (
        ({}, years[-3:]),
        ({"year": years[-2]}, years[-3:]),
        ({"year": years[1]}, [years[1], *years[-3:]]),
    ):
        html = decade.page(Page.PROVINCES, **chosen)
        block = re.search(r'id="map-data">(.*?)</script>', html)
        assert block
        data = json.loads(block[1])
        assert data["years"] == carried
        assert {key.split("|")[1] for key in data["series"]} == set(carried)


def test_comparability_is_data(sites: dict[str, Served], decade: Served) -> None:
    """The first two changes of the ten years are not comparable, the others are."""
    for lang, words in (("en", "not fully comparable"), ("th", "ได้ไม่เต็มที่")):
        noted = {
            year: {
                words
                in seen(
                    decade.page(page, lang=lang, id=id, year=str(year)).split(
                        'class="section trend"'
                    )[0]
                )
                for page, id in ((Page.PROVINCE, "TH-45"), (Page.MINISTRY, "mof"))
            }
            for year in (*DECADE[:4], DECADE[-1])
        }
        assert noted == {y: {DECADE[0] < y < DECADE[3]} for y in noted}
    drawn = drawing(decade.page(Page.PROVINCE, id="TH-45"))
    own = len(DECADE) - 1
    assert drawn.count("stroke-dasharray") == 2 * (len(DECADE[1:3]))
    assert len(re.findall(r'<path d="M[^"]*L[^"]*"[^>]*stroke-width="2.2"', drawn)) == 2 * own
    sourced, unsourced = "as its", "no source says"
    three = sites["a gap"]
    assert sourced in seen(three.page(Page.PROVINCES, year="2562"))
    assert unsourced in seen(three.page(Page.PROVINCES, year="2565"))


def test_one_year_shows_groups_without_places(sites: dict[str, Served]) -> None:
    served = sites["one year"]
    for page in (Page.MINISTRIES, Page.OVERVIEW):
        html = served.page(page)
        assert "figure-quadrantchart" not in html
        assert "needs scores for two years" in seen(html)
        assert html.count("data-group=") == 4
    for page, id in ((Page.MINISTRY, "mof"), (Page.PROVINCES, None), (Page.OVERVIEW, None)):
        assert "fully comparable" not in seen(served.page(page, id=id))
    assert "Change" not in re.findall(r"<dt>(.*?)</dt>", served.page(Page.MINISTRY, id="mof"))
    profile = served.repo.profile(level=Level.MINISTRY, id="mof", year=2563)
    assert profile.quadrant is not None
    assert profile.change.number is None


def test_lines_groups_and_weights_are_those_of_the_year(decade: Served) -> None:
    for year in DECADE[2::3]:
        found = decade.repo.quadrants(year=year)
        lines = lines_of(year)
        assert found.cut_performance == pytest.approx(float(lines["cut_performance"]))
        html = decade.page(Page.MINISTRIES, year=str(year))
        assert f"Score line {lines['cut_performance']}" in html
        assert "67.05" not in seen(html)
        weights = decade.repo.weights(year=year)
        tilted = weights["p1"].weight != weights["p2"].weight
        assert tilted is (year % 2 == 1)
        working = decade.page(Page.AGENCY, id="oag", year=str(year))
        assert f"{weights['p1'].weight:g}" in re.findall(r"<td[^>]*>([\d.]+)</td>", working)
    assert any(p.published for p in decade.repo.quadrants(year=DECADE[-1]).points)
    assert not any(p.published for p in decade.repo.quadrants(year=DECADE[4]).points)


def test_indicators_come_with_their_year(decade: Served) -> None:
    last, before = DECADE[-1], DECADE[-2]
    now = decade.repo.profile(level=Level.DEPARTMENT, id="oag", year=last)
    then = decade.repo.profile(level=Level.DEPARTMENT, id="oag", year=before)
    assert set(now.indicators) - set(then.indicators) == {NEW_INDICATOR}
    shown = seen(decade.page(Page.AGENCY, id="oag"))
    assert "AI Literacy" in shown
    assert "AI Literacy" not in seen(decade.page(Page.AGENCY, id="oag", year=str(before)))
    assert "1.1 Digital Government Policy" in shown


def test_a_pillar_begins_with_its_year(sites: dict[str, Served]) -> None:
    served = sites["a new pillar"]
    for year, count in ((2562, 5), (2563, 6)):
        assert served.repo.pillar_measures(year=year) == PILLARS[:count]
        html = served.page(Page.PROVINCE, id="TH-45", year=str(year))
        table = html[html.index('id="pillars"') :]
        assert ("6. Digital Technological Practices" in seen(table)) is (count == 6)
        assert served.repo.similar(level=Level.PROVINCE, id="TH-45", year=year)
        matrix = served.page(Page.MINISTRIES, view="pillars", year=str(year))
        heads = re.search(r"<thead>.*?</thead>", matrix, flags=re.DOTALL)
        assert heads
        assert heads.group().count("<th ") == 2 + count
    value = served.repo.profile(level=Level.PROVINCE, id="TH-45", year=2562).scores[Measure.P6]
    assert value.missing == "not_asked"


FIXED_YEAR = re.compile(r"\b(?:256[0-9]|201[7-9]|202[0-9])\b")
ABOUT_ONE_SURVEY = re.compile(
    r"agency\.advice_source|assumption\.|awards\.trf|data\.use|findings\.chart|footer\.source"
    r"|method\.framework|recommendations\.source|response\.years\.note|source\.vintages"
)
"""Texts about the presentation of 2562 or the data themselves, whose years do not follow."""


def test_no_text_about_a_chosen_year_names_one() -> None:
    named = {
        key: words
        for key, words in texts().items()
        if FIXED_YEAR.search(" ".join(words.values())) and not ABOUT_ONE_SURVEY.match(key)
    }
    assert named == {}


def test_no_layout_names_a_year() -> None:
    root = Path(__file__).parents[2]
    named = {
        f"{path.relative_to(root)}: {line.strip()}"
        for room in ("layouts", "callbacks", "web")
        for path in (root / room).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if FIXED_YEAR.search(line.partition("#")[0])
    }
    allowed = (
        'PRESENTATION = "presentation-2562"',
        "2562 in Thai",
        "overall|2562",
        "es2018",
        "A date in words",
    )
    assert {line for line in named if not any(word in line for word in allowed)} == set()
