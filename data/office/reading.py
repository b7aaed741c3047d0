"""Reads the rows of one sheet: who, which year, which numbers, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from data.codes import Measure, Response
from data.messages import Message
from data.office import cells
from data.office.grids import OWN_SHEETS, Grid
from data.office.headings import Column, Heading, Vocabulary, find_heading, is_total, squeezed
from data.office.notes import Note, Weight
from data.office.register import Named, Register

LOW, HIGH = Decimal(0), Decimal(100)
_FRACTION = Decimal(1)
_FEWEST = 5
_NOTES = ("หมายเหตุ", "ที่มา", "note", "source", "*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One agency in one year, as a sheet gives it.

    Attributes:
        response: what a cell says instead of scores; None where nothing does.
        scores: overall, pillars and indicators that have a number.
    """

    named: Named
    year: int
    response: Response | None
    scores: Mapping[str, Decimal]
    file: str
    sheet: str
    place: str


@dataclass(slots=True, kw_only=True)
class SheetReading:
    """What one sheet holds."""

    entries: list[Entry] = field(default_factory=list)
    weights: list[tuple[int, str, Decimal]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_sheet(
    grid: Grid, *, vocabulary: Vocabulary, register: Register, year: int | None
) -> SheetReading:
    """Read one sheet.

    Args:
        grid: The sheet.
        vocabulary: What columns are called.
        register: Whom rows may name, for telling a ministry's own line from an agency's.
        year: The year that the operator gave, B.E.
    """
    return _Reader(grid, vocabulary=vocabulary, register=register, year=year).read()


class _Reader:
    """One pass over one sheet."""

    def __init__(
        self, grid: Grid, *, vocabulary: Vocabulary, register: Register, year: int | None
    ) -> None:
        self._grid = grid
        self._vocabulary = vocabulary
        self._register = register
        self._given = year
        self._found = SheetReading()
        self._ministry = ""

    def read(self) -> SheetReading:
        grid = self._grid
        if grid.sheet in OWN_SHEETS:
            return self._found
        if grid.hidden:
            self._note(Weight.REMARK, "hidden_sheet")
            return self._found
        heading = find_heading(grid, vocabulary=self._vocabulary)
        if heading is None:
            if any(any(row) for row in grid.rows):
                self._note(Weight.REMARK, "no_heading")
            return self._found
        for column in heading.unknown:
            place = grid.place(heading.last, column.number)
            self._note(Weight.REMARK, "unknown_column", place=place, value=column.heading)
        base = self._base_year(heading)
        for number in range(heading.last + 1, len(grid.rows)):
            self._row(number, heading=heading, base=base)
        told = any(note.weight is Weight.ERROR for note in self._found.notes)
        empty = not self._found.entries and not self._found.weights
        if empty and heading.one("weight") is None and not told:
            self._note(Weight.REMARK, "no_rows")
        self._check_scale()
        return self._found

    def _base_year(self, heading: Heading) -> int | None:
        """The year for rows and columns that name none; what the operator says must agree."""
        others = {item.year for item in heading.scores} - {None, self._given}
        if self._given is not None and others:
            self._note(Weight.ERROR, "other_year", found=max(map(str, others)), given=self._given)
        told = heading.year or cells.year(self._grid.sheet) or cells.year(self._grid.file)
        if self._given is not None and told is not None and told != self._given:
            self._note(Weight.ERROR, "other_year", found=told, given=self._given)
        return self._given or told

    def _row(self, number: int, *, heading: Heading, base: int | None) -> None:
        grid = self._grid
        if not any(cells.clean(cell) for cell in grid.rows[number]):
            return
        if heading.one("weight") is not None and heading.one("item") is not None:
            self._weight(number, heading=heading, base=base)
            return
        named = self._named(number, heading=heading)
        shown = named.name or named.name_en or named.id
        place = grid.place(number)
        if is_total(shown) or (not shown and self._has_numbers(number, heading=heading)):
            self._note(Weight.REMARK, "total_row", place=place, value=shown)
            return
        if self._is_aside(number, shown, heading=heading):
            return
        if not shown:
            self._note(Weight.REMARK, "row_without_name", place=place)
            return
        for year, columns in self._years(number, heading=heading, base=base):
            self._entry(number, named=named, year=year, columns=columns, heading=heading)

    def _named(self, number: int, *, heading: Heading) -> Named:
        def text(role: str) -> str:
            column = heading.one(role)
            return cells.clean(self._grid.cell(number, column.number)) if column else ""

        return Named(
            id=text("agency_id"),
            name=text("name"),
            name_en=text("name_en"),
            ministry=text("ministry") or self._ministry,
            province=text("province"),
        )

    def _has_numbers(self, number: int, *, heading: Heading) -> bool:
        return any(_is_number(self._grid.cell(number, item.number)) for item in heading.scores)

    def _is_aside(self, number: int, shown: str, *, heading: Heading) -> bool:
        """Whether a row is a ministry's own line, a remark, or the heading once more."""
        row = self._grid.rows[number]
        if self._has_numbers(number, heading=heading):
            return False
        texts = {cells.clean(cell) for cell in row} - {""}
        place = self._grid.place(number)
        again = sum(
            squeezed(self._grid.cell(number, column.number)) == squeezed(column.heading)
            for column in heading.columns
        )
        if again > 1 and again >= len(heading.columns) / 2:
            return True
        words = {text for text in texts if not text.isdecimal()}
        if len(words) != 1:
            return False
        (text,) = words
        if self._register.is_ministry(text):
            self._ministry = text
            return True
        if text.casefold().startswith(_NOTES) or not shown:
            self._note(Weight.REMARK, "remark_row", place=place, value=text)
            return True
        return False

    def _years(
        self, number: int, *, heading: Heading, base: int | None
    ) -> Iterator[tuple[int, tuple[Column, ...]]]:
        """The years of a row with their columns: from its cell, from headings, or from above."""
        column = heading.one("year")
        place = self._grid.place(number, column.number if column else None)
        if column is not None:
            text = self._grid.cell(number, column.number)
            own = cells.year(text)
            if own is None and cells.clean(text):
                self._note(Weight.ERROR, "bad_year", place=place, value=text)
                return
            if own is not None and self._given is not None and own != self._given:
                self._note(Weight.ERROR, "mixed_years", place=place, value=text, given=self._given)
                return
            base = own or base
        years = {item.year for item in heading.scores}
        for year in sorted(years, key=lambda item: item or 0):
            actual = year or base
            if actual is None:
                self._note(Weight.ERROR, "no_year", place=self._grid.place(number))
                return
            yield actual, tuple(item for item in heading.scores if item.year == year)
        if not years and base is not None:
            yield base, ()

    def _entry(
        self,
        number: int,
        *,
        named: Named,
        year: int,
        columns: tuple[Column, ...],
        heading: Heading,
    ) -> None:
        scores: dict[str, Decimal] = {}
        said: set[Response] = set()
        errors = len(self._found.notes)
        for column in columns:
            text = self._grid.cell(number, column.number)
            place = self._grid.place(number, column.number)
            if response := cells.response(text):
                said.add(response)
                continue
            value = self._number(text, place=place, at=(number, column.number))
            if value is not None:
                scores[column.role] = value
        status = heading.one("status")
        if status is not None and (text := cells.clean(self._grid.cell(number, status.number))):
            response = cells.response(text)
            place = self._grid.place(number, status.number)
            if response is None and text.casefold() not in cells.NOTHING:
                self._note(Weight.ERROR, "bad_status", place=place, value=text)
            elif response is not None:
                said.add(response)
        if scores:
            said.discard(Response.ANSWERED)
        if said and scores:
            words = ", ".join(sorted(said))
            place = self._grid.place(number)
            self._note(Weight.ERROR, "status_with_scores", place=place, value=words)
        if Measure.OVERALL not in scores and scores and len(self._found.notes) == errors:
            self._note(
                Weight.ERROR, "no_overall", place=self._grid.place(number), value=named.shown
            )
        self._found.entries.append(
            Entry(
                named=named,
                year=year,
                response=min(said) if said else None,
                scores=scores,
                file=self._grid.file,
                sheet=self._grid.sheet,
                place=self._grid.place(number),
            )
        )

    def _number(self, text: str, *, place: str, at: tuple[int, int]) -> Decimal | None:
        if at in self._grid.formulas:
            self._note(Weight.ERROR, "formula", place=place)
            return None
        try:
            value = cells.number(text)
        except cells.UnreadableError:
            self._note(Weight.ERROR, "bad_number", place=place, value=text)
            return None
        if value is None:
            return None
        if not LOW <= value <= HIGH:
            self._note(Weight.ERROR, "out_of_range", place=place, value=text)
            return None
        return cells.score(value)

    def _weight(self, number: int, *, heading: Heading, base: int | None) -> None:
        item, weight, year = (heading.one(role) for role in ("item", "weight", "year"))
        if item is None or weight is None:
            return
        text, place = (
            self._grid.cell(number, weight.number),
            self._grid.place(number, weight.number),
        )
        label = self._grid.cell(number, item.number)
        own = cells.year(self._grid.cell(number, year.number)) if year else base
        role = self._vocabulary.role(label)
        if is_total(label):
            return
        try:
            value = cells.number(text)
        except cells.UnreadableError:
            value = None
        if value is None or own is None or not role.startswith(("p", "i_")):
            self._note(Weight.ERROR, "bad_weight", place=place, value=f"{label} {text}".strip())
            return
        share = value / HIGH if value > 1 or "%" in text else value
        self._found.weights.append((own, role, share))

    def _check_scale(self) -> None:
        """Scores of 0.646 are hundredths of what was meant; which, only the operator can say."""
        values = [value for entry in self._found.entries for value in entry.scores.values()]
        if len(values) >= _FEWEST and max(values) <= _FRACTION:
            self._note(Weight.ERROR, "fractions", value=str(max(values)))

    def _note(
        self, weight: Weight, code: str, *, place: str = "", value: str = "", **values: object
    ) -> None:
        self._found.notes.append(
            Note(
                weight=weight,
                file=self._grid.file,
                sheet=self._grid.sheet,
                place=place,
                value=value,
                said=Message(f"import.{code}", **values),
            )
        )


def _is_number(text: str) -> bool:
    try:
        return cells.number(text) is not None
    except cells.UnreadableError:
        return False
