"""Reads what a survey publishes about a year beside scores: quadrants, cut lines, aggregates.

A figure without a source is no figure: each names one, new or known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from data.codes import Level, Provenance, Quadrant
from data.contract import TABLES
from data.contract_figures import COMPARABILITY, NATIONAL
from data.messages import Message
from data.office import cells
from data.office.figure_rows import CUTS, FIGURE, Figures, units
from data.office.grids import OWN_SHEETS, Grid
from data.office.headings import NAMES, Vocabulary, squeezed
from data.office.notes import Note, Weight
from data.office.register import Register
from data.office.review import NO, YES
from data.tables import Row

_CUT_UNITS = {"cut_performance": "score", "cut_growth": "points"}
LEVELS = (NATIONAL, *Level)
LIMITS: Mapping[str, tuple[int, int]] = {
    "cut_performance": (0, 100),
    "cut_growth": (-100, 100),
    "score": (0, 100),
    "percent": (0, 100),
}
"""What a cut line, or a figure of a unit, can be."""

_FILE = Path(__file__).with_name("headings.toml")
_SEARCHED = 40
_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("sources", frozenset({"source_id", "title_th", "title_en"})),
    ("cuts", frozenset(CUTS)),
    ("aggregates", frozenset({"level", "measure", "value"})),
    ("quadrants", frozenset({"ministry", "quadrant"})),
)
"""Kinds of sheet with the columns by which each is known."""

_SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ANY_NAME = frozenset({"name", "ชื่อ"})
"""Headings that may stand above the names of ministries too."""

_AGENCIES = (Level.DEPARTMENT, Level.OFFICE, Level.LOCAL)


def read_figures(
    grids: Iterable[Grid],
    *,
    tables: Mapping[str, tuple[Row, ...]],
    register: Register,
    vocabulary: Vocabulary,
    year: int | None,
) -> Figures:
    """Read the sheets that hold figures.

    Args:
        grids: All sheets.
        tables: The data set's tables, for known sources and measures.
        register: Whom a figure may be about.
        vocabulary: What columns of scores are called, for telling those sheets apart.
        year: The year that the operator gave, B.E.
    """
    found = Figures()
    sheets: list[tuple[str, Grid, int, Mapping[str, int]]] = []
    for grid in grids:
        known = None if grid.hidden or grid.sheet in OWN_SHEETS else _kind(grid, vocabulary)
        if known is None:
            found.rest.append(grid)
        else:
            sheets.append((known[0], grid, *known[1:]))
    # Sources first, wherever they stand: the others refer to them.
    sheets.sort(key=lambda item: item[0] != "sources")
    for kind, grid, last, columns in sheets:
        reader = _Reader(
            grid, columns=columns, tables=tables, register=register, year=year, found=found
        )
        for number in range(last + 1, len(grid.rows)):
            if not reader.repeats_heading(number):
                getattr(reader, kind)(number)
    return found


class _Reader:
    """One sheet of figures."""

    def __init__(
        self,
        grid: Grid,
        *,
        columns: Mapping[str, int],
        tables: Mapping[str, tuple[Row, ...]],
        register: Register,
        year: int | None,
        found: Figures,
    ) -> None:
        self._grid = grid
        self._columns = columns
        self._register = register
        self._given = year
        self._found = found
        self._titled = cells.year(grid.sheet) or cells.year(grid.file)
        self._sources = {str(row["source_id"]) for row in (*tables["sources"], *found.sources)}
        self._units = units(tables["published"])

    def repeats_heading(self, number: int) -> bool:
        """Whether a row is the heading once more, such as in the other language, or is empty."""
        texts = [cells.clean(cell) for cell in self._grid.rows[number]]
        same = sum(_role(self._text(number, role)) == role for role in self._columns)
        return not any(texts) or same > 1

    def sources(self, number: int) -> None:
        """Read a source."""
        names = [c.name for c in TABLES["sources"].columns]
        row = {name: self._text(number, name) or None for name in names}
        if row["published"]:
            row["published"] = str(row["published"]).partition("T")[0]  # a date of a spreadsheet
        key = str(row["source_id"] or "").casefold()
        if not _SOURCE_ID.fullmatch(key):
            self._error("bad_source_id", number, "source_id")
            return
        for name in ("title", "publisher"):
            thai, english = (row[f"{name}_{lang}"] for lang in ("th", "en"))
            row[f"{name}_th"], row[f"{name}_en"] = thai or english, english or thai
        if not (row["title_th"] and row["publisher_th"]):
            self._error("source_unnamed", number, "source_id")
            return
        self._found.sources.append({**row, "source_id": key})
        self._sources.add(key)

    def quadrants(self, number: int) -> None:
        """Read the group of a ministry; a row without a group says nothing."""
        if self._empty(number, "quadrant"):
            return
        text = self._text(number, "quadrant")
        ministry = self._register.ministry(self._text(number, "ministry"))
        group = _word("quadrant", text)
        year, source = self._year(number), self._source(number)
        if not ministry:
            self._error("bad_ministry", number, "ministry")
        elif group not in tuple(Quadrant):
            self._error("bad_quadrant", number, "quadrant")
        elif year is not None and source:
            row: Row = {"year": year, "ministry_id": ministry, "quadrant": group,
                   "provenance": Provenance.PUBLISHED, "source_id": source,
                   "source_heading": None, "source_line": None}  # fmt: skip
            self._keep(self._found.quadrants, row, ("year", "ministry_id"), "quadrant", number)

    def cuts(self, number: int) -> None:
        """Read the cut lines of a year: both or none."""
        if all(self._empty(number, name) for name in CUTS):
            return
        year, source = self._year(number), self._source(number)
        values = {name: self._value(number, name, limits=LIMITS[name]) for name in CUTS}
        for name, value in values.items():
            if self._empty(number, name):
                self._error("cut_alone", number, name)
            elif value is not None and year is not None and source:
                self._figure(
                    number,
                    year=year,
                    level=Level.MINISTRY,
                    entity=None,
                    measure=name,
                    value=value,
                    unit=_CUT_UNITS[name],
                    source=source,
                    column=name,
                )

    def aggregates(self, number: int) -> None:
        """Read one published figure; a row without a value says nothing."""
        if self._empty(number, "value"):
            return
        year, source = self._year(number), self._source(number)
        level = _word("level", self._text(number, "level"))
        measure = self._text(number, "measure").casefold()
        if level not in LEVELS:
            self._error("bad_level", number, "level")
            return
        if measure == COMPARABILITY:
            self._comparable(number, year=year, level=level, source=source)
            return
        if measure not in self._units:
            self._error("bad_measure", number, "measure")
            return
        entity = self._entity(number, level=level)
        unit = self._text(number, "unit") or self._units[measure]
        value = self._value(number, "value", limits=LIMITS.get(unit))
        if entity is not None and value is not None and year is not None and source:
            self._figure(number, year=year, level=level, entity=entity or None, measure=measure,
                         value=value, unit=unit or None, source=source, column="value",
                         note=self._text(number, "note") or None)  # fmt: skip

    def _comparable(self, number: int, *, year: int | None, level: str, source: str) -> None:
        """Whether a year is fully comparable with the one before: a word, no number."""
        text = self._text(number, "value").casefold()
        said = "yes" if text in YES else "no" if text in NO else ""
        if level != NATIONAL:
            self._error("bad_level", number, "level")
        elif not said:
            self._error("yes_or_no", number, "value")
        elif year is not None and source:
            self._figure(
                number,
                year=year,
                level=level,
                entity=None,
                measure=COMPARABILITY,
                value=None,
                text=said,
                unit=None,
                source=source,
                column="value",
                note=self._text(number, "note") or None,
            )

    def _figure(
        self,
        number: int,
        *,
        year: int,
        level: str,
        entity: str | None,
        measure: str,
        value: Decimal | None,
        unit: str | None,
        source: str,
        column: str,
        text: str | None = None,
        note: str | None = None,
    ) -> None:
        parts = (str(year), level, entity or "", measure.replace("_", "-"))
        row: Row = {
            **dict.fromkeys(TABLES["published"].column_names),
            "figure_id": "-".join(part.casefold() for part in parts if part),
            "year": year,
            "level": level,
            "entity_id": entity,
            "measure": measure,
            "value": value,
            "text_value": text,
            "unit": unit,
            "used": "yes",
            "provenance": Provenance.PUBLISHED,
            "confidence": "high",
            "source_id": source,
            "note": note,
        }
        self._keep(self._found.published, row, FIGURE, column, number)

    def _keep(
        self, rows: list[Row], row: Row, key: Sequence[str], column: str, number: int
    ) -> None:
        """Take a row unless its like was read with something else."""
        for other in rows:
            if all(other[name] == row[name] for name in key):
                if other != row:
                    self._error("figure_twice", number, column)
                return
        rows.append(row)

    def _text(self, number: int, role: str) -> str:
        column = self._columns.get(role)
        return cells.clean(self._grid.cell(number, column)) if column is not None else ""

    def _empty(self, number: int, role: str) -> bool:
        """Whether a cell says nothing; a formula that was never computed says something."""
        formula = (number, self._columns[role]) in self._grid.formulas
        return not formula and self._text(number, role).casefold() in cells.NOTHING

    def _year(self, number: int) -> int | None:
        text = self._text(number, "year")
        own = cells.year(text)
        if text and own is None:
            self._error("bad_year", number, "year")
            return None
        if own is not None and self._given is not None and own != self._given:
            self._error("mixed_years", number, "year", given=self._given)
            return None
        year = own or self._given or self._titled
        if year is None:
            self._error("no_year", number, "year")
        return year

    def _source(self, number: int) -> str:
        """The source that a row names, or the only one that the files give."""
        text = self._text(number, "source_id").casefold()
        if not text and len(self._found.sources) == 1:
            return str(self._found.sources[0]["source_id"])
        if text in self._sources:
            return text
        self._error("bad_source" if text else "no_source", number, "source_id")
        return ""

    def _entity(self, number: int, *, level: str) -> str | None:
        """Whom a figure is about; empty for the whole level, None where that cannot be told."""
        text = self._text(number, "entity_id")
        if not text:
            return ""
        found = ""
        if level in _AGENCIES and text.casefold() in self._register.agencies:
            key = text.casefold()
            found = key if self._register.agencies[key]["level"] == level else ""
        elif level == Level.MINISTRY:
            found = self._register.ministry(text)
        elif level == Level.PROVINCE:
            found = self._register.province(text)
        if not found:
            self._error("bad_entity", number, "entity_id", level=level)
            return None
        return found

    def _value(self, number: int, role: str, *, limits: tuple[int, int] | None) -> Decimal | None:
        column = self._columns[role]
        text = self._text(number, role)
        if (number, column) in self._grid.formulas:
            self._error("formula", number, role)
            return None
        try:
            value = cells.number(text)
        except cells.UnreadableError:
            self._error("bad_figure", number, role)
            return None
        if value is not None and limits and not limits[0] <= value <= limits[1]:
            self._error("out_of_limits", number, role, low=limits[0], high=limits[1])
            return None
        return value

    def _error(self, code: str, number: int, role: str, **values: object) -> None:
        self._found.notes.append(
            Note(
                weight=Weight.ERROR,
                file=self._grid.file,
                sheet=self._grid.sheet,
                place=self._grid.place(number, self._columns.get(role)),
                value=self._text(number, role),
                said=Message(f"import.{code}", **values),
            )
        )


def _kind(grid: Grid, vocabulary: Vocabulary) -> tuple[str, int, Mapping[str, int]] | None:
    """What a sheet of figures holds, the row of its heading and its columns."""
    for number, row in enumerate(grid.rows[:_SEARCHED]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            if role := _role(cell):
                columns.setdefault(role, place)
        for kind, needed in _KINDS:
            if needed.issubset(columns) and not (kind == "quadrants" and _named(row, vocabulary)):
                return kind, number, columns
    return None


def _named(row: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a heading names agencies: a table of theirs may tell their ministries' groups."""
    return any(vocabulary.role(cell) in NAMES and squeezed(cell) not in _ANY_NAME for cell in row)


def _role(text: str) -> str:
    return _lookup("figures").get(squeezed(text), "")


def _word(what: str, text: str) -> str:
    """The code behind a word; the text itself where it is none."""
    return _lookup(what).get(squeezed(text), text.casefold())


@cache
def _lookup(group: str) -> Mapping[str, str]:
    with _FILE.open("rb") as stream:
        words = tomllib.load(stream)[group]
    return dict(_pairs(words))


def _pairs(words: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for code, texts in words.items():
        yield squeezed(code), code
        yield from ((squeezed(text), code) for text in texts)
