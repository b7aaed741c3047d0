"""Charts on a page: from data to a description, and its two renderings in one box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.codes import Level, Measure, Provenance
from data.model import Profile, Summary
from data.model import Value as DataValue
from data.scoring import printed
from layouts import format as fmt
from layouts.comparison import Comparison
from layouts.components.numbers import missing_label, tag, value_text
from layouts.components.pictures import take_away
from layouts.context import Context
from layouts.figures import describe as d
from layouts.figures.plotly import GRAPH_CONFIG, plotly
from layouts.figures.svg import svg
from layouts.figures.svg_quadrant import key_numbers
from layouts.islands import Chart
from layouts.markup import Node, Raw, html
from layouts.narrative import pillar_contrast
from layouts.theme import colours

WIDE, COLUMN, NARROW, FULL = 720, 640, 380, 960
SCORE_TICKS = tuple(range(0, 101, 20))


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarCharts:
    """The two charts of a profile's pillars."""

    dots: d.DotPlot
    radar: d.Radar


def figure_box(
    ctx: Context,
    chart: d.AnyChart,
    *,
    island_id: str | None,
    width: float | None = None,
    sources: Node = None,
) -> Node:
    """A chart with its title and tag; with an id, a live one takes the drawing's place.

    Args:
        width: pixels for which the wide variant is arranged.
        sources: where the published numbers in it were read.
    """
    drawing = html.Div(drawings(chart, width=width), className="figure-box")
    body: Node = drawing
    if island_id:
        body = Chart(
            id=island_id,
            figure=live(chart, width=width),
            config=dict(GRAPH_CONFIG),
            least=width,
            stand_in=drawing,
        )
    provenance = Provenance(chart.status.code)
    own = {"data-provenance": str(provenance)} if provenance is ctx.score_provenance else {}
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.P(
                        [html.Span(chart.title, **own), " ", tag(ctx, provenance)],
                        className="chart-title",
                    ),
                    html.P(chart.subtitle, className="chart-sub"),
                ]
            ),
            body,
            html.P([chart.note, " ", sources], className="note") if chart.note or sources else None,
            take_away(ctx, chart),
        ],
        className="chart",
        **{"data-tagged": chart.status.code},
    )


def drawings(chart: d.AnyChart, *, width: float | None = None) -> Node:
    """Both served variants of a chart; the narrow one with the key of its numbers."""
    return [
        html.Div(Raw(svg(chart, width=width or _width(chart))), className="figure-wide"),
        html.Div([Raw(svg(chart, width=NARROW)), _key(chart)], className="figure-narrow"),
    ]


def _key(chart: d.AnyChart) -> Node:
    """Who stands behind the numbers by which a narrow quadrant names its points."""
    if not isinstance(chart, d.QuadrantChart) or not any(p.label for p in chart.points):
        return None
    return html.Ol(
        [
            html.Li(
                [
                    html.Span(str(number), className="key-number"),
                    html.A(point.label, href=point.href) if point.href else point.label,
                ]
            )
            for number, point in key_numbers(chart)
            if point.label
        ],
        className="figure-key plain",
    )


def live(chart: d.AnyChart, *, width: float | None = None) -> dict[str, Any]:
    """The Plotly figure of a chart, arranged as its column on a wide screen shows it."""
    arranged = NARROW if isinstance(chart, d.Radar) else width or _width(chart)
    return plotly(chart, colours=colours("light"), width=arranged)


def _width(chart: d.AnyChart) -> float:
    """The width a chart is arranged for: dot plots stand in a profile's wider column."""
    return COLUMN if isinstance(chart, d.DotPlot) else WIDE


def status_mark(ctx: Context) -> d.Status:
    """The mark inside every chart of scores."""
    code = ctx.score_provenance
    return d.Status(code=str(code), word=ctx.t(f"provenance.{code}.label"))


def source_line(ctx: Context) -> str:
    """Where scores come from, as charts print it."""
    if ctx.simulated:
        return ctx.t("source.simulated")
    ends = dict.fromkeys((ctx.repo.years[0], ctx.repo.latest))
    return ctx.t("source.survey", years="–".join(fmt.year(y, lang=ctx.lang) for y in ends))


