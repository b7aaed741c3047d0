"""Search results, in either language, without script."""

from __future__ import annotations

from data.model import Hit
from layouts.components.hits import MAX_TEXT, find, hit_beside, hit_href, hit_kind
from layouts.context import Context, PageContent
from layouts.markup import Node, html
from layouts.shell import SEARCH_SCRIPT, search_form

LIMIT = 50


def page(ctx: Context) -> PageContent:
    """What the words in the address find."""
    words = ctx.address.query.get("q", "").strip()[:MAX_TEXT]
    hits = find(ctx, words, limit=LIMIT)
    return PageContent(
        title=ctx.t("search.title"),
        description=ctx.t("search.label"),
        body=[
            html.H1(ctx.t("search.title")),
            search_form(ctx, field_id="page-search", value=words, label=ctx.t("search.label")),
            _results(ctx, words, hits),
        ],
        inline=(SEARCH_SCRIPT,),
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
    beside, lang = hit_beside(ctx, hit)
    return [
        html.A(ctx.name(hit.name), href=hit_href(ctx, hit)),
        html.Span(
            [hit_kind(ctx, hit), [" · ", html.Span(beside, lang=lang)] if beside else None],
            className="note",
        ),
    ]
