"""Links to files with exactly the rows that a page shows."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html

from layouts.context import Context
from layouts.markup import Node

VIEWS = "/data/view/"
"""Where files of views are served."""

FORMATS = ("csv", "json")


def view_url(view: str, *, form: str, **query: str | None) -> str:
    """The address of a view as a file; its query is that of the page."""
    given = {name: value for name, value in query.items() if value}
    return f"{VIEWS}{view}.{form}" + (f"?{urlencode(given)}" if given else "")


def view_links(ctx: Context, view: str, **query: str | None) -> Node:
    """Links to a page's rows as CSV and JSON."""
    links = [
        [
            html.A(
                form.upper(),
                href=view_url(view, form=form, **query),
                **{"aria-label": ctx.t("download.rows_as", form=form.upper())},
                download="",
            ),
            " ",
        ]
        for form in FORMATS
    ]
    return html.P([ctx.t("download.rows"), " ", links], className="downloads note")
