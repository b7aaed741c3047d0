"""How gunicorn runs the site: no banner, a graceful end, metrics on their port."""

from __future__ import annotations

from gunicorn.arbiter import Arbiter
from gunicorn.http import wsgi
from gunicorn.workers.base import Worker

from layouts.settings import Settings
from web import metrics

settings = Settings.from_environment()
graceful_timeout = 20
metrics.prepare(settings)


class Unnamed(wsgi.Response):
    """An answer that does not say which server made it."""

    def default_headers(self) -> list[str]:
        """Leave the banner out."""
        return [line for line in super().default_headers() if not line.startswith("Server:")]


wsgi.Response = Unnamed


def when_ready(server: Arbiter) -> None:
    """Open the port for Prometheus, where one is set."""
    metrics.serve(settings)


def child_exit(server: Arbiter, worker: Worker) -> None:
    """Forget what a worker was doing when it ended; what it has counted stays."""
    metrics.forget(settings, pid=worker.pid)
