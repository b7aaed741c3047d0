"""Finds the row of column names in a sheet, and what each column holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from data.office.cells import THAI_DIGITS, clean, year
from data.office.grids import Grid
from data.tables import Row

_FILE = Path(__file__).with_name("headings.toml")
_SQUEEZED = re.compile(r"[\s\u200b().,:/_\-–—\"'*]+")
_PILLAR = re.compile(r"^(?:p|pillar|ด้าน|ด้านที่|ตัวชี้วัด|ตัวชี้วัดหลัก|ตัวชี้วัดที่|ตัวชี้วัดหลักที่|มิติ|มิติที่)([1-9])$")
_INDICATOR = re.compile(
    r"^(?:i|indicator|ตัวชี้วัด|ตัวชี้วัดย่อย|ตัวชี้วัดย่อยที่|ตัวชี้วัดที่|ข้อ)?\s*([1-9])[._]([0-9]{1,2})(?!\d)"
)
_NUMBERED = re.compile(
    r"^(?:(?:p|pillar|ด้าน|ด้านที่|ตัวชี้วัด|ตัวชี้วัดที่|ตัวชี้วัดหลักที่)\s*)?([1-9])\s*[.):\-–]?\s+(?=\D)"
)
_SEARCHED = 40
_DEPTH = 3

SCORES = re.compile(r"overall|p[1-9]|i_\d+_\d+")
NAMES = ("agency_id", "name", "name_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column holds: a role, and the year where its heading names one."""

    number: int
    role: str
    heading: str
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where the table starts.

    Attributes:
        first, last: rows of the column names, from 0.
        columns: the recognised columns.
        unknown: columns with a name that says nothing.
        year: the year that the text above names.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    unknown: tuple[Column, ...]
    year: int | None

    def one(self, role: str) -> Column | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role == role), None)

    @property
    def scores(self) -> tuple[Column, ...]:
        """The columns that hold scores."""
        return tuple(column for column in self.columns if SCORES.fullmatch(column.role))


class Vocabulary:
    """What columns are called, with the names of the pillars and indicators of a register."""

    def __init__(self, *, pillars: Iterable[Row], indicators: Iterable[Row]) -> None:
        """Gather the names."""
        self._roles: dict[str, str] = {
            squeezed(word): role for role, words in _words()["columns"].items() for word in words
        }
        for row in pillars:
            for name in ("name_th", "name_en", "short_th", "short_en", "pillar_id"):
                self._add(row[name], role=str(row["pillar_id"]))
        for row in indicators:
            for name in ("name_th", "name_en", "indicator_id"):
                self._add(row[name], role=str(row["indicator_id"]))

    def role(self, text: str) -> str:
        """What a heading means; empty where it says nothing."""
        shown = clean(text).translate(THAI_DIGITS).casefold()
        found = self._roles.get(squeezed(shown), "")
        if found:
            return found
        if match := _INDICATOR.match(shown):
            return f"i_{match.group(1)}_{int(match.group(2))}"
        if match := _PILLAR.match(squeezed(shown)):
            return f"p{match.group(1)}"
        return self._numbered(shown)

    def _numbered(self, shown: str) -> str:
        """A pillar's name after its number; the number alone would be a guess."""
        match = _NUMBERED.match(shown)
        if match and self._roles.get(squeezed(shown[match.end() :])) == f"p{match.group(1)}":
            return f"p{match.group(1)}"
        without_year = re.sub(r"(?:ปี)?\s*(?:พ\.ศ\.|ค\.ศ\.)?\s*\(?\d{4}\)?", " ", shown)
        without_unit = re.sub(
            r"\((?:คะแนน|ร้อยละ|%|เต็ม\s*100|100|0\s*[-–]\s*100)[^)]*\)", " ", without_year
        )
        short = clean(without_unit)
        return self.role(short) if short and short != shown else ""

    def _add(self, name: object, *, role: str) -> None:
        if name:
            self._roles.setdefault(squeezed(str(name)), role)


def squeezed(text: str) -> str:
    """A text without spaces, punctuation and letter case, for comparing headings."""
    return _SQUEEZED.sub("", clean(text).translate(THAI_DIGITS).casefold())


def is_total(text: str) -> bool:
    """Whether a row's name says that the row sums up others."""
    return squeezed(text) in _totals()


def find_heading(grid: Grid, *, vocabulary: Vocabulary) -> Heading | None:
    """Find the column names: the place at which most columns are understood, the highest first.

    Returns:
        None where no row names both agencies and scores, or items and weights.
    """
    best: Heading | None = None
    for first in range(min(len(grid.rows), _SEARCHED)):
        for last in range(first, min(first + _DEPTH, len(grid.rows))):
            found = _heading(grid, first=first, last=last, vocabulary=vocabulary)
            if _useful(found) and (best is None or _rank(found) > _rank(best)):
                best = found
    if best is None:
        return None
    last = best.last
    while _repeats(grid, row=last + 1, columns=best.columns, vocabulary=vocabulary):
        last += 1
    return replace(best, last=last)


def _rank(heading: Heading) -> tuple[int, int]:
    return len(heading.columns), heading.first - heading.last


def _repeats(grid: Grid, *, row: int, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether a row below the heading says the same again, such as in another language."""
    if row >= len(grid.rows):
        return False
    same = sum(vocabulary.role(grid.cell(row, item.number)) == item.role for item in columns)
    return same > 1 and same >= len(columns) / 2


def _useful(heading: Heading) -> bool:
    named = any(heading.one(role) for role in NAMES)
    scored = bool(heading.scores) or heading.one("status") is not None
    return (named and scored) or (heading.one("item") is not None and bool(heading.one("weight")))


def _heading(grid: Grid, *, first: int, last: int, vocabulary: Vocabulary) -> Heading:
    columns: list[Column] = []
    unknown: list[Column] = []
    width = max(len(grid.rows[row]) for row in range(first, last + 1))
    taken: set[tuple[str, int | None]] = set()
    for number in range(width):
        parts = _parts([grid.cell(row, number) for row in range(first, last + 1)])
        heading = " ".join(parts)
        if not heading:
            continue
        role = _role(parts, vocabulary=vocabulary)
        named = year(heading) if role != "year" else None
        column = Column(number=number, role=role, heading=heading, year=named)
        if not role or (role != "ignored" and (role, named) in taken):
            unknown.append(column)
        elif role != "ignored":
            taken.add((role, named))
            columns.append(column)
    above = [cell for row in grid.rows[:first] for cell in row if cell]
    return Heading(
        first=first,
        last=last,
        columns=tuple(columns),
        unknown=tuple(unknown),
        year=year(" ".join(dict.fromkeys(above))),
    )


def _parts(texts: Sequence[str]) -> list[str]:
    """The texts of one column from above, a merged cell once."""
    found: list[str] = []
    for text in texts:
        shown = clean(text)
        if shown and (not found or found[-1] != shown):
            found.append(shown)
    return found


def _role(parts: Sequence[str], *, vocabulary: Vocabulary) -> str:
    """The lowest part says most; the whole, or a part further up, only where it says nothing."""
    for text in (parts[-1], " ".join(parts), *reversed(parts[:-1])):
        if role := vocabulary.role(text):
            return role
    return ""


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    with _FILE.open("rb") as stream:
        return tomllib.load(stream)


@cache
def _totals() -> frozenset[str]:
    return frozenset(squeezed(word) for word in _words()["rows"]["totals"])
