"""What was done so that everyone can use the site, and what is known to fail."""

from __future__ import annotations

from dash import html

from layouts.context import Context, PageContent


def page(ctx: Context) -> PageContent:
    """The statement on accessibility."""
    return PageContent(
        title=ctx.t("page.accessibility.title"),
        description=ctx.t("page.accessibility.description"),
        body=[
            html.H1(ctx.t("page.accessibility.title")),
            html.P(ctx.t("accessibility.lead"), className="lead"),
            [
                html.Section(
                    [
                        html.H2(ctx.t(f"accessibility.{name}.title"), id=name),
                        html.P(ctx.t(f"accessibility.{name}.text")),
                    ],
                    className="section prose",
                )
                for name in ("done", "known")
            ],
        ],
    )
