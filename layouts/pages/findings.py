"""What the survey published: findings by pillar, recommendations, awards."""

from __future__ import annotations

from itertools import groupby

from dash import html

from data.codes import Level, Provenance
from data.model import Finding
from layouts import format as fmt
from layouts.components.numbers import figure, missing, tag
from layouts.components.profile import breadcrumb
from layouts.components.tables import Column, row, table
from layouts.context import Context, NotFound, PageContent
from layouts.markup import Node
from layouts.routes import Page


def index(ctx: Context) -> PageContent:
    """The pillars and how many results each has."""
    items = []
    for pillar in ctx.repo.pillars():
        found = ctx.repo.findings(pillar_id=pillar.id)
        results = sum(f.value_type == "result" for f in found)
        absent = sum(f.value.missing is not None for f in found)
        items.append(
            html.Li(
                [
                    html.H2(
                        html.A(
                            f"{pillar.number}. {ctx.name(pillar.name)}",
                            href=ctx.url(Page.FINDING, id=str(pillar.number)),
                        )
                    ),
                    html.P(ctx.t("findings.counts", results=results, absent=absent)),
                ],
                className="card",
            )
        )
    return PageContent(
        title=ctx.t("page.findings.title"),
        description=ctx.t("page.findings.description"),
        body=[
            html.H1(ctx.t("findings.title")),
            html.P(ctx.t("findings.lead"), className="lead"),
            html.Ul(items, className="cards plain"),
        ],
    )


def pillar(ctx: Context) -> PageContent:
    """Every figure of one pillar, each with its own n.

    Raises:
        NotFound: when there is no such pillar.
    """
    found = next((p for p in ctx.repo.pillars() if str(p.number) == ctx.address.id), None)
    if found is None:
        raise NotFound(ctx.address.id)
    findings = ctx.repo.findings(pillar_id=found.id)
    name = f"{found.number}. {ctx.name(found.name)}"
    return PageContent(
        title=ctx.name(found.name),
        description=ctx.t("page.findings.description"),
        body=[
            breadcrumb(
                ctx, parents=[(ctx.t("page.findings.nav"), ctx.url(Page.FINDINGS))], here=name
            ),
            html.H1(name),
            html.P(ctx.t("findings.pillar_lead"), className="lead"),
            [
                _question(ctx, question, list(group))
                for question, group in groupby(findings, key=lambda f: ctx.name(f.question))
            ],
        ],
    )


def _question(ctx: Context, question: str, findings: list[Finding]) -> Node:
    columns = (
        Column(label=ctx.t("findings.option")),
        Column(label=ctx.t("findings.level")),
        Column(label=ctx.t("findings.value"), numeric=True),
        Column(label="n", numeric=True),
    )
    rows = [
        row(
            columns,
            [
                ctx.name(item.option) or "–",
                ctx.t(f"level.{item.level}.many"),
                _value(item) if item.value.missing is None else missing(ctx, item.value.missing),
                figure(fmt.integer(item.n_respondents), provenance=Provenance.PUBLISHED)
                if item.n_respondents
                else None,
            ],
            id=item.id,
        )
        for item in findings
    ]
    return html.Section(
        [
            html.H2(question),
            table(
                ctx,
                caption=question,
                caption_hidden=True,
                columns=columns,
                rows=rows,
                provenance=Provenance.PUBLISHED,
            ),
        ],
        className="section",
    )


def _value(item: Finding) -> Node:
    number = item.value.number or 0.0
    decimals = 0 if float(number).is_integer() and item.unit != "percent" else 1
    if f"{number:g}".count(".") and len(f"{number:g}".split(".")[1]) == 2:
        decimals = 2
    text = fmt.number(number, decimals=decimals) + ("%" if item.unit == "percent" else "")
    return figure(text, provenance=item.value.provenance)


def recommendations(ctx: Context) -> PageContent:
    """The survey's recommendations in our own words, by topic."""
    items = ctx.repo.recommendations()
    sections = []
    for topic, group in groupby(
        sorted((r for r in items if r.form == "short"), key=lambda r: (r.pillar_id or "", r.topic_id)),
        key=lambda r: ctx.name(r.topic),
    ):
        sections.append(
            html.Section(
                [
                    html.H2(topic),
                    html.Ul([html.Li(ctx.name(item.summary)) for item in group]),
                ],
                className="section prose",
            )
        )
    return PageContent(
        title=ctx.t("page.recommendations.title"),
        description=ctx.t("page.recommendations.description"),
        body=[
            html.H1(ctx.t("page.recommendations.title")),
            html.P(ctx.t("recommendations.lead"), className="lead"),
            sections,
        ],
    )


def awards(ctx: Context) -> PageContent:
    """Award winners as printed: an order, not a rank."""
    sections = []
    for level, heading in ((Level.DEPARTMENT, "department"), (Level.PROVINCE, "province")):
        winners = []
        for award in ctx.repo.awards():
            if award.level is not level:
                continue
            entity_id = award.agency_id or award.province_id
            entity = ctx.repo.entity(level=level, id=entity_id) if entity_id else None
            label = ctx.name(entity.name) if entity else award.name_th_source
            winners.append(
                html.Li(html.A(label, href=ctx.profile_url(entity)) if entity else label)
            )
        sections.append(
            html.Section(
                [html.H2(ctx.t(f"awards.{heading}")), html.Ul(winners)], className="section"
            )
        )
    return PageContent(
        title=ctx.t("page.awards.title"),
        description=ctx.t("page.awards.description"),
        body=[
            html.H1([ctx.t("page.awards.title"), " ", tag(ctx, Provenance.PUBLISHED)]),
            html.P(ctx.t("awards.lead"), className="lead"),
            sections,
        ],
    )
