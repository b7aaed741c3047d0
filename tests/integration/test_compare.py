"""The comparison page: what is compared, what is refused, and how it is added to."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

MANY = "ministry:mof,ministry:moe,ministry:mod,ministry:moi,ministry:moj,ministry:mol"


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("province:TH-45,province:TH-99", "There is no “province:TH-99”"),
        ("ministry:mof,ministry:mof", "“Ministry of Finance” was given more than once"),
        ("ministry:mof,province:TH-45", "Scores at different levels cannot be compared"),
        (MANY, "You can compare up to 5, so “Ministry of Labour” has been left out"),
        ("nonsense<b>", "“nonsense<b>” is not a valid code"),
        ("mean", "ministry or agency to set the level"),
    ],
)
def test_what_is_left_out_is_said(client: FlaskClient, asked: str, said: str) -> None:
    page = text_of(client, f"/en/compare?with={asked}")
    notice = re.search(r'<div class="notice" role="status">(.*?)</div>', page, re.S)
    assert notice
    assert said in notice[1]


def test_five_are_compared_with_outlines_and_differences(client: FlaskClient) -> None:
    five = ",".join(MANY.split(",")[:4]) + ",mean"
    page = text_of(client, f"/en/compare?with={five}")
    assert page.count('data-kind="Radar"') == page.count('data-kind="DotPlot"') == 2
    radar = re.search(r'<svg class="figure figure-radar".*?</svg>', page, re.S)
    assert radar
    assert "fill-opacity" not in radar[0]
    assert len(set(re.findall(r'data-outline="([^"]+)"', radar[0]))) == 5
    assert page.count('class="apart"') == 7 * 4
    assert "widest gap is in" in page
    assert "fewer" not in page


def test_differences_are_between_printed_scores(client: FlaskClient) -> None:
    page = text_of(client, "/en/compare?with=province:TH-45,province:TH-50")
    rows = re.findall(
        r'<td class="n"><data[^>]*value="([\d.]+)".*?</td><td class="n"><data[^>]*value="([\d.]+)"'
        r'.*?<span class="apart"><data[^>]*value="([^"]+)"',
        page,
    )
    assert len(rows) == 7
    for first, second, apart in rows:
        assert abs(float(second) - float(first)) == pytest.approx(
            abs(float(apart.replace("\u2212", "-"))), abs=1e-9
        )


def test_search_adds_without_script_and_keeps_to_the_level(client: FlaskClient) -> None:
    page = text_of(client, "/en/compare?with=province:TH-45&q=Chiang")
    links = re.findall(r'href="(/en/compare\?with=province:TH-45,[^"]+)"', page)
    assert "/en/compare?with=province:TH-45,province:TH-50" in links
    assert all(",province:" in link or link.endswith(",mean") for link in links)


def test_the_tray_travels_in_the_address(client: FlaskClient) -> None:
    start = text_of(client, "/en/provinces/TH-45")
    assert 'href="/en/compare?with=province:TH-45"' in start
    page = text_of(client, "/en/compare?with=province:TH-45,province:TH-50")
    carried = "/en/provinces/TH-50?with=province:TH-45,province:TH-50"
    assert f'href="{carried}"' in page
    other = text_of(client, "/en/provinces/TH-51?with=province:TH-45,province:TH-50")
    assert 'href="/en/compare?with=province:TH-45,province:TH-50,province:TH-51"' in other
    assert "Comparing: Roi Et, Chiang Mai" in other


def test_a_province_without_score_is_compared_by_word(client: FlaskClient) -> None:
    page = text_of(client, "/en/compare?with=province:TH-45,province:TH-10")
    assert "Not surveyed at province level" in page


def text(client: FlaskClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    page = re.sub(r"<(script|style|svg).*?</\1>", "", page[page.index("<main") :], flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_where_only_one_has_scores_that_is_what_is_said(client: FlaskClient) -> None:
    words = text(client, "/en/compare?with=ministry:moc,ministry:mhesi&year=2561")
    assert "only the Ministry of Commerce has scores, so there is nothing to compare" in words
    assert "There are no scores" not in words
    assert "Overall score 72.3 Did not exist yet" in words
    assert "Not applicable" not in words[words.index("Overall score") : words.index("Coverage")]


def test_a_rank_that_is_none_says_why(client: FlaskClient) -> None:
    words = text(client, "/en/compare?with=province:TH-49,province:TH-48,mean")
    assert "Not ranked: coverage is below 60% – A mean has no rank" in words
