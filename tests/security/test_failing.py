"""What readers and the log are told when something fails, and what is not reachable at all."""

from __future__ import annotations

import json
import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from layouts.routes import LANGUAGES
from layouts.settings import SettingError, Settings
from layouts.text import translate
from web import log
from web.allowance import Allowance
from web.feeds import robots_text

CLOSED = (
    "/_dash-component-suites/dash/deps/polyfill@7.12.1.min.js",
    "/_reload-hash",
    "/_favicon.ico",
    "/_mcp",
    "/_dash-nothing",
    "/healthzz",
    "/assets/built",
    "/console",
)


@pytest.fixture
def broken(prepared: object, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """An application whose pages and callbacks all raise."""
    from app import create_app

    def fail(*_: object, **__: object) -> object:
        raise RuntimeError("secret detail")

    server: Flask = create_app(Settings(contact="help@example.org")).server
    monkeypatch.setattr("web.site.render_page", fail)
    monkeypatch.setattr("callbacks.profile._context", fail)
    server.config["PROPAGATE_EXCEPTIONS"] = False
    return server.test_client()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_fails_says_so(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture, lang: str
) -> None:
    path = "/provinces" if lang == "th" else "/en/provinces"
    answer = broken.get(path, headers={"X-Request-ID": "abcdef-12345"})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert f'<html lang="{lang}">' in html
    assert translate("failure.title", lang=lang) in html
    assert "abcdef-12345" in html
    assert answer.headers["X-Request-ID"] == "abcdef-12345"
    assert "help@example.org" in html
    assert "secret" not in html
    assert "Traceback" not in html
    assert answer.headers["Cache-Control"] == "no-store"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def call(client: FlaskClient, **changes: object) -> dict[str, object]:
    one = next(
        one
        for one in client.get("/_dash-dependencies").get_json()
        if "profile-pillars-dots" in one["output"]
    )
    return {
        "output": one["output"],
        "outputs": [
            dict(zip(("id", "property"), name.rsplit(".", 1), strict=True))
            for name in one["output"].strip(".").split("...")
        ],
        "inputs": [{**item, "value": "mean"} for item in one["inputs"]],
        "state": [{**item, "value": {}} for item in one["state"]],
        "changedPropIds": [],
    } | changes


def test_a_callback_that_fails_gives_its_id_alone(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = broken.post("/_dash-update-component", json=call(broken))
    assert answer.status_code == 500
    assert answer.get_json() == {"reference": answer.headers["X-Request-ID"]}
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_callback_that_does_not_exist_is_refused_and_logged_once(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post("/_dash-update-component", json=call(client, output="x.children"))
    assert answer.status_code == 400
    assert "x.children" not in answer.get_data(as_text=True)
    assert [record.getMessage() for record in caplog.records] == [
        "callback refused: no such callback"
    ]


@pytest.mark.parametrize("path", CLOSED)
def test_the_inside_of_dash_is_not_reachable(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 405


def test_no_page_offers_what_dash_has_for_developers(client: FlaskClient) -> None:
    html = client.get("/provinces/TH-45").get_data(as_text=True)
    config = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', html)[1])
    assert "end_id" not in config
    assert not config.get("ui")
    assert not config.get("hot_reload")
    assert not config.get("show_undo_redo")


def test_strangers_cannot_choose_the_request_id(client: FlaskClient) -> None:
    for given in ("x", "a b c d e f g h i", "<script>alert(1)</script>", "a" * 65):
        assert client.get("/healthz", headers={"X-Request-ID": given}).headers[
            "X-Request-ID"
        ] not in {given, ""}


def test_https_sites_say_so(prepared: object) -> None:
    from app import create_app

    secure = create_app(Settings(public_url="https://phrom.example")).server.test_client()
    plain = create_app(Settings(public_url="http://phrom.example")).server.test_client()
    assert "max-age=31536000" in secure.get("/").headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in plain.get("/").headers


def test_expensive_requests_are_counted_per_client(prepared: object) -> None:
    from app import create_app

    limited = create_app(Settings(rate_limit="2", proxies="1")).server.test_client()

    def ask(client: str, path: str = "/search?q=x") -> int:
        return limited.get(path, headers={"X-Forwarded-For": client}).status_code

    assert [ask("10.0.0.1") for _ in range(3)] == [200, 200, 429]
    assert ask("10.0.0.2") == 200
    assert ask("10.0.0.1", "/provinces") == 200
    assert ask("10.0.0.1", "/healthz") == 200
    # What a reader says for themselves does not help without a proxy that is told of.
    bare = create_app(Settings(rate_limit="1")).server.test_client()
    told = [
        bare.get("/suggest?q=x", headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code
        for n in range(2)
    ]
    assert told == [200, 429]


@pytest.mark.parametrize(
    "path", ["/method?asof=nothing", "/en/provinces?year=2561&asof=nothing", "/compare?q=x"]
)
def test_pages_that_no_cache_saves_are_counted(prepared: object, path: str) -> None:
    from app import create_app

    limited = create_app(Settings(rate_limit="2")).server.test_client()
    assert [limited.get(path).status_code for _ in range(3)] == [200, 200, 429]
    # What a cache saves goes on: it costs next to nothing.
    assert limited.get("/method?asof=").status_code == 200
    assert limited.get("/compare?with=TH-45").status_code == 200


def test_an_allowance_refills_and_forgets() -> None:
    now = 0.0
    allowance = Allowance(60, clients=2, clock=lambda: now)
    assert [allowance.take("a") for _ in range(60)] == [0.0] * 60
    assert allowance.take("a") == pytest.approx(1.0)
    now = 1.0
    assert allowance.take("a") == 0.0
    assert allowance.take("a") > 0
    allowance.take("b")
    allowance.take("c")
    assert allowance.take("a") == 0.0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_FORMAT", "xml"),
        ("METRICS_PORT", "http"),
        ("METRICS_PORT", "70000"),
        ("RATE_LIMIT", "-1"),
        ("PROXIES", "0"),
        ("PUBLIC_URL", "phrom.example"),
        ("CONTACT", "me"),
    ],
)
def test_settings_that_cannot_be_used_are_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is .*{re.escape(value)}.*; expected"):
        Settings.from_environment({name: value})


def test_log_lines_are_one_each_and_name_the_request() -> None:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "one\ntwo %s", ("a\r\nb",), None)
    log.WithRequest().filter(record)
    told = json.loads(log.Json().format(record))
    assert told["message"] == "one\ntwo a\r\nb"
    assert told["request_id"] == "-"
    assert "\n" not in log.Json().format(record)
    assert "\n" not in log.Plain("%(message)s").format(record)


def test_robots_say_where_the_sitemap_is_only_with_an_address(client: FlaskClient) -> None:
    assert "Sitemap:" not in client.get("/robots.txt").get_data(as_text=True)
    assert client.get("/sitemap.xml").status_code == 404
    told = robots_text(Settings(public_url="https://phrom.example"))
    assert "Sitemap: https://phrom.example/sitemap.xml" in told
    assert "\nDisallow: /\n" not in told


def test_the_sitemap_names_no_entity_while_simulated(prepared: object) -> None:
    from app import create_app

    base = "https://phrom.example"
    listed = create_app(Settings(public_url=base)).server.test_client()
    text = listed.get("/sitemap.xml").get_data(as_text=True)
    addresses = re.findall(r"<loc>(.*?)</loc>", text)
    assert len(addresses) == len(set(addresses))
    for address in addresses:
        path = address.removeprefix(base)
        assert not re.search(r"/(provinces|ministries|agencies)/", path)
        assert listed.get(path or "/").status_code == 200
    assert text.count('hreflang="en"') == text.count('hreflang="th"') == len(addresses)
