"""The running site and a watch over the pages that a browser opens on it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.request import urlopen

from playwright.sync_api import ConsoleMessage, Request, Response

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60

SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""
"""Tells in a page how far its parts have moved since it was opened (CLS)."""


def web_command() -> str:
    """The command that the Procfile gives for the site.

    Raises:
        LookupError: when it gives none.
    """
    for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines():
        name, _, command = line.partition(": ")
        if name == "web":
            return command
    raise LookupError("the Procfile has no web process")


class Gunicorn:
    """The site as the Procfile runs it, on a free port; stderr is kept for the tests."""

    def __init__(self, *, environment: Mapping[str, str] | None = None) -> None:
        self.log: list[str] = []
        self._ready = threading.Event()
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self._process = subprocess.Popen(
            ["sh", "-c", web_command()],
            cwd=ROOT,
            env={**os.environ, "PATH": path, "HOST": "127.0.0.1", "PORT": "0"}
            | dict(environment or {}),
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, args=(self._process.stderr,))
        self._reader.start()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.log.append(line)
                if "Listening at: " in line:
                    self._ready.set()
        self._ready.set()

    def address(self) -> str:
        """The base address, once the site answers.

        Raises:
            RuntimeError: with the log, when it did not start.
        """
        self._ready.wait(START_SECONDS)
        said = [line for line in self.log if "Listening at: " in line]
        if not said:
            raise RuntimeError("gunicorn did not start:\n" + "".join(self.log))
        base = said[0].split("Listening at: ")[1].split()[0]
        # The socket listens already, so the first request waits for a worker.
        with urlopen(f"{base}/healthz", timeout=START_SECONDS) as answer:  # noqa: S310
            assert answer.status == 200
        return base

    def stop(self) -> None:
        """End gunicorn and its workers."""
        self._process.terminate()
        self._process.wait(START_SECONDS)
        self._reader.join(START_SECONDS)


@dataclass
class Watch:
    """What went wrong in a page: gather it while it is used, look at it in the end.

    Attributes:
        errors: errors in the console and errors nobody caught.
        outside: addresses of requests that left the site's origin.
        failed: requests that failed or were answered with an error.
    """

    base: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        """Keep errors; a document's own 404 is no error of the page."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def on_request(self, request: Request) -> None:
        """Keep what leaves the origin."""
        if not request.url.startswith((self.base + "/", "data:", "blob:", "about:")):
            self.outside.append(request.url)

    def on_response(self, response: Response) -> None:
        """Keep failed answers, but for documents: their status is for the test to judge."""
        if response.status >= 400 and response.request.resource_type != "document":
            self.failed.append(f"{response.status} {response.url}")

    def on_failure(self, request: Request) -> None:
        """Keep requests without answer, but for those that leaving a page cut off."""
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.failure} {request.url}")

    def check(self) -> None:
        """Fail when anything went wrong."""
        assert (self.errors, self.outside, self.failed) == ([], [], [])
