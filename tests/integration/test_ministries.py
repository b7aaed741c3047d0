"""The ministries page: published membership, places, borderline band, departments, heat map."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.codes import Quadrant
from data.repository import ScoreRepository
from layouts.quadrantview import beyond

CUT_X, CUT_Y = 67.05, 4.66


@pytest.fixture(scope="module")
def published(prepared: Path) -> dict[str, str]:
    file = prepared / "data" / "sets" / "simulated" / "quadrants.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["ministry_id"]: row["quadrant"] for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(prepared / "data" / "built")


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


def rows_of(page: str) -> list[str]:
    table = re.search(r'<table[^>]*id="table".*?</table>', page, re.S)
    assert table
    return re.findall(r"<tr[^>]*>.*?</tr>", table[0], re.S)[1:]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_shown_membership_is_the_published_one(
    client: FlaskClient, published: dict[str, str], prefix: str
) -> None:
    page = text_of(client, f"{prefix}/ministries")
    assert len(published) == 20
    drawn = dict(re.findall(r'data-id="(\w+)" data-quadrant="(\w+)"', page))
    assert drawn == published
    table = dict(re.findall(r'data-ministry="(\w+)".*?data-quadrant="(\w+)"', page, re.S))
    assert table == published
    listed = {
        ministry: group
        for group, block in re.findall(r'data-group="(\w+)">(.*?)</ul>', page, re.S)
        for ministry in re.findall(r"/ministries/(\w+)\"", block)
    }
    assert listed == published


def test_points_lie_in_their_published_quadrant(client: FlaskClient) -> None:
    page = text_of(client, "/ministries")
    found = re.findall(
        r'data-id="(\w+)" data-quadrant="(\w+)" data-valuex="([-\d.]+)" data-valuey="([-\d.]+)"',
        page,
    )
    assert len({ministry for ministry, *_ in found}) == 20
    expected = {
        (True, True): "developed",
        (False, True): "rising_star",
        (False, False): "developing",
        (True, False): "maintain",
    }
    for _, group, x, y in found:
        assert expected[float(x) > CUT_X, float(y) > CUT_Y] == group


def test_lines_and_caveats_are_printed(client: FlaskClient) -> None:
    page = text_of(client, "/en/ministries")
    for words in ("67.05", "4.66", "64.60", "form 1", "not fully comparable", "is simulated"):
        assert words in page


def test_borderline_is_whoever_could_be_on_the_other_side(repo: ScoreRepository) -> None:
    quadrants = repo.quadrants(year=2562)
    near = {p.entity.id: beyond(p, quadrants, margin=1) for p in quadrants.points}
    for point in quadrants.points:
        x, y = point.x.number or 0, point.y.number or 0
        close = abs(x - CUT_X) <= 1 or abs(y - CUT_Y) <= 1
        assert bool(near[point.entity.id]) == close
        assert point.placed not in near[point.entity.id]
    assert near["mcul"] == (Quadrant.MAINTAIN,)
    assert all(beyond(p, quadrants, margin=0) == () for p in quadrants.points)


def test_band_and_lines_follow_the_address(client: FlaskClient) -> None:
    assert 'data-margin="2.0"' in text_of(client, "/ministries?band=2")
    assert "data-margin" not in text_of(client, "/ministries?band=0")
    page = text_of(client, "/ministries?band=9")
    assert 'class="notice"' in page
    assert 'data-margin="1.0"' in page


def test_table_sorts_by_link(client: FlaskClient) -> None:
    def column(path: str, place: int) -> list[float]:
        rows = rows_of(text_of(client, path))
        cells = [re.findall(r'<td[^>]*>.*?value="([^"]+)"', row, re.S) for row in rows]
        return [float(c[place].replace("\u2212", "-")) for c in cells]

    scores, growth = column("/ministries", 0), column("/ministries?sort=growth", 3)
    assert scores == sorted(scores, reverse=True)
    assert growth == sorted(growth, reverse=True)
    assert len(scores) == len(growth) == 20


def test_departments_of_both_years_in_the_same_frame(client: FlaskClient) -> None:
    page = text_of(client, "/en/ministries?view=departments")
    assert "Showing 272 of 272" in page
    wide = re.search(r'<div class="figure-wide">(.*?)</svg>', page, re.S)
    assert wide
    assert len(re.findall(r"data-quadrant=", wide[1])) == 272
    assert 'data-cut="67.05"' in page
    some = text_of(client, "/en/ministries?view=departments&ministry=mof")
    assert "the lines and groups stay the same" in some
    assert 'data-cut="67.05"' in some
    assert len(rows_of(some)) == int(re.search(r"Showing (\d+) of 272", some)[1])  # type: ignore[index]


def test_heat_map_is_a_table_with_numbers_and_sorts(client: FlaskClient) -> None:
    page = text_of(client, "/en/ministries?view=pillars&sort=p6")
    rows = rows_of(page)
    assert len(rows) == 20
    cells = [re.findall(r'class="cell h\d"><data[^>]*value="([\d.]+)"', row) for row in rows]
    assert all(len(c) == 7 for c in cells)
    last = [float(c[6]) for c in cells]
    assert last == sorted(last, reverse=True)
    assert 'aria-sort="descending"' in page


def test_a_profile_tells_place_ranks_and_spread(client: FlaskClient) -> None:
    page = text_of(client, "/en/ministries/mof")
    assert 'data-kind="QuadrantChart"' in page
    assert 'data-kind="Strip"' in page
    assert "1st of 33" in page
    assert "In the simulated data" in page


def test_callback_answers_and_refuses_nonsense(client: FlaskClient) -> None:
    version = client.get("/readyz").get_json()["data_version"]
    outputs = [
        ("ministries-quadrant", "figure"),
        ("ministries-quadrant", "drawing"),
        ("ministries-near", "html"),
    ]

    def ask(band: object, arrows: object, context: object) -> tuple[int, dict | None]:
        body = {
            "output": ".." + "...".join(f"{name}.{prop}" for name, prop in outputs) + "..",
            "outputs": [{"id": name, "property": prop} for name, prop in outputs],
            "inputs": [
                {"id": "ministries-band", "property": "value", "value": band},
                {"id": "ministries-arrows", "property": "value", "value": arrows},
            ],
            "state": [{"id": "ministries-band", "property": "context", "value": context}],
            "changedPropIds": ["ministries-band.value"],
        }
        answer = client.post("/_dash-update-component", json=body)
        return answer.status_code, answer.get_json(silent=True)

    context = {"lang": "en", "version": version, "year": 2562}
    status, answer = ask("3", "yes", context)
    assert status == 200
    assert answer is not None
    assert "Finance" in json.dumps(answer["response"]["ministries-quadrant"]["figure"])
    assert answer["response"]["ministries-quadrant"]["drawing"].count("<svg") == 2
    for bad in (("7", "no", context), ("1", "perhaps", context), ("1", "no", None),
                ("1", "no", context | {"lang": "xx"}), ("1", "no", context | {"year": 2560}),
                ("1", "no", {"lang": "en", "version": version})):  # fmt: skip
        assert ask(*bad)[0] == 204


def words(client: FlaskClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    page = re.sub(r"<(script|style|svg).*?</\1>", "", page[page.index("<main") :], flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_before_a_ministry_its_members_are_those_of_today_and_that_is_said(
    client: FlaskClient,
) -> None:
    said = "This ministry has existed only since 2019"
    page = words(client, "/en/ministries/mhesi?year=2561")
    assert said in page
    assert "above the mean of all" not in page
    assert "Rank within the ministry" not in page
    assert said in words(client, "/en/agencies/trf?year=2561")
    assert said not in words(client, "/en/agencies/trf")
    assert said not in words(client, "/en/ministries/mhesi")
    for view in ("", "&view=pillars"):
        listed = words(client, f"/en/ministries?year=2561{view}")
        assert "did not exist in 2018 (B.E. 2561): Ministry of Higher Education" in listed
        assert "did not exist" not in words(client, f"/en/ministries?year=2562{view}")


def test_growth_is_said_to_count_departments_of_both_years(client: FlaskClient) -> None:
    said = "mean change of departments with a score in both years"
    assert words(client, "/en/ministries").count(said) == 2
    assert said not in words(client, "/en/ministries?year=2561")


@pytest.mark.parametrize(
    "path",
    ["/ministries/mof", "/en/ministries/mhesi?year=2561", "/en/agencies?sort=name", "/ministries"],
)
def test_no_cell_is_blank(client: FlaskClient, path: str) -> None:
    page = client.get(path).get_data(as_text=True)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.S)
    assert len(cells) > 40
    assert all(re.sub(r"<[^>]+>|\s", "", cell) for cell in cells)
