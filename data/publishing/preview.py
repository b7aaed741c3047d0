"""Shows the whole site on a checked but unpublished data set, on this machine alone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from data.build import build

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent.parent
_GLANCE = 0.1
"""Seconds between two looks whether the server answers."""


class PortTakenError(Exception):
    """Something else listens on the port; the message is its number."""


def preview(
    dataset: Path, *, port: int, announce: Callable[[str], None], ready: Callable[[str], None]
) -> int:
    """Build a data set into a temporary directory and serve it until interrupted.

    Args:
        dataset: The data set's directory.
        port: Port on this machine.
        announce: Called before each step, "check", "build" and "start".
        ready: Called with the address once the site answers there.

    Returns:
        The exit code of the server.

    Raises:
        RefusedError: The data set has faults.
        PortTakenError: Something else listens on the port.
    """
    if _answers(port):
        raise PortTakenError(port)
    # The terminal's closing must end all this and remove the directory too.
    with _interruptible(), tempfile.TemporaryDirectory(prefix="phrom-preview-") as directory:
        try:
            build(dataset, Path(directory), announce=announce)
            announce("start")
            return _serve(directory, port=port, ready=ready)
        except KeyboardInterrupt:
            return 0


def _serve(directory: str, *, port: int, ready: Callable[[str], None]) -> int:
    # A process of its own: this side of the project knows no web framework.
    command = [sys.executable, "-m", "flask", "--app", "app:server", "run"]
    running = subprocess.Popen(  # noqa: S603 -- fixed words and a number
        [*command, "--host", HOST, "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": directory},
    )
    try:
        while running.poll() is None and not _answers(port):
            time.sleep(_GLANCE)
        if running.returncode is None:
            ready(f"http://{HOST}:{port}/")
        return running.wait()
    finally:
        running.terminate()
        running.wait()


def _answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex((HOST, port)) == 0


@contextmanager
def _interruptible() -> Iterator[None]:
    former = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
