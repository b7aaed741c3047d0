"""The page in place of a PDF sheet that cannot be had at this moment."""

from __future__ import annotations

from layouts.context import Context, PageContent
from layouts.markup import html


def failed(ctx: Context, why: str) -> PageContent:
    """Says why there is no sheet now; `why` is "busy" or "failed"."""
    return PageContent(
        title=ctx.t(f"sheet.{why}.title"),
        description=ctx.t(f"sheet.{why}.text"),
        status=503,
        body=[
            html.H1(ctx.t(f"sheet.{why}.title")),
            html.P(ctx.t(f"sheet.{why}.text"), className="lead"),
            html.P(html.A(ctx.t("sheet.back"), href=ctx.address.href())),
        ],
    )
