"""The vocabulary of the contract: columns, tables and references, without any table of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

ID_PATTERN = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
PROVINCE_PATTERN = r"TH-[0-9]{2}"
LIST_SEPARATOR = ";"


class ColumnType(StrEnum):
    """How a cell is read.

    `NUMBER` becomes a float. `PRINTED` becomes a `decimal.Decimal`, because a published figure is
    shown with the digits of its source: 64.60 must not come back as 64.6.
    """

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A column of another table in which the value must stand."""

    table: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of one table.

    Attributes:
        decimals: digits after the point with which a number is written; None writes it as it is.
        is_list: the cell holds several values between semicolons.
    """

    name: str
    type: ColumnType
    description_en: str
    description_th: str
    required: bool = True
    codes: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    decimals: int | None = None
    unit: str = ""
    pattern: str = ""
    references: Reference | None = None
    is_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One file of a data set.

    Attributes:
        key: columns that together occur once.
        extra: what an additional column must look like, where the table allows such columns; its
            `name` is a regular expression for the whole name.
    """

    name: str
    title_en: str
    title_th: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    extra: Column | None = None

    @property
    def file(self) -> str:
        """The name of the file that holds the table."""
        return f"{self.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the fixed columns, in the order of the file."""
        return tuple(column.name for column in self.columns)


def text(
    name: str,
    description_en: str,
    description_th: str,
    *,
    required: bool = True,
    pattern: str = "",
    codes: Iterable[str] = (),
    to: str = "",
    is_list: bool = False,
) -> Column:
    """A text column; `to` names the referenced column as `table.column`."""
    table, _, column = to.partition(".")
    return Column(
        name=name,
        type=ColumnType.TEXT,
        description_en=description_en,
        description_th=description_th,
        required=required,
        pattern=pattern,
        codes=tuple(codes),
        references=Reference(table=table, column=column) if to else None,
        is_list=is_list,
    )


def identifier(
    name: str, description_en: str, description_th: str, *, pattern: str = ID_PATTERN
) -> Column:
    """The column that names the rows of its own table."""
    return text(name, description_en, description_th, pattern=pattern)


def reference(
    to: str,
    description_en: str,
    description_th: str,
    *,
    name: str = "",
    required: bool = True,
) -> Column:
    """A column that points at another table; named like its target unless `name` is given."""
    return text(
        name or to.partition(".")[2], description_en, description_th, required=required, to=to
    )


def integer(
    name: str,
    description_en: str,
    description_th: str,
    *,
    required: bool = True,
    minimum: float | None = 0,
    maximum: float | None = None,
    unit: str = "",
) -> Column:
    """A column of whole numbers."""
    return Column(
        name=name,
        type=ColumnType.INTEGER,
        description_en=description_en,
        description_th=description_th,
        required=required,
        minimum=minimum,
        maximum=maximum,
        unit=unit,
    )


def number(
    name: str,
    description_en: str,
    description_th: str,
    *,
    required: bool = True,
    minimum: float | None = None,
    maximum: float | None = None,
    decimals: int | None = None,
    unit: str = "",
) -> Column:
    """A column of decimal numbers, read as floats."""
    return Column(
        name=name,
        type=ColumnType.NUMBER,
        description_en=description_en,
        description_th=description_th,
        required=required,
        minimum=minimum,
        maximum=maximum,
        decimals=decimals,
        unit=unit,
    )


def printed(name: str, description_en: str, description_th: str) -> Column:
    """A number kept with the digits its source printed; may be empty."""
    return Column(
        name=name,
        type=ColumnType.PRINTED,
        description_en=description_en,
        description_th=description_th,
        required=False,
    )


def score(name: str, description_en: str, description_th: str) -> Column:
    """A score between 0 and 100 with two decimals; empty where there is none."""
    return number(
        name,
        description_en,
        description_th,
        required=False,
        minimum=0,
        maximum=100,
        decimals=2,
        unit="score 0-100",
    )


def year(name: str = "year", *, required: bool = True) -> Column:
    """A year of the Buddhist Era (2562 is 2019 CE)."""
    return integer(
        name,
        "year, Buddhist Era",
        "ปีพุทธศักราช",
        required=required,
        minimum=2500,
        maximum=2700,
        unit="B.E.",
    )
