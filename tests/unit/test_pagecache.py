"""Kept pages: what they are kept as, who makes them, and a Redis that is not there."""

from __future__ import annotations

import gzip
import logging
import threading
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from flask import Flask

from geo import shapes
from layouts.settings import Settings
from tests.rig import ROOT
from web import bundle
from web.packer import FAST, SMALL, Kept, Packer, kept, preferred
from web.pagecache import RETRY_SECONDS, PageCache, make_of

PAGE = ("<!doctype html><p>" + " ".join(f"Phrom {n * n}" for n in range(3000))).encode()


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_page_is_kept_once_and_unpacked_on_demand() -> None:
    page = kept(PAGE)
    assert page.quality == FAST
    assert brotli.decompress(page.body("br")) == page.body("") == PAGE
    assert gzip.decompress(page.body("gzip")) == PAGE
    assert len(page.packed) < len(PAGE) / 2


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("gzip, deflate", "gzip"),
        ("identity", ""),
        ("brotli", ""),
        ("", ""),
    ],
)
def test_the_form_is_one_that_was_asked_for(accepted: str, form: str) -> None:
    assert preferred(accepted) == form


def test_the_second_reader_sets_off_the_better_compression() -> None:
    done = threading.Event()
    better: list[tuple[str, Kept]] = []

    def keep(key: str, page: Kept) -> None:
        better.append((key, page))
        done.set()

    first = kept(PAGE)
    Packer(keep).improve("a", first)
    assert done.wait(20)
    key, page = better[0]
    assert (key, page.quality, page.etag) == ("a", SMALL, first.etag)
    assert page.body("") == PAGE
    assert len(page.packed) <= len(first.packed)


def test_a_page_that_cannot_be_compressed_better_stops_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is told without its key, which holds what a reader searched for, and may come again."""
    both_wait, done = threading.Event(), threading.Event()
    tried: list[str] = []

    def keep(key: str, page: Kept) -> None:
        tried.append(key)
        if key == "b":
            done.set()
        elif tried.count(key) == 1:
            assert both_wait.wait(20)
            raise OSError("disk full")
        else:
            again.set()

    again = threading.Event()
    packer = Packer(keep)
    with caplog.at_level(logging.ERROR, logger="web.packer"):
        packer.improve("a", kept(PAGE))
        packer.improve("b", kept(PAGE))
        both_wait.set()
        assert done.wait(20)
        packer.improve("a", kept(PAGE))
        assert again.wait(20)
    assert tried == ["a", "b", "a"]
    assert [record.getMessage() for record in caplog.records] == [
        "a page stays as it was first compressed"
    ]


def test_pages_come_back_under_their_key_only() -> None:
    cache = PageCache(Flask(__name__), make="m")
    cache.set("v1|/a?", kept(PAGE))
    assert cache.get("v1|/a?") is not None
    assert cache.get("v2|/a?") is None


def test_without_redis_pages_stay_in_the_process(caplog: pytest.LogCaptureFixture) -> None:
    """Port 1 of loopback refuses; it is asked once, then left alone for a while."""
    clock = Clock()
    cache = PageCache(Flask(__name__), make="m", redis_url="redis://127.0.0.1:1/0", clock=clock)
    with caplog.at_level(logging.WARNING, logger="web.pagecache"):
        cache.set("a", kept(PAGE))
        assert cache.get("a") is not None
        assert cache.get("b") is None
        clock.now += RETRY_SECONDS + 1
        assert cache.get("b") is None
    assert len(caplog.records) == 1


def test_alone_a_process_makes_its_pages_ahead_itself() -> None:
    assert PageCache(Flask(__name__), make="m").claim("warm")


def test_without_its_redis_each_process_makes_its_pages_ahead_itself() -> None:
    """Nobody knows what others do; left to another, they would be made by none."""
    cache = PageCache(Flask(__name__), make="m", redis_url="redis://127.0.0.1:1/0")
    assert cache.claim("warm")
    assert cache.claim("warm")


def test_one_key_is_made_by_one_thread() -> None:
    cache = PageCache(Flask(__name__), make="m")
    with cache.making("a"):
        assert not cache.making("a").acquire(blocking=False)


def test_the_make_changes_with_whatever_a_page_is_made_from(prepared: Path, tmp_path: Path) -> None:
    files = bundle.load(ROOT / "assets" / "built")
    settings = Settings()
    drawn = shapes.load(Path(settings.geo_dir))
    (tmp_path / "layouts").mkdir()
    source = tmp_path / "layouts" / "shell.py"
    source.write_text("a = 1", encoding="utf-8")
    (tmp_path / "app.py").write_text("", encoding="utf-8")
    first = make_of(bundle=files, settings=settings, shapes=drawn, root=tmp_path)
    assert first == make_of(bundle=files, settings=settings, shapes=drawn, root=tmp_path)
    named = replace(settings, operator_name="somebody")
    assert first != make_of(bundle=files, settings=named, shapes=drawn, root=tmp_path)
    styled = replace(files, css=files.css + "p{}")
    assert first != make_of(bundle=styled, settings=settings, shapes=drawn, root=tmp_path)
    redrawn = replace(drawn, digest="another")
    assert first != make_of(bundle=files, settings=settings, shapes=redrawn, root=tmp_path)
    source.write_text("a = 2", encoding="utf-8")
    assert first != make_of(bundle=files, settings=settings, shapes=drawn, root=tmp_path)
