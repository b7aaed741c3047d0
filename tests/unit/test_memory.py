"""glibc is told once, before the fork, unless the operator has told it something already."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from web import memory


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    library = SimpleNamespace(mallopt=lambda parameter, value: found.append((parameter, value)))
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    monkeypatch.setattr(memory.sys, "platform", "linux")
    for name in list(memory.os.environ):
        if name.startswith(memory.OF_THE_OPERATOR):
            monkeypatch.delenv(name)
    return found


def test_large_blocks_are_given_back_and_heaps_are_few(told: list[tuple[int, int]]) -> None:
    memory.settle()
    assert dict(told) == {
        memory.MMAP_THRESHOLD: memory.LARGE,
        memory.TRIM_THRESHOLD: memory.LARGE,
        memory.ARENA_MAX: memory.ARENAS,
    }


def test_what_the_operator_has_set_stays(
    told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "8")
    memory.settle()
    assert told == []


def test_another_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace())
    memory.settle()


def test_another_system_is_left_alone(
    told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory.sys, "platform", "darwin")
    memory.settle()
    assert told == []
