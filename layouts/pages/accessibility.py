"""What was done so that everyone can use the site, what was tested, and what is known to fail."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from layouts.context import Context, PageContent
from layouts.markup import Node, html

POINTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "done": ("keyboard", "charts", "scripts", "size", "colours"),
        "tested": ("axe", "keyboard", "html", "when"),
        "known": ("readers", "plotly", "pdf", "labels"),
    }
)


def page(ctx: Context) -> PageContent:
    """The statement on accessibility."""
    return PageContent(
        title=ctx.t("page.accessibility.title"),
        description=ctx.t("page.accessibility.description"),
        body=[
            html.H1(ctx.t("page.accessibility.title")),
            html.P(ctx.t("accessibility.lead"), className="lead", **{"data-explains": "standard"}),
            [_section(ctx, name, _points(ctx, name)) for name in POINTS],
            _section(ctx, "report", html.P(_report(ctx))),
        ],
    )


def _section(ctx: Context, name: str, content: Node) -> Node:
    return html.Section(
        [html.H2(ctx.t(f"accessibility.{name}.title"), id=name), content],
        className="section prose",
    )


def _points(ctx: Context, name: str) -> Node:
    return html.Ul([html.Li(ctx.t(f"accessibility.{name}.{point}")) for point in POINTS[name]])


def _report(ctx: Context) -> Node:
    contact = ctx.settings.contact
    if not contact:
        return ctx.t("accessibility.report.unset")
    return ctx.rich("accessibility.report.text", contact=html.A(contact, href=f"mailto:{contact}"))
