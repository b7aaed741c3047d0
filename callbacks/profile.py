"""A profile's pillars against something else: both charts and their table follow the choice."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from data.codes import Level
from data.current import Repositories
from data.model import UnknownEntity
from geo.shapes import ShapeSet
from layouts import ids
from layouts.comparison import against_options, comparison
from layouts.components import charts
from layouts.components.profile import pillar_table
from layouts.context import PROFILE_PAGES, Context
from layouts.routes import LANGUAGES, Address
from layouts.settings import Settings
from web.render import render_html


def register(app: Dash, *, repos: Repositories, shapes: ShapeSet, settings: Settings) -> None:
    """Add the callback of the "compare with" choice."""

    @app.callback(
        Output(ids.PILLAR_DOTS, "figure"),
        Output(ids.PILLAR_DOTS, "drawing"),
        Output(ids.PILLAR_RADAR, "figure"),
        Output(ids.PILLAR_RADAR, "drawing"),
        Output(ids.PILLAR_TABLE, "html"),
        Input(ids.PILLAR_AGAINST, "value"),
        State(ids.PILLAR_AGAINST, "context"),
        prevent_initial_call=True,
    )
    def compare_with(code: Any, given: Any) -> tuple[Any, ...]:
        ctx, year = _context(given, repos=repos, shapes=shapes, settings=settings)
        try:
            profile = ctx.repo.profile(level=Level(given["level"]), id=str(given["id"]), year=year)
        except UnknownEntity as error:
            raise PreventUpdate from error
        options = against_options(ctx.repo, profile=profile, lang=ctx.lang, asked=str(code))
        chosen = next((o for o in options if o.code == code), options[0])
        shown = comparison(ctx.repo, profile=profile, against=chosen, lang=ctx.lang)
        drawn = charts.pillar_charts(ctx, profile=profile, shown=shown)
        table = render_html(pillar_table(ctx, profile=profile, chosen=chosen))
        return (
            charts.live(drawn.dots),
            render_html(charts.drawings(drawn.dots)),
            charts.live(drawn.radar),
            render_html(charts.drawings(drawn.radar)),
            table,
        )


def _context(
    given: Any, *, repos: Repositories, shapes: ShapeSet, settings: Settings
) -> tuple[Context, int]:
    """The context that the page was made in, as its browser tells it; nothing is trusted.

    The answer comes from the version that the page was made from, though another be in use by now.
    """
    try:
        level, lang, year = Level(given["level"]), given["lang"], int(given["year"])
        repo, code = repos.version(str(given["version"])), str(given["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise PreventUpdate from error
    if repo is None or lang not in LANGUAGES or year not in repo.years:
        raise PreventUpdate
    asof = "" if repo is repos.get() else repo.version
    address = Address(page=PROFILE_PAGES[level], lang=lang, id=code, asof=asof)
    return Context(repo=repo, shapes=shapes, settings=settings, address=address), year
