"""Pages made ahead: which, by whom, when, and that it stops for readers and new versions."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from app import BEGIN, REHEARSE, create_app
from data.codes import Level
from data.repository import ScoreRepository
from layouts.routes import ROUTES, match
from layouts.settings import Settings
from web import warm
from web.warm import Warmer, addresses, samples


@dataclass
class Log:
    """Stands in for what makes pages; `done` is set when as many were made as there are."""

    wanted: int
    made: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    then: Callable[[str], None] = lambda path: None

    def __call__(self, path: str, origin: str) -> None:
        self.made.append(path)
        if len(self.made) == self.wanted:
            self.done.set()
        self.then(path)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "PAUSE", 0.0)
    monkeypatch.setattr(warm, "QUIET", 0.0)


@pytest.fixture(scope="module")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(Path(Settings().data_dir))


def ended() -> None:
    for thread in threading.enumerate():
        if thread.name == "warmer":
            thread.join(20)


def test_every_page_that_is_no_agency_is_made_once(repo: ScoreRepository) -> None:
    paths = list(addresses(repo))
    assert len(paths) == len(set(paths))
    found = [match(path) for path in paths]
    assert all(found)
    hubs = {one.route.page for one in found if one and one.id is None}
    assert hubs == {route.page for route in ROUTES if "{id}" not in route.pattern}
    ids = {one.id for one in found if one}
    for level in (Level.PROVINCE, Level.MINISTRY):
        assert {entity.id for entity in repo.entities(level=level)} <= ids
    assert paths.index("/provinces/TH-96") < paths.index("/en")


def test_nothing_is_made_before_it_is_told_to_begin(repo: ScoreRepository) -> None:
    log = Log(wanted=1)
    warmer = Warmer(render=str, make=log, claim=lambda name: True)
    warmer.asked(repo, origin="https://a.test")
    ended()
    assert log.made == []


def test_the_first_reader_tells_the_origin_where_none_is_set(repo: ScoreRepository) -> None:
    log = Log(wanted=len(list(addresses(repo))))
    warmer = Warmer(render=str, make=log, claim=lambda name: True)
    warmer.begin(repo)
    ended()
    assert log.made == []
    warmer.asked(repo, origin="https://a.test")
    assert log.done.wait(20)
    assert log.made == list(addresses(repo))
    warmer.asked(repo, origin="https://b.test")
    ended()
    assert len(log.made) == log.wanted


def test_a_public_address_needs_no_reader(repo: ScoreRepository) -> None:
    log = Log(wanted=len(list(addresses(repo))))
    Warmer(render=str, make=log, claim=lambda name: True, public_url="https://a.test").begin(repo)
    assert log.done.wait(20)


def test_a_process_that_may_not_leaves_it_to_another(repo: ScoreRepository) -> None:
    log, asked = Log(wanted=1), []
    warmer = Warmer(
        render=str, make=log, claim=lambda name: bool(asked.append(name)), public_url="https://a"
    )
    warmer.begin(repo)
    ended()
    assert (log.made, len(asked)) == ([], 1)
    assert repo.version in asked[0]


def test_a_new_version_ends_the_old_one(repo: ScoreRepository) -> None:
    class Later:
        version = "later"

        def __getattr__(self, name: str) -> Any:
            return getattr(repo, name)

    count = len(list(addresses(repo)))
    log = Log(wanted=count + 1)
    warmer = Warmer(render=str, make=log, claim=lambda name: True, public_url="https://a")

    def publish(path: str) -> None:
        log.then = lambda path: None
        warmer.asked(cast("ScoreRepository", Later()), origin="https://a")

    log.then = publish
    warmer.begin(repo)
    assert log.done.wait(20)
    ended()
    assert len(log.made) == count + 1


def test_a_page_that_fails_is_told_and_passed_over(
    repo: ScoreRepository, caplog: pytest.LogCaptureFixture
) -> None:
    log = Log(wanted=len(list(addresses(repo))))

    def fail(path: str) -> None:
        if path == "/method":
            raise ValueError(path)

    log.then = fail
    with caplog.at_level(logging.ERROR, logger="web.warm"):
        Warmer(render=str, make=log, claim=lambda name: True, public_url="https://a").begin(repo)
        assert log.done.wait(20)
        ended()
    assert [record.getMessage() for record in caplog.records] == ["/method could not be made ahead"]


def test_readers_come_first(repo: ScoreRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    """While requests come in, a page is made only after `PATIENCE`."""
    now = [100.0]

    def sleep(seconds: float) -> None:
        now[0] += 0.1
        warmer.seen()

    monkeypatch.setattr(warm, "QUIET", 0.25)
    monkeypatch.setattr(warm.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(warm.time, "sleep", sleep)
    log = Log(wanted=2)
    warmer = Warmer(render=str, make=log, claim=lambda name: True, public_url="https://a")
    log.then = lambda path: setattr(warmer, "_done", "") if log.done.is_set() else None
    warmer.begin(repo)
    assert log.done.wait(20)
    ended()
    assert now[0] >= 100 + 2 * warm.PATIENCE


def test_the_rehearsal_renders_what_exists_and_keeps_nothing(repo: ScoreRepository) -> None:
    rendered: list[str] = []
    Warmer(render=rendered.append, make=Log(wanted=0), claim=bool).rehearse(repo)
    assert rendered == list(samples(repo))
    assert all(match(path) for path in rendered)


def test_the_setting_turns_all_of_it_off(prepared: Path) -> None:
    on, off = (create_app(Settings(warm_pages=way)).server.extensions for way in ("yes", "no"))
    assert {BEGIN, REHEARSE} <= set(on)
    assert not {BEGIN, REHEARSE} & set(off)
    on[REHEARSE]()
