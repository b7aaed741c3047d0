"""How gunicorn runs the site: no banner, bounded memory, a graceful end, metrics on their port."""

from __future__ import annotations

import gc

from gunicorn.arbiter import Arbiter
from gunicorn.http import wsgi
from gunicorn.workers.base import Worker

from layouts.settings import Settings
from web import memory, metrics

memory.settle()
settings = Settings.from_environment()
graceful_timeout = 20
metrics.prepare(settings)


class Unnamed(wsgi.Response):
    """An answer that does not say which server made it."""

    def default_headers(self) -> list[str]:
        """Leave the banner out."""
        return [line for line in super().default_headers() if not line.startswith("Server:")]


wsgi.Response = Unnamed


def post_worker_init(worker: Worker) -> None:
    """Let a worker begin what it does beside answering; threads are started after the fork."""
    _extension(worker.wsgi, "phrom.begin")


def _extension(server: object, name: str) -> None:
    """Do what the site has put under a name; the benchmark's bare servers have nothing there."""
    do = getattr(server, "extensions", {}).get(name)
    if do is not None:
        do()


def when_ready(server: Arbiter) -> None:
    """Open the port for Prometheus, where one is set; make ready what workers will share."""
    metrics.serve(settings)
    if server.cfg.preload_app:
        _extension(server.app.wsgi(), "phrom.rehearse")
        gc.collect()
        gc.freeze()


def child_exit(server: Arbiter, worker: Worker) -> None:
    """Forget what a worker was doing when it ended; what it has counted stays."""
    metrics.forget(settings, pid=worker.pid)
