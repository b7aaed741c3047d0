"""Tables: one way to write them, with caption, scope and a tag for what the numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc

from data.codes import Provenance
from layouts.components.numbers import tag
from layouts.context import Context
from layouts.markup import Node, html


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading and whether it holds numbers.

    Attributes:
        sort: address that sorts by this column, if the table can be sorted by link.
        sorted_as: "ascending" or "descending" where the table is sorted by it now.
        priority: 1 always shown, 2 from 600 px, 3 from 900 px of width.
        wraps: on a phone its numbers may take two lines, as ranks with their denominator must.
    """

    label: str
    numeric: bool = False
    sort: str | None = None
    sorted_as: str | None = None
    priority: int = 1
    wraps: bool = False


def table(
    ctx: Context,
    *,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Node],
    provenance: Provenance | None,
    caption_hidden: bool = False,
    table_id: str | None = None,
) -> Node:
    """A table in a box that scrolls sideways if it must.

    Args:
        rows: `html.Tr` made by `row`.
        provenance: what its numbers are; None only for tables without numbers.
    """
    head = html.Thead(html.Tr([_heading(column) for column in columns]))
    words = html.Span(caption, className="visually-hidden" if caption_hidden else None)
    return html.Div(
        dbc.Table(
            [
                html.Caption([words, " ", tag(ctx, provenance)] if provenance else words),
                head,
                html.Tbody(list(rows)),
            ],
            className="data",
            **({"id": table_id} if table_id else {}),
        ),
        className="table-box",
        **{"data-tagged": str(provenance) if provenance else None},
    )


def _heading(column: Column) -> Node:
    label: Node = column.label
    if column.sort:
        label = html.A(column.label, href=column.sort, className="sort")
    return html.Th(
        label,
        scope="col",
        className=_classes(column),
        **({"aria-sort": column.sorted_as} if column.sorted_as else {}),
    )


def _classes(column: Column) -> str | None:
    names = ["n"] if column.numeric else []
    if column.priority > 1:
        names.append(f"p{column.priority}")
    if column.wraps:
        names.append("w")
    return " ".join(names) or None


def row(columns: Sequence[Column], cells: Sequence[Node], **attributes: str) -> Node:
    """A row; its first cell is its heading."""
    first, *rest = cells
    return html.Tr(
        [
            html.Th(first, scope="row", className=_classes(columns[0])),
            *(
                html.Td(cell, className=_classes(column))
                for column, cell in zip(columns[1:], rest, strict=True)
            ),
        ],
        **attributes,
    )
