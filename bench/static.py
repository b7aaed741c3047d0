"""The server of the limit: files alone, from memory, on the gunicorn that runs the site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from whitenoise import WhiteNoise


def nothing(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer everything that is no file."""
    start("404 Not Found", [("Content-Type", "text/plain")])
    return [b"no such file\n"]


server = WhiteNoise(nothing, root=os.environ["BENCH_LIMIT"], index_file=True, max_age=0)
