"""What Dash owns: every callback speaks of islands that some page has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product

import pytest
from flask.testing import FlaskClient

from app import create_app
from layouts.settings import Settings
from tests.addresses import ALL
from tests.rig import ROOT
from web.bundle import load
from web.document import BROUGHT
from web.purge import used

FIRST = re.compile(r'<script id="phrom-first"[^>]*>(.*?)</script>', re.S)


def islands(client: FlaskClient, path: str) -> list[dict]:
    found = FIRST.search(client.get(path).get_data(as_text=True))
    return json.loads(found[1])["layout"]["props"]["children"] if found else []


def test_every_callback_id_is_an_island_of_some_route(client: FlaskClient) -> None:
    known = {island["props"].get("id") for _, path in ALL for island in islands(client, path)}
    app = create_app(Settings())
    asked = set()
    for callback in app._callback_list:
        asked |= {item["id"] for item in callback["inputs"] + callback["state"]}
        asked |= {name.rsplit(".", 1)[0] for name in callback["output"].strip(".").split("...")}
    assert asked
    assert asked <= known


def test_two_applications_live_in_one_process() -> None:
    first, second = create_app(Settings()), create_app(Settings())
    assert len(first._callback_list) == len(second._callback_list) > 0


def test_island_ids_are_unique_on_a_page(client: FlaskClient) -> None:
    for _, path in ALL:
        ids = [island["props"].get("id") for island in islands(client, path)]
        assert len(ids) == len(set(ids)), path


COMPARED = (
    ("profile-pillars-dots", "figure"),
    ("profile-pillars-dots", "drawing"),
    ("profile-pillars-radar", "figure"),
    ("profile-pillars-radar", "drawing"),
    ("profile-pillars-table", "html"),
)


def post(client: FlaskClient, value: object, context: object) -> tuple[int, dict | None]:
    body = {
        "output": ".." + "...".join(f"{name}.{prop}" for name, prop in COMPARED) + "..",
        "outputs": [{"id": name, "property": prop} for name, prop in COMPARED],
        "inputs": [{"id": "profile-pillars-against", "property": "value", "value": value}],
        "state": [{"id": "profile-pillars-against", "property": "context", "value": context}],
        "changedPropIds": ["profile-pillars-against.value"],
    }
    answer = client.post("/_dash-update-component", json=body)
    return answer.status_code, answer.get_json(silent=True)


@pytest.mark.parametrize(
    "path",
    ["/provinces/TH-45", "/en/ministries/mof?year=2561", "/agencies/dbd", "/ministries"],
)
def test_the_style_of_a_page_has_what_callbacks_bring(client: FlaskClient, path: str) -> None:
    """Whatever is chosen, its answer asks for no rule that the page was served without."""
    html = client.get(path).get_data(as_text=True)
    body = re.sub(r'<script id="(?:_dash|phrom).*?</script>', "", html[html.index("<body") :])
    style = load(ROOT / "assets" / "built").css
    had = re.search(r"<style>(.*?)</style>", html, re.S)[1]  # type: ignore[index]
    assert len(had) < len(style)
    sent = list(markup(client, html))
    assert len(sent) > 3
    assert used(style, " ".join([body, BROUGHT, *sent])) == had


MOST = 9
"""Choices of one control that are tried."""


def markup(client: FlaskClient, html: str) -> Iterator[str]:
    """What the callbacks of a page answer in HTML to every choice that it offers."""
    first = json.loads(FIRST.search(html)[1])  # type: ignore[index]
    choices = {
        island["props"]["id"]: island["props"]
        for island in first["layout"]["props"]["children"]
        if island["type"] == "Choice"
    }
    offered = {
        name: re.findall(r'<option[^>]*value="([^"]*)"', options)[:MOST]
        for name, options in re.findall(
            r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', html, re.S
        )
    }
    for callback in first["dependencies"]:
        given = [item for item in callback["inputs"] if item["id"] in choices]
        if len(given) < len(callback["inputs"]):
            continue
        outputs = [name.rsplit(".", 1) for name in callback["output"].strip(".").split("...")]
        state = [s | {"value": choices[s["id"]]["context"]} for s in callback["state"]]
        for values in product(*(offered[choices[item["id"]]["name"]] for item in given)):
            body = {
                "output": callback["output"],
                "outputs": [{"id": name, "property": prop} for name, prop in outputs],
                "inputs": [
                    item | {"value": value} for item, value in zip(given, values, strict=True)
                ],
                "state": state,
                "changedPropIds": [f"{given[0]['id']}.{given[0]['property']}"],
            }
            answer = client.post("/_dash-update-component", json=body)
            assert answer.status_code == 200, values
            for properties in answer.get_json()["response"].values():
                yield from (v for v in properties.values() if isinstance(v, str))


def served(client: FlaskClient) -> str:
    return str(client.get("/readyz").get_json()["data_version"])


def test_compare_with_answers_with_both_charts_and_the_table(client: FlaskClient) -> None:
    context = {"version": served(client), "level": "province", "id": "TH-45", "year": 2562}
    status, answer = post(client, "TH-51", context | {"lang": "en"})
    assert status == 200
    assert answer is not None
    assert "Lamphun" in answer["response"]["profile-pillars-table"]["html"]
    assert answer["response"]["profile-pillars-radar"]["figure"]["data"]
    assert answer["response"]["profile-pillars-dots"]["drawing"].count("<svg") == 2


def test_a_context_that_makes_no_sense_changes_nothing(client: FlaskClient) -> None:
    good = {"version": served(client), "level": "province", "id": "TH-45", "year": 2562}
    good["lang"] = "th"
    changes = ({"version": "0"}, {"level": "moon"}, {"id": "TH-99"}, {"year": 1}, {"lang": "xx"})
    for context in (None, {}, *(good | change for change in changes)):
        assert post(client, "mean", context)[0] == 204
    for name in good:
        assert post(client, "mean", {k: v for k, v in good.items() if k != name})[0] == 204, name
