"""Counts for Prometheus, on a port of the loopback address; nothing of it is loaded while off."""

from __future__ import annotations

import os
import tempfile
import time

from flask import Flask, Response, g, request

from layouts import routes
from layouts.settings import Settings
from web.gate import is_page

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
HOST = "127.0.0.1"


def prepare(settings: Settings) -> None:
    """Give all workers one directory to count in; to be called before the application is made."""
    if settings.metrics_port:
        os.environ.setdefault(DIRECTORY, tempfile.mkdtemp(prefix="phrom-metrics-"))


def serve(settings: Settings) -> None:
    """Answer Prometheus with the sums over all workers."""
    if not settings.metrics_port:
        return
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    start_http_server(int(settings.metrics_port), addr=HOST, registry=registry)


def forget(settings: Settings, *, pid: int) -> None:
    """Drop the gauges of a worker that has ended."""
    if settings.metrics_port:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(pid)


def register(server: Flask, *, settings: Settings) -> None:
    """Count requests by kind of page and status, and how long answers take."""
    if not settings.metrics_port:
        return
    from prometheus_client import CollectorRegistry, Counter, Histogram

    registry = CollectorRegistry()
    answers = Counter(
        "phrom_answers", "Answers by kind of address and status", ["kind", "status"],
        registry=registry,
    )
    seconds = Histogram(
        "phrom_answer_seconds", "Time to an answer by kind of address", ["kind"],
        registry=registry,
    )

    @server.after_request
    def count(response: Response) -> Response:
        kind = _kind()
        answers.labels(kind, str(response.status_code)).inc()
        seconds.labels(kind).observe(time.perf_counter() - g.began)
        return response


def _kind() -> str:
    """One of a few words: what was asked for can be anything."""
    if not is_page(request):
        return str(request.endpoint).lstrip("/")
    found = routes.match(request.path)
    return str(found.route.page) if found else "unknown"
