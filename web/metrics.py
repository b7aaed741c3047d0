"""Counts for Prometheus, on a port of the loopback address; nothing of it is loaded while off."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from layouts import routes
from layouts.settings import Settings

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
HOST = "127.0.0.1"
CALLBACKS = "_dash-update-component"
OWN = frozenset({"assets", "data", "healthz", "picture", "readyz", "suggest", CALLBACKS})

Application: TypeAlias = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


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


def counted(application: Application, *, settings: Settings) -> Application:
    """The application with its answers counted, by kind of address and status, and timed."""
    if not settings.metrics_port:
        return application
    from prometheus_client import CollectorRegistry, Counter, Histogram

    registry = CollectorRegistry()
    answers = Counter(
        "phrom_answers",
        "Answers by kind of address and status",
        ["kind", "status"],
        registry=registry,
    )
    seconds = Histogram(
        "phrom_answer_seconds", "Time to an answer by kind of address", ["kind"], registry=registry
    )

    def count(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        kind = kind_of(environ["PATH_INFO"])
        began = time.perf_counter()

        def tell(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:
            answers.labels(kind, status[:3]).inc()
            seconds.labels(kind).observe(time.perf_counter() - began)
            return start(status, headers, fault)

        return application(environ, tell)

    return count


def kind_of(path: str) -> str:
    """One of a few words: what is asked for can be anything."""
    if found := routes.match(path):
        return str(found.route.page)
    first = path.lstrip("/").split("/", maxsplit=1)[0]
    return first if first in OWN else "other"
