"""Tables of the method page: framework, constraints, vintages, checks of the source."""

from __future__ import annotations

from collections import Counter, defaultdict

from data.codes import Provenance
from data.model import Finding, Indicator, PublishedFigure, SourceCheck
from layouts import format as fmt
from layouts.components.finding_charts import sentence
from layouts.components.numbers import figure, tag
from layouts.components.sources import cite, cite_finding, finding_url, measured, source_by_id, told
from layouts.components.tables import Column, row, table
from layouts.constraints import Constraint, constraints
from layouts.context import Context
from layouts.markup import Node, html
from layouts.questions import LEVELS, questions
from layouts.routes import Page
from layouts.words import measure_label, quoting

EXPLAINS = {"data-explains": "method"}
RESULTS = ("ok", "mismatch", "unexplained", "ambiguous")


def framework(ctx: Context) -> Node:
    """Pillars and indicators, of whom they were asked, and the weights in use."""
    weights = ctx.repo.weights(year=ctx.repo.latest)
    columns = (
        Column(label=ctx.t("method.framework.item")),
        Column(label=ctx.t("method.framework.asked"), priority=2),
        Column(label=ctx.t("method.framework.weight"), numeric=True),
    )
    rows = []
    for pillar in ctx.repo.pillars():
        weight = weights.get(pillar.id)
        link = html.A(
            f"{pillar.number}. {ctx.name(pillar.name)}",
            href=ctx.url(Page.FINDING, id=str(pillar.number)),
        )
        cells: list[Node] = [
            html.Strong(link),
            None,
            figure(fmt.percent(weight.weight, decimals=1), provenance=weight.provenance)
            if weight
            else ctx.t("method.framework.unknown"),
        ]
        rows.append(row(columns, cells))
        rows += [
            row(
                columns,
                [
                    _indicator(ctx, item),
                    _asked(ctx, item),
                    ctx.t("method.framework.unknown"),
                ],
                className="part",
                **EXPLAINS,
            )
            for item in ctx.repo.indicators(pillar_id=pillar.id)
        ]
    return table(
        ctx,
        caption=ctx.t("method.framework.caption"),
        columns=columns,
        rows=rows,
        provenance=ctx.score_provenance if weights else None,
    )


def _indicator(ctx: Context, item: Indicator) -> Node:
    if not item.named:
        return [f"{item.number} ", html.Em(ctx.t("method.framework.unnamed"))]
    other = item.name.en if ctx.lang == "th" else ""
    note = html.Span([" ", other], className="note", lang="en") if other else None
    return [f"{item.number} {ctx.name(item.name)}", note]


def _asked(ctx: Context, item: Indicator) -> str:
    found = questions([f for f in ctx.repo.findings() if f.indicator_id == item.id])
    levels = {f.level for question in found for f in question.findings} - {"national"}
    if not levels:
        return ctx.t("method.framework.unknown")
    return ", ".join(ctx.t(f"level.{level}.many") for level in LEVELS if level in levels)


def constraint_table(ctx: Context) -> Node:
    """Targets as published, results from the scores in use."""
    found = constraints(ctx.repo)
    columns = (
        Column(label=ctx.t("method.constraints.what")),
        Column(label=ctx.t("method.constraints.target"), numeric=True),
        Column(label=ctx.t("method.constraints.achieved"), numeric=True),
        Column(label=ctx.t("method.constraints.met")),
    )
    met = sum(item.met for item in found)
    return [
        html.P(
            html.Strong(ctx.t("method.constraints.summary", met=met, all=len(found))),
        ),
        html.Div(
            [
                table(
                    ctx,
                    caption=ctx.t("method.constraints.caption"),
                    columns=columns,
                    rows=[row(columns, _constraint(ctx, item)) for item in found],
                    provenance=ctx.score_provenance,
                ),
                html.P(
                    ctx.rich("method.constraints.note", tag=tag(ctx, Provenance.PUBLISHED)),
                    className="note",
                ),
            ],
            className="constraints",
        ),
        [html.P(_exception(ctx, item), className="note") for item in found if item.partly],
    ]


def _exception(ctx: Context, item: Constraint) -> Node:
    """Why fewer are expected than answered, where their number was published."""
    return told(
        ctx,
        "method.constraints.exception",
        figures={"answered": item.source},
        year=fmt.full_year(item.year, lang=ctx.lang),
        level=ctx.t(f"level.{item.level}.many"),
        named=f"{item.achieved:,}",
    )


