"""The first page: what this is, the published headlines, the map, the quadrant, ways on."""

from __future__ import annotations

from data.codes import Level, Measure, Provenance
from data.model import Finding, Quadrants
from layouts import format as fmt
from layouts.components import charts
from layouts.components import map as province_map
from layouts.components.cards import overview_card
from layouts.components.finding_charts import number_text, subject
from layouts.components.map_picture import map_chart
from layouts.components.numbers import figure, tag
from layouts.components.pictures import take_away
from layouts.components.quadrant import quadrant_chart
from layouts.components.quadrant_tables import group_lists, line_sources, no_chart
from layouts.components.sources import cite_finding, cited, finding_url, known_figure, told
from layouts.context import Context, PageContent
from layouts.highlights import highlights
from layouts.mapview import map_view
from layouts.markup import Node, html
from layouts.quadrantview import drawable
from layouts.questions import Contrast
from layouts.routes import Page
from layouts.shell import SEARCH_SCRIPT, search_form
from layouts.words import caveat


def page(ctx: Context) -> PageContent:
    """The overview."""
    year = ctx.repo.latest
    view = map_view(ctx, measure=Measure.OVERALL, year=year)
    quadrants = ctx.repo.quadrants(year=year)
    return PageContent(
        title=ctx.t("page.overview.title"),
        description=ctx.t("page.overview.description"),
        inline=(SEARCH_SCRIPT,),
        card=overview_card(ctx),
        body=[
            html.Div(
                [
                    html.H1(ctx.t("overview.title")),
                    html.P(_lead(ctx), className="lead"),
                    search_form(ctx, field_id="overview-search", label=ctx.t("overview.find")),
                ],
                className="hero",
            ),
            _headlines(ctx),
            html.Section(
                [
                    html.Div(
                        [
                            html.H2(ctx.t("overview.map")),
                            html.P(
                                [
                                    ctx.t("overview.map_text"),
                                    " ",
                                    html.A(
                                        ctx.t("overview.map_more"), href=ctx.url(Page.PROVINCES)
                                    ),
                                ]
                            ),
                            html.Div(
                                [
                                    province_map.map_svg(ctx, view),
                                    province_map.legend(ctx, view, live=False),
                                ],
                                className="map-box small",
                                **{"data-tagged": str(view.ranking.provenance)},
                            ),
                            take_away(ctx, map_chart(ctx, view)),
                        ],
                        className="half",
                    ),
                    html.Div(
                        [
                            html.H2(ctx.t("overview.quadrant")),
                            html.P(
                                [
                                    ctx.t("overview.quadrant_text"),
                                    " ",
                                    html.A(
                                        ctx.t("overview.quadrant_more"),
                                        href=ctx.url(Page.MINISTRIES),
                                    ),
                                ]
                            ),
                            _quadrant(ctx, quadrants),
                            html.H2(ctx.t("overview.pillars")),
                            _pillars(ctx),
                        ],
                        className="half",
                        **{"data-tagged": str(quadrants.provenance)},
                    ),
                ],
                className="halves section",
            ),
            html.Section(
                [
                    html.H2([ctx.t("overview.findings"), " ", tag(ctx, Provenance.PUBLISHED)]),
                    html.P(ctx.t("overview.findings_rule"), className="note"),
                    html.Ul(
                        [html.Li(_finding(ctx, item)) for item in highlights(ctx.repo.findings())],
                        className="cards plain",
                    ),
                    html.P(html.A(ctx.t("overview.findings_more"), href=ctx.url(Page.FINDINGS))),
                ],
                className="section",
                **{"data-tagged": str(Provenance.PUBLISHED)},
            ),
            _ways(ctx),
        ],
    )


def _lead(ctx: Context) -> Node:
    """What this is, with the number of agencies surveyed where it was published."""
    year = ctx.repo.latest
    when = fmt.full_year(year, lang=ctx.lang)
    surveyed = known_figure(ctx, measure="agencies_surveyed", level="national", year=year)
    return told(ctx, "overview.lead", figures={"surveyed": surveyed}, year=when) or ctx.t(
        "overview.lead_plain", year=when
    )


