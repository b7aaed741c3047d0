"""The survey's terms in both languages."""

from __future__ import annotations

from data.model import Term
from layouts.context import Context, PageContent
from layouts.markup import Node, html
from layouts.words import quoting


def page(ctx: Context) -> PageContent:
    """All terms in alphabetical order of the page's language."""
    terms = ctx.repo.glossary()
    if ctx.lang == "en":
        terms = tuple(sorted(terms, key=lambda term: ctx.name(term.term).casefold()))
    return PageContent(
        title=ctx.t("page.glossary.title"),
        description=ctx.t("page.glossary.description"),
        body=[
            html.H1(ctx.t("page.glossary.title")),
            html.P(ctx.t("glossary.lead"), className="lead"),
            html.Dl([_term(ctx, term) for term in terms], className="definitions prose"),
        ],
    )


def _term(ctx: Context, term: Term) -> Node:
    other = "en" if ctx.lang == "th" else "th"
    own, translated = ctx.name(term.term), term.term.get(other)
    return html.Div(
        [
            html.Dt(
                [
                    own,
                    [" ", html.Span(translated, lang=other, className="note")]
                    if translated != own
                    else None,
                    [" ", html.Span(quoting(f"({term.abbrev})", lang=ctx.lang), className="note")]
                    if term.abbrev
                    else None,
                ]
            ),
            html.Dd(quoting(ctx.name(term.definition), lang=ctx.lang)),
        ],
        id=term.id,
        **{"data-explains": "term"},
    )
