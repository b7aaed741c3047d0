"""A question of the survey on a page: its finding, chart, table, caveats and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.codes import Missing, Provenance
from data.model import Finding, SourceCheck
from layouts import format as fmt
from layouts.components.finding_charts import (
    asked,
    chart_of,
    figure_of,
    group_of,
    level_label,
    measured,
    number_text,
    option_name,
    sentence,
    subject,
)
from layouts.components.numbers import figure, missing, tag
from layouts.components.sources import cite_finding, finding_source, survey_year
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.figures.describe import AnyChart
from layouts.markup import Node, html
from layouts.questions import Kind, Option, Question, Reading, contrasts, reading
from layouts.routes import Page
from layouts.text import texts
from layouts.words import quoting

COUNTED = frozenset({"agencies", "people", "ministries", "provinces", "services"})
"""Units of what is counted; points and years are measured and stand beside their number."""

EXPLAINS = {"data-explains": "source"}
"""Marks words about the source whose numbers are no findings: codes, checks, quotations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A finding in words: plain for drawings and descriptions, with marked numbers for pages."""

    plain: str
    nodes: list[Node]


def finding_title(
    ctx: Context, question: Question, shown: Reading, *, linked: bool = False
) -> Title | None:
    """The finding in words.

    Of many answers the one with the widest gap between levels; of the parts of a whole the
    largest; of one answer its value at each level. None where numbers stand by themselves.

    Args:
        linked: whether each number leads to where it was read; a block of its own has that below.
    """
    if shown.kind is Kind.NUMBERS:
        return None
    if shown.kind is Kind.DOTS:
        option = contrasts([question])[0].option
        words = {"question": asked(ctx, question), "option": sentence(ctx.name(option.name))}
        return _sides(ctx, "findings.finding.gap", option, words=words, linked=linked)
    first = shown.levels[0]
    option = max(shown.options, key=lambda o: o.results[first].printed or 0)
    if all(map(group_of, shown.options)):
        return _groups(ctx, shown, linked=linked)
    if shown.kind is Kind.WHOLE and option.unit != "percent":
        return _part(ctx, option, option.results[first], linked=linked)
    words = {"option": subject(ctx, option)}
    return _sides(ctx, "findings.finding.sides", option, words=words, linked=linked)


def _marked(ctx: Context, item: Finding, text: str, *, linked: bool) -> Node:
    number = figure(text, provenance=item.value.provenance)
    return cite_finding(ctx, item, number) if linked else number


def _part(ctx: Context, option: Option, item: Finding, *, linked: bool) -> Title:
    key, whole = "findings.finding.part", fmt.integer(item.n_respondents or 0)
    words = {"option": subject(ctx, option), "unit": ctx.t(f"unit.{item.unit}")}
    return Title(
        plain=ctx.t(key, **words, value=number_text(item), whole=whole),
        nodes=ctx.rich(
            key,
            **words,
            value=_marked(ctx, item, number_text(item), linked=linked),
            whole=_marked(ctx, item, whole, linked=linked),
        ),
    )


def _groups(ctx: Context, shown: Reading, *, linked: bool) -> Title:
    """How many ministries each group has: all groups, for none is the answer to a question."""
    join = ctx.t("findings.group_join")
    plain: list[str] = []
    nodes: list[Node] = []
    for option in shown.options:
        item = option.results[shown.levels[0]]
        name = option_name(ctx, option)
        plain.append(ctx.t("findings.group", group=name, value=number_text(item)))
        number = _marked(ctx, item, number_text(item), linked=linked)
        nodes += [join if nodes else "", *ctx.rich("findings.group", group=name, value=number)]
    first = shown.options[0].results[shown.levels[0]]
    whole = fmt.integer(first.n_respondents or 0)
    key = "findings.finding.groups"
    return Title(
        plain=ctx.t(key, whole=whole, groups=join.join(plain)),
        nodes=ctx.rich(key, whole=_marked(ctx, first, whole, linked=linked), groups=nodes),
    )


def _sides(
    ctx: Context, key: str, option: Option, *, words: Mapping[str, str], linked: bool
) -> Title:
    """An answer with its value at each level."""
    join = ctx.t("findings.pair_join")
    plain: list[str] = []
    nodes: list[Node] = []
    for level, item in option.results.items():
        name = ctx.t(f"level.{level}.many")
        plain.append(ctx.t("findings.pair", level=name, value=number_text(item)))
        number = _marked(ctx, item, number_text(item), linked=linked)
        nodes += [join if nodes else "", *ctx.rich("findings.pair", level=name, value=number)]
    return Title(
        plain=ctx.t(key, **words, pairs=join.join(plain)),
        nodes=ctx.rich(key, **words, pairs=nodes),
    )


def block(ctx: Context, question: Question, *, heading: type = html.H3) -> Node:
    """Everything about a question that has results, under a heading of the given rank."""
    shown = reading(question)
    finding = finding_title(ctx, question, shown)
    full = ctx.name(question.name)
    kind = "asked" if question.pillar_id else "topic"
    title = finding.plain if finding else full
    year = survey_year(ctx)
    chart = chart_of(ctx, question, shown, title=title, year=year)
    return html.Section(
        [
            html.P(_kicker(ctx, question), className="kicker", **EXPLAINS),
            heading([finding.nodes if finding else full, " ", tag(ctx, Provenance.PUBLISHED)]),
            html.P(ctx.t(f"findings.{kind}", question=full), className="asked")
            if finding
            else None,
            html.Div(
                [
                    figure_of(
                        ctx,
                        chart,
                        caption=measured(ctx, shown, year=year),
                    )
                    if chart
                    else None,
                    _table(ctx, question, caption=full),
                ],
                className=_body_class(question, chart),
            ),
            _caveats(ctx, question, shown),
            finding_source(ctx, question.findings),
        ],
        className="finding",
        id=f"q-{question.id}",
        **{"data-tagged": str(Provenance.PUBLISHED), "data-sourced": question.id},
    )


def _body_class(question: Question, chart: AnyChart | None) -> str:
    """Chart and table stand side by side where there are two levels at most."""
    if chart is None:
        return "finding-body no-chart"
    return "finding-body" if len(question.levels) <= 2 else "finding-body stacked"


def _kicker(ctx: Context, question: Question) -> str:
    if question.pillar_id is None:
        return ""
    for item in ctx.repo.indicators(pillar_id=question.pillar_id):
        if item.id == question.indicator_id:
            return ctx.t("findings.indicator", number=item.number, name=ctx.name(item.name))
    return ctx.t("findings.indicator_unnamed")


def _table(ctx: Context, question: Question, *, caption: str) -> Node:
    unit = _counted(question)
    columns = (
        Column(
            label=ctx.t("findings.option_of", unit=ctx.t(f"unit.{unit}"))
            if unit
            else ctx.t("findings.option")
        ),
        *(Column(label=level_label(ctx, level), numeric=True) for level in question.levels),
    )
    rows = []
    if question.bases:
        cells = [cell(ctx, question, question.bases.get(level), level) for level in question.levels]
        rows.append(row(columns, [ctx.t("findings.base"), *cells], className="base"))
    rows += [
        row(
            columns,
            [
                option_name(ctx, option) or ctx.t("findings.pictures.whole"),
                *(
                    cell(ctx, question, option.by_level.get(level), level, said=unit)
                    for level in question.levels
                ),
            ],
        )
        for option in question.options
    ]
    return table(
        ctx, caption=caption, caption_hidden=True, columns=columns, rows=rows, provenance=None
    )


def _counted(question: Question) -> str:
    """What a table's numbers count, where it is one thing: then its heading says so once.

    Beside every number of a narrow screen the unit would push the table over the edge.
    """
    units = {
        item.unit
        for option in question.options
        for item in option.results.values()
        if item.unit != "percent"
    }
    return next(iter(units)) if len(units) == 1 and units <= COUNTED else ""


def cell(
    ctx: Context, question: Question, item: Finding | None, level: str, *, said: str = ""
) -> Node:
    """A finding at its place: number or kind of missing, its code, its own base.

    Args:
        said: the unit that the heading of the table gives.
    """
    if item is None:
        return missing(ctx, Missing.NOT_ASKED) if level in question.not_asked else None
    return html.Span(
        [
            missing(ctx, item.value.missing)
            if item.value.missing
            else _number(ctx, item, said=said),
            " ",
            code(ctx, item),
            _own_base(ctx, question, item),
        ],
        id=item.id,
        className="one",
        **{"data-finding": item.value_type},
    )


def _number(ctx: Context, item: Finding, *, said: str) -> Node:
    number = figure(number_text(item), provenance=item.value.provenance)
    if (
        item.unit in {"percent", said}
        or item.value_type == "base"
        or "unit not stated" in item.note
    ):
        return number
    return [number, " ", ctx.t(f"unit.{item.unit}")]


def code(ctx: Context, item: Finding) -> Node:
    """The finding's code, which is the lasting link to it."""
    return html.A(
        item.id,
        href=f"#{item.id}",
        className="code",
        **{"aria-label": ctx.t("findings.link", id=item.id)},
    )


