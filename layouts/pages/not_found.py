"""The 404 page, in the reader's language, with ways on."""

from __future__ import annotations

from layouts.context import Context, PageContent
from layouts.markup import html
from layouts.routes import NAVIGATION
from layouts.shell import search_form


def not_found(ctx: Context) -> PageContent:
    """What an unknown address gets."""
    return PageContent(
        title=ctx.t("not_found.title"),
        description=ctx.t("not_found.text"),
        status=404,
        body=[
            html.H1(ctx.t("not_found.title")),
            html.P(ctx.t("not_found.text"), className="lead"),
            search_form(ctx, field_id="not-found-search", label=ctx.t("search.label")),
            html.Ul(
                [
                    html.Li(html.A(ctx.t(f"page.{page}.nav"), href=ctx.url(page)))
                    for page in NAVIGATION
                ],
                className="plain chips",
            ),
        ],
    )
