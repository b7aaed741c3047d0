"""Links to files: exactly the rows that a page shows, whole tables, shapes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from layouts.context import Context
from layouts.markup import Node, html
from layouts.routes import Page

VIEWS = "/data/view/"
"""Before the address of a page, whose rows are then a file: `/data/view/findings/3.csv`."""

FILES = "/data/files/"
"""Before version and name of a file that holds a whole table."""

SHAPES = "/data/shapes/"
"""Before the name of the file of boundaries."""

FORMATS = ("csv", "json")

ROWS: Mapping[Page, str] = MappingProxyType(
    {
        Page.PROVINCES: "download.rows",
        Page.PROVINCE: "download.offices",
        Page.MINISTRIES: "download.rows",
        Page.MINISTRY: "download.departments",
        Page.AGENCIES: "download.list",
        Page.AGENCY: "download.scores",
    }
)
"""Pages at whose end the links stand, with the text that says which rows the file holds."""


def rows_of(ctx: Context) -> Node:
    """Links to the rows of a page that has some; the whole list where the page shows a part."""
    words = ROWS.get(ctx.address.page)
    return view_links(ctx, words=words) if words else None


def view_url(ctx: Context, *, form: str) -> str:
    """The address of the rows of this page as a file; its query is that of the page.

    A list is given whole, without the number of its page.
    """
    return _rows_url(ctx.address.href(page=None), form=form)


def list_url(ctx: Context, page: Page, *, form: str) -> str:
    """The address of all rows of a page of the site."""
    return _rows_url(ctx.url(page), form=form)


def _rows_url(address: str, *, form: str) -> str:
    path, _, query = address.partition("?")
    return f"{VIEWS}{path.lstrip('/')}.{form}" + (f"?{query}" if query else "")


def view_links(ctx: Context, *, words: str = "download.rows") -> Node:
    """Links to a page's rows as CSV and JSON; `words` is the text that says which rows."""
    links = [
        [
            html.A(
                form.upper(),
                href=view_url(ctx, form=form),
                rel="nofollow",
                **{"aria-label": f"{ctx.t(words)} {form.upper()}", "data-rows": form},
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
