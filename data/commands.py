"""The short commands: check, simulate, contract."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from data.check import check_dataset, has_errors
from data.dictionary import data_dictionary
from data.faults import Fault
from data.messages import LANGUAGES, Message, default_language
from data.office.report import groups, summary, write_report
from data.simulate import DEFAULT_DIRECTORY, DEFAULT_SEED, write_simulated
from data.simulation.fitting import SimulationError
from data.tables import DataError

SHOWN = 20
"""How many faults of a kind are shown unless all are asked for."""


def check(arguments: Sequence[str] | None = None) -> int:
    """Check a data set and tell every fault, grouped and counted; 1 if any of them is an error."""
    parser = argparse.ArgumentParser(prog="python -m data check", description=check.__doc__)
    parser.add_argument("directory", nargs="?", type=Path, default=DEFAULT_DIRECTORY)
    parser.add_argument("--report", type=Path, metavar="DIR", help="write check.html, check.xlsx")
    parser.add_argument("--lang", choices=LANGUAGES, default=default_language())
    parser.add_argument("--json", action="store_true", help="one JSON object for machines")
    parser.add_argument("--all", action="store_true", help="show every line of every group")
    options = parser.parse_args(arguments)
    faults = check_dataset(options.directory)
    if options.json:
        tree = [asdict(fault) | {"code": fault.code} for fault in faults]
        sys.stdout.write(json.dumps({"faults": tree}, ensure_ascii=True, indent=2) + "\n")
    else:
        shown = None if options.all else SHOWN
        for line in _grouped(faults, lang=options.lang, shown=shown):
            sys.stdout.write(f"{line}\n")
        said = summary(options.directory, faults=faults)
        sys.stdout.write(f"{said.text(options.lang)}\n")
    if options.report:
        files = write_report(
            options.report, dataset=options.directory, faults=faults, lang=options.lang
        )
        names = Message("fault.reported", files=", ".join(map(str, files)))
        sys.stderr.write(f"{names.text(options.lang)}\n")
    return 1 if has_errors(faults) else 0


def _grouped(faults: Sequence[Fault], *, lang: str, shown: int | None) -> Iterator[str]:
    """Lines for people: the kinds with their counts, errors first, each with its first faults."""
    for (severity, file, column, _), items in groups(faults).items():
        word = Message(f"fault.{severity}")
        if len(items) > 1:
            head = Message("fault.group", severity=word, file=file, column=column, count=len(items))
            yield head.text(lang)
        yield from (fault.line(lang) for fault in items[:shown])
        if shown is not None and len(items) > shown:
            yield Message("fault.more", count=len(items) - shown).text(lang)


def simulate(arguments: Sequence[str] | None = None) -> int:
    """Make the simulated data set; the same seed gives the same bytes."""
    parser = argparse.ArgumentParser(prog="python -m data simulate", description=simulate.__doc__)
    parser.add_argument("--into", type=Path, default=DEFAULT_DIRECTORY, metavar="DIR")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, metavar="N")
    options = parser.parse_args(arguments)
    try:
        write_simulated(options.into, seed=options.seed)
    except (DataError, SimulationError, OSError) as error:
        sys.stderr.write(f"nothing was simulated: {error}\n")
        return 1
    sys.stdout.write(f"{options.into}: simulated with seed {options.seed}\n")
    return 0


def contract(arguments: Sequence[str] | None = None) -> int:
    """Print the data contract as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m data contract", description=contract.__doc__)
    parser.parse_args(arguments)
    sys.stdout.write(data_dictionary())
    return 0
