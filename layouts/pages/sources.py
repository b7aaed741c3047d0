"""Every published figure used here, by the work that it was read from."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from data.codes import Level
from data.model import Finding, PublishedFigure, Source
from layouts import format as fmt
from layouts.components.finding_charts import sentence
from layouts.components.numbers import figure, tag
from layouts.components.sources import PRESENTATION, finding_url
from layouts.components.tables import Column, row, table
from layouts.context import Context, PageContent
from layouts.markup import Node
from layouts.text import texts


def page(ctx: Context) -> PageContent:
    """All sources, each with its figures."""
    figures: dict[str, list[PublishedFigure]] = {}
    for item in ctx.repo.published_all():
        figures.setdefault(item.source_id, []).append(item)
    sources = ctx.repo.sources()
    return PageContent(
        title=ctx.t("page.sources.title"),
        description=ctx.t("page.sources.description"),
        body=[
            html.H1(ctx.t("page.sources.title")),
            html.P(
                ctx.t(
                    "sources.lead",
                    figures=fmt.integer(sum(len(items) for items in figures.values())),
                    sources=len(sources),
                ),
                className="lead",
            ),
            html.P(ctx.t("sources.quotes"), className="note prose"),
            [_source(ctx, source, figures.get(source.id, ())) for source in sources],
        ],
    )


def _source(ctx: Context, source: Source, figures: Sequence[PublishedFigure]) -> Node:
    return html.Section(
        [
            html.H2(ctx.name(source.title)),
            html.P(
                [
                    ctx.name(source.publisher),
                    [" · ", _published(ctx, source.published)] if source.published else None,
                    [" · ", html.A(source.url, href=source.url, rel="external")]
                    if source.url
                    else [" · ", ctx.t("sources.no_address")],
                ],
                className="note source-line",
            ),
            _table(ctx, source, figures) if figures else None,
        ],
        className="section",
        id=f"source-{source.id}",
    )


def _published(ctx: Context, text: str) -> str:
    parts = text.split("-")
    if len(parts) == 3:
        return fmt.date(text, lang=ctx.lang)
    year = int(parts[0]) + fmt.BUDDHIST_ERA
    printed = fmt.full_year(year, lang=ctx.lang)
    if len(parts) == 2:
        return f"{ctx.t(f'format.month.{int(parts[1])}')} {printed}"
    return printed


def _table(ctx: Context, source: Source, figures: Sequence[PublishedFigure]) -> Node:
    columns = (
        Column(label=ctx.t("sources.what")),
        Column(label=ctx.t("response.year"), numeric=True),
        Column(label=ctx.t("sources.value"), numeric=True),
        Column(label=ctx.t("sources.where"), priority=2),
        Column(label=ctx.t("source.confidence"), priority=2),
    )
    rows = [
        row(
            columns,
            [
                _what(ctx, item),
                fmt.year(item.year, lang=ctx.lang),
                [_value(ctx, item), None if item.used else _unused(ctx)],
                html.Q(item.source_heading, lang="th")
                if item.source_heading
                else ctx.t("sources.address"),
                ctx.t(f"sources.confidence.{item.confidence}"),
            ],
            id=item.id,
        )
        for item in figures
    ]
    provenances = dict.fromkeys(item.provenance for item in figures)
    return table(
        ctx,
        caption=ctx.t("sources.caption"),
        columns=columns,
        rows=rows,
        provenance=next(iter(provenances)),
    )


def _what(ctx: Context, item: PublishedFigure) -> Node:
    """The figure in words; one that is also a finding leads there, where its n and caveats are."""
    finding = _finding(ctx, item)
    if finding is not None and f"published.{item.measure}" not in texts():
        return html.A(
            [ctx.name(finding.option), " · ", ctx.t(f"sources.level.{item.level}")],
            href=finding_url(ctx, finding),
        )
    return [sentence(ctx.t(f"published.{item.measure}")), " · ", _of(ctx, item)]


def _finding(ctx: Context, item: PublishedFigure) -> Finding | None:
    if item.source_id != PRESENTATION:
        return None
    for finding in ctx.repo.findings():
        same = (finding.source_line, finding.level) == (item.source_line, item.level)
        if same and finding.printed == item.printed:
            return finding
    return None


def _of(ctx: Context, item: PublishedFigure) -> str:
    if item.entity_id:
        return ctx.name(ctx.repo.entity(level=Level(item.level), id=item.entity_id).name)
    return ctx.t(f"sources.level.{item.level}")


def _value(ctx: Context, item: PublishedFigure) -> Node:
    if item.printed is None:
        key = f"sources.text.{item.text_value}"
        return ctx.t(key) if key in texts() else item.text_value
    unit = "%" if item.unit.startswith("percent") else ""
    number = figure(f"{item.printed:,}{unit}", provenance=item.provenance)
    if str(item.provenance) != "published":
        return [number, " ", tag(ctx, item.provenance)]
    return number


def _unused(ctx: Context) -> Node:
    return html.Span([" ", ctx.t("sources.unused")], className="note")
