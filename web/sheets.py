"""Serves the one-page sheet of an agency as a PDF: made once, by one bounded process at a time."""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from flask import Flask, Response, request

from data.current import Repositories
from data.model import UnknownEntity
from layouts import routes
from layouts.context import Context, PageContent
from layouts.islands import Island
from layouts.pages import not_found
from layouts.pages.sheet import failed
from layouts.routes import ASOF, Address, Page
from layouts.settings import ROOT
from layouts.sheet import FORMAT, Sheet, sheet
from layouts.shell import shell
from web.document import DashState, Head, document
from web.render import render_html
from web.site import Site, origin, version

SECONDS = 25
"""How long a sheet may take by the clock; the process limits its own computing and memory."""

KEPT = 400
"""How many sheets are kept on disk; the oldest go first."""

BUSY_SECONDS = 4
FAILED_SECONDS = 60
_log = logging.getLogger(__name__)


class Busy(RuntimeError):
    """Another sheet is being made, in this process or another."""


class NotMade(RuntimeError):
    """The process failed, or went over its limits."""


class NotOurs(RuntimeError):
    """Somebody else has, or may write to, what stands where the directory should."""


class Printer:
    """Makes sheets and keeps them; all processes of a machine share one directory."""

    def __init__(self, directory: Path, *, command: tuple[str, ...], seconds: float) -> None:
        """Use a directory that only this user can write to.

        Args:
            directory: Made when it is needed. Where others may write to what stands there, a new
                one takes its place in this process.
            command: Program that reads a sheet as JSON and writes its PDF.
            seconds: Longest time by the clock.
        """
        self._directory = directory
        self._command = command
        self._seconds = seconds

    def pdf(self, content: Sheet, *, version: str) -> bytes:
        """The PDF of a sheet, from the directory or made now.

        Raises:
            Busy: Another one is being made.
            NotMade: It failed.
        """
        data = json.dumps(content.as_data(), ensure_ascii=False, sort_keys=True).encode()
        digest = hashlib.sha256(b"%d %b" % (FORMAT, data)).hexdigest()[:24]
        kept = self._own() / f"{version}-{digest}.pdf"
        if kept.is_file():
            return kept.read_bytes()
        with _alone(kept.with_name("lock")):
            made = self._make(data)
            _keep(kept, made)
        return made

    def _own(self) -> Path:
        """The directory, looked at each time: what cleans up /tmp lets others take its name."""
        try:
            _claim(self._directory)
        except NotOurs as error:
            self._directory = Path(tempfile.mkdtemp(prefix="phrom-sheets-"))
            _log.error("%s; sheets go to %s", error, self._directory)
        return self._directory

    def _make(self, data: bytes) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 -- our own program; what varies is its input
                self._command,
                input=data,
                capture_output=True,
                timeout=self._seconds,
                cwd=ROOT,
                env={"PATH": os.defpath, "PYTHAINLP_READ_ONLY": "1", "LANG": "C.UTF-8"},
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise NotMade(f"no sheet after {self._seconds} s") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip().splitlines()
            raise NotMade(said[-1] if said else f"exit {error.returncode}") from error
        return done.stdout


