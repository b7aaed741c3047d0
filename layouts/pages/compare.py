"""Comparison of entities of one level; for now it says where comparing is possible."""

from __future__ import annotations

from dash import html

from layouts.context import Context, PageContent
from layouts.routes import Page


def page(ctx: Context) -> PageContent:
    """Where to compare today."""
    return PageContent(
        title=ctx.t("page.compare.title"),
        description=ctx.t("page.compare.description"),
        body=[
            html.H1(ctx.t("page.compare.title")),
            html.P(ctx.t("compare.lead"), className="lead"),
            html.Ul(
                [
                    html.Li(html.A(ctx.t(f"page.{target}.nav"), href=ctx.url(target)))
                    for target in (Page.PROVINCES, Page.MINISTRIES, Page.AGENCIES)
                ],
                className="plain chips",
            ),
        ],
    )
