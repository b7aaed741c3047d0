"""Every published figure used here, by the work that it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.codes import Level, Provenance
from data.model import Finding, PublishedFigure, Source
from layouts import format as fmt
from layouts.components.finding_charts import sentence, subject
from layouts.components.numbers import figure, tag
from layouts.components.sources import (
    PRESENTATION,
    confidence,
    figure_of,
    finding_of,
    finding_phrase,
    finding_url,
    measured,
    phrase,
    survey_year,
    vintage,
)
from layouts.components.tables import Column, row, table
from layouts.context import Context, PageContent
from layouts.markup import Node, html
from layouts.questions import Option, questions
from layouts.text import texts


def page(ctx: Context) -> PageContent:
    """All sources, each with its figures."""
    figures: dict[str, list[PublishedFigure]] = {}
    for item in ctx.repo.published_all():
        figures.setdefault(item.source_id, []).append(item)
    alone = [f for f in ctx.repo.findings() if f.printed is not None and not figure_of(ctx, f)]
    sources = ctx.repo.sources()
    return PageContent(
        title=ctx.t("page.sources.title"),
        description=ctx.t("page.sources.description"),
        published=True,
        body=[
            html.H1(ctx.t("page.sources.title")),
            html.P(
                ctx.t(
                    "sources.lead",
                    figures=fmt.integer(sum(len(items) for items in figures.values()) + len(alone)),
                    sources=len(sources),
                ),
                className="lead",
            ),
            html.P(ctx.t("sources.quotes"), className="note prose"),
            [
                _source(
                    ctx,
                    source,
                    [
                        *(_published_row(ctx, source, item) for item in figures.get(source.id, ())),
                        *(
                            _finding_row(ctx, source, item)
                            for item in (alone if source.id == PRESENTATION else ())
                        ),
                    ],
                )
                for source in sources
            ],
        ],
    )


def _source(ctx: Context, source: Source, rows: Sequence[Node]) -> Node:
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
            table(
                ctx,
                caption=ctx.t("sources.caption"),
                columns=_columns(ctx),
                rows=rows,
                provenance=Provenance.PUBLISHED,
            )
            if rows
            else None,
        ],
        className="section work",
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


def _columns(ctx: Context) -> tuple[Column, ...]:
    return (
        Column(label=ctx.t("sources.what")),
        Column(label=ctx.t("sources.value"), numeric=True),
        Column(label=ctx.t("sources.where")),
    )


def _published_row(ctx: Context, source: Source, item: PublishedFigure) -> Node:
    return row(
        _columns(ctx),
        [
            [_what(ctx, item), _year(ctx, item.year)],
            [_value(ctx, item), None if item.used else _unused(ctx)],
            _where(
                ctx,
                source,
                heading=item.source_heading,
                quoted=phrase(ctx, item),
                vintage_code=item.vintage or source.vintage,
                confidence_code=item.confidence,
            ),
        ],
        id=item.id,
        **{"data-entry": item.id},
    )


def _finding_row(ctx: Context, source: Source, item: Finding) -> Node:
    """A number that stands on the pages of findings alone."""
    unit = "%" if item.unit == "percent" else ""
    return row(
        _columns(ctx),
        [
            [
                html.A(_asked(ctx, item), href=finding_url(ctx, item)),
                f" · {ctx.t(f'sources.level.{item.level}')}",
                _year(ctx, survey_year(ctx)),
            ],
            figure(f"{item.printed:,}{unit}", provenance=item.value.provenance),
            _where(
                ctx,
                source,
                heading=item.source_heading,
                quoted=finding_phrase(item),
                vintage_code=source.vintage,
                confidence_code=confidence(ctx, [item]),
            ),
        ],
        id=item.id,
        **{"data-entry": item.id},
    )


def _asked(ctx: Context, item: Finding) -> str:
    if item.value_type == "base":
        return f"{sentence(ctx.name(item.question))} · {ctx.t('findings.base')}"
    return _answer(ctx, item) or sentence(ctx.name(item.question))


def _answer(ctx: Context, item: Finding) -> str:
    """The answer that a finding stands for, in words that say what was asked."""
    answers = ctx.repo.remembered("answers by finding", make=lambda: _answers(ctx))
    option = answers.get(item.id)
    if option is not None and not ctx.name(option.name):
        return ""
    return subject(ctx, option) if option else sentence(ctx.name(item.option))


def _answers(ctx: Context) -> Mapping[str, Option]:
    return {
        item.id: option
        for question in questions(ctx.repo.findings())
        for option in question.options
        for item in option.by_level.values()
    }


def _year(ctx: Context, year: int) -> Node:
    return html.Span([" · ", fmt.year(year, lang=ctx.lang)], className="note")


def _where(
    ctx: Context,
    source: Source,
    *,
    heading: str,
    quoted: str,
    vintage_code: str,
    confidence_code: str,
) -> list[Node]:
    """Slide and phrase, or the address; then vintage and confidence."""
    if heading:
        place: Node = ctx.rich("sources.slide", heading=html.Q(heading, lang="th"))
        place += [" · ", html.Q(quoted, lang="th") if quoted else ctx.t("source.no_phrase")]
    elif source.url:
        place = html.A(source.url.split("/")[2], href=source.url, rel="external")
    else:
        place = ctx.t("sources.no_address")
    return [
        # Shown in the entry that a link led to: its work's heading may be far above.
        html.Div(ctx.name(source.title), className="document"),
        html.Div(place),
        html.Div(
            [
                ctx.t("sources.vintage", vintage=vintage(ctx, vintage_code)),
                " · ",
                ctx.t(
                    "sources.confidence.line",
                    confidence=ctx.t(f"sources.confidence.{confidence_code}"),
                ),
            ],
            className="note",
        ),
    ]


def _what(ctx: Context, item: PublishedFigure) -> Node:
    """The figure in words; one that is also a finding leads there, where its n and caveats are."""
    finding = finding_of(ctx, item)
    if finding is not None and f"published.{item.measure}" not in texts():
        return html.A(
            [_answer(ctx, finding), " · ", ctx.t(f"sources.level.{item.level}")],
            href=finding_url(ctx, finding),
        )
    return [sentence(measured(ctx, item)), _meaning(ctx, item), " · ", _of(ctx, item)]


def _meaning(ctx: Context, item: PublishedFigure) -> Node:
    """What a printed code stands for; None for other figures."""
    if item.printed is None or not item.text_value:
        return None
    key = f"sources.{item.measure}.{item.printed}"
    return [": ", ctx.t(key) if key in texts() else html.Span(item.text_value, lang="th")]


def _of(ctx: Context, item: PublishedFigure) -> Node:
    """Whose figure it is; the note names winners that are none of the agencies known here."""
    if item.entity_id:
        return ctx.name(ctx.repo.entity(level=Level(item.level), id=item.entity_id).name)
    level = ctx.t(f"sources.level.{item.level}")
    if item.measure == "award" and item.note:
        return [html.Span(item.note, lang="th"), f" ({level})"]
    return level


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
