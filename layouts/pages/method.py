"""How scores, ranks and the simulated set come about, what is assumed, and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.codes import Level
from data.model import PublishedFigure
from data.scoring import BAND_STEP, Band
from layouts import format as fmt
from layouts.components import formulas, worked
from layouts.components import method_tables as tables
from layouts.components.numbers import band_chip, missing, tag
from layouts.components.quadrant_tables import about_lines
from layouts.components.sources import known_figure, told
from layouts.context import Context, PageContent
from layouts.markup import Node, html
from layouts.routes import Page
from layouts.text import texts

Section = Callable[[Context], Node]

ABOUT: Mapping[str, Mapping[str, Level]] = {
    "assumption.4": {"cut_performance": Level.MINISTRY, "cut_growth": Level.MINISTRY},
    "assumption.5": {"p1": Level.DEPARTMENT, "p2": Level.DEPARTMENT, "p6": Level.DEPARTMENT},
}
"""Assumption -> placeholders of its text: measure and level of the figures it is about."""

EXPLAINS = {"data-explains": "method"}
"""Marks words about numbers, in which numbers are examples or limits."""


def page(ctx: Context) -> PageContent:
    """The method page with its table of contents."""
    return PageContent(
        title=ctx.t("page.method.title"),
        description=ctx.t("page.method.description"),
        body=[
            html.H1(ctx.t("page.method.title")),
            html.P(ctx.t("method.lead"), className="lead"),
            _contents(ctx),
            [
                html.Section(
                    [html.H2(ctx.t(f"method.{name}.title")), build(ctx)],
                    className="section method",
                    id=name,
                )
                for name, build in _sections(ctx).items()
            ],
        ],
    )


def _sections(ctx: Context) -> Mapping[str, Section]:
    """The sections that concern the data in use; how a simulated set is made is not one of them."""
    if ctx.simulated:
        return SECTIONS
    return {name: build for name, build in SECTIONS.items() if name not in OF_SIMULATION}


def _contents(ctx: Context) -> Node:
    return html.Nav(
        [
            html.P(ctx.t("method.contents"), className="card-label"),
            html.Ol(
                [
                    html.Li(html.A(ctx.t(f"method.{name}.title"), href=f"#{name}"))
                    for name in _sections(ctx)
                ],
                className="columns plain",
            ),
        ],
        className="contents",
        **{"aria-label": ctx.t("method.contents")},
    )


def _text(ctx: Context, key: str) -> Node:
    return html.P(ctx.t(f"method.{key}"), className="prose", **EXPLAINS)


def _plain(name: str) -> Section:
    return lambda ctx: _text(ctx, f"{name}.text")


def _provenance(ctx: Context) -> Node:
    return [
        _text(ctx, "provenance.text" if ctx.simulated else "provenance.text_official"),
        html.Dl(
            [
                html.Div([html.Dt(tag(ctx, item)), html.Dd(ctx.t(f"provenance.{item}.meaning"))])
                for item in ctx.provenances
            ],
            className="definitions prose",
        ),
        html.P(html.A(ctx.t("method.provenance.sources"), href=ctx.url(Page.SOURCES))),
    ]


def _framework(ctx: Context) -> Node:
    return [_text(ctx, "framework.text"), tables.framework(ctx)]


def _simulated(ctx: Context) -> Node:
    totals = {
        f"{level}s": known_figure(
            ctx, measure="agencies_surveyed", level=level, year=ctx.repo.latest
        )
        for level in (Level.DEPARTMENT, Level.OFFICE)
    }
    named = told(ctx, "method.simulated.named", figures=totals)
    return [
        _text(ctx, "simulated.text"),
        _text(ctx, "simulated.how"),
        html.P(named, className="prose", **EXPLAINS) if named else None,
    ]


def _constraints(ctx: Context) -> Node:
    return [_text(ctx, "constraints.text"), tables.constraint_table(ctx)]


def _scores(ctx: Context) -> Node:
    return [
        _text(ctx, "scores.text"),
        formulas.formula(ctx, formulas.pillar_score(), words=ctx.t("method.scores.pillar_text")),
        formulas.formula(ctx, formulas.overall_score(), words=ctx.t("method.scores.overall_text")),
        worked.example(ctx, worked.overall(ctx)),
    ]


def _rollups(ctx: Context) -> Node:
    before = ctx.repo.previous(ctx.repo.latest)
    return [
        _text(ctx, "rollups.text"),
        formulas.formula(ctx, formulas.roll_up(), words=ctx.t("method.rollups.mean_text")),
        formulas.formula(
            ctx,
            formulas.growth(
                year=fmt.year(ctx.repo.latest, lang=ctx.lang),
                before=fmt.year(before, lang=ctx.lang),
            ),
            words=ctx.t("method.rollups.growth_text"),
        )
        if before
        else None,
        worked.example(ctx, worked.roll_up(ctx)),
    ]


def _bands(ctx: Context) -> Node:
    return [
        _text(ctx, "bands.text"),
        html.Dl(
            [
                html.Div(
                    [
                        html.Dt(band_chip(ctx, band)),
                        html.Dd(
                            ctx.t(
                                "method.bands.last" if band is max(Band) else "method.bands.range",
                                low=(int(band) - 1) * BAND_STEP,
                                high=int(band) * BAND_STEP,
                            )
                        ),
                    ]
                )
                for band in Band
            ],
            className="definitions prose",
        ),
    ]


def _ranks(ctx: Context) -> Node:
    return [
        _text(ctx, "ranks.text"),
        worked.example(ctx, worked.tie(ctx)),
        worked.example(ctx, worked.ranges(ctx)),
    ]


def _similarity(ctx: Context) -> Node:
    return [
        _text(ctx, "similarity.text"),
        formulas.formula(ctx, formulas.distance(), words=ctx.t("method.similarity.formula_text")),
        worked.example(ctx, worked.similar(ctx)),
    ]


def _missing(ctx: Context) -> Node:
    return [
        _text(ctx, "missing.text"),
        html.Dl(
            [
                html.Div([html.Dt(missing(ctx, item)), html.Dd(ctx.t(f"missing.{item}.meaning"))])
                for item in ctx.missing_kinds
            ],
            className="definitions prose",
        ),
    ]


def _cuts(ctx: Context) -> Node:
    year = ctx.repo.latest
    about = about_lines(ctx, year=year)
    if about is None:
        return _text(ctx, "cuts.none")
    return html.P([about, " ", ctx.t("method.cuts.outside")], className="prose", **EXPLAINS)


def _vintages(ctx: Context) -> Node:
    return [_text(ctx, "vintages.text"), tables.vintages(ctx)]


def _boundaries(ctx: Context) -> Node:
    return [
        html.P(
            ctx.shapes.source_th if ctx.lang == "th" else ctx.shapes.source_en, className="prose"
        ),
        [
            html.P(ctx.t("method.boundaries.defects"), className="card-label"),
            html.Ul(
                [html.Li(d.text_th if ctx.lang == "th" else d.text_en) for d in ctx.shapes.defects],
                className="prose",
            ),
        ]
        if ctx.shapes.defects
        else None,
    ]


def _checks(ctx: Context) -> Node:
    return [html.P(tables.check_counts(ctx), className="prose"), tables.checks(ctx)]


def _weights(ctx: Context) -> Node:
    if ctx.simulated:
        return _text(ctx, "weights.text")
    given = ctx.repo.weights(year=ctx.repo.latest)
    return _text(ctx, "weights.official" if given else "weights.none")


def _assumptions(ctx: Context) -> Node:
    return [
        _text(ctx, "assumptions.text"),
        html.Ol(
            [
                html.Li(words)
                for key in _keys("assumption.")
                if (words := told(ctx, key, figures=_assumed(ctx, key))) is not None
            ],
            className="prose",
            **EXPLAINS,
        ),
    ]


def _assumed(ctx: Context, key: str) -> Mapping[str, PublishedFigure | None]:
    """The published figures that an assumption is about."""
    return {
        name: known_figure(ctx, measure=name, level=level)
        for name, level in ABOUT.get(key, {}).items()
    }


def _corrections(ctx: Context) -> Node:
    entries = _log(ctx, "corrections.")
    return entries or _text(ctx, "corrections.none")


def _changes(ctx: Context) -> Node:
    return [
        html.P(
            ctx.t(
                "method.changes.now",
                version=ctx.repo.version,
                issued=fmt.date(ctx.repo.issued, lang=ctx.lang),
            )
        ),
        _log(ctx, "changes."),
    ]


def _log(ctx: Context, prefix: str) -> Node:
    """Dated entries, the latest first; the date is the key."""
    keys = sorted(_keys(prefix), reverse=True)
    if not keys:
        return None
    return html.Ul(
        [
            html.Li([fmt.date(key.removeprefix(prefix), lang=ctx.lang), ": ", ctx.t(key)])
            for key in keys
        ],
        className="prose",
    )


def _keys(prefix: str) -> list[str]:
    return [key for key in texts() if key.startswith(prefix)]


SECTIONS: dict[str, Section] = {
    "provenance": _provenance,
    "framework": _framework,
    "simulated": _simulated,
    "constraints": _constraints,
    "scores": _scores,
    "weights": _weights,
    "rollups": _rollups,
    "coverage": _plain("coverage"),
    "bands": _bands,
    "ranks": _ranks,
    "similarity": _similarity,
    "missing": _missing,
    "years": _plain("years"),
    "vintages": _vintages,
    "cuts": _cuts,
    "boundaries": _boundaries,
    "checks": _checks,
    "assumptions": _assumptions,
    "corrections": _corrections,
    "changes": _changes,
}
"""Sections of the page in their order; the name is the anchor and the text key."""

OF_SIMULATION = frozenset({"simulated", "constraints", "assumptions"})
"""Sections that are about the simulated set alone."""
