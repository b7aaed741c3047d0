"""Charts on a page: from data to a description, and its two renderings in one box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash import html

from data.codes import PILLARS, Measure, Provenance, Quadrant
from data.model import Profile, QuadrantPoint, Quadrants, Summary
from data.model import Value as DataValue
from layouts import format as fmt
from layouts.comparison import Comparison
from layouts.components.numbers import tag, value_text
from layouts.context import Context
from layouts.figures import describe as d
from layouts.figures.plotly import GRAPH_CONFIG, plotly
from layouts.figures.svg import svg
from layouts.islands import Chart
from layouts.markup import Node, Raw
from layouts.narrative import pillar_contrast
from layouts.theme import colours

WIDE, NARROW = 720, 380
SCORE_TICKS = tuple(range(0, 101, 20))


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarCharts:
    """The two charts of a profile's pillars."""

    dots: d.DotPlot
    radar: d.Radar


def figure_box(ctx: Context, chart: d.AnyChart, *, island_id: str | None) -> Node:
    """A chart with its title and tag; with an id, a live one takes the drawing's place."""
    drawing = html.Div(
        [
            html.Div(Raw(svg(chart, width=WIDE)), className="figure-wide"),
            html.Div(Raw(svg(chart, width=NARROW)), className="figure-narrow"),
        ],
        className="figure-box",
    )
    body: Node = drawing
    if island_id:
        body = Chart(
            id=island_id,
            figure=live(chart),
            config=dict(GRAPH_CONFIG),
            alt=chart.alt,
            stand_in=drawing,
        )
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.P(
                        [chart.title, " ", tag(ctx, Provenance(chart.status.code))],
                        className="chart-title",
                    ),
                    html.P(chart.subtitle, className="chart-sub"),
                ]
            ),
            body,
            html.P(chart.note, className="note") if chart.note else None,
        ],
        className="chart",
        **{"data-tagged": chart.status.code},
    )


def live(chart: d.AnyChart) -> dict[str, Any]:
    """The Plotly figure of a chart, arranged as its column on a wide screen shows it."""
    width = NARROW if isinstance(chart, d.Radar) else WIDE
    return plotly(chart, colours=colours("light"), width=width)


def status_mark(ctx: Context) -> d.Status:
    """The mark inside every chart of scores."""
    code = ctx.score_provenance
    return d.Status(code=str(code), word=ctx.t(f"provenance.{code}.label"))


def source_line(ctx: Context) -> str:
    """Where scores come from, as charts print it."""
    return ctx.t("source.simulated" if ctx.simulated else "source.survey")


def chart_value(ctx: Context, item: DataValue, *, measure: Measure) -> d.Value:
    """A data value as a chart prints it."""
    if item.missing is not None:
        return d.Value(
            number=None, text=ctx.t(f"missing.{item.missing}.label"), missing=str(item.missing)
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
        return tuple(chart_value(ctx, source[m], measure=m) for m in PILLARS)

    own, others = values(profile.scores), values(shown.values)
    dots = d.DotPlot(
        id="pillars-dots",
        title=ctx.t("profile.pillars.dots_title"),
        note=ctx.t("profile.pillars.dots_note"),
        axis=score_axis(ctx),
        series=(subject, other),
        rows=tuple(
            d.DotRow(
                id=str(m),
                label=ctx.name(pillars[m].short),
                values=(own[i], others[i]),
                spread=_spread(shown.peers[m]),
            )
            for i, m in enumerate(PILLARS)
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
        title=ctx.t("profile.pillars.radar_title"),
        note="",
        axis=score_axis(ctx),
        spokes=tuple(d.Spoke(id=str(m), label=ctx.name(pillars[m].short)) for m in PILLARS),
        outlines=(
            d.Outline(series=subject, values=own),
            d.Outline(series=other, values=others),
        ),
        **common,
    )
    return PillarCharts(dots=dots, radar=radar)


def _spread(summary: Summary) -> d.Spread | None:
    numbers = (summary.low, summary.q1, summary.mean, summary.q3, summary.high)
    if any(n is None for n in numbers):
        return None
    low, q1, mean, q3, high = (d.Value(number=n, text=fmt.number(n or 0.0)) for n in numbers)
    return d.Spread(low=low, q1=q1, mean=mean, q3=q3, high=high)


def quadrant_chart(ctx: Context, quadrants: Quadrants, *, small: bool = False) -> d.QuadrantChart:
    """The ministries by performance and growth, with the published cut lines."""
    counts = {q: sum(p.published is q for p in quadrants.points) for q in Quadrant}
    xs = [p.x.number for p in quadrants.points if p.x.number is not None]
    ys = [p.y.number for p in quadrants.points if p.y.number is not None]
    x_cut, y_cut = quadrants.cut_performance or 0.0, quadrants.cut_growth or 0.0
    return d.QuadrantChart(
        id="quadrant-small" if small else "quadrant",
        title=ctx.t("quadrant.title"),
        subtitle=ctx.t("quadrant.subtitle", year=fmt.full_year(quadrants.year, lang=ctx.lang)),
        note=ctx.t("quadrant.note" if ctx.simulated else "quadrant.note_official"),
        source=source_line(ctx),
        status=status_mark(ctx),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=ctx.t(
            "quadrant.alt",
            rising=counts[Quadrant.RISING_STAR],
            developed=counts[Quadrant.DEVELOPED],
            developing=counts[Quadrant.DEVELOPING],
            maintain=counts[Quadrant.MAINTAIN],
        ),
        x=_axis(ctx.t("quadrant.x"), [*xs, x_cut], step=5),
        y=_axis(ctx.t("quadrant.y"), [*ys, y_cut], step=5),
        x_cut=d.Cut(at=x_cut, text=ctx.t("quadrant.cut_x", value=fmt.number(x_cut, decimals=2))),
        y_cut=d.Cut(at=y_cut, text=ctx.t("quadrant.cut_y", value=fmt.number(y_cut, decimals=2))),
        names=d.QuadrantNames(**{str(q): ctx.t(f"quadrant.{q}") for q in Quadrant}),
        points=tuple(
            d.QuadrantPoint(
                id=p.entity.id,
                label=short_name(ctx, p),
                name=ctx.name(p.entity.name),
                x=chart_value(ctx, p.x, measure=Measure.OVERALL),
                y=chart_value(ctx, p.y, measure=Measure.CHANGE),
                quadrant=str(p.published or p.placed or Quadrant.DEVELOPING),
                n=p.coverage.answered,
                href=ctx.profile_url(p.entity),
            )
            for p in quadrants.points
            if p.x.number is not None and p.y.number is not None
        ),
        size_key=ctx.t("quadrant.size"),
    )


def short_name(ctx: Context, point: QuadrantPoint) -> str:
    """A ministry's name without the word ministry, for labels."""
    name = ctx.name(point.entity.name)
    for prefix in (ctx.t("quadrant.prefix"), ctx.t("quadrant.prefix_office")):
        name = name.removeprefix(prefix)
    return name


def _axis(label: str, values: list[float], *, step: int) -> d.Axis:
    low = int(min(values) // step) * step
    high = -int(-max(values) // step) * step
    if min(values) - low < 1:
        low -= step
    if high - max(values) < 1:
        high += step
    return d.Axis(
        label=label,
        low=low,
        high=high,
        ticks=tuple(
            d.Tick(at=at, text=str(at).replace("-", fmt.MINUS)) for at in range(low, high + 1, step)
        ),
    )
