"""Charts of findings: the simplest right one for each question, drawn on the server only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.codes import Provenance, Quadrant
from data.model import Finding
from layouts import format as fmt
from layouts.components.charts import NARROW, WIDE
from layouts.components.pictures import take_away
from layouts.components.sources import PRESENTATION, source_by_id
from layouts.context import Context
from layouts.figures import describe as d
from layouts.figures.svg import svg
from layouts.markup import Node, Raw, html
from layouts.questions import Kind, Option, Question, Reading
from layouts.text import texts
from layouts.theme import QUADRANT_MARKS

SMALL_SHARE = 10  # shares under this get an axis of their own, so that they can be told apart


def figure_of(
    ctx: Context,
    chart: d.AnyChart,
    *,
    caption: str = "",
    source: Node = None,
) -> Node:
    """A drawing with its subtitle; the heading above it is its title.

    Args:
        caption: what stands over it instead of its subtitle, where the page has said the rest.
        source: where its numbers were read, if nothing around the drawing says so.
    """
    return html.Figure(
        [
            html.Figcaption(caption or chart.subtitle, className="chart-sub"),
            html.Div(
                [
                    html.Div(Raw(svg(chart, width=WIDE)), className="figure-wide"),
                    html.Div(Raw(svg(chart, width=NARROW)), className="figure-narrow"),
                ],
                className="figure-box",
            ),
            html.P(ctx.rich("findings.chart.read_in", source=source), className="note")
            if source
            else None,
            take_away(ctx, chart),
        ],
        className="chart",
    )


def frame(
    ctx: Context,
    *,
    id: str,
    title: str,
    subtitle: str,
    heading: str,
    source_id: str = PRESENTATION,
) -> dict[str, Any]:
    """What every chart of published numbers carries.

    Args:
        heading: heading of the slide that the numbers stand on; empty for other works.
        source_id: the work that they were read from.
    """
    read_in = ctx.name(source_by_id(ctx, source_id).title)
    return {
        "id": id,
        "title": title,
        "subtitle": subtitle,
        "note": "",
        "source": ctx.t("findings.chart.source", heading=heading) if heading else read_in,
        "status": d.Status(
            code=str(Provenance.PUBLISHED), word=ctx.t("provenance.published.label")
        ),
        "lang": ctx.lang,
        "alt": title,
    }


def chart_of(
    ctx: Context, question: Question, shown: Reading, *, title: str, year: int
) -> d.AnyChart | None:
    """The chart of a question, or None where its numbers do not belong on one axis.

    Its picture may be seen without the page, so its subtitle says what was asked.
    """
    if shown.kind is Kind.NUMBERS:
        return None
    subtitle = ctx.t(
        "findings.subtitle.asked",
        question=asked(ctx, question),
        measured=measured(ctx, shown, year=year),
    )
    common = frame(
        ctx,
        id=f"chart-{question.id}",
        title=title,
        subtitle=subtitle,
        heading=question.findings[0].source_heading,
    )
    if shown.kind is Kind.DOTS:
        return _dots(ctx, shown, common)
    if shown.kind is Kind.WHOLE:
        return _whole(ctx, shown, common)
    return _bars(ctx, shown, common)


def option_name(ctx: Context, option: Option) -> str:
    """An answer as tables and keys name it: as the source does, but for the groups' own names."""
    group = group_of(option)
    return ctx.t(f"quadrant.{group}") if group else ctx.name(option.name)


def group_of(option: Option) -> Quadrant | None:
    """The group of ministries that is counted, where an answer is one."""
    if option.unit != "ministries":
        return None
    code = option.name.en.lower().replace(" ", "_")
    return Quadrant(code) if code in set(Quadrant) else None


def subject(ctx: Context, option: Option) -> str:
    """An answer in words that say by themselves what was asked.

    Many answers, such as "needed" or "share of staff", say little without their question; those
    have words of ours, kept by the id of the answer's first finding.
    """
    key = f"finding_subject.{next(iter(option.by_level.values())).id}"
    return ctx.t(key) if key in texts() else sentence(ctx.name(option.name))


