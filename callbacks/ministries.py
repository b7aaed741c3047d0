"""The quadrant follows its choices: borderline band, and lines from the year before."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from data.current import Repositories
from geo.shapes import ShapeSet
from layouts import ids
from layouts.components.charts import drawings, live
from layouts.components.quadrant import WIDTH, quadrant_chart
from layouts.components.quadrant_tables import near_lines
from layouts.context import Context
from layouts.quadrantview import ARROWS, BANDS
from layouts.routes import LANGUAGES, Address, Page
from layouts.settings import Settings
from web.render import render_html


def register(app: Dash, *, repos: Repositories, shapes: ShapeSet, settings: Settings) -> None:
    """Add the callback of band and arrows."""

    @app.callback(
        Output(ids.QUADRANT, "figure"),
        Output(ids.QUADRANT, "drawing"),
        Output(ids.QUADRANT_NEAR, "html"),
        Input(ids.QUADRANT_BAND, "value"),
        Input(ids.QUADRANT_ARROWS, "value"),
        State(ids.QUADRANT_BAND, "context"),
        prevent_initial_call=True,
    )
    def redraw(band: Any, arrows: Any, given: Any) -> tuple[dict[str, Any], str, str]:
        if band not in BANDS or arrows not in ARROWS:
            raise PreventUpdate
        ctx, year = _context(given, repos=repos, shapes=shapes, settings=settings)
        quadrants = ctx.repo.quadrants(year=year)
        margin = int(band)
        chart = quadrant_chart(ctx, quadrants, margin=margin, arrows=arrows == "yes")
        return (
            live(chart, width=WIDTH),
            render_html(drawings(chart, width=WIDTH)),
            render_html(near_lines(ctx, quadrants, margin=margin)),
        )


def _context(
    given: Any, *, repos: Repositories, shapes: ShapeSet, settings: Settings
) -> tuple[Context, int]:
    """The context and the year of the page, as its browser tells it; nothing is trusted."""
    try:
        lang, repo = given["lang"], repos.version(str(given["version"]))
        year = int(given["year"])
    except (KeyError, TypeError, ValueError) as error:
        raise PreventUpdate from error
    if lang not in LANGUAGES or repo is None or year not in repo.years:
        raise PreventUpdate
    asof = "" if repo is repos.get() else repo.version
    address = Address(page=Page.MINISTRIES, lang=lang, asof=asof)
    return Context(repo=repo, shapes=shapes, settings=settings, address=address), year
