"""The command line of the data side: `python -m data COMMAND …`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: a function `(arguments) -> exit code`, imported only when it is called."""

    help: str
    module: str
    function: str = "main"


COMMANDS = {
    "check": Command(
        help="check a data set and name every fault",
        module="data.commands",
        function="check",
    ),
    "simulate": Command(
        help="make the simulated data set",
        module="data.commands",
        function="simulate",
    ),
    "build": Command(
        help="check a data set and prepare what the web process reads",
        module="data.build",
    ),
    "template": Command(
        help="write an XLSX to fill in",
        module="data.office.commands",
        function="template",
    ),
    "import": Command(
        help="turn office files into a data set",
        module="data.office.commands",
        function="import_files",
    ),
    "preview": Command(
        help="show the whole site on an unpublished data set",
        module="data.publishing.commands",
        function="preview",
    ),
    "diff": Command(
        help="tell what would change between two data sets or versions",
        module="data.publishing.commands",
        function="diff",
    ),
    "publish": Command(
        help="check, build and switch the running sites over",
        module="data.publishing.commands",
        function="publish",
    ),
    "versions": Command(
        help="list the version in use and the kept ones",
        module="data.publishing.commands",
        function="versions",
    ),
    "rollback": Command(
        help="put an earlier version back into service",
        module="data.publishing.commands",
        function="rollback",
    ),
    "contract": Command(
        help="print the data contract as Markdown",
        module="data.commands",
        function="contract",
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 done, 1 the data are at fault or wait for a decision, 2 (by argparse) the
        command line is, 3 another publication is running, 4 trouble with files or the disk.
    """
    width = max(len(name) for name in COMMANDS)
    parser = argparse.ArgumentParser(
        prog="python -m data",
        description="Work on Phrom's data sets. COMMAND --help tells more.",
        epilog="\n".join(f"{name:<{width}}  {item.help}" for name, item in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…")
    options = parser.parse_args(arguments)
    command = COMMANDS[options.command]
    run = getattr(import_module(command.module), command.function)
    return int(run(options.rest))


if __name__ == "__main__":
    sys.exit(main())
