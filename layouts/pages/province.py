"""A province: its score in words, its pillars, its offices, its relatives."""

from __future__ import annotations

from data.codes import Level, Measure, Missing
from data.model import Members, Profile, UnknownEntity
from layouts import format as fmt
from layouts.comparison import against_options
from layouts.components import profile as parts
from layouts.components.cards import province_card
from layouts.components.tray import tray
from layouts.components.years import lineage_line, trend_section
from layouts.context import Context, NotFound, PageContent, rejected
from layouts.markup import Node, html
from layouts.narrative import absence, headline
from layouts.narratives.province import meaning, story
from layouts.routes import Page
from layouts.words import CAPITAL, place_name


def page(ctx: Context) -> PageContent:
    """The profile of the province in the address.

    Raises:
        NotFound: when there is no such province.
    """
    year = ctx.year()
    try:
        profile = ctx.repo.profile(
            level=Level.PROVINCE, id=ctx.address.id or "", year=int(year.value)
        )
    except UnknownEntity as error:
        raise NotFound(ctx.address.id) from error
    name = ctx.name(profile.entity.name)
    options = against_options(
        ctx.repo, profile=profile, lang=ctx.lang, asked=ctx.address.query.get("against")
    )
    against = ctx.choose("against", options=[o.code for o in options], default=options[0].code)
    chosen = next(o for o in options if o.code == against.value)
    region = next(r for r in ctx.repo.regions() if r.id == profile.entity.region_id)
    sort = ctx.choose("sort", options=parts.MEMBER_SORTS, default=parts.MEMBER_SORTS[0])
    has_score = profile.scores[Measure.OVERALL].number is not None
    members = ctx.repo.members(level=Level.PROVINCE, id=profile.entity.id, year=profile.year)
    return PageContent(
        rows=members.coverage.surveyed > 0,
        title=name if profile.entity.id == CAPITAL else ctx.t("province.title", name=name),
        description=headline(ctx, profile).plain,
        notices=rejected(year=year, against=against, sort=sort),
        card=province_card(ctx, profile),
        body=[
            parts.breadcrumb(
                ctx,
                parents=[(ctx.t("page.provinces.nav"), ctx.url(Page.PROVINCES))],
                here=name,
            ),
            html.Div(
                [
                    html.H1(place_name(ctx, profile.entity)),
                    parts.year_switch(ctx, year=profile.year),
                ],
                className="title-row",
            ),
            tray(ctx, profile.entity),
            lineage_line(ctx, profile.entity),
            html.P(ctx.t("province.region", region=ctx.name(region.name)), className="sub"),
            parts.award_badge(ctx, profile),
            html.P(
                [html.Span(sentence.nodes) for sentence in story(ctx, profile)],
                className="lead story",
            ),
            _meaning(ctx, profile),
            parts.facts(ctx, profile) if has_score else _without(ctx, profile),
            parts.pillars(ctx, profile, options=options, chosen=chosen) if has_score else None,
            trend_section(ctx, profile),
            _offices(ctx, profile, members, sort=sort.value),
            _neighbours(ctx, profile),
            parts.similar_list(
                ctx,
                ctx.repo.similar(level=Level.PROVINCE, id=profile.entity.id, year=profile.year),
                title=ctx.t("province.similar"),
            )
            if has_score
            else None,
        ],
    )


def _meaning(ctx: Context, profile: Profile) -> Node:
    said = meaning(ctx, profile)
    if said is None:
        return None
    return html.P([html.Strong(ctx.t("province.meaning.label")), " ", said], className="meaning")


def _without(ctx: Context, profile: Profile) -> Node:
    """Why there is no score; of Bangkok what the source says and leaves open, and where to look."""
    if absence(profile):
        return None  # the narrative says it
    kind = profile.scores[Measure.OVERALL].missing
    if profile.entity.id != CAPITAL:
        if kind is Missing.NOT_APPLICABLE:
            return None
        return html.Div(html.P(ctx.t(f"missing.{kind}.meaning")), className="panel")
    return html.Div(
        [
            html.P(ctx.t("province.bangkok.survey")),
            html.P(ctx.t("province.bangkok.open")),
            html.P(html.A(ctx.t("province.bangkok.agencies"), href=ctx.url(Page.AGENCIES))),
        ],
        className="panel",
    )


def _offices(ctx: Context, profile: Profile, members: Members, *, sort: str) -> Node:
    if not members.coverage.surveyed:
        return None
    return html.Section(
        [
            html.H2(ctx.t("province.offices")),
            parts.members_table(
                ctx,
                members.rows,
                caption=ctx.t(
                    "province.offices_caption",
                    year=fmt.full_year(profile.year, lang=ctx.lang),
                ),
                of_level=Level.OFFICE,
                sort=sort,
            ),
            parts.without_score(ctx, members.without),
        ],
        className="section",
    )


def _neighbours(ctx: Context, profile: Profile) -> Node:
    codes = ctx.shapes.provinces[profile.entity.id].neighbours
    entities = [ctx.repo.entity(level=Level.PROVINCE, id=code) for code in codes]
    return html.Section(
        [html.H2(ctx.t("province.neighbours")), parts.link_list(ctx, entities)],
        className="section",
    )
