"""Several site processes behind nginx with one Redis, from Debian's packages, on loopback.

`python -m scripts.cluster` does without Docker what compose.yaml does with it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from urllib.error import URLError
from urllib.request import urlopen

from scripts.serving import ROOT, Server

TEMPLATE = ROOT / "deploy" / "nginx.conf.template"
READY_SECONDS = 30.0
MAIN = """\
pid {run}/nginx.pid;
error_log stderr warn;
daemon off;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {run}/body;
    proxy_temp_path {run}/proxy;
    fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
    include {run}/site.conf;
}}
"""


class MissingProgramError(FileNotFoundError):
    """nginx or Redis is not installed; the message says what installs it."""


def program(name: str) -> str:
    """Path of an installed program.

    Raises:
        MissingProgramError: when it is not there.
    """
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
    if found is None:
        message = f"{name} is not installed: run scripts/install_cluster.sh"
        raise MissingProgramError(message)
    return found


def nginx_conf(template: str, *, listen: str, upstreams: Sequence[str]) -> str:
    """The template filled in."""
    servers = "\n    ".join(f"server {u} max_fails=1 fail_timeout=2s;" for u in upstreams)
    return template.replace("${PHROM_UPSTREAMS}", servers).replace("${PHROM_LISTEN}", listen)


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on now."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]


class Cluster:
    """The running parts; `address` is nginx's, `sites` the gunicorns, all of them replaceable."""

    def __init__(
        self,
        *,
        instances: int = 2,
        workers: int = 1,
        port: int = 0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start everything and wait until nginx hands out the site.

        Raises:
            MissingProgramError: when nginx or Redis is not installed.
            NotStartedError, TimeoutError: when a part does not come up.
        """
        self._workers = workers
        free = free_ports(instances + 2)
        self.redis_port, front, *self.ports = free
        self.address = f"http://127.0.0.1:{port or front}"
        self._environment = {
            **(environment or {}),
            "CACHE_REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "PROXIES": "1",
        }
        self._stack = ExitStack()
        try:
            self._run = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
            self.redis = self.start_redis()
            self._stack.callback(lambda: end(self.redis))
            self.sites = [self.start_site(each) for each in self.ports]
            self._stack.callback(self._stop_sites)
            self.nginx = self._start_nginx(port or front)
            self._stack.callback(lambda: end(self.nginx))
            self._wait()
        except BaseException:
            self.stop()
            raise

    def start_redis(self) -> subprocess.Popen[bytes]:
        """A Redis that forgets the least used pages when it is full and writes no disk."""
        options = ["--save", "", "--appendonly", "no", "--maxmemory", "128mb"]
        where = ["--bind", "127.0.0.1", "--port", str(self.redis_port), "--dir", str(self._run)]
        return subprocess.Popen(
            [program("redis-server"), *where, *options, "--maxmemory-policy", "allkeys-lru"],
            stdout=subprocess.DEVNULL,
        )

    def start_site(self, port: int) -> Server:
        """One gunicorn on its port."""
        return Server("app:server", workers=self._workers, port=port, environment=self._environment)

    def _start_nginx(self, port: int) -> subprocess.Popen[bytes]:
        upstreams = [f"127.0.0.1:{each}" for each in self.ports]
        text = nginx_conf(
            TEMPLATE.read_text(encoding="utf-8"),
            listen=f"127.0.0.1:{port}",
            upstreams=upstreams,
        )
        (self._run / "site.conf").write_text(text, encoding="utf-8")
        main = self._run / "nginx.conf"
        main.write_text(MAIN.format(run=self._run), encoding="utf-8")
        return subprocess.Popen(
            [program("nginx"), "-c", str(main), "-p", str(self._run), "-e", "stderr"],
            stderr=subprocess.DEVNULL,
        )

    def _wait(self) -> None:
        last = time.monotonic() + READY_SECONDS
        while True:
            try:
                with urlopen(f"{self.address}/readyz", timeout=READY_SECONDS):  # noqa: S310
                    return
            except (URLError, ConnectionError):
                if time.monotonic() > last:
                    raise
                time.sleep(0.05)

    def _stop_sites(self) -> None:
        for site in self.sites:
            site.stop()

    def stop(self) -> None:
        """End everything."""
        self._stack.close()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, unless it is gone already."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    process.wait(READY_SECONDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a cluster until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m scripts.cluster", description=__doc__)
    parser.add_argument("--instances", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1, help="of each instance")
    parser.add_argument("--port", type=int, default=8080)
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Cluster(instances=given.instances, workers=given.workers, port=given.port) as running:
            sys.stdout.write(f"Phrom is at {running.address}/ (Ctrl+C ends it)\n")
            sys.stdout.flush()
            running.nginx.wait()
    except MissingProgramError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
