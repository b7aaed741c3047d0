"""Command line: `python -m web build` makes the scripts that browsers load, `export` an archive."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.repository import ScoreRepository
from geo import shapes
from layouts.routes import Page
from layouts.settings import Settings
from web import bundle
from web.build import BUILT, ensure, tell
from web.vendor import VendorError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 1 when it could not be done."""
    parser = argparse.ArgumentParser(prog="python -m web", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    builder = commands.add_parser("build", help="build what is missing or stale")
    builder.add_argument("--into", type=Path, default=BUILT, help="directory to write to")
    exporter = commands.add_parser("export", help="the whole site as plain files")
    exporter.add_argument("--into", type=Path, required=True, help="a directory that is empty")
    exporter.add_argument(
        "--without",
        action="append",
        type=Page,
        choices=tuple(Page),
        default=[],
        help="a kind of page to leave out",
    )
    given = parser.parse_args(arguments)
    if given.command == "export":
        return _export(given.into, without=frozenset(given.without))
    try:
        built = ensure(given.into)
    except VendorError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for name, packed in built.items():
        sys.stdout.write(f"{name}: {given.into / packed.file}\n")
    return 0


def _export(into: Path, *, without: frozenset[Page]) -> int:
    from web.archive import Archive
    from web.site import Site

    if into.exists() and any(into.iterdir()):
        sys.stderr.write(f"{into} is not empty\n")
        return 1
    settings = Settings.from_environment()
    site = Site(
        repo=ScoreRepository.open(Path(settings.data_dir)),
        shapes=shapes.load(Path(settings.geo_dir)),
        settings=settings,
        bundle=bundle.load(Path(settings.assets_dir)),
    )
    written = Archive(site=site, into=into, without=without).write(say=tell)
    sys.stdout.write(f"{into}: {written.pages} pages, {written.files} other files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
