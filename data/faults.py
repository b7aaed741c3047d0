"""What a check reports: one fault at one place, and how it is written for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.messages import Message

SHOWN = 80


class Severity(StrEnum):
    """An error stops a build; a warning is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in a data set that is not as the contract says.

    Attributes:
        file: name of the file within the data set.
        row: 1-based line of the file; None when the whole file is meant.
        column: name of the column, or key in datapackage.json; empty when the whole row is meant.
        value: what was found.
        expected: what was expected instead.
    """

    file: str
    row: int | None = None
    column: str = ""
    value: str = ""
    expected: str
    severity: Severity = Severity.ERROR

    @property
    def code(self) -> str:
        """What kind of fault it is, for counting; the same whatever the values."""
        return self.expected.code if isinstance(self.expected, Message) else "check.other"

    def __str__(self) -> str:
        """Write the fault on one line: place, severity, what was found, what was expected."""
        return self.line("en")

    def line(self, lang: str) -> str:
        """Write the fault on one line in a language."""
        place = ":".join(part for part in (self.file, str(self.row or ""), self.column) if part)
        found = self.value if len(self.value) <= SHOWN else f"{self.value[:SHOWN]}…"
        # A lone surrogate from a JSON escape could not be printed.
        found = found.encode("utf-8", "backslashreplace").decode("utf-8")
        empty = Message("fault.empty").text(lang)
        shown = empty if found == "" and self.column else f'"{found}"' if found else ""
        middle = f" {shown};" if shown else ""
        severity = Message(f"fault.{self.severity}").text(lang)
        said = Message("fault.expected", expected=self.expected).text(lang)
        return f"{place}: {severity}:{middle} {said}"


Group = tuple[Severity, str, str, str]
"""Severity, file, column and kind of a fault."""


def groups(faults: Sequence[Fault]) -> Mapping[Group, tuple[Fault, ...]]:
    """Put together what is wrong in the same way in the same column, errors first."""
    found: dict[Group, list[Fault]] = defaultdict(list)
    for fault in sorted(faults, key=lambda item: item.severity is not Severity.ERROR):
        found[fault.severity, fault.file, fault.column, fault.code].append(fault)
    return {key: tuple(items) for key, items in found.items()}
