"""The survey's terms in both languages."""

from __future__ import annotations

import re

from data.model import Term
from layouts.context import Context, PageContent
from layouts.markup import Node, html
from layouts.words import quoting

_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def page(ctx: Context) -> PageContent:
    """All terms in alphabetical order of the page's language."""
    terms = ctx.repo.glossary()
    if ctx.lang == "en":
        terms = tuple(sorted(terms, key=lambda term: ctx.name(term.term).casefold()))
    return PageContent(
        title=ctx.t("page.glossary.title"),
        description=ctx.t("page.glossary.description"),
        published=True,
        body=[
            html.H1(ctx.t("page.glossary.title")),
            html.P(ctx.t("glossary.lead"), className="lead"),
            html.Dl([_term(ctx, term) for term in terms], className="definitions prose"),
        ],
    )


def _term(ctx: Context, term: Term) -> Node:
    other = "en" if ctx.lang == "th" else "th"
    own = ctx.name(term.term)
    translated = _BRACKETS.sub(
        lambda found: "" if _holds(own, found[1]) else found[0], term.term.get(other)
    )
    short = " / ".join(_unsaid(term, names=(own, translated)))
    return html.Div(
        [
            html.Dt(
                [
                    own,
                    [" ", html.Span(translated, lang=other, className="note")]
                    if translated != own
                    else None,
                    [" ", html.Span(quoting(f"({short})", lang=ctx.lang), className="note")]
                    if short
                    else None,
                ]
            ),
            html.Dd(quoting(ctx.name(term.definition), lang=ctx.lang)),
        ],
        id=term.id,
        **{"data-explains": "term"},
    )


def _unsaid(term: Term, *, names: tuple[str, str]) -> list[str]:
    """The short forms that neither name holds already, as "Linked data (RDF)" does."""
    return [
        short
        for short in term.abbrev.split(" / ")
        if short and not any(_holds(name, short) for name in names)
    ]


def _holds(name: str, short: str) -> bool:
    """Whether a name has a short form as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", name) is not None
