"""The running server: no banner, one log line for each request, metrics apart, sound data."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.rig import ROOT, Gunicorn


def get(address: str) -> tuple[bytes, str]:
    """Body and request id of an answer."""
    with urlopen(address, timeout=30) as answer:  # noqa: S310 -- our own server
        return answer.read(), answer.headers.get("X-Request-ID", "")


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def running(prepared: Path, port: int) -> Iterator[Gunicorn]:
    server = Gunicorn(environment={"LOG_FORMAT": "json", "METRICS_PORT": str(port)})
    try:
        server.address()
        yield server
    finally:
        server.stop()


def test_no_answer_names_the_server(running: Gunicorn) -> None:
    for path in ("/", "/nowhere", "/healthz", "/assets/nothing"):
        parts = urlsplit(running.address())
        wire = HTTPConnection(str(parts.hostname), int(parts.port or 0), timeout=30)
        wire.request("GET", path)
        answer = wire.getresponse()
        answer.read()
        wire.close()
        names = {name.lower() for name in answer.headers}
        assert not names & {"server", "x-powered-by", "set-cookie"}


def test_each_request_has_a_line_without_its_query(running: Gunicorn) -> None:
    _, reference = get(f"{running.address()}/search?q=secretword")
    told = [json.loads(line) for line in running.log if line.startswith("{")]
    (about,) = [line for line in told if line["request_id"] == reference]
    assert (about["method"], about["path"], about["status"]) == ("GET", "/search", 200)
    assert about["ms"] >= 0
    assert not any("secretword" in line for line in running.log)


def test_metrics_are_on_their_own_port_and_count_all_workers(running: Gunicorn, port: int) -> None:
    for _ in range(12):
        get(f"{running.address()}/awards")
    text = get(f"http://127.0.0.1:{port}/metrics")[0].decode()
    line = next(
        line for line in text.splitlines() if line.startswith('phrom_answers_total{kind="awards"')
    )
    assert float(line.split()[-1]) == 12
    assert b"phrom_answers" not in get(f"{running.address()}/healthz")[0]


def test_start_is_refused_without_sound_data(prepared: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"version": 1}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "app:server", "--bind", "127.0.0.1:0", "--preload"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert str(tmp_path / "manifest.json") in done.stderr
    assert "python -m data build" in done.stderr