def asked(ctx: Context, question: Question) -> str:
    """What was asked, in few words where its full wording is long."""
    key = f"finding_asked.{question.id}"
    return ctx.t(key) if key in texts() else ctx.name(question.name)


def measured(ctx: Context, shown: Reading, *, year: int) -> str:
    """The unit and the year of what is drawn; empty where nothing is."""
    if not shown.options:
        return ""
    unit, when = shown.options[0].unit, fmt.full_year(year, lang=ctx.lang)
    if unit == "percent":
        return ctx.t("findings.subtitle.percent", year=when)
    return ctx.t("findings.subtitle.count", unit=ctx.t(f"unit.{unit}"), year=when)


def level_label(ctx: Context, level: str) -> str:
    """A level at the start of a line."""
    return sentence(ctx.t(f"level.{level}.many"))


def sentence(text: str) -> str:
    """A text with a capital letter at its start, but for names (data.go.th, e-Saraban)."""
    first = text.split(" ", 1)[0]
    name = "." in first.rstrip(".") or first != first.lower()
    return text if name else text[:1].upper() + text[1:]


def number_text(item: Finding) -> str:
    """A number with the digits of its source; percentages with their sign."""
    if item.printed is None:
        return ""
    return f"{item.printed:,}" + ("%" if item.unit == "percent" else "")


def _value(item: Finding | None) -> d.Value:
    if item is None or item.printed is None:
        return d.Value(number=None, text="", missing="not_available")
    return d.Value(number=float(item.printed), text=number_text(item))


def _n(ctx: Context, items: Mapping[str, Finding], level: str) -> str:
    item = items.get(level)
    if item is None or not item.n_respondents:
        return ""
    return ctx.t("findings.n", n=fmt.integer(item.n_respondents))


def _axis(options: Sequence[Option]) -> d.Axis:
    largest = max(float(i.printed or 0) for option in options for i in option.results.values())
    high, step = (SMALL_SHARE, 2) if largest <= SMALL_SHARE else (100, 20)
    return d.Axis(
        label="",
        low=0,
        high=high,
        ticks=tuple(d.Tick(at=at, text=f"{at}%") for at in range(0, high + 1, step)),
    )


def _dots(ctx: Context, shown: Reading, common: dict[str, Any]) -> d.DotPlot:
    roles: tuple[d.Role, ...] = ("subject", "peer", "reference")
    return d.DotPlot(
        **common,
        axis=_axis(shown.options),
        series=tuple(
            d.Series(id=level, label=level_label(ctx, level), role=role)
            for level, role in zip(shown.levels, roles, strict=False)
        ),
        rows=tuple(
            d.DotRow(
                id=next(iter(option.results.values())).id,
                label=ctx.name(option.name),
                values=tuple(_value(option.results.get(level)) for level in shown.levels),
            )
            for option in shown.options
        ),
    )


def _bars(ctx: Context, shown: Reading, common: dict[str, Any]) -> d.Bars:
    option = shown.options[0]
    return d.Bars(
        **common,
        axis=_axis(shown.options),
        parts=(d.Series(id="value", label=ctx.name(option.name)),),
        rows=tuple(
            d.BarRow(
                id=level,
                label=level_label(ctx, level),
                values=(_value(option.results[level]),),
                after=_n(ctx, option.results, level),
            )
            for level in shown.levels
        ),
    )


def _whole(ctx: Context, shown: Reading, common: dict[str, Any]) -> d.Bars:
    first = shown.options[0]
    whole = 100.0
    if first.unit != "percent":
        whole = max(float(item.n_respondents or 0) for item in first.results.values())
    return d.Bars(
        **common,
        axis=d.Axis(label="", low=0, high=whole, ticks=()),
        parts=tuple(
            d.Series(
                id=next(iter(o.results.values())).id,
                label=option_name(ctx, o),
                colour=QUADRANT_MARKS[group][1] if (group := group_of(o)) else "",
            )
            for o in shown.options
        ),
        rows=tuple(
            d.BarRow(
                id=level,
                label=level_label(ctx, level) if first.unit != "ministries" else "",
                values=tuple(_value(option.results.get(level)) for option in shown.options),
                after=_n(ctx, first.results, level) if first.unit != "ministries" else "",
            )
            for level in shown.levels
        ),
    )
