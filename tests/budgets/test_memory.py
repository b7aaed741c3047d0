"""What a worker may hold after a day's mix of pages: a bound that growth must not pass."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.server import memory

WORKER_MB = 60


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted by Linux")
def test_a_worker_stays_within_its_memory(prepared: Path) -> None:
    assert max(memory(say=lambda line: None)) <= WORKER_MB
