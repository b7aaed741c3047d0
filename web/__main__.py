"""Command line: `python -m web build` makes the scripts that browsers load."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from web.build import BUILT, ensure
from web.vendor import VendorError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 1 when it could not be done."""
    parser = argparse.ArgumentParser(prog="python -m web", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    builder = commands.add_parser("build", help="build what is missing or stale")
    builder.add_argument("--into", type=Path, default=BUILT, help="directory to write to")
    given = parser.parse_args(arguments)
    try:
        built = ensure(given.into)
    except VendorError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for name, packed in built.items():
        sys.stdout.write(f"{name}: {given.into / packed.file}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
