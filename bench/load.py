"""Many readers at once over the real mix of pages; every answer is checked."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from data.codes import Level, Measure
from data.repository import ScoreRepository
from layouts.routes import Page, url
from layouts.settings import Settings
from scripts.serving import Server

SEED = 2562
THINKS = (0.2, 1.8)
"""Seconds that a reader looks at a page, least and most."""

LANGUAGES = ("th", "th", "th", "en")
WAITS = 10.0
WORDS = ("เชียงใหม่", "กรม", "สาธารณสุข", "health", "Lamphun", "ภูเก็ต")
HEAD = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: br\r\nConnection: keep-alive\r\n\r\n"
)


def mix(repo: ScoreRepository, *, draws: random.Random) -> list[str]:
    """Addresses in the shares in which readers ask for them, both languages, in random order."""
    found: list[str] = []

    def add(times: int, page: Page, **query: str) -> None:
        found.extend(url(page, lang=draws.choice(LANGUAGES), **query) for _ in range(times))

    for measure in Measure:
        add(5, Page.PROVINCES, measure=str(measure))
    add(60, Page.PROVINCES)
    add(80, Page.OVERVIEW)
    add(40, Page.MINISTRIES)
    for level, page, times in (
        (Level.PROVINCE, Page.PROVINCE, 120),
        (Level.MINISTRY, Page.MINISTRY, 60),
        (Level.DEPARTMENT, Page.AGENCY, 120),
        (Level.OFFICE, Page.AGENCY, 120),
    ):
        ranking = repo.ranking(level=level, measure=Measure.OVERALL, year=repo.latest)
        for row in draws.choices(ranking.rows, k=times):
            add(1, page, id=row.entity.id)
    for word in WORDS:
        add(6, Page.SEARCH, q=word)
    for page in (Page.AGENCIES, Page.FINDINGS, Page.METHOD, Page.SOURCES, Page.GLOSSARY, Page.DATA):
        add(12, page)
    draws.shuffle(found)
    return found


@dataclass
class Tally:
    """What the readers met."""

    took: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


class Line:
    """One reader's connection, opened again when the server has closed it between two pages."""

    def __init__(self, host: str, port: int) -> None:
        """A line to a server."""
        self._where = (host, port)
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> int:
        """The status of an answer that came whole."""
        if self._ends is not None:
            try:
                return await self._once(path)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
        self._ends = await asyncio.open_connection(*self._where)
        return await self._once(path)

    async def _once(self, path: str) -> int:
        if self._ends is None:
            raise ConnectionError(path)
        reader, writer = self._ends
        writer.write(HEAD.format(path=quote(path, safe="/?=&%"), host=self._where[0]).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = next(
            int(line.split(":")[1]) for line in head.split("\r\n") if "content-length" in line
        )
        await reader.readexactly(length)
        if "connection: close" in head:
            self.close()
        return int(head.split(" ", 2)[1])

    def close(self) -> None:
        """Hang up."""
        if self._ends is not None:
            self._ends[1].close()
        self._ends = None


async def _read(
    address: str, pages: Sequence[str], *, tally: Tally, end: float, draws: random.Random
) -> None:
    where = urlsplit(address)
    line = Line(where.hostname or "", where.port or 80)
    await asyncio.sleep(draws.uniform(0, THINKS[1]))
    while time.monotonic() < end:
        path = draws.choice(pages)
        start = time.perf_counter()
        try:
            status = await asyncio.wait_for(line.get(path), WAITS)
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            tally.errors[f"{type(error).__name__} {path}"] += 1
            line.close()
        else:
            tally.took.append(time.perf_counter() - start)
            if status != 200:
                tally.errors[f"{status} {path}"] += 1
        await asyncio.sleep(draws.uniform(*THINKS))
    line.close()


async def _crowd(address: str, pages: Sequence[str], *, readers: int, seconds: float) -> Tally:
    tally, end = Tally(), time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for number in range(readers):
            draws = random.Random(SEED + number)  # noqa: S311 -- a mix, not a secret
            group.create_task(_read(address, pages, tally=tally, end=end, draws=draws))
    return tally


def crowd(address: str, *, readers: int, seconds: float, repo: ScoreRepository) -> dict[str, Any]:
    """Let `readers` read at `address`; times in milliseconds."""
    draws = random.Random(SEED)  # noqa: S311 -- a mix, not a secret
    tally = asyncio.run(_crowd(address, mix(repo, draws=draws), readers=readers, seconds=seconds))
    cuts = statistics.quantiles(tally.took, n=100) if len(tally.took) > 1 else [0.0] * 99
    return {
        "readers": readers,
        "seconds": seconds,
        "answers": len(tally.took),
        "errors": sum(tally.errors.values()),
        "first_errors": dict(tally.errors.most_common(5)),
        "p50": cuts[49] * 1000,
        "p95": cuts[94] * 1000,
        "p99": cuts[98] * 1000,
    }


def run(*, readers: int, seconds: float, say: Callable[[str], None]) -> dict[str, Any]:
    """The crowd on a site that starts cold."""
    settings = Settings.from_environment()
    repo = ScoreRepository.open(Path(settings.data_dir))
    with Server("app:server") as site:
        site.get("/healthz")
        result = crowd(site.address, readers=readers, seconds=seconds, repo=repo)
    say(
        f"{result['answers']} answers to {readers} readers, {result['errors']} errors,"
        f" p50 {result['p50']:.0f} ms, p99 {result['p99']:.0f} ms"
    )
    return result
