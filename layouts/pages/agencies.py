"""Every agency that can be named: as a list under filters, or by type of agency."""

from __future__ import annotations

from data.model import AgencyPage
from layouts.agencylist import PAGE_SIZE, SORTS, Asked, asked
from layouts.components import agency_list as parts
from layouts.components.agency_types import types_view
from layouts.components.profile import year_switch
from layouts.context import Context, PageContent, rejected
from layouts.markup import Node, html

VIEWS = ("list", "types")


def page(ctx: Context) -> PageContent:
    """The list of agencies under the filters of the address, or the view by type."""
    view = ctx.choose("view", options=VIEWS, default=VIEWS[0])
    wanted = asked(ctx)
    types = view.value == "types"
    body = types_view(ctx, year=wanted.year) if types else _list(ctx, wanted)
    return PageContent(
        title=ctx.t("page.agencies.title"),
        description=ctx.t("page.agencies.description"),
        notices={**wanted.notices, **rejected(view=view)},
        body=[
            html.Div(
                [html.H1(ctx.t("agencies.title")), year_switch(ctx, year=wanted.year)],
                className="title-row",
            ),
            html.P(ctx.t("agencies.lead"), className="lead"),
            _faces(ctx, view.value),
            body,
        ],
    )


def _faces(ctx: Context, chosen: str) -> Node:
    query = {name: given for name in ("year",) if (given := ctx.address.query.get(name))}
    return html.Nav(
        html.Ul(
            [
                html.Li(
                    html.A(
                        ctx.t(f"agencies.view.{view}"),
                        href=ctx.url(
                            ctx.address.page,
                            **({"view": view} if view != VIEWS[0] else {}),
                            **query,
                        ),
                        **({"aria-current": "true"} if view == chosen else {}),
                    )
                )
                for view in VIEWS
            ],
            className="plain chips",
        ),
        **{"aria-label": ctx.t("agencies.views")},
    )


def _list(ctx: Context, wanted: Asked) -> Node:
    measure, ascending = SORTS[wanted.sort]
    found: AgencyPage = ctx.repo.agencies(
        year=wanted.year,
        where=wanted.where,
        sort=measure,
        ascending=ascending,
        page=wanted.page,
        page_size=PAGE_SIZE,
        lang=ctx.lang,
    )
    return [
        parts.filters(ctx, found, asked=wanted),
        parts.result_line(ctx, found, asked=wanted),
        parts.agency_table(ctx, found, asked=wanted)
        if found.rows
        else html.P(ctx.t("agencies.nothing"), className="panel"),
        parts.pages(ctx, found),
    ]
