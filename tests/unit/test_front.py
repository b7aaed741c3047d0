"""What the front holds ready: whole answers of the version in use, with an id of their own."""

from __future__ import annotations

import logging
from typing import Any, cast

import pytest

from data.current import Repositories
from web import log
from web.front import OF_HEADERS, READY, ROOM, Front


class Versions:
    version = "one"

    def get(self) -> Versions:
        return self


class Site:
    """Counts what reaches it; every answer tells how many came before."""

    def __init__(self) -> None:
        self.asked = 0
        self.ready = True

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        self.asked += 1
        environ[READY] = self.ready
        body = f"{self.asked}".encode()
        tag = f'W/"{self.asked}"'
        start(
            "200 OK",
            [("Content-Length", "1"), ("ETag", tag), (log.HEADER, f"site-{self.asked:08d}")],
        )
        return [body]


def ask(front: Front, path: str = "/", **more: str) -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "a.test",
        **more,
    }
    body = b"".join(front(environ, lambda status, headers, _=None: told.append((status, headers))))
    return told[0][0], dict(told[0][1]), body


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def versions() -> Versions:
    return Versions()


@pytest.fixture
def front(site: Site, versions: Versions) -> Front:
    return Front(site, repos=cast("Repositories", versions))


def test_a_ready_answer_is_given_again_with_its_own_id(front: Front, site: Site) -> None:
    first, second = ask(front), ask(front)
    assert site.asked == 1
    assert first[2] == second[2] == b"1"
    assert first[1]["ETag"] == second[1]["ETag"]
    assert first[1][log.HEADER] != second[1][log.HEADER]


def test_a_new_version_of_the_data_ends_it(front: Front, site: Site, versions: Versions) -> None:
    ask(front)
    versions.version = "two"
    assert ask(front)[2] == b"2"
    assert site.asked == 2


def test_what_is_not_ready_is_not_held(front: Front, site: Site) -> None:
    site.ready = False
    ask(front)
    ask(front)
    assert site.asked == 2


@pytest.mark.parametrize(
    "other",
    [
        {"PATH_INFO": "/x"},
        {"QUERY_STRING": "a=1"},
        {"HTTP_HOST": "b.test"},
        {"HTTP_ACCEPT_ENCODING": "br"},
        {"wsgi.url_scheme": "http"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_another_request_is_another_answer(front: Front, site: Site, other: dict[str, str]) -> None:
    ask(front)
    ask(front, **other)
    assert site.asked == 2


def test_who_has_the_page_gets_none(front: Front) -> None:
    tag = ask(front)[1]["ETag"]
    status, headers, body = ask(front, HTTP_IF_NONE_MATCH=f'"x", {tag}')
    assert (status.split()[0], body) == ("304", b"")
    assert "Content-Length" not in headers
    assert headers["ETag"] == tag


def test_requests_that_are_logged_go_to_the_site(front: Front, site: Site) -> None:
    logger = logging.getLogger("phrom.requests")
    before = logger.level
    logger.setLevel(logging.INFO)
    try:
        ask(front)
        ask(front)
    finally:
        logger.setLevel(before)
    assert site.asked == 2


def test_what_was_asked_for_longest_ago_gives_way(front: Front, site: Site) -> None:
    """By bytes, not by number: a page without compression weighs six times one with."""
    many = ROOM // OF_HEADERS + 1
    for number in range(many):
        ask(front, f"/{number}")
    ask(front, f"/{many - 1}")
    assert site.asked == many
    ask(front, "/0")
    assert site.asked == many + 1


def test_every_request_is_noticed(site: Site, versions: Versions) -> None:
    seen: list[int] = []
    front = Front(site, repos=cast("Repositories", versions), seen=lambda: seen.append(1))
    ask(front)
    ask(front)
    ask(front, REQUEST_METHOD="POST")
    assert (len(seen), site.asked) == (3, 2)
