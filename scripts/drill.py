"""Breaks a running cluster under a hundred readers and counts the requests that fail.

`python -m scripts.drill` starts two site processes, nginx and Redis on loopback, and stops by
itself. Afterwards the same two faults hit a single site process without nginx.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit
from urllib.request import urlopen

from scripts.cluster import Cluster, MissingProgramError, end
from scripts.serving import ROOT, Server

PATHS = (
    "/",
    "/en",
    "/provinces",
    "/provinces?measure=p3",
    "/provinces/TH-45",
    "/en/provinces/TH-30",
    "/ministries",
    "/ministries/mof",
    "/agencies",
    "/agencies?page=2",
    "/agencies/dbd",
    "/findings",
    "/findings/3",
    "/compare",
    "/suggest?q=rac",
    "/data/view/provinces.csv",
    "/readyz",
)
READERS = 100
PAUSE_SECONDS = 0.25
"""How long a reader looks at an answer: two cores have to serve and to ask."""

ANSWER_SECONDS = 20.0
OK = 200
CALLBACK = "/_dash-update-component"


Wire: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def _close(kept: list[Wire]) -> None:
    while kept:
        kept.pop()[1].close()


@dataclass(slots=True)
class Counts:
    """What happened during one fault.

    Attributes:
        failed: Requests that got no answer, or not the right one.
        again: Requests that found their kept connection closed before a byte of an answer came,
            and were sent once more on a new one, as browsers do by themselves.
    """

    gets: int = 0
    calls: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    again: int = 0


@dataclass(slots=True)
class Readers:
    """A hundred readers of one address, each with a connection that it keeps."""

    host: str
    port: int
    body: bytes
    counts: Counts = field(default_factory=Counts)
    ended: bool = False

    async def read(self, number: int) -> None:
        """Ask for one page after another until the drill ends."""
        await asyncio.sleep(PAUSE_SECONDS * number / READERS)
        kept: list[Wire] = []
        turn = number
        while not self.ended:
            turn += 1
            counts = self.counts
            calls = turn % 10 == 0
            counts.calls += calls
            counts.gets += not calls
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    status, stays = await self._answer(turn, calls=calls, kept=kept)
                if status != OK:
                    counts.failed[f"{'POST' if calls else 'GET'} {status}"] += 1
            except (OSError, EOFError, ValueError) as error:
                counts.failed[f"{'POST' if calls else 'GET'} {type(error).__name__}"] += 1
                stays = False
            if not stays:
                _close(kept)
            await asyncio.sleep(PAUSE_SECONDS)
        _close(kept)

    async def _answer(self, turn: int, *, calls: bool, kept: list[Wire]) -> tuple[int, bool]:
        """Ask on the kept connection, or as a browser does, on a new one where that was closed."""
        if kept:
            try:
                return await self._ask(kept[0], turn, calls=calls)
            except (asyncio.IncompleteReadError, ConnectionError) as error:
                _close(kept)
                if getattr(error, "partial", b""):
                    raise
                self.counts.again += 1
        kept.append(await asyncio.open_connection(self.host, self.port))
        return await self._ask(kept[0], turn, calls=calls)

    async def _ask(self, connection: Wire, turn: int, *, calls: bool) -> tuple[int, bool]:
        """One request and its whole answer: status, and whether the connection stays."""
        reader, writer = connection
        path = CALLBACK if calls else PATHS[turn % len(PATHS)]
        head = f"{'POST' if calls else 'GET'} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
        body = self.body if calls else b""
        if calls:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"Accept-Encoding: br\r\n\r\n" + body)
        await writer.drain()
        told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(told.split()[1])
        if length := re.search(r"content-length: (\d+)", told):
            await reader.readexactly(int(length[1]))
        elif "transfer-encoding: chunked" in told:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readexactly(2)
        return status, "connection: close" not in told


def callback_body(base: str) -> bytes:
    """What a profile sends when a reader compares with something else."""
    with urlopen(f"{base}/_dash-dependencies") as answer:  # noqa: S310 -- our own server
        known = json.load(answer)
    with urlopen(f"{base}/readyz") as answer:  # noqa: S310
        version = json.load(answer)["data_version"]
    one = next(item for item in known if "profile-pillars-dots" in item["output"])
    context = {"level": "province", "id": "TH-45", "lang": "th", "year": 2562, "version": version}
    outputs = [name.rsplit(".", 1) for name in one["output"].strip(".").split("...")]
    body = {
        "output": one["output"],
        "outputs": [{"id": code, "property": name} for code, name in outputs],
        "inputs": [{**item, "value": "mean"} for item in one["inputs"]],
        "state": [{**item, "value": context} for item in one["state"]],
        "changedPropIds": [f"{item['id']}.{item['property']}" for item in one["inputs"]],
    }
    return json.dumps(body).encode()


def kill_worker(site: Server) -> None:
    """Kill one worker of a gunicorn as the kernel would when memory is gone."""
    told = subprocess.run(  # noqa: S603 -- asks for the children of our own process
        ["ps", "-o", "pid=", "--ppid", str(site.process.pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    os.kill(int(told.stdout.split()[0]), signal.SIGKILL)


def fill(port: int) -> None:
    """Leave Redis 1 MB and write until it has forgotten everything that it held."""
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(b"CONFIG SET maxmemory 2mb\r\n")
        wire.recv(100)
        for number in range(300):
            wire.sendall(b"SET junk:%d %s\r\n" % (number, b"x" * 20_000))
            wire.recv(200)


def data(*arguments: str) -> None:
    """Run a command of the publishing tool.

    Raises:
        CalledProcessError: when it is refused.
    """
    command = [sys.executable, "-m", "data", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603


def version(base: str) -> str:
    """Version of the data that an address serves now."""
    with urlopen(f"{base}/readyz") as answer:  # noqa: S310
        return str(json.load(answer)["data_version"])


async def drill(cluster: Cluster, *, served: Path, other: Path, seconds: float) -> list[int]:
    """Every fault in turn; the answer counts the failed GETs of each."""
    first = version(cluster.address)

    def restart_redis() -> None:
        cluster.redis = cluster.start_redis()

    def restart(index: int) -> None:
        cluster.sites[index].stop()
        cluster.sites[index] = cluster.start_site(cluster.ports[index])

    def publish() -> None:
        data("publish", str(other), "--into", str(served), "--allow-simulated", "--by", "drill")

    faults: list[tuple[str, Callable[[], object]]] = [
        ("nothing", lambda: None),
        ("kill -9 a worker of the first site", lambda: kill_worker(cluster.sites[0])),
        ("stop Redis", lambda: end(cluster.redis)),
        ("start Redis again", restart_redis),
        ("fill the cache", lambda: fill(cluster.redis_port)),
        ("publish another version", publish),
        ("roll back", lambda: data("rollback", first, "--into", str(served), "--by", "drill")),
        ("reload nginx", lambda: cluster.nginx.send_signal(signal.SIGHUP)),
        ("restart the first site", lambda: restart(0)),
        ("restart the second site", lambda: restart(1)),
    ]
    return await _under_readers(cluster.address, faults, seconds=seconds)


async def _under_readers(
    address: str, faults: Sequence[tuple[str, Callable[[], object]]], *, seconds: float
) -> list[int]:
    parts = urlsplit(address)
    body = await asyncio.to_thread(callback_body, address)
    readers = Readers(host=str(parts.hostname), port=int(parts.port or 80), body=body)
    failed = []
    async with asyncio.TaskGroup() as group:
        for number in range(READERS):
            group.create_task(readers.read(number))
        await asyncio.sleep(seconds)
        for name, fault in faults:
            readers.counts = Counts()
            await asyncio.to_thread(fault)
            await asyncio.sleep(seconds)
            counts = readers.counts
            lost = sum(n for what, n in counts.failed.items() if what.startswith("GET"))
            failed.append(lost)
            how = ", ".join(f"{what}: {n}" for what, n in sorted(counts.failed.items())) or "none"
            sys.stdout.write(
                f"{name:36} {counts.gets:6} GET {counts.calls:5} callbacks"
                f"   asked again: {counts.again:3}   failed: {how}\n"
            )
            sys.stdout.flush()
        readers.ended = True
    return failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the drill; the exit code is 1 when a GET failed behind nginx."""
    parser = argparse.ArgumentParser(prog="python -m scripts.drill", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="to watch after each fault")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        served, other = Path(folder) / "served", Path(folder) / "other"
        own = ROOT / "data" / "sets" / "simulated"
        data("publish", str(own), "--into", str(served), "--allow-simulated", "--by", "drill")
        data("simulate", "--seed", "7", "--into", str(other))
        environment = {"DATA_DIR": str(served), "LOG_FORMAT": "json"}
        sys.stdout.write(f"{READERS} readers, two sites, nginx, Redis\n")
        try:
            with Cluster(workers=2, environment=environment) as cluster:
                failed = asyncio.run(
                    drill(cluster, served=served, other=other, seconds=given.seconds)
                )
        except MissingProgramError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        sys.stdout.write("\nThe same without nginx: what a single process loses\n")
        alone = Server("app:server", workers=2, environment=environment)
        holder = [alone]

        def again() -> None:
            port = int(urlsplit(alone.address).port or 0)
            holder[0].stop()
            holder[0] = Server("app:server", workers=2, port=port, environment=environment)

        try:
            lost = asyncio.run(
                _under_readers(
                    alone.address,
                    [
                        ("kill -9 a worker", lambda: kill_worker(holder[0])),
                        ("restart the site", again),
                    ],
                    seconds=given.seconds,
                )
            )
        finally:
            with suppress(ProcessLookupError):
                holder[0].stop()
    sys.stdout.write(f"\nfailed GETs behind nginx: {sum(failed)}; without it: {sum(lost)}\n")
    return 1 if sum(failed) else 0


if __name__ == "__main__":
    sys.exit(main())
