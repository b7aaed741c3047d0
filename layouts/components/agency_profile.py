"""What only an agency's profile has: who it is, strengths and gaps, both years, advice."""

from __future__ import annotations

from collections.abc import Sequence

from data import scoring
from data.codes import SCORES, Level, Measure, Scope
from data.model import Entity, Profile, Recommendation
from layouts import format as fmt
from layouts.advice import Advice, Standing
from layouts.components import charts
from layouts.components.numbers import figure, missing, tag, value
from layouts.components.tables import Column, row, table
from layouts.components.years import lineage
from layouts.context import Context
from layouts.contrasts import Contrast, Contrasts
from layouts.figures import describe as d
from layouts.markup import Node, html
from layouts.narrative import Sentence, absence
from layouts.routes import Page
from layouts.words import caveat, in_sentence, measure_label


def who(ctx: Context, entity: Entity) -> Node:
    """Type, ministry, province, other names: the line under the name."""
    parts: list[Node] = []
    kinds = {item.id: ctx.name(item.name) for item in ctx.repo.agency_types()}
    if entity.agency_type_id:
        href = ctx.url(Page.AGENCIES, type=entity.agency_type_id)
        parts.append(html.A(kinds[entity.agency_type_id], href=href))
    if entity.ministry_id:
        ministry = ctx.repo.entity(level=Level.MINISTRY, id=entity.ministry_id)
        parts.append(html.A(ctx.name(ministry.name), href=ctx.profile_url(ministry)))
    elif entity.level is Level.DEPARTMENT:
        parts.append(ctx.t("agency.independent"))
    if entity.province_id:
        province = ctx.repo.entity(level=Level.PROVINCE, id=entity.province_id)
        heading = ctx.t("province.heading", name=ctx.name(province.name))
        parts.append(html.A(heading, href=ctx.profile_url(province)))
    other = "en" if ctx.lang == "th" else "th"
    if entity.name.get(other) != entity.name.get(ctx.lang):
        parts.append(html.Span(entity.name.get(other), lang=other))
    abbreviations = dict.fromkeys(a for a in (entity.abbrev.th, entity.abbrev.en) if a)
    if abbreviations:
        parts.append(ctx.t("agency.abbreviation", names=" / ".join(abbreviations)))
    parts += lineage(ctx, entity)
    return html.Ul([html.Li(item) for item in parts], className="plain facts-line")


def without_score(ctx: Context, profile: Profile) -> Node:
    """Why there is no score, and what there is instead; the narrative says all of an absence."""
    if absence(profile):
        return None
    kind = profile.scores[Measure.OVERALL].missing
    return html.Div(
        [
            html.P(missing(ctx, kind)),  # type: ignore[arg-type]
            html.P(ctx.t(f"missing.{kind}.meaning")),
        ],
        className="panel",
    )


