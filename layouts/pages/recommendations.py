"""The survey's recommendations in our own words, by topic and by addressee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.codes import Provenance
from data.model import Finding, Recommendation
from layouts.components.finding_charts import number_text
from layouts.components.numbers import figure, tag
from layouts.components.sources import cite_finding, finding_url
from layouts.context import Context, PageContent, rejected
from layouts.markup import Node, html
from layouts.related import RELATED
from layouts.routes import Page

ADDRESSEES = ("government", "all_agencies", "central_agencies", "not_stated")


def page(ctx: Context) -> PageContent:
    """All recommendations, or those to one addressee."""
    to = ctx.choose("to", options=ADDRESSEES, default="")
    items = ctx.repo.recommendations()
    wanted = [item for item in items if not to.value or item.addressee == to.value]
    topics: dict[str, list[Recommendation]] = {}
    for item in _tops(wanted, every=items):
        topics.setdefault(item.topic_id, []).append(item)
    findings = {item.id: item for item in ctx.repo.findings()}
    return PageContent(
        title=ctx.t("page.recommendations.title"),
        description=ctx.t("page.recommendations.description"),
        published=True,
        notices=rejected(to=to),
        body=[
            html.H1(ctx.t("page.recommendations.title")),
            html.P(ctx.t("recommendations.lead"), className="lead"),
            _filter(ctx, items, chosen=to.value),
            [_topic(ctx, group, every=items, findings=findings) for group in topics.values()],
            html.P(ctx.t("recommendations.source"), className="note section prose"),
        ],
    )


def _tops(
    wanted: Sequence[Recommendation], *, every: Sequence[Recommendation]
) -> list[Recommendation]:
    """Those that stand by themselves: not the long form of another, not part of another."""
    shown_as = {item.long_form_id for item in every if item.long_form_id}
    ids = {item.id for item in wanted}
    covered = {item.long_form_id for item in wanted if item.long_form_id}
    return [
        item
        for item in wanted
        if item.parent_id not in ids
        and item.id not in covered
        and not (
            item.form == "long"
            and item.id in shown_as
            and item.parent_id is None
            and _short_of(item, every).addressee == item.addressee
        )
    ]


def _short_of(item: Recommendation, every: Sequence[Recommendation]) -> Recommendation:
    return next(other for other in every if other.long_form_id == item.id)


def _filter(ctx: Context, items: Sequence[Recommendation], *, chosen: str) -> Node:
    links = [("", ctx.t("recommendations.all"), len(items))]
    links += [
        (code, ctx.t(f"recommendations.to.{code}"), sum(i.addressee == code for i in items))
        for code in ADDRESSEES
    ]
    return html.Nav(
        [
            html.Span(ctx.t("recommendations.filter"), id="to-label", className="note"),
            html.Ul(
                [
                    html.Li(
                        html.A(
                            f"{label} ({count})",
                            href=ctx.address.href(to=code or None),
                            **({"aria-current": "true"} if code == chosen else {}),
                        )
                    )
                    for code, label, count in links
                ],
                className="plain chips",
            ),
        ],
        **{"aria-labelledby": "to-label"},
    )


def _topic(
    ctx: Context,
    group: Sequence[Recommendation],
    *,
    every: Sequence[Recommendation],
    findings: Mapping[str, Finding],
) -> Node:
    first = group[0]
    pillar = next((p for p in ctx.repo.pillars() if p.id == first.pillar_id), None)
    way: Node = ctx.t("recommendations.no_pillar")
    if pillar:
        way = html.A(
            ctx.t("recommendations.pillar", number=pillar.number),
            href=ctx.url(Page.FINDING, id=str(pillar.number)),
        )
    return html.Section(
        [
            html.H2(ctx.name(first.topic)),
            html.P(way, className="note"),
            html.Ul(
                [_item(ctx, item, every=every, findings=findings) for item in group],
                className="plain advice",
            ),
        ],
        className="section prose",
        id=first.pillar_id or first.topic_id,
    )


def _item(
    ctx: Context,
    item: Recommendation,
    *,
    every: Sequence[Recommendation],
    findings: Mapping[str, Finding],
) -> Node:
    long = next((other for other in every if other.id == item.long_form_id), None)
    parts = [other for other in every if other.parent_id in {item.id, item.long_form_id}]
    parts = [other for other in parts if other.parent_id]
    origin = "slide" if item.form == "slide" else "long_only" if item.form == "long" else ""
    return html.Li(
        [
            html.P(ctx.name(item.summary), className="advice-text"),
            html.P(
                [
                    ctx.t(
                        "recommendations.addressed",
                        addressee=ctx.t(f"recommendations.to.{item.addressee}"),
                    )
                    if item.addressee != "not_stated"
                    else ctx.t("recommendations.to.not_stated"),
                    [" · ", ctx.t(f"recommendations.{origin}")] if origin else None,
                ],
                className="note",
            ),
            _detail(ctx, long, parts, findings=findings),
            evidence(ctx, item.id, findings=findings),
        ],
        id=item.id,
    )


def _detail(
    ctx: Context,
    long: Recommendation | None,
    parts: Sequence[Recommendation],
    *,
    findings: Mapping[str, Finding],
) -> Node:
    points = html.Ul(
        [
            html.Li([ctx.name(part.summary), evidence(ctx, part.id, findings=findings)])
            for part in parts
        ]
    )
    if long is None:
        return points if parts else None
    return html.Details(
        [
            html.Summary(ctx.t("recommendations.detail")),
            html.P(ctx.name(long.summary), id=long.id),
            points if parts else None,
        ]
    )


def evidence(ctx: Context, rec_id: str, *, findings: Mapping[str, Finding]) -> Node:
    """The published figures that a recommendation answers to: question, answer, each level."""
    related = [findings[code] for code in RELATED.get(rec_id, ()) if code in findings]
    if not related:
        return None
    answers: dict[tuple[str, str], list[Finding]] = {}
    for item in related:
        answers.setdefault((item.question.th, item.option.th), []).append(item)
    return html.Div(
        [
            html.P([ctx.t("recommendations.evidence"), tag(ctx, Provenance.PUBLISHED)]),
            html.Ul([html.Li(_answer(ctx, items)) for items in answers.values()]),
        ],
        className="note evidence",
        **{"data-tagged": str(Provenance.PUBLISHED)},
    )


def _answer(ctx: Context, items: Sequence[Finding]) -> list[Node]:
    first = items[0]
    asked = ctx.name(first.question)
    answer = "" if first.value_type == "base" else f" – {ctx.name(first.option)}"
    parts: list[Node] = [html.A(f"{asked}{answer}", href=finding_url(ctx, first)), ": "]
    for item in items:
        number = figure(number_text(item), provenance=item.value.provenance)
        parts += [
            ctx.t(f"level.{item.level}.many"),
            " n = " if item.value_type == "base" else " ",
            cite_finding(ctx, item, number),
            ", " if item is not items[-1] else "",
        ]
    return parts
