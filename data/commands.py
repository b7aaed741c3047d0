"""The short commands: check, simulate, contract."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from data.check import check_dataset, has_errors
from data.dictionary import data_dictionary
from data.messages import Message
from data.office.report import summary, write_report
from data.simulate import DEFAULT_DIRECTORY, DEFAULT_SEED, write_simulated
from data.simulation.fitting import SimulationError
from data.speaking import REFUSED, SHOWN, TROUBLE, Speaker, add_options, grouped
from data.tables import DataError


def check(arguments: Sequence[str] | None = None) -> int:
    """Check a data set and tell every fault, grouped and counted; 1 if any of them is an error."""
    parser = argparse.ArgumentParser(prog="python -m data check", description=check.__doc__)
    parser.add_argument("directory", nargs="?", type=Path, default=DEFAULT_DIRECTORY)
    parser.add_argument("--report", type=Path, metavar="DIR", help="write check.html, check.xlsx")
    parser.add_argument("--all", action="store_true", help="show every line of every group")
    add_options(parser)
    options = parser.parse_args(arguments)
    say = Speaker(options)
    say.step("check")
    faults = check_dataset(options.directory)
    for line in grouped(faults, lang=say.lang, shown=None if options.all else SHOWN):
        say.line(line)
    tree = [asdict(fault) | {"code": fault.code} for fault in faults]
    say.result(summary(options.directory, faults=faults), faults=tree)
    say.code = REFUSED if has_errors(faults) else say.code
    if options.report:
        try:
            files = write_report(
                options.report, dataset=options.directory, faults=faults, lang=say.lang
            )
        except OSError as error:
            say.note(Message("fault.not_reported", detail=error))
            return TROUBLE
        say.note(Message("fault.reported", files=", ".join(map(str, files))))
    return say.code


def simulate(arguments: Sequence[str] | None = None) -> int:
    """Make the simulated data set; the same seed gives the same bytes."""
    parser = argparse.ArgumentParser(prog="python -m data simulate", description=simulate.__doc__)
    parser.add_argument("--into", type=Path, default=DEFAULT_DIRECTORY, metavar="DIR")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, metavar="N")
    add_options(parser)
    options = parser.parse_args(arguments)
    say = Speaker(options)
    try:
        write_simulated(options.into, seed=options.seed)
    except (DataError, SimulationError, OSError) as error:
        code = TROUBLE if isinstance(error, OSError) else REFUSED
        say.fail(code, Message("simulate.stopped", detail=error))
        return say.code
    said = Message("simulate.written", into=options.into, seed=options.seed)
    say.result(said, result="written", directory=str(options.into), seed=options.seed)
    return say.code


def contract(arguments: Sequence[str] | None = None) -> int:
    """Print the data contract as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m data contract", description=contract.__doc__)
    parser.parse_args(arguments)
    sys.stdout.write(data_dictionary())
    return 0