def standing_out(ctx: Context, profile: Profile, found: Contrasts) -> Node:
    """Strengths and gaps side by side, each a sentence made by rule."""
    return html.Section(
        [
            html.Div(
                [html.H2(ctx.t("contrast.title")), tag(ctx, ctx.score_provenance)],
                className="section-head",
            ),
            html.Div(
                [
                    _side(ctx, profile, found, found.strengths, side="strengths"),
                    _side(ctx, profile, found, found.gaps, side="gaps"),
                ],
                className="contrasts",
            ),
            html.P(ctx.t("contrast.rule"), className="note prose screen-only"),
        ],
        className="section standing-out",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _side(
    ctx: Context,
    profile: Profile,
    found: Contrasts,
    items: Sequence[Contrast],
    *,
    side: str,
) -> Node:
    peers = peers_name(ctx, profile, found.scope)
    return html.Div(
        [
            html.H3(ctx.t(f"contrast.{side}")),
            html.Ul([html.Li(_sentence(ctx, item, peers=peers)) for item in items])
            if items
            else html.P(ctx.t(f"contrast.no_{side}", peers=peers)),
        ],
        className=f"side side-{side}",
    )


def peers_name(ctx: Context, profile: Profile, scope: Scope) -> str:
    """The peers of a contrast in words."""
    if scope is Scope.KIND:
        return ctx.t("contrast.peers.kind")
    return ctx.t(f"contrast.peers.{profile.entity.level}")


def _sentence(ctx: Context, item: Contrast, *, peers: str) -> list[Node]:
    provenance = ctx.score_provenance
    return ctx.rich(
        f"contrast.{'above' if item.points > 0 else 'below'}",
        pillar=html.Strong(measure_label(ctx, item.measure)),
        score=figure(fmt.number(item.own), provenance=provenance),
        points=figure(fmt.number(float(abs(item.points))), provenance=provenance),
        mean=figure(fmt.number(item.mean), provenance=provenance),
        peers=peers,
    )


def indicators(ctx: Context, profile: Profile) -> Node:
    """The indicators that the data set carries, each among its peers; nothing without any."""
    if not profile.indicators:
        return None
    peers = ctx.repo.summaries(level=profile.entity.level, year=profile.year)
    rows = tuple(
        d.DotRow(
            id=item.id,
            label=f"{item.number} {ctx.name(item.name)}".strip(),
            values=(charts.chart_value(ctx, profile.indicators[item.id], measure=Measure.OVERALL),),
            spread=charts.spread(peers[item.id]) if item.id in peers else None,
        )
        for item in ctx.repo.indicators(year=profile.year)
        if item.id in profile.indicators
    )
    chart = d.DotPlot(
        id="indicators",
        title=ctx.t("agency.indicators"),
        subtitle=ctx.t("profile.pillars.subtitle", year=fmt.full_year(profile.year, lang=ctx.lang)),
        note=ctx.t("profile.pillars.dots_note"),
        source=charts.source_line(ctx),
        status=charts.status_mark(ctx),
        lang=ctx.lang,  # type: ignore[arg-type]
        alt=ctx.t("agency.indicators_alt", count=len(rows), name=ctx.name(profile.entity.name)),
        axis=charts.score_axis(ctx),
        series=(d.Series(id=profile.entity.id, label=ctx.name(profile.entity.name)),),
        rows=rows,
        words=d.SpreadWords(
            extent=ctx.t("chart.extent"),
            middle_half=ctx.t("chart.middle_half"),
            mean=ctx.t("chart.mean"),
        ),
    )
    return html.Section(
        [
            html.H2(ctx.t("agency.indicators")),
            charts.figure_box(ctx, chart, island_id=None, width=charts.FULL),
        ],
        className="section indicators",
    )


def both_years(ctx: Context, profile: Profile) -> Node:
    """Overall and pillars in this year and the one before, with the caveat."""
    if profile.previous_year is None or absence(profile):
        return None
    before = profile.previous
    if all(before[m].number is None for m in SCORES):
        kind = before[Measure.OVERALL].missing
        body: Node = html.P(
            [
                ctx.t(
                    "agency.no_earlier", year=fmt.full_year(profile.previous_year, lang=ctx.lang)
                ),
                " ",
                missing(ctx, kind),  # type: ignore[arg-type]
            ]
        )
    else:
        body = [
            _years_table(ctx, profile, earlier=profile.previous_year),
            html.P(ctx.t("agency.years_note"), className="note prose"),
        ]
    return html.Section(
        [
            html.H2(ctx.t("agency.years")),
            html.P(words, className="note prose") if (words := caveat(ctx, profile.year)) else None,
            body,
        ],
        className="section years-section",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _years_table(ctx: Context, profile: Profile, *, earlier: int) -> Node:
    columns = (
        Column(label=ctx.t("agency.measure")),
        Column(label=fmt.year(earlier, lang=ctx.lang), numeric=True),
        Column(label=fmt.year(profile.year, lang=ctx.lang), numeric=True),
        Column(label=ctx.t("measure.change.short"), numeric=True),
    )
    rows = []
    for measure in SCORES:
        then, now = profile.previous[measure], profile.scores[measure]
        change: Node = None
        if then.number is not None and now.number is not None:
            points = scoring.change(now.number, then.number)
            change = figure(fmt.signed(points), provenance=now.provenance)
        rows.append(
            row(
                columns,
                [
                    measure_label(ctx, measure),
                    value(ctx, then, measure=measure),
                    value(ctx, now, measure=measure),
                    change,
                ],
            )
        )
    return table(
        ctx,
        caption=ctx.t("agency.years_caption", name=ctx.name(profile.entity.name)),
        columns=columns,
        rows=rows,
        provenance=ctx.score_provenance,
        caption_hidden=True,
    )


def advice_title(ctx: Context, found: Contrasts) -> Sentence:
    """Above the recommendations: the weakest pillars, or the smallest lead where none is behind."""
    if not found.leads:
        words = ctx.t("agency.advice")
        return Sentence(nodes=[words], plain=words)
    least = found.weakest[0]
    points = fmt.signed(float(least.points))
    pillar = next(p for p in ctx.repo.pillars() if p.measure is least.measure)
    name = ctx.name(pillar.name)
    return Sentence(
        nodes=ctx.rich(
            "agency.advice_lead",
            pillar=name,
            points=figure(points, provenance=ctx.score_provenance),
        ),
        plain=ctx.t("agency.advice_lead", pillar=name, points=points),
    )


def recommended(ctx: Context, items: Sequence[Advice], *, found: Contrasts) -> Node:
    """For the weakest pillars: what the survey recommends, and who of the group is ahead."""
    if not items:
        return None
    return html.Section(
        [
            html.Div(
                [html.H2(advice_title(ctx, found).nodes), tag(ctx, ctx.score_provenance)],
                className="section-head",
            ),
            html.Div([_advice(ctx, item) for item in items], className="advice-cards"),
            html.P(
                [
                    ctx.t("agency.advice_source"),
                    " ",
                    html.A(ctx.t("agency.advice_all"), href=ctx.url(Page.RECOMMENDATIONS)),
                ],
                className="note prose",
            ),
        ],
        className="section advice-section",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _advice(ctx: Context, item: Advice) -> Node:
    return html.Div(
        [
            html.H3(measure_label(ctx, item.measure)),
            html.Ul([html.Li(_recommendation(ctx, r)) for r in item.recommendations]),
            _standing(ctx, item.standing),
        ],
        className="advice-card",
    )


def _recommendation(ctx: Context, item: Recommendation) -> list[Node]:
    return [
        ctx.name(item.summary),
        " ",
        html.Span(_addressee(ctx, item), className="note"),
    ]


def _addressee(ctx: Context, item: Recommendation) -> str:
    if item.addressee == "not_stated":
        return ctx.t("agency.advice_to_nobody")
    return ctx.t("agency.advice_to", to=ctx.t(f"recommendations.to.{item.addressee}"))


def _standing(ctx: Context, item: Standing | None) -> Node:
    if item is None:
        return None
    group = _group(ctx, item)
    if not item.best:
        words = ctx.t("agency.joint_highest" if item.joint else "agency.highest", group=group)
        return html.P(words, className="note screen-only")
    key = "agency.ahead" if item.ahead == len(item.best) else "agency.ahead_most"
    parts: list[Node] = [ctx.t(key, group=group, count=fmt.integer(item.ahead)), " "]
    for index, one in enumerate(item.best):
        parts += [
            ", " if index else "",
            html.A(ctx.name(one.entity.name), href=ctx.profile_url(one.entity)),
            " ",
            value(ctx, one.value, measure=Measure.OVERALL),
        ]
    return html.P(parts, className="note screen-only")


def _group(ctx: Context, item: Standing) -> str:
    """The group of an agency inside a sentence."""
    if item.scope is Scope.MINISTRY:
        ministry = ctx.repo.entity(level=Level.MINISTRY, id=item.scope_id)
        return ctx.t("agency.group.ministry", name=in_sentence(ctx, ministry))
    if item.scope is Scope.KIND:
        return ctx.t("agency.group.kind")
    kinds = {kind.id: ctx.name(kind.name) for kind in ctx.repo.agency_types()}
    return ctx.t("agency.group.type", name=kinds[item.scope_id])
