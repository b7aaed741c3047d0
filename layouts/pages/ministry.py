"""A ministry: its place in the quadrant, its pillars, its departments."""

from __future__ import annotations

from data.codes import Level, Measure
from data.model import UnknownEntity
from layouts.comparison import against_options
from layouts.components import ministry as own
from layouts.components import profile as parts
from layouts.components.cards import titled
from layouts.components.charts import FULL, figure_box
from layouts.components.tray import tray
from layouts.components.years import lineage_line, membership_note, trend_section
from layouts.context import Context, NotFound, PageContent, rejected
from layouts.markup import Node, html
from layouts.narrative import Sentence, absence, headline
from layouts.narratives.ministry import story
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
    sort = ctx.choose("sort", options=own.SORTS, default=own.SORTS[0])
    has_score = profile.scores[Measure.OVERALL].number is not None
    quadrants = ctx.repo.quadrants(year=profile.year)
    members = ctx.repo.members(level=Level.MINISTRY, id=profile.entity.id, year=profile.year)
    chart = own.position_chart(ctx, profile, quadrants)
    there = not absence(profile)
    spread = own.spread_chart(ctx, profile, members.rows) if there else None
    return PageContent(
        title=name,
        description=headline(ctx, profile).plain,
        notices=rejected(year=year, against=against, sort=sort),
        card=titled(ctx, profile, chart),
        body=[
            parts.breadcrumb(
                ctx,
                parents=[(ctx.t("page.ministries.nav"), ctx.url(Page.MINISTRIES))],
                here=name,
            ),
            html.Div(
                [html.H1(name), parts.year_switch(ctx, year=profile.year)], className="title-row"
            ),
            tray(ctx, profile.entity),
            lineage_line(ctx, profile.entity),
            html.P(
                _told(story(ctx, profile, quadrants=quadrants, members=members)),
                className="lead story",
            ),
            parts.facts(ctx, profile) if has_score else None,
            own.position(ctx, profile, chart),
            parts.pillars(ctx, profile, options=options, chosen=chosen) if has_score else None,
            trend_section(ctx, profile),
            html.Section(
                [
                    html.H2(ctx.t("ministry.departments")),
                    html.P(note)
                    if (note := membership_note(ctx, profile.entity, year=profile.year))
                    else None,
                    figure_box(ctx, spread, island_id=None, width=FULL) if spread else None,
                    own.departments(ctx, profile, members, sort=sort.value)
                    if members.rows
                    else None,
                    parts.without_score(ctx, dict(members.without)),
                ],
                className="section",
            )
            if members.rows or members.without
            else None,
            own.awards(ctx, members),
            parts.similar_list(
                ctx,
                ctx.repo.similar(level=Level.MINISTRY, id=profile.entity.id, year=profile.year),
                title=ctx.t("ministry.similar"),
            ),
        ],
    )


def _told(sentences: list[Sentence]) -> list[Node]:
    return [part for sentence in sentences for part in (*sentence.nodes, " ")]
