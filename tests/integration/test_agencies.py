"""The list of agencies and the view by type, as they are served."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from data import scoring
from data.codes import Level, Measure, Scope
from data.model import AgencyFilter
from data.repository import ScoreRepository

ROW = re.compile(r'<tr><th scope="row"><a href="/agencies/([^"?]+)')
TOTAL = re.compile(r"<strong>([\d,]+) หน่วยงาน</strong>")


@pytest.fixture(scope="module")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(prepared / "data" / "built")


def listed(client: FlaskClient, **query: str) -> tuple[int, list[str]]:
    html = client.get(f"/agencies?{urlencode(query)}").get_data(as_text=True)
    return int(TOTAL.search(html)[1].replace(",", "")), ROW.findall(html)


def test_everyone_who_can_be_named_is_listed_once(
    client: FlaskClient, repo: ScoreRepository
) -> None:
    total, first = listed(client, sort="name")
    everyone = [*repo.entities(level=Level.DEPARTMENT), *repo.entities(level=Level.OFFICE)]
    assert (total, len(first)) == (len(everyone), 50)
    seen = list(first)
    for page in range(2, -(-total // 50) + 1):
        seen += listed(client, sort="name", page=str(page))[1]
    assert sorted(seen) == sorted(item.id for item in everyone)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({"level": "office", "province": "TH-45"}, {"level": "office", "province": "TH-45"}),
        ({"ministry": "none"}, {"ministry": ""}),
        (
            {"type": "state_enterprise", "band": "4"},
            {"agency_type": "state_enterprise", "band": "4"},
        ),
        ({"quadrant": "rising_star"}, {"quadrant": "rising_star"}),
        ({"kind": "public-health"}, {"office_kind": "public-health"}),
        ({"answered": "not_in_simulation"}, {"response": "not_in_simulation"}),
    ],
)
def test_filters_are_the_repositorys(
    client: FlaskClient, repo: ScoreRepository, query: dict[str, str], where: dict[str, str]
) -> None:
    found = repo.agencies(
        year=repo.latest, where=AgencyFilter(**{k: (v,) for k, v in where.items()})
    )
    assert 0 < found.total < 1830
    assert listed(client, **query) == (found.total, [row.entity.id for row in found.rows])


def test_text_finds_an_abbreviation(client: FlaskClient) -> None:
    total, ids = listed(client, q="DBD")
    assert "dbd" in ids
    assert total < 50


@pytest.mark.parametrize("sort", ["score", "lowest", "change", "p6"])
def test_order_is_by_the_measure_and_those_without_come_last(
    client: FlaskClient, repo: ScoreRepository, sort: str
) -> None:
    measure = {"change": Measure.CHANGE, "p6": Measure.P6}.get(sort, Measure.OVERALL)
    total, first = listed(client, sort=sort, level="department")
    last = listed(client, sort=sort, level="department", page=str(-(-total // 50)))[1]

    def number(code: str) -> float | None:
        return (
            repo.profile(level=Level.DEPARTMENT, id=code, year=repo.latest).scores[measure].number
        )

    values = [scoring.printed(number(code)) for code in first]
    assert values == sorted(values, reverse=sort != "lowest")
    assert number(last[-1]) is None


def test_a_list_without_rows_says_so(client: FlaskClient) -> None:
    html = client.get("/en/agencies?level=office&type=university").get_data(as_text=True)
    assert "No agency meets all of these filters" in html


def test_counts_of_a_filter_are_what_it_would_show(client: FlaskClient) -> None:
    html = client.get("/agencies?level=office").get_data(as_text=True)
    options = re.findall(r'<option value="(TH-\d\d)">[^<(]+\((\d+)\)', html)
    assert len(options) == 76
    code, count = options[10]
    assert listed(client, level="office", province=code)[0] == int(count)


def test_types_show_every_type_with_its_n_and_mean(
    client: FlaskClient, repo: ScoreRepository
) -> None:
    html = client.get("/en/agencies?view=types").get_data(as_text=True)
    assert "picture only" in html
    shown = dict(re.findall(r'/en/agencies\?type=(\w+)">[^<]+</a></th><td class="n">(\d+)<', html))
    total = 0
    for kind in repo.agency_types():
        if kind.id == "provincial_office":
            continue
        summary = repo.summary(
            level=Level.DEPARTMENT,
            measure=Measure.OVERALL,
            year=repo.latest,
            scope=Scope.TYPE,
            scope_id=kind.id,
        )
        assert int(shown[kind.id]) == summary.n
        total += summary.n
    assert total == 301
    assert html.count('data-kind="DotPlot"') == 4