def _claim(directory: Path) -> None:
    """Make a directory, or see that the one there is ours alone: in /tmp anybody may be first.

    Raises:
        NotOurs: It is not.
    """
    with suppress(FileExistsError):
        directory.mkdir(mode=0o700, parents=True)
    found = directory.lstat()
    others = stat.S_IWGRP | stat.S_IWOTH
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & others:
        raise NotOurs(f"{directory} is not a directory that only this user can write to")


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold the lock that lets one process at a time run; it is free when its holder dies.

    Raises:
        Busy: Another one holds it.
        NotMade: It cannot be opened, or is a link.
    """
    try:
        held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, mode=0o600)
    except OSError as error:
        raise NotMade(f"no lock: {error}") from error
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield
    finally:
        os.close(held)


def _keep(file: Path, made: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as part:
        part.write(made)
    Path(part.name).replace(file)
    kept = sorted(file.parent.glob("*.pdf"), key=lambda item: item.stat().st_mtime)
    for old in kept[:-KEPT]:
        old.unlink(missing_ok=True)


def default_printer() -> Printer:
    """The printer of this installation."""
    directory = Path(tempfile.gettempdir()) / f"phrom-sheets-{os.getuid()}"
    return Printer(directory, command=(sys.executable, "-m", "web.sheet"), seconds=SECONDS)


def register(
    server: Flask,
    *,
    site: Site,
    repos: Repositories,
    dash: DashState,
    printer: Printer | None = None,
) -> None:
    """Answer the addresses of sheets on `server`, in both languages."""
    by = printer or default_printer()

    def serve(id: str, lang: str) -> Response:
        asked = version(request, site=site, repos=repos)
        return _answer(id, lang=lang, site=asked, dash=dash, printer=by)

    for lang in routes.LANGUAGES:
        path = routes.url(Page.AGENCY, lang=lang, id="ID").replace("ID", "<id>")
        server.add_url_rule(
            f"{path}.pdf", endpoint=f"sheet_{lang}", view_func=serve, defaults={"lang": lang}
        )


def _answer(code: str, *, lang: str, site: Site, dash: DashState, printer: Printer) -> Response:
    given = request.args.get("year", "")
    year = int(given) if given in {str(y) for y in site.repo.years} else site.repo.latest
    query = {} if year == site.repo.latest else {"year": str(year)}
    ctx = Context(
        repo=site.repo,
        shapes=site.shapes,
        settings=site.settings,
        origin=origin(request, site.settings),
        address=Address(
            page=Page.AGENCY,
            lang=lang,
            id=code,
            query=query,
            asof=site.repo.version if site.superseded else "",
        ),
    )
    if site.unknown:
        # A sheet lasts on paper: today's must not stand in for another version's.
        nothing = replace(not_found(ctx), notices={ASOF: site.unknown})
        return _page(ctx, nothing, site=site, dash=dash)
    try:
        entity = ctx.repo.agency(code)
        profile = ctx.repo.profile(level=entity.level, id=entity.id, year=year)
    except UnknownEntity:
        return _page(ctx, not_found(ctx), site=site, dash=dash)
    try:
        made = printer.pdf(sheet(ctx, profile), version=ctx.repo.version)
    except Busy:
        response = _page(ctx, failed(ctx, "busy"), site=site, dash=dash)
        response.headers["Retry-After"] = str(BUSY_SECONDS)
        response.headers["Refresh"] = str(BUSY_SECONDS)
        return response
    except NotMade as error:
        _log.error("no sheet of %s: %s", entity.id, error)
        response = _page(ctx, failed(ctx, "failed"), site=site, dash=dash)
        response.headers["Retry-After"] = str(FAILED_SECONDS)
        return response
    name = f"phrom-{entity.id}-{year}-{lang}-{ctx.repo.status}.pdf"
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    response.make_conditional(request)
    return response


def _page(ctx: Context, page: PageContent, *, site: Site, dash: DashState) -> Response:
    """A page in place of a sheet."""
    head = Head(
        lang=ctx.lang,
        title=page.title,
        description=page.description,
        canonical=ctx.settings.public_url + ctx.address.canonical,
        address=ctx.settings.public_url + ctx.address.href(),
        alternates=(),
        indexed=False,
        site_name=ctx.t("site.name"),
        inline=page.inline,
    )
    islands: list[Island] = []
    body = render_html(shell(ctx, page), islands)
    response = Response(
        document(head=head, body=body, islands=islands, bundle=site.bundle, dash=dash),
        status=page.status,
        mimetype="text/html",
    )
    response.headers["Cache-Control"] = "no-store"
    return response
