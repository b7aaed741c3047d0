"""Starts a WSGI application under gunicorn the way the site runs, on a free port of loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0
LISTENS = re.compile(r"Listening at: (http://\S+)")


class NotStartedError(RuntimeError):
    """A server ended before it listened; the message is its log."""


def web_options() -> list[str]:
    """Gunicorn's options as the Procfile gives them, without the address."""
    line = next(
        line
        for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
        if line.startswith("web:")
    )
    options = line.split("gunicorn app:server", 1)[1]
    return re.sub(r'--(bind|workers) "[^"]*"', "", options).split()


class Server:
    """A running gunicorn; `address` ends without a slash."""

    def __init__(
        self,
        app: str,
        *,
        workers: int = 2,
        port: int = 0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start `app` ("module:name") and wait until it listens.

        Raises:
            NotStartedError: when it does not.
        """
        self.log: list[str] = []
        self.address = ""
        self._ready = threading.Event()
        command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}"]
        self.process = subprocess.Popen(
            [*command, "--workers", str(workers), *web_options()],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stderr=subprocess.PIPE,
            text=True,
        )
        if self.process.stderr is not None:
            self._reader = threading.Thread(target=self._read, args=(self.process.stderr,))
            self._reader.start()
        self._ready.wait(START_SECONDS)
        if not self.address:
            self.stop()
            raise NotStartedError("".join(self.log))

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.log.append(line)
                if found := LISTENS.search(line):
                    self.address = found[1]
                    self._ready.set()
        self._ready.set()

    def get(self, path: str) -> bytes:
        """The body of an answer, waiting for the first worker."""
        with urlopen(self.address + path, timeout=START_SECONDS) as answer:  # noqa: S310
            return bytes(answer.read())

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text(encoding="utf-8").split()]

    def stop(self) -> None:
        """End it with its workers."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(START_SECONDS)
        self._reader.join(START_SECONDS)

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
