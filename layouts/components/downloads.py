"""Links to files: exactly the rows that a page shows, whole tables, shapes."""

from __future__ import annotations

from dash import html

from layouts.context import Context
from layouts.markup import Node

VIEWS = "/data/view/"
"""Before the address of a page, whose rows are then a file: `/data/view/findings/3.csv`."""

FILES = "/data/files/"
"""Before version and name of a file that holds a whole table."""

SHAPES = "/data/shapes/"
"""Before the name of the file of boundaries."""

FORMATS = ("csv", "json")


def view_url(ctx: Context, *, form: str) -> str:
    """The address of the rows of this page as a file; its query is that of the page."""
    path, _, query = ctx.address.href().partition("?")
    return f"{VIEWS}{path.lstrip('/')}.{form}" + (f"?{query}" if query else "")


def view_links(ctx: Context, *, words: str = "download.rows") -> Node:
    """Links to a page's rows as CSV and JSON; `words` is the text that says which rows."""
    links = [
        [
            html.A(
                form.upper(),
                href=view_url(ctx, form=form),
                rel="nofollow",
                **{"aria-label": f"{ctx.t(words)} {form.upper()}"},
            ),
            " ",
        ]
        for form in FORMATS
    ]
    return html.P([ctx.t(words), " ", links], className="downloads note")


def file_url(ctx: Context, name: str) -> str:
    """The address of a whole file of the version in use."""
    return f"{FILES}{ctx.repo.version}/{name}"


def shapes_url(ctx: Context) -> str:
    """The address of the boundaries with longitudes and latitudes."""
    return f"{SHAPES}phrom-{ctx.shapes.download.stem}.geojson"
