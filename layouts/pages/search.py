"""Search results, in either language, without script."""

from __future__ import annotations

from data.codes import Level
from data.model import Hit
from layouts.components.hits import MAX_TEXT, find, hit_beside, hit_href, hit_kind
from layouts.context import Context, PageContent
from layouts.markup import Node, html
from layouts.routes import Page
from layouts.shell import SEARCH_SCRIPT, search_form

AGENCIES = (Level.DEPARTMENT, Level.OFFICE, Level.LOCAL)
"""Levels that the list of agencies holds."""

LIMIT = 50
"""Results that are shown; the list of agencies has all agencies."""


def page(ctx: Context) -> PageContent:
    """What the words in the address find."""
    words = ctx.address.query.get("q", "").strip()[:MAX_TEXT]
    hits = find(ctx, words, limit=LIMIT + 1)  # one more tells whether these are all
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
    key = "search.count" if len(hits) <= LIMIT else "search.count_more"
    shown = hits[:LIMIT]
    return [
        html.P(ctx.t(key, count=len(shown), words=words), role="status"),
        _rest(ctx, words) if len(hits) > LIMIT and any(map(_is_agency, hits)) else None,
        html.Ol([html.Li(_hit(ctx, hit)) for hit in shown], className="results"),
    ]


def _is_agency(hit: Hit) -> bool:
    return hit.entity is not None and hit.entity.level in AGENCIES


def _rest(ctx: Context, words: str) -> Node:
    """The way to all agencies of that name, which a list shows page by page."""
    return html.P(html.A(ctx.t("search.all_agencies"), href=ctx.url(Page.AGENCIES, q=words)))


def _hit(ctx: Context, hit: Hit) -> Node:
    beside, lang = hit_beside(ctx, hit)
    return [
        html.A(ctx.name(hit.name), href=hit_href(ctx, hit)),
        html.Span(
            [hit_kind(ctx, hit), [" · ", html.Span(beside, lang=lang)] if beside else None],
            className="note",
        ),
    ]
