"""Writes the data dictionary (docs/data-contract.md) from the contract."""

from __future__ import annotations

from collections.abc import Iterator

from data.contract import TABLES
from data.schema import Column, Table

_HEAD = """\
# Data contract

A data set, simulated or official, is a directory with `datapackage.json` and the tables below: CSV
in UTF-8, comma-separated, one line of column names, LF line ends, snake_case names. An empty cell
means "no value" and is never zero. Years are of the Buddhist Era (2562 is 2019 CE).

`python -m data check DIR` checks a data set and names every fault. This page is written by
`python -m data contract > docs/data-contract.md`; a test keeps the two equal.

## datapackage.json

A [Frictionless](https://specs.frictionlessdata.io/data-package/) descriptor. Beyond the standard
keys it holds `status` (`simulated` or `official`), `issued` (date, CE), `years` (those with scores)
and, for a simulated set, `seed`. It has no key `licenses` but a `licence_note`: no licence is
claimed for the texts of the sources.

## Rules across cells

- `scores.csv` has one row for every agency and year. Numbers stand where, and only where, `status`
  is `answered`.
- `provenance` of every score is the `status` of the set: there is no mixed state. `no_answer`
  occurs in official sets only, `not_in_simulation` in simulated sets only.
- An agency that does not exist in a year (by `since` and `until`) is `not_asked` in it.
- Where a year has weights, `overall` is the weighted mean of the pillars, and a pillar that of its
  indicators, within 0.01. The weights of one parent add up to 1. Without weights, `overall` is
  taken as given.
- Offices, and only offices, have a province and a kind; their code is
  `<office_kind_id>-<tis_code>`.
- Of several vintages of one published figure exactly one is `used`.
- Pillars are `p1` to `p6`. Each may begin or end in a year (`since`, `until`), and so may an
  indicator: outside these years it has neither scores nor a weight. A seventh pillar is no data but
  two lines in `data/codes.py`, from which the column of `scores.csv` and all pages follow.
- `comparable_with_previous` (`published.csv`, level `national`, `text_value` `yes` or `no`) says
  whether a year is fully comparable with the one before. Without it the site says it may not be.
- A finding has a value or a `missing_kind`, never both.
- Columns beyond these are refused, except indicator columns in `scores.csv` (`i_1_1`, …), which
  must stand in `indicators.csv`.
"""


def data_dictionary() -> str:
    """The whole page as Markdown."""
    return "\n".join((_HEAD, *(_section(table) for table in TABLES.values())))


def _section(table: Table) -> str:
    lines = [
        f"## {table.file}",
        "",
        f"{table.title_en} · {table.title_th}",
        "",
        f"Key: {', '.join(f'`{name}`' for name in table.key)}",
        "",
        "| column | type | required | values | meaning | ความหมาย |",
        "|---|---|---|---|---|---|",
        *(_line(column) for column in table.columns),
    ]
    if table.extra is not None:
        lines.append(_line(table.extra))
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    cells = (
        f"`{_escaped(column.name)}`",
        column.type + (f" ({column.unit})" if column.unit else ""),
        "yes" if column.required else "no",
        "; ".join(_values(column)),
        _escaped(column.description_en),
        _escaped(column.description_th),
    )
    return f"| {' | '.join(cells)} |"


def _values(column: Column) -> Iterator[str]:
    if column.codes:
        yield ", ".join(f"`{code}`" for code in column.codes)
    if column.pattern:
        yield f"`{_escaped(column.pattern)}`"
    if column.minimum is not None and column.maximum is not None:
        yield f"{column.minimum:g} to {column.maximum:g}"
    elif column.minimum is not None:
        yield f"at least {column.minimum:g}"
    if column.decimals is not None:
        yield f"at most {column.decimals} decimals"
    if column.references is not None:
        target = f"{column.references.table}.{column.references.column}"
        yield f"→ `{target}`" + (" (several, between semicolons)" if column.is_list else "")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
