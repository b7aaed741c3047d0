"""An agency, department or provincial office: who it is, where it stands, whom it resembles."""

from __future__ import annotations

from dash import html

from data.codes import Level, Measure
from data.model import Entity, Profile, UnknownEntity
from layouts.comparison import against_options
from layouts.components import profile as parts
from layouts.components.numbers import missing
from layouts.context import Context, NotFound, PageContent, rejected
from layouts.markup import Node
from layouts.narrative import headline
from layouts.routes import Page


def page(ctx: Context) -> PageContent:
    """The profile of the agency in the address.

    Raises:
        NotFound: when there is no such agency.
    """
    year = ctx.year()
    try:
        entity = ctx.repo.agency(ctx.address.id or "")
        profile = ctx.repo.profile(level=entity.level, id=entity.id, year=int(year.value))
    except UnknownEntity as error:
        raise NotFound(ctx.address.id) from error
    name = ctx.name(entity.name)
    has_score = profile.scores[Measure.OVERALL].number is not None
    options = against_options(
        ctx.repo, profile=profile, lang=ctx.lang, asked=ctx.address.query.get("against")
    )
    against = ctx.choose("against", options=[o.code for o in options], default=options[0].code)
    chosen = next(o for o in options if o.code == against.value)
    return PageContent(
        title=name,
        description=headline(ctx, profile).plain,
        notices=rejected(year=year, against=against),
        body=[
            parts.breadcrumb(
                ctx,
                parents=[(ctx.t("page.agencies.nav"), ctx.url(Page.AGENCIES))],
                here=name,
            ),
            html.Div(
                [html.H1(name), parts.year_switch(ctx, year=profile.year)], className="title-row"
            ),
            _who(ctx, entity),
            parts.award_badge(ctx, profile),
            html.P(headline(ctx, profile).nodes, className="lead"),
            parts.facts(ctx, profile) if has_score else _without(ctx, profile),
            parts.pillars(ctx, profile, options=options, chosen=chosen) if has_score else None,
            parts.similar_list(
                ctx,
                ctx.repo.similar(level=entity.level, id=entity.id, year=profile.year),
                title=ctx.t("agency.similar"),
            ),
        ],
    )


def _who(ctx: Context, entity: Entity) -> Node:
    kinds = {item.id: ctx.name(item.name) for item in ctx.repo.agency_types()}
    parts_: list[Node] = []
    if entity.agency_type_id:
        parts_.append(kinds[entity.agency_type_id])
    if entity.ministry_id:
        ministry = ctx.repo.entity(level=Level.MINISTRY, id=entity.ministry_id)
        parts_.append(html.A(ctx.name(ministry.name), href=ctx.profile_url(ministry)))
    elif entity.level is Level.DEPARTMENT:
        parts_.append(ctx.t("agency.independent"))
    if entity.province_id:
        province = ctx.repo.entity(level=Level.PROVINCE, id=entity.province_id)
        parts_.append(
            html.A(
                ctx.t("province.heading", name=ctx.name(province.name)),
                href=ctx.profile_url(province),
            )
        )
    other = "en" if ctx.lang == "th" else "th"
    if entity.name.get(other) != entity.name.get(ctx.lang):
        parts_.append(html.Span(entity.name.get(other), lang=other))
    return html.Ul([html.Li(item) for item in parts_], className="plain facts-line")


def _without(ctx: Context, profile: Profile) -> Node:
    kind = profile.scores[Measure.OVERALL].missing
    return html.Div(
        [html.P(missing(ctx, kind)), html.P(ctx.t(f"missing.{kind}.meaning"))],
        className="panel",
    )