def _constraint(ctx: Context, item: Constraint) -> list[Node]:
    read = item.source is not None and not item.counted
    target = figure(
        f"{item.target:,}", provenance=Provenance.PUBLISHED if read else Provenance.DERIVED
    )
    return [
        _described(ctx, item),
        cite(ctx, item.source, target) if item.source else target,
        figure(f"{item.achieved:,}", provenance=ctx.score_provenance),
        ctx.t(f"method.constraints.{_outcome(item)}"),
    ]


def _outcome(item: Constraint) -> str:
    if item.partly:
        return "partly"
    return "yes" if item.met else "no"


def _described(ctx: Context, item: Constraint) -> str:
    year = fmt.full_year(item.year, lang=ctx.lang)
    level = ctx.t(f"level.{item.level}.many")
    if item.kind == "mean":
        measure = measure_label(ctx, item.measure)
        measure = measure[:1].lower() + measure[1:]
        return ctx.t("method.constraints.mean", measure=measure, level=level, year=year)
    if item.kind == "count":
        return ctx.t("method.constraints.count", level=level, year=year)
    return ctx.t(f"method.constraints.{item.kind}")


def vintages(ctx: Context) -> Node:
    """Figures that were published more than once, and which one is in use."""
    groups: dict[tuple[object, ...], list[PublishedFigure]] = defaultdict(list)
    for item in ctx.repo.published_all():
        if item.printed is not None:
            groups[item.year, item.level, item.entity_id, item.measure].append(item)
    several = [items for items in groups.values() if len({item.vintage for item in items}) > 1]
    columns = (
        Column(label=ctx.t("method.constraints.what")),
        Column(label=ctx.t("sources.value"), numeric=True),
        Column(label=ctx.t("source.document"), priority=2),
        Column(label=ctx.t("method.vintages.used")),
    )
    return table(
        ctx,
        caption=ctx.t("method.vintages.caption"),
        columns=columns,
        rows=[
            row(
                columns,
                [
                    [
                        sentence(measured(ctx, item)),
                        f" · {ctx.t(f'sources.level.{item.level}')} · ",
                        fmt.full_year(item.year, lang=ctx.lang),
                    ],
                    cite(ctx, item, figure(f"{item.printed:,}", provenance=item.provenance)),
                    ctx.name(source_by_id(ctx, item.source_id).title),
                    ctx.t("method.vintages.used" if item.used else "method.vintages.kept"),
                ],
            )
            for items in several
            for item in items
        ],
        provenance=Provenance.PUBLISHED,
    )


def check_counts(ctx: Context) -> str:
    """How the checks came out, in one sentence."""
    found = ctx.repo.source_checks()
    counts = Counter(item.result for item in found)
    return ctx.t("method.checks.text", all=len(found), **{name: counts[name] for name in RESULTS})


def _code(ctx: Context, item: Finding) -> Node:
    """A finding's code: a number leads to where it was read, a picture to its question."""
    if item.printed is None:
        return html.A(item.id, href=finding_url(ctx, item), className="code")
    return cite_finding(ctx, item, html.Span(item.id, className="code"))


def checks(ctx: Context) -> Node:
    """Every check of the source's arithmetic, each with its anchor."""
    findings = {item.id: item for item in ctx.repo.findings()}
    columns = (
        Column(label=ctx.t("method.checks.statement")),
        Column(label=ctx.t("method.checks.remark")),
        Column(label=ctx.t("method.checks.findings")),
    )

    def cells(item: SourceCheck) -> list[Node]:
        links = [[_code(ctx, findings[code]), " "] for code in item.finding_ids if code in findings]
        return [
            [
                html.Span(item.id, className="code"),
                " ",
                quoting(sentence(ctx.name(item.statement)), lang=ctx.lang),
            ],
            [
                html.Strong(ctx.t(f"method.checks.{item.result}")),
                ": ",
                quoting(ctx.name(item.remark), lang=ctx.lang),
            ],
            links,
        ]

    return table(
        ctx,
        caption=ctx.t("method.checks.caption"),
        columns=columns,
        rows=[
            row(columns, cells(item), id=f"check-{item.id}", **EXPLAINS)
            for item in ctx.repo.source_checks()
        ],
        provenance=Provenance.DERIVED,
    )
