"""Pages about the site itself: method, glossary, data, accessibility."""

from __future__ import annotations

from dash import html

from layouts.components.numbers import missing, tag
from layouts.context import Context, PageContent
from layouts.markup import Node


def _prose(ctx: Context, room: str, sections: tuple[str, ...]) -> list[Node]:
    return [
        html.Section(
            [html.H2(ctx.t(f"{room}.{name}.title"), id=name), html.P(ctx.t(f"{room}.{name}.text"))],
            className="section prose",
        )
        for name in sections
    ]


def method(ctx: Context) -> PageContent:
    """How scores, ranks and the simulated set come about."""
    return PageContent(
        title=ctx.t("page.method.title"),
        description=ctx.t("page.method.description"),
        body=[
            html.H1(ctx.t("page.method.title")),
            html.P(ctx.t("method.lead"), className="lead"),
            html.Section(
                [
                    html.H2(ctx.t("method.provenance.title"), id="provenance"),
                    html.Dl(
                        [
                            html.Div(
                                [
                                    html.Dt(tag(ctx, item)),
                                    html.Dd(ctx.t(f"provenance.{item}.meaning")),
                                ]
                            )
                            for item in ctx.provenances
                        ],
                        className="definitions",
                    ),
                ],
                className="section prose",
            ),
            _prose(ctx, "method", (*_scores(ctx), "ranks", "years", "cuts")),
            html.Section(
                [
                    html.H2(ctx.t("method.missing.title"), id="missing"),
                    html.Dl(
                        [
                            html.Div(
                                [
                                    html.Dt(missing(ctx, item)),
                                    html.Dd(ctx.t(f"missing.{item}.meaning")),
                                ]
                            )
                            for item in ctx.missing_kinds
                        ],
                        className="definitions",
                    ),
                ],
                className="section prose",
            ),
            html.Section(
                [
                    html.H2(ctx.t("method.boundaries.title"), id="boundaries"),
                    html.P(ctx.shapes.source_th if ctx.lang == "th" else ctx.shapes.source_en),
                    html.Ul(
                        [
                            html.Li(d.text_th if ctx.lang == "th" else d.text_en)
                            for d in ctx.shapes.defects
                        ]
                    ),
                ],
                className="section prose",
            ),
        ],
    )


def _scores(ctx: Context) -> tuple[str, ...]:
    """Sections on how scores come about, by what the data set is and has."""
    if ctx.simulated:
        return ("simulated", "scores")
    weighted = ctx.repo.weights(year=ctx.repo.latest)
    return ("scores_weighted",) if weighted else ("scores_given",)


def glossary(ctx: Context) -> PageContent:
    """The survey's terms in both languages."""
    other = "en" if ctx.lang == "th" else "th"
    return PageContent(
        title=ctx.t("page.glossary.title"),
        description=ctx.t("page.glossary.description"),
        body=[
            html.H1(ctx.t("page.glossary.title")),
            html.Dl(
                [
                    html.Div(
                        [
                            html.Dt(
                                [
                                    ctx.name(term.term),
                                    " ",
                                    html.Span(term.term.get(other), lang=other, className="note"),
                                ]
                            ),
                            html.Dd(ctx.name(term.definition)),
                        ],
                        id=term.id,
                    )
                    for term in ctx.repo.glossary()
                ],
                className="definitions prose",
            ),
        ],
    )


def data(ctx: Context) -> PageContent:
    """What data there is."""
    return PageContent(
        title=ctx.t("page.data.title"),
        description=ctx.t("page.data.description"),
        body=[
            html.H1(ctx.t("page.data.title")),
            html.P(ctx.t("data.lead"), className="lead"),
            _prose(ctx, "data", ("status", "repository") if ctx.simulated else ()),
        ],
    )


def accessibility(ctx: Context) -> PageContent:
    """What was done for everyone, and what is known to fail."""
    return PageContent(
        title=ctx.t("page.accessibility.title"),
        description=ctx.t("page.accessibility.description"),
        body=[
            html.H1(ctx.t("page.accessibility.title")),
            html.P(ctx.t("accessibility.lead"), className="lead"),
            _prose(ctx, "accessibility", ("done", "known")),
        ],
    )