def chart_value(
    ctx: Context, item: DataValue, *, measure: Measure, level: Level | None = None
) -> d.Value:
    """A data value as a chart prints it."""
    if item.missing is not None:
        return d.Value(
            number=None,
            text=missing_label(ctx, item.missing, level=level),
            missing=str(item.missing),
        )
    return d.Value(number=item.number, text=value_text(item, measure=measure, lang=ctx.lang))


def score_axis(ctx: Context) -> d.Axis:
    """0-100, fixed."""
    return d.Axis(
        label=ctx.t("measure.overall.unit"),
        low=0,
        high=100,
        ticks=tuple(d.Tick(at=at, text=str(at)) for at in SCORE_TICKS),
    )


def pillar_charts(ctx: Context, *, profile: Profile, shown: Comparison) -> PillarCharts:
    """The six pillars of a profile beside a comparison: dot plot and radar."""
    pillars = {p.measure: p for p in ctx.repo.pillars(year=profile.year)}
    measures = tuple(pillars)
    subject = d.Series(id=profile.entity.id, label=ctx.name(profile.entity.name))
    other = d.Series(id="against", label=shown.label, role="reference")
    common: dict[str, Any] = {
        "subtitle": ctx.t(
            "profile.pillars.subtitle", year=fmt.full_year(profile.year, lang=ctx.lang)
        ),
        "source": source_line(ctx),
        "status": status_mark(ctx),
        "lang": ctx.lang,
        "alt": pillar_contrast(ctx, profile),
    }

    def values(source: Any) -> tuple[d.Value, ...]:
        return tuple(chart_value(ctx, source[m], measure=m) for m in measures)

    own, others = values(profile.scores), values(shown.values)
    dots = d.DotPlot(
        id="pillars-dots",
        title=_above_mean(ctx, profile, shown),
        note=ctx.t("profile.pillars.dots_note"),
        axis=score_axis(ctx),
        series=(subject,) if shown.level_mean else (subject, other),
        rows=tuple(
            d.DotRow(
                id=str(m),
                label=ctx.name(pillars[m].short),
                values=(own[i],) if shown.level_mean else (own[i], others[i]),
                spread=spread(shown.peers[m]),
            )
            for i, m in enumerate(measures)
        ),
        words=d.SpreadWords(
            extent=ctx.t("chart.extent"),
            middle_half=ctx.t("chart.middle_half"),
            mean=ctx.t("chart.mean"),
        ),
        **common,
    )
    radar = d.Radar(
        id="pillars-radar",
        title=common["alt"],
        note="",
        axis=score_axis(ctx),
        spokes=tuple(d.Spoke(id=str(m), label=ctx.name(pillars[m].short)) for m in measures),
        outlines=(
            d.Outline(series=subject, values=own),
            d.Outline(series=other, values=others),
        ),
        **common,
    )
    return PillarCharts(dots=dots, radar=radar)


def _above_mean(ctx: Context, profile: Profile, shown: Comparison) -> str:
    """In how many pillars the printed score is above the printed mean of the peers."""
    pairs = [
        (printed(own), printed(mean))
        for pillar in ctx.repo.pillars(year=profile.year)
        if (own := profile.scores[pillar.measure].number) is not None
        and (mean := shown.peers[pillar.measure].mean) is not None
    ]
    return ctx.t(
        "profile.pillars.above_mean" if pairs else "profile.pillars.dots_title",
        name=ctx.name(profile.entity.name),
        count=fmt.integer(sum(own > mean for own, mean in pairs)),
        all=fmt.integer(len(pairs)),
    )


def spread(summary: Summary) -> d.Spread | None:
    """The distribution of a measure as a chart draws it, or None where nobody has a value."""
    numbers = (summary.low, summary.q1, summary.mean, summary.q3, summary.high)
    if any(n is None for n in numbers):
        return None
    low, q1, mean, q3, high = (d.Value(number=n, text=fmt.number(n or 0.0)) for n in numbers)
    return d.Spread(low=low, q1=q1, mean=mean, q3=q3, high=high)