def _own_base(ctx: Context, question: Question, item: Finding) -> Node:
    """The number of respondents where the table's own row of bases does not give it."""
    if item.value_type != "result" or item.unit in {"awards"}:
        return None
    base = question.bases.get(item.level)
    if base is not None and item.n_respondents == base.n_respondents:
        return None
    if item.n_respondents:
        words: Node = [
            "n = ",
            figure(fmt.integer(item.n_respondents), provenance=item.value.provenance),
        ]
    elif item.unit == "percent" or question.bases:
        words = ctx.t("findings.no_base")
    else:
        return None
    return html.Small(words, className="note own-base")


def checks_of(ctx: Context, findings: tuple[Finding, ...]) -> tuple[SourceCheck, ...]:
    """The checks of the source's arithmetic that name one of these findings."""
    ids = {item.id for item in findings}
    return tuple(item for item in ctx.repo.source_checks() if ids & set(item.finding_ids))


def _caveats(ctx: Context, question: Question, shown: Reading) -> Node:
    checks = checks_of(ctx, question.findings)
    items: list[Node] = []
    if f"finding_note.{question.id}" in texts():
        items.append(html.Li(ctx.t(f"finding_note.{question.id}")))
    if shown.kind is Kind.DOTS and _sums_over(question):
        items.append(html.Li(ctx.t("findings.multiple")))
    items += [html.Li(check_words(ctx, check)) for check in checks if check.result != "ok"]
    links = [[check_link(ctx, check), " "] for check in checks if check.result == "ok"]
    held = html.P(ctx.rich("findings.checks_hold", checks=links), className="note")
    if not items:
        return html.Div(held, **EXPLAINS) if links else None
    return html.Div(
        [
            html.P(ctx.t("findings.caveats"), className="card-label"),
            html.Ul(items),
            held if links else None,
        ],
        className="caveats",
        **EXPLAINS,
    )


def check_words(ctx: Context, check: SourceCheck) -> Node:
    """What a check found, with its code."""
    statement = quoting(sentence(ctx.name(check.statement)), lang=ctx.lang)
    remark = quoting(ctx.name(check.remark), lang=ctx.lang)
    return [statement, ": ", remark, " ", check_link(ctx, check)]


def check_link(ctx: Context, check: SourceCheck) -> Node:
    """A link to a check of the source's arithmetic."""
    return html.A(check.id, href=f"{ctx.url(Page.METHOD)}#check-{check.id}", className="code")


def _sums_over(question: Question) -> bool:
    totals: dict[str, float] = {}
    for option in question.options:
        for level, item in option.results.items():
            if item.unit == "percent":
                totals[level] = totals.get(level, 0.0) + float(item.printed or 0)
    return any(total > 101 for total in totals.values())
