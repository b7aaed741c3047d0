"""The short commands: check, simulate, contract."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.check import check_dataset, has_errors
from data.dictionary import data_dictionary
from data.simulate import DEFAULT_DIRECTORY, DEFAULT_SEED, write_simulated
from data.simulation.fitting import SimulationError
from data.tables import DataError


def check(arguments: Sequence[str] | None = None) -> int:
    """Check a data set and print every fault; 1 if any of them is an error."""
    parser = argparse.ArgumentParser(prog="python -m data check", description=check.__doc__)
    parser.add_argument("directory", nargs="?", type=Path, default=DEFAULT_DIRECTORY)
    options = parser.parse_args(arguments)
    faults = check_dataset(options.directory)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}" if faults else "no faults"
    sys.stdout.write(f"{options.directory}: {count}\n")
    return 1 if has_errors(faults) else 0


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
