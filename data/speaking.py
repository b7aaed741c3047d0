"""How every command speaks: lines for people in their language, or one JSON object for machines.

What a command was asked for goes to stdout; how it goes, and what went wrong, to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from data.faults import Fault, groups
from data.messages import LANGUAGES, Message, default_language

DONE, REFUSED, BUSY, TROUBLE = 0, 1, 3, 4
"""Exit codes; 2 is argparse's for a command line that cannot be understood."""

SHOWN = 20
"""How many faults of a kind are shown unless all are asked for."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that all commands have."""
    parser.add_argument("--lang", choices=LANGUAGES, default=default_language())
    parser.add_argument("--json", action="store_true", help="one JSON object for machines")


class Speaker:
    """Says how a command goes.

    Attributes:
        code: exit code of the command.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        """Take language and form from the options of `add_options`."""
        self.code = DONE
        self.lang: str = options.lang
        self._json: bool = options.json

    def line(self, text: str) -> None:
        """Say one line of the result to a person."""
        if not self._json:
            sys.stdout.write(f"{text}\n")

    def note(self, text: Message) -> None:
        """Say at once how it goes."""
        if not self._json:
            sys.stderr.write(f"{text.text(self.lang)}\n")
            sys.stderr.flush()

    def step(self, code: str) -> None:
        """Say what is being done; it may take long."""
        self.note(Message("publish.step", what=Message(f"publish.{code}")))

    def result(self, text: Message, **tree: Any) -> None:
        """Say the result in both forms."""
        self.line(text.text(self.lang))
        self.tree(**tree)

    def tree(self, **tree: Any) -> None:
        """Say the result to a machine; once for each command."""
        if self._json:
            # Plain ASCII: a data set may hold half a surrogate, and a pipe any encoding.
            sys.stdout.write(json.dumps(tree, indent=2) + "\n")
            sys.stdout.flush()

    def fail(self, code: int, text: Message, *, faults: Sequence[Fault] = ()) -> None:
        """Say why nothing was done, and set the exit code."""
        self.code = code
        for line in grouped(faults, lang=self.lang, shown=SHOWN):
            self.line(line)
        self.note(text)
        self.tree(
            result=text.code.partition(".")[2],
            message={lang: text.text(lang) for lang in LANGUAGES},
            faults=[asdict(fault) | {"code": fault.code} for fault in faults],
        )


def grouped(faults: Sequence[Fault], *, lang: str, shown: int | None) -> Iterator[str]:
    """Lines for people: the kinds with their counts, errors first, each with its first faults."""
    for (severity, file, column, _), items in groups(faults).items():
        word = Message(f"fault.{severity}")
        if len(items) > 1:
            head = Message("fault.group", severity=word, file=file, column=column, count=len(items))
            yield head.text(lang)
        yield from (fault.line(lang) for fault in items[:shown])
        if shown is not None and len(items) > shown:
            yield Message("fault.more", count=len(items) - shown).text(lang)
