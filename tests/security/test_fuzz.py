"""Whatever is asked: no 5xx, no reflected markup, no unbounded work."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layouts.routes import ROUTES, Route, url
from tests.addresses import SAMPLES
from tests.security.attacks import ATTACKS, smuggled

CALLBACKS = "/_dash-update-component"
OWN = ("/suggest", "/data/view/provinces.csv", "/en/data/view/agencies.json", "/picture/x.card.svg")
STARTS = (
    *("/", "/en/", "/provinces/", "/en/ministries/", "/agencies/", "/findings/", "/picture/"),
    *("/data/files/", "/data/view/", "/data/shapes/", "/_dash-", "/assets/", "/healthz"),
)
SLOW = 4.0
"""Seconds within which any one answer stands; the machine may be busy with other tests."""

quick = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
texts = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(max_size=60),
    st.sampled_from(
        [
            "0",
            "-1",
            "1e999",
            "NaN",
            "99999999999999999999",
            "2562",
            "2561",
            "p1",
            "overall",
            "table",
        ]
    ),
    st.sampled_from(["all", "map", "TH-45", "TH-45,TH-10", "mof", "dbd", "quadrant", "fifths"]),
    st.integers(1, 3000).map(lambda n: "ก" * n),
    st.integers(1, 300).map(lambda n: ",".join(f"TH-{i}" for i in range(n))),
)


def asked(client: FlaskClient, address: str) -> tuple[int, str]:
    began = time.perf_counter()
    with client.get(address) as answer:
        took = time.perf_counter() - began
        body = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        html = answer.mimetype == "text/html"
    assert answer.status_code < 500, address
    assert took < SLOW, (address, took)
    assert not html or smuggled(body) == [], address
    return answer.status_code, body


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: str(route.page))
@pytest.mark.parametrize("lang", ["th", "en"])
@quick
@given(data=st.data())
def test_queries(client: FlaskClient, route: Route, lang: str, data: st.DataObject) -> None:
    """Any values under the parameters that a page knows, some given twice, and one it does not."""
    sample = SAMPLES.get(route.page, ("",))[0] or ""
    path = url(route.page, lang=lang, **({"id": sample} if sample else {}))
    names = st.sampled_from([*route.query, "asof", "unknown"])
    pairs = data.draw(st.lists(st.tuples(names, texts), max_size=4))
    asked(client, f"{path}?{urlencode(pairs)}")


@pytest.mark.parametrize("path", OWN)
@quick
@given(data=st.data())
def test_queries_of_files(client: FlaskClient, path: str, data: st.DataObject) -> None:
    names = st.sampled_from(["q", "lang", "asof", "year", "measure", "sort", "page", "ministry"])
    pairs = data.draw(st.lists(st.tuples(names, texts), max_size=4))
    asked(client, f"{path}?{urlencode(pairs)}")


@quick
@given(
    start=st.sampled_from(STARTS),
    rest=texts,
    raw=st.booleans(),
)
def test_paths(client: FlaskClient, start: str, rest: str, raw: bool) -> None:
    asked(client, start + (quote(rest, safe="/.") if raw else quote(rest, safe="")))


@pytest.mark.parametrize("path", ["/%00", "/provinces/%00", "/%ff%fe", "/..%2f..%2fetc/passwd"])
def test_broken_paths(client: FlaskClient, path: str) -> None:
    assert asked(client, path)[0] in {308, 400, 404}


@pytest.mark.parametrize(
    "path",
    ["/provinces%0a", "/provinces%0a/", "/en/provinces/TH-10%0a", "/en%0a/", "/method%0d%0a/"],
)
def test_line_ends_in_paths_lead_nowhere(client: FlaskClient, path: str) -> None:
    assert asked(client, path)[0] == 404


def test_addresses_without_end_are_refused(client: FlaskClient) -> None:
    assert asked(client, "/search?q=" + "x" * 5000)[0] == 414


def sound(client: FlaskClient) -> list[dict[str, Any]]:
    """A body for each callback, as a page sends it, but for the values."""
    return [
        {
            "output": one["output"],
            "outputs": [
                dict(zip(("id", "property"), name.rsplit(".", 1), strict=True))
                for name in one["output"].strip(".").split("...")
            ],
            "inputs": [{**item, "value": None} for item in one["inputs"]],
            "state": [{**item, "value": None} for item in one["state"]],
            "changedPropIds": [f"{item['id']}.{item['property']}" for item in one["inputs"]][:1],
        }
        for one in client.get("/_dash-dependencies").get_json()
    ]


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), texts, st.floats(allow_nan=False)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
contexts = st.fixed_dictionaries(
    {},
    optional={
        "lang": st.sampled_from(["th", "en", "xx"]) | values,
        "level": st.sampled_from(["province", "ministry", "department", "nobody"]) | values,
        "id": st.sampled_from(["TH-45", "mof", "dbd"]) | values,
        "year": st.sampled_from([2562, 2561, 10**30, -1, "2562"]) | values,
        "version": st.just("THIS") | values,
    },
)


@settings(quick, max_examples=150)
@given(data=st.data())
def test_values_of_callbacks(client: FlaskClient, data: st.DataObject) -> None:
    """Whatever values a body holds, a callback answers, updates nothing, or refuses."""
    version = client.get("/readyz").get_json()["data_version"]
    body = data.draw(st.sampled_from(sound(client)))
    for item in [*body["inputs"], *body["state"]]:
        given_value = data.draw(contexts if item["property"] == "context" else values)
        if isinstance(given_value, dict) and given_value.get("version") == "THIS":
            given_value["version"] = version
        item["value"] = given_value
    answer = client.post(CALLBACKS, data=json.dumps(body), content_type="application/json")
    assert answer.status_code in {200, 204, 400}, (body, answer.status_code)


@settings(quick, max_examples=100)
@given(data=st.data())
def test_bodies_of_callbacks(client: FlaskClient, data: st.DataObject) -> None:
    """A body with a part exchanged, dropped or added calls nothing."""
    body: dict[str, Any] = dict(data.draw(st.sampled_from(sound(client))))
    part = data.draw(st.sampled_from(sorted(body)))
    if data.draw(st.booleans()):
        body[part] = data.draw(values.filter(lambda value: value != body[part]))
    else:
        body["strange"] = data.draw(values)
    text = json.dumps(body)
    answer = client.post(CALLBACKS, data=text, content_type="application/json")
    allowed = {200, 204, 400} if part == "changedPropIds" else {400}
    assert answer.status_code in allowed, text
    if answer.status_code == 400:
        assert answer.get_data(as_text=True) == "the request cannot be used\n"


@settings(quick, max_examples=60)
@given(body=st.binary(max_size=200) | values.map(lambda value: json.dumps(value).encode()))
def test_other_bodies(client: FlaskClient, body: bytes) -> None:
    answer = client.post(CALLBACKS, data=body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 60_000, 400),
        (b'{"output":' * 5_000, 400),
        (b'{"output": 1e999}', 400),
        (b'{"output": NaN}', 400),
        (b'{"output": ' + b"9" * 60_000 + b"}", 400),
        (b'{"output": "\\ud800"}', 400),
        (b"x" * 70_000, 413),
    ],
)
def test_bodies_made_to_hurt(client: FlaskClient, body: bytes, status: int) -> None:
    began = time.perf_counter()
    answer = client.post(CALLBACKS, data=body, content_type="application/json")
    assert answer.status_code == status
    assert time.perf_counter() - began < SLOW
