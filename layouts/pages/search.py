"""Search results, in either language, without script."""

from __future__ import annotations

from dash import html

from data.model import Hit
from layouts.context import Context, PageContent
from layouts.markup import Node
from layouts.shell import search_form

LIMIT = 50


def page(ctx: Context) -> PageContent:
    """What the words in the address find."""
    words = ctx.address.query.get("q", "").strip()[:100]
    hits = ctx.repo.search(words, limit=LIMIT) if words else ()
    return PageContent(
        title=ctx.t("search.title"),
        description=ctx.t("search.label"),
        body=[
            html.H1(ctx.t("search.title")),
            search_form(ctx, field_id="page-search", value=words, label=ctx.t("search.label")),
            _results(ctx, words, hits),
        ],
    )


def _results(ctx: Context, words: str, hits: tuple[Hit, ...]) -> Node:
    if not words:
        return html.P(ctx.t("search.empty"), className="note")
    if not hits:
        return html.P(ctx.t("search.none", words=words), role="status")
    return [
        html.P(ctx.t("search.count", count=len(hits), words=words), role="status"),
        html.Ol([html.Li(_hit(ctx, hit)) for hit in hits], className="results"),
    ]


def _hit(ctx: Context, hit: Hit) -> Node:
    other = "en" if ctx.lang == "th" else "th"
    entity = hit.entity
    return [
        html.A(ctx.name(entity.name), href=ctx.profile_url(entity)),
        html.Span(
            [
                ctx.t(f"level.{entity.level}.one"),
                " · ",
                html.Span(entity.name.get(other), lang=other),
            ],
            className="note",
        ),
    ]
