"""Publishes again and again in processes that are killed, each one operation later than the last.

Run by test_killed.py as a program of its own, so that a process forked here has no threads.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.manifest import read_manifest
from data.model import ArtefactError
from data.publishing import publish as publishing

WATCHED = (
    (os, "fsync"),
    (os, "open"),
    (shutil, "copyfile"),
    (shutil, "rmtree"),
    (Path, "replace"),
    (Path, "rename"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (Path, "open"),
)

MOST = 2000
"""More operations than a publication has."""


class Countdown:
    """Kills this process before the n-th operation."""

    def __init__(self, left: int) -> None:
        self.left = left

    def tick(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def watch(self, owner: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            self.tick()
            return real(*args, **kwargs)

        setattr(owner, name, watched)


def attempt(dataset: Path, into: Path, *, after: int) -> bool:
    """Publish in a child that dies after so many operations; whether it lived to the end."""
    child = os.fork()
    if child == 0:
        countdown = Countdown(after)
        for owner, name in WATCHED:
            countdown.watch(owner, name)
        publishing.publish(dataset, into, by="test", announce=lambda step: countdown.tick())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def served(into: Path) -> str:
    try:
        return read_manifest(into).version
    except ArtefactError:
        return ""


def in_use(dataset: Path, into: Path) -> bool:
    published = read_manifest(into).publication
    return published is not None and published.checksum == publishing.checksum_of(dataset)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("into", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--stride", type=int, default=1)
    options = parser.parse_args()
    into, sets = options.into, options.sets
    seen: list[dict[str, Any]] = []

    def lives(after: int) -> bool:
        before = served(into)
        dataset = next(item for item in sets if not in_use(item, into))
        lived = attempt(dataset, into, after=after)
        seen.append({"before": before, "after": served(into), "lived": lived})
        return lived

    # The first that lives tells about how many operations there are; its neighbours are tried too.
    enough = next(filter(lives, range(0, MOST, options.stride)))
    died = enough - options.stride
    while enough - died > 1:
        middle = (enough + died) // 2
        died, enough = (died, middle) if lives(middle) else (middle, enough)
    lives(MOST)
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
