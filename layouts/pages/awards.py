"""Award winners as printed: an order, not a rank."""

from __future__ import annotations

from data.codes import Level, Provenance
from data.model import Award
from layouts import format as fmt
from layouts.components.numbers import tag
from layouts.components.sources import (
    PRESENTATION,
    known_figure,
    source_by_id,
    source_link,
    told,
)
from layouts.context import Context, PageContent
from layouts.markup import Node, html
from layouts.routes import Page
from layouts.text import texts


def page(ctx: Context) -> PageContent:
    """All awards, the newest year first, by level."""
    awards = ctx.repo.awards()
    years = sorted({item.year for item in awards}, reverse=True)
    return PageContent(
        title=ctx.t("page.awards.title"),
        description=ctx.t("page.awards.description"),
        published=True,
        body=[
            html.H1([ctx.t("page.awards.title"), " ", tag(ctx, Provenance.PUBLISHED)]),
            html.P(
                ctx.t("awards.lead", years=", ".join(fmt.year(y, lang=ctx.lang) for y in years)),
                className="lead",
            ),
            [_year(ctx, awards, year=year, alone=len(years) == 1) for year in years],
            html.P(ctx.t("awards.assumption"), className="note") if ctx.simulated else None,
            _source(ctx, awards),
        ],
    )


def _year(ctx: Context, awards: tuple[Award, ...], *, year: int, alone: bool) -> Node:
    """The winners of a year side by side; named where there are several years."""
    given = [item for item in awards if item.year == year]
    return [
        None if alone else html.P(html.Strong(fmt.full_year(year, lang=ctx.lang))),
        html.Div(
            [
                _winners(ctx, [item for item in given if item.level is level], level=level)
                for level in (Level.DEPARTMENT, Level.PROVINCE)
            ],
            className="halves",
        ),
    ]


def _winners(ctx: Context, awards: list[Award], *, level: Level) -> Node:
    return html.Section(
        [
            html.H2(ctx.t(f"awards.{level}")),
            html.P(_count(ctx, awards, level=level), className="note"),
            html.Ul(
                [_winner(ctx, item) for item in sorted(awards, key=lambda award: award.order)],
                className="plain awards",
            ),
        ],
        className="section",
    )


def _count(ctx: Context, awards: list[Award], *, level: Level) -> Node:
    """How many there are: as published where the figure says the same."""
    told_of = Level.OFFICE if level is Level.PROVINCE else level
    printed = known_figure(
        ctx, measure="award_count", level=told_of, year=awards[0].year if awards else None
    )
    if printed is None or printed.value != len(awards):
        return ctx.t("awards.count", count=fmt.integer(len(awards)))
    return told(ctx, "awards.count", figures={"count": printed})


def _winner(ctx: Context, award: Award) -> Node:
    entity_id = award.agency_id or award.province_id
    entity = ctx.repo.entity(level=award.level, id=entity_id) if entity_id else None
    name = ctx.name(entity.name) if entity else award.name_th_source
    note = f"awards.{award.agency_id}"
    return html.Li(
        [
            html.A(name, href=ctx.profile_url(entity)) if entity else name,
            html.Span(
                [ctx.t("awards.as_printed", name=""), html.Q(award.name_th_source, lang="th")],
                className="note",
            )
            if name != award.name_th_source
            else None,
            html.Span(ctx.t(note), className="note") if note in texts() else None,
        ],
        id=award.id,
    )


def _source(ctx: Context, awards: tuple[Award, ...]) -> Node:
    source = source_by_id(ctx, PRESENTATION)
    headings = dict.fromkeys(item.source_heading for item in awards)
    return html.P(
        [
            ctx.t("source.label"),
            ": ",
            source_link(ctx, source),
            " ",
            [html.Q(heading, lang="th") for heading in headings],
            " · ",
            html.A(ctx.t("findings.title"), href=f"{ctx.url(Page.FINDINGS)}#awards"),
        ],
        className="note section",
    )
