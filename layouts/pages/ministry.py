"""A ministry: its place in the quadrant, its pillars, its departments."""

from __future__ import annotations

from dash import html

from data.codes import Level, Measure, Provenance
from data.model import Profile, UnknownEntity
from layouts import format as fmt
from layouts.comparison import against_options
from layouts.components import profile as parts
from layouts.components.numbers import tag
from layouts.context import Context, NotFound, PageContent, rejected
from layouts.markup import Node
from layouts.narrative import headline
from layouts.routes import Page


def page(ctx: Context) -> PageContent:
    """The profile of the ministry in the address.

    Raises:
        NotFound: when there is no such ministry.
    """
    year = ctx.year()
    try:
        profile = ctx.repo.profile(
            level=Level.MINISTRY, id=ctx.address.id or "", year=int(year.value)
        )
    except UnknownEntity as error:
        raise NotFound(ctx.address.id) from error
    name = ctx.name(profile.entity.name)
    options = against_options(
        ctx.repo, profile=profile, lang=ctx.lang, asked=ctx.address.query.get("against")
    )
    against = ctx.choose("against", options=[o.code for o in options], default=options[0].code)
    chosen = next(o for o in options if o.code == against.value)
    has_score = profile.scores[Measure.OVERALL].number is not None
    return PageContent(
        title=name,
        description=headline(ctx, profile).plain,
        notices=rejected(year=year, against=against),
        body=[
            parts.breadcrumb(
                ctx,
                parents=[(ctx.t("page.ministries.nav"), ctx.url(Page.MINISTRIES))],
                here=name,
            ),
            html.Div(
                [html.H1(name), parts.year_switch(ctx, year=profile.year)], className="title-row"
            ),
            _quadrant(ctx, profile),
            html.P(headline(ctx, profile).nodes, className="lead"),
            parts.facts(ctx, profile) if has_score else None,
            parts.pillars(ctx, profile, options=options, chosen=chosen) if has_score else None,
            _departments(ctx, profile),
            parts.similar_list(
                ctx,
                ctx.repo.similar(level=Level.MINISTRY, id=profile.entity.id, year=profile.year),
                title=ctx.t("ministry.similar"),
            ),
        ],
    )


def _quadrant(ctx: Context, profile: Profile) -> Node:
    if profile.quadrant is None:
        return None
    return html.P(
        [
            *ctx.rich(
                "ministry.quadrant",
                quadrant=html.A(
                    ctx.t(f"quadrant.{profile.quadrant}"), href=ctx.url(Page.MINISTRIES)
                ),
            ),
            " ",
            tag(ctx, Provenance.PUBLISHED),
        ],
        className="sub",
    )


def _departments(ctx: Context, profile: Profile) -> Node:
    members = ctx.repo.members(level=Level.MINISTRY, id=profile.entity.id, year=profile.year)
    return html.Section(
        [
            html.H2(ctx.t("ministry.departments")),
            parts.members_table(
                ctx,
                members.rows,
                caption=ctx.t(
                    "ministry.departments_caption",
                    year=fmt.full_year(profile.year, lang=ctx.lang),
                ),
                of_level=Level.DEPARTMENT,
            ),
            parts.without_score(ctx, members.without),
        ],
        className="section",
    )
