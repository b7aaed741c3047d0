"""Shows the whole site on a checked but unpublished data set, on this machine alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from data.build import build

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent.parent


def preview(dataset: Path, *, port: int, ready: Callable[[str], None]) -> int:
    """Build a data set into a temporary directory and serve it until interrupted.

    Args:
        dataset: The data set's directory.
        port: Port on this machine.
        ready: Called with the address when everything is built.

    Returns:
        The exit code of the server.

    Raises:
        RefusedError: The data set has faults.
    """
    with tempfile.TemporaryDirectory(prefix="phrom-preview-") as directory:
        build(dataset, Path(directory))
        ready(f"http://{HOST}:{port}/")
        # A process of its own: this side of the project knows no web framework.
        command = [sys.executable, "-m", "flask", "--app", "app:server", "run"]
        # The terminal's closing must end the server and remove the directory too.
        former = signal.signal(signal.SIGTERM, _interrupt)
        running = subprocess.Popen(  # noqa: S603 -- fixed words and a number
            [*command, "--host", HOST, "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "DATA_DIR": directory},
        )
        try:
            return running.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            running.terminate()
            running.wait()
            signal.signal(signal.SIGTERM, former)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
