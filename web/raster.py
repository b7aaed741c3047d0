"""Has PNGs drawn from our own SVG, one at a time and in another process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 2_000_000
"""Characters of an SVG that are taken."""
WAIT = 8.0
"""Seconds that a request waits for its turn."""
SLOWEST = 15.0
"""Seconds that one drawing may take."""


class Busy(RuntimeError):
    """Other pictures are being made; asking again later will do."""


class DrawingFailed(RuntimeError):
    """The drawing process made no picture; the message is the end of what it said."""


class TooLarge(ValueError):
    """The drawing is larger than any of ours should be."""


class Rasteriser:
    """Makes PNGs, one at a time for each server process."""

    def __init__(self, draw: Callable[[str], bytes] | None = None, *, wait: float = WAIT) -> None:
        """Use another way of drawing in tests."""
        self._draw = draw or draw_png
        self._wait = wait
        self._turn = threading.Lock()

    def png(self, svg: str) -> bytes:
        """Draw an SVG at its own size in pixels.

        Raises:
            Busy: others are being drawn, for longer than a reader should wait.
            DrawingFailed: see `draw_png`.
            TooLarge: the drawing is longer than any of ours.
        """
        if len(svg) > LONGEST:
            raise TooLarge(str(len(svg)))
        if not self._turn.acquire(timeout=self._wait):
            raise Busy
        try:
            return self._draw(svg)
        finally:
            self._turn.release()


def draw_png(svg: str) -> bytes:
    """Draw in a process of its own: the library holds Python's lock while it draws.

    Raises:
        DrawingFailed: the process ended without a picture, or was too slow.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "web.resvg"],
            input=svg.encode(),
            cwd=ROOT,
            capture_output=True,
            timeout=SLOWEST,
            check=True,
        )
    except subprocess.SubprocessError as error:
        said = getattr(error, "stderr", None) or b""
        raise DrawingFailed(said.decode(errors="replace")[-200:]) from error
    return done.stdout