def _quadrant(ctx: Context, quadrants: Quadrants) -> Node:
    """The quadrant in small; without growth or lines the groups, as far as they were published."""
    if not drawable(quadrants):
        published = any(point.published for point in quadrants.points)
        return [
            no_chart(ctx, quadrants),
            html.Div(
                group_lists(ctx, quadrants.points),
                **{"data-tagged": str(Provenance.PUBLISHED)},
            )
            if published
            else None,
        ]
    return charts.figure_box(
        ctx,
        quadrant_chart(ctx, quadrants, chart_id="quadrant-small"),
        island_id=None,
        sources=line_sources(ctx, year=quadrants.year),
    )


def _headlines(ctx: Context) -> Node:
    """The published totals, as far as the year has them: mean scores with change, response."""
    year = ctx.repo.latest
    cards = [
        card
        for card in (_score(ctx, Level.DEPARTMENT), _score(ctx, Level.OFFICE), _response(ctx))
        if card is not None
    ]
    if not cards:
        return None
    return html.Section(
        [
            html.H2(
                [
                    ctx.t("overview.headlines", year=fmt.full_year(year, lang=ctx.lang)),
                    " ",
                    tag(ctx, Provenance.PUBLISHED),
                ]
            ),
            html.Ul(cards, className="cards plain"),
            html.P(words, className="note") if (words := caveat(ctx, year)) else None,
        ],
        className="section",
        **{"data-tagged": str(Provenance.PUBLISHED)},
    )


def _score(ctx: Context, level: Level) -> Node:
    now = known_figure(ctx, measure="overall", level=level, year=ctx.repo.latest)
    if now is None:
        return None
    before = ctx.repo.previous(ctx.repo.latest)
    then = known_figure(ctx, measure="overall", level=level, year=before) if before else None
    return html.Li(
        [
            html.P(ctx.t(f"overview.score.{level}"), className="card-label"),
            html.P(cited(ctx, now), className="big"),
            html.P(
                ctx.rich(
                    "overview.before",
                    value=cited(ctx, then),
                    year=fmt.year(then.year, lang=ctx.lang),
                ),
                className="note",
            )
            if then
            else None,
        ],
        className="card",
    )


def _response(ctx: Context) -> Node:
    year = ctx.repo.latest
    rate, surveyed, answered = (
        known_figure(ctx, measure=measure, level="national", year=year)
        for measure in ("response_rate", "agencies_surveyed", "agencies_responded")
    )
    if rate is None or surveyed is None or answered is None:
        return None
    return html.Li(
        [
            html.P(ctx.t("overview.response"), className="card-label"),
            html.P(cited(ctx, rate, suffix="%"), className="big"),
            html.P(
                ctx.rich(
                    "overview.response_text",
                    answered=cited(ctx, answered),
                    surveyed=cited(ctx, surveyed),
                ),
                className="note",
            ),
        ],
        className="card",
    )


def _pillars(ctx: Context) -> Node:
    return html.Ol(
        [
            html.Li(
                html.A(ctx.name(pillar.name), href=ctx.url(Page.FINDING, id=str(pillar.number)))
            )
            for pillar in ctx.repo.pillars()
        ],
        className="pillar-list",
    )


def _finding(ctx: Context, item: Contrast) -> Node:
    """An answer with both levels, the larger first: they were chosen for what lies between them."""
    larger = item.larger
    pair = sorted(
        (item.option.results[level] for level in (Level.DEPARTMENT, Level.OFFICE)),
        key=lambda one: one is not larger,
    )
    return [
        [html.P(_side(ctx, one), className="big") for one in pair],
        html.P(html.A(subject(ctx, item.option), href=finding_url(ctx, larger))),
        html.P(ctx.name(larger.question), className="note"),
    ]


def _side(ctx: Context, item: Finding) -> Node:
    """A level's value and its name."""
    number = figure(number_text(item), provenance=item.value.provenance)
    level = html.Span(ctx.t(f"level.{item.level}.many"), className="note")
    return [cite_finding(ctx, item, number), " ", level]


def _ways(ctx: Context) -> Node:
    """Ways on for a citizen, a journalist and an officer."""
    ways = (
        ("citizen", Page.PROVINCES),
        ("journalist", Page.MINISTRIES),
        ("officer", Page.AGENCIES),
    )
    return html.Section(
        [
            html.H2(ctx.t("overview.ways")),
            html.Ul(
                [
                    html.Li(
                        [
                            html.H3(
                                html.A(ctx.t(f"overview.way.{name}.title"), href=ctx.url(page))
                            ),
                            html.P(ctx.t(f"overview.way.{name}.text")),
                        ],
                        className="card",
                    )
                    for name, page in ways
                ],
                className="cards plain",
            ),
        ],
        className="section",
    )
