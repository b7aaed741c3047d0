"""Numbers on the pages against the tables of the data set, recomputed from the CSV files."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from flask.testing import FlaskClient

SET = Path(__file__).resolve().parents[2] / "data" / "sets" / "simulated"
YEAR = "2562"
MINUS = "\u2212"
PILLARS = ("p1", "p2", "p3", "p4", "p5", "p6")


def rows(name: str) -> list[dict[str, str]]:
    with (SET / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


AGENCIES = {row["agency_id"]: row for row in rows("agencies")}
SCORES = {(row["agency_id"], row["year"]): row for row in rows("scores")}


def printed(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)}".replace("-", MINUS)


def means(key: str, level: str, measure: str, year: str = YEAR) -> dict[str, Decimal]:
    groups: dict[str, list[Decimal]] = defaultdict(list)
    for (agency, at), row in SCORES.items():
        about = AGENCIES[agency]
        if at == year and about["level"] == level and about[key] and row[measure]:
            groups[about[key]].append(Decimal(row[measure]))
    return {name: sum(values) / len(values) for name, values in groups.items()}


def cells(html: str, marker: str) -> dict[str, list[str]]:
    """For each table row whose first link leads to `marker`<id>: its marked numbers in order."""
    found = {}
    for tr in re.findall(r"<tr.*?</tr>", html, re.S):
        link = re.search(rf'<th.*?href="[^"]*{re.escape(marker)}([^"?#/]+)"', tr, re.S)
        if link:
            found[link[1]] = re.findall(r"<data [^>]*>([^<]*)</data>", tr)
    return found


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("measure", ["overall", *PILLARS])
def test_provinces(client: FlaskClient, lang: str, measure: str) -> None:
    html = client.get(f"{lang}/provinces?measure={measure}").get_data(as_text=True)
    shown = cells(html, "/provinces/")
    expected = means("province_id", "office", measure)
    assert len(expected) == 76
    assert {code: numbers[0] for code, numbers in shown.items() if numbers} == {
        code: printed(value) for code, value in expected.items()
    }
    labels = dict(re.findall(r'data-id="(TH-\d\d)"[^>]*aria-label="[^"]*?: ([0-9.]+)', html))
    labels |= {
        code: number
        for number, code in re.findall(
            r'aria-label="[^"]*?: ([0-9.]+)[^"]*"[^>]*data-id="(TH-\d\d)"', html
        )
    }
    assert labels == {code: printed(value) for code, value in expected.items()}


@pytest.mark.parametrize("lang", ["", "/en"])
def test_ministries(client: FlaskClient, lang: str) -> None:
    html = client.get(f"{lang}/ministries").get_data(as_text=True)
    shown = cells(html, "/ministries/")
    expected = means("ministry_id", "department", "overall")
    assert len(expected) == 20
    assert {
        code: printed(value) in shown[code] for code, value in expected.items()
    } == dict.fromkeys(expected, True)


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("agency", ["dbd", "oag", "public-health-45", "provincial-office-50"])
def test_pillars_of_an_agency(client: FlaskClient, lang: str, agency: str) -> None:
    row = SCORES[agency, YEAR]
    html = client.get(f"{lang}/agencies/{agency}").get_data(as_text=True)
    table = re.search(r"hole-fragment.*?<tbody>(.*?)</tbody>", html, re.S)
    assert table is not None
    shown = [
        re.search(r"<data [^>]*>([^<]*)</data>", tr)[1]  # type: ignore[index]
        for tr in re.findall(r"<tr.*?</tr>", table[1], re.S)
    ]
    assert shown == [printed(Decimal(row[pillar])) for pillar in PILLARS]
    assert printed(Decimal(row["overall"])) in html
