"""The shelf holds as many bytes as it has room for, and clears what was asked for longest ago."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.shelf import Shelf

SIZES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 200)), max_size=80)


@given(SIZES)
def test_it_never_holds_more_than_its_room(puts: list[tuple[int, int]]) -> None:
    shelf: Shelf[int] = Shelf(room=1000)
    for key, size in puts:
        shelf.put(key, size, size=size)
    held = [size for key in range(31) if (size := shelf.get(key)) is not None]
    assert sum(held) == shelf.used <= 1000
    assert len(held) == len(shelf)


def test_what_was_asked_for_longest_ago_gives_way() -> None:
    shelf: Shelf[str] = Shelf(room=1000)
    for key in range(10):
        shelf.put(key, "a", size=100)
    shelf.get(0)
    shelf.put(10, "b", size=100)
    assert shelf.get(0) == "a"
    assert shelf.get(1) is None
    assert shelf.get(10) == "b"


def test_a_thing_that_would_clear_the_shelf_is_not_kept() -> None:
    shelf: Shelf[str] = Shelf(room=1000)
    shelf.put(0, "a", size=100)
    shelf.put(1, "b", size=101)
    assert (shelf.get(0), shelf.get(1)) == ("a", None)


def test_a_thing_that_grew_too_large_is_forgotten() -> None:
    shelf: Shelf[str] = Shelf(room=1000)
    shelf.put(0, "a", size=100)
    shelf.put(0, "b", size=500)
    assert (shelf.get(0), shelf.used, len(shelf)) == (None, 0, 0)


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns as often as Python lets them."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_what_is_asked_for_while_room_is_made_stops_nobody(restless: None) -> None:
    shelf: Shelf[int] = Shelf(room=100)
    ended = threading.Event()
    latest = [0]

    def ask() -> None:
        while not ended.is_set():
            shelf.get(latest[0] - 5)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for latest[0] in range(100_000):
            shelf.put(latest[0], 1, size=10)
    finally:
        ended.set()
        for reader in readers:
            reader.join()
    assert (len(shelf), shelf.used) == (10, 100)
